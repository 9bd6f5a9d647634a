"""Every action of the registry does what it says at the press of its default key, in both languages.

An action without a scenario fails here: write one in the module of its group (`scene.MODULES`), marked ``@shows``."""

from __future__ import annotations

import importlib
import traceback
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.tui.actions.scene import ENDING, MODULES, SCENARIOS, Scenario, Scene, config, library
from tests.tui.conftest import Open
from tui import browser
from tui.actions import ACTIONS, Place

PACKAGE = "tests.tui.actions"
for module in MODULES.values():
    pytest.register_assert_rewrite(f"{PACKAGE}.{module}")
    importlib.import_module(f"{PACKAGE}.{module}")

ELSEWHERE = {"suspend": "tests.tui.test_terminal:test_the_terminal_is_given_back_on_control_z_and_taken_again"}
"""Actions that need a terminal, with the test that shows them in one."""
WIDE = (140, 40)


def test_every_action_has_a_scenario() -> None:
    missing = [
        f"{action.id}: no scenario. Add one marked @shows({action.id!r}) to {PACKAGE}.{MODULES[action.place]}"
        for action in ACTIONS
        if action.id not in SCENARIOS and action.id not in ELSEWHERE
    ]
    assert not missing, "\n".join(missing)


def test_every_scenario_is_of_an_action() -> None:
    known = {action.id for action in ACTIONS}
    gone = [f"{id_}: no such action, but {_name(one)} shows it" for id_, one in SCENARIOS.items() if id_ not in known]
    assert not gone, "\n".join(gone)
    for action, test in ELSEWHERE.items():
        where, _colon, name = test.partition(":")
        assert action in known
        assert hasattr(importlib.import_module(where), name)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("place", Place, ids=lambda place: place.name.lower())
async def test_each_action_does_at_its_key_what_it_says(
    open_app: Open,
    library_path: Path,
    tmp_path: Path,
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    place: Place,
    language: str,
) -> None:
    ids = [action.id for action in ACTIONS if action.place is place and action.id in SCENARIOS]
    one_after_another = dict.fromkeys(SCENARIOS[id_] for id_ in ids if id_ not in ENDING)
    runs: list[list[Scenario]] = [list(one_after_another), *([SCENARIOS[id_]] for id_ in ids if id_ in ENDING)]
    opened: list[str] = []
    monkeypatch.setattr(browser, "open_link", lambda url: opened.append(url) or True)
    await library(library_path, httpserver)
    wrong: list[str] = []
    pressed: set[str] = set()
    for scenarios in runs:
        app = open_app(language, config=config(tmp_path / "played"))
        async with app.run_test(size=WIDE) as pilot:
            on = Scene(app, pilot, httpserver, opened, tmp_path / "played", pressed)
            await on.settle()
            for scenario in scenarios:
                opened.clear()
                await on.begin()
                try:
                    await scenario(on)
                except Exception:
                    wrong.append(f"{_name(scenario)}\n{traceback.format_exc()}")
    assert not wrong, "\n\n".join(wrong)
    assert set(ids) <= pressed, f"scenarios that press no key of what they show: {set(ids) - pressed}"


def _name(scenario: Scenario) -> str:
    return f"{scenario.__module__}.{scenario.__name__}"  # type: ignore[attr-defined]
