"""Keys are named as they are bound, on every screen, and a click on the name of one does what the key does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from feeds.answers import Picture
from feeds.blocks import Text
from tests.feeds.conftest import NOW
from tests.tui.conftest import Open
from tests.tui.test_every_screen import MADE, every_screen
from tui import i18n, keymap
from tui.actions import ACTIONS
from tui.app import NashraApp
from tui.config import Config
from tui.keyed import Keyed, joined, key, keys_of
from tui.screens.command import CommandScreen
from tui.screens.failures import FailuresScreen
from tui.screens.help import HelpScreen
from tui.screens.menu import MenuScreen
from tui.screens.own_keys import OwnKeysScreen
from tui.screens.palette import PaletteScreen
from tui.screens.pictures import PicturesScreen
from tui.screens.rules import RuleScreen
from tui.screens.welcome import FirstCard, WelcomeScreen
from tui.widgets.bidi import Finished
from tui.widgets.choices import ChoiceList
from tui.widgets.field import Field
from tui.widgets.heading import Heading, Prose
from tui.widgets.rows import Rows

OWN = {action.id: [f"alt+ctrl+{chr(ord('a') + at % 26)} f{9 + at // 26}"] for at, action in enumerate(ACTIONS)}
"""A key for each action that no action has at first: the sequence of one of 26 keys and one of a few."""
FIXED = {"complete", "skip", "step-back"}
"""What is no action of the registry, with keys that are always the same."""
NAMED = re.compile(
    r"(?<![\w<])(?:Enter|Esc|Escape|Space|Tab|Del|PgUp|PgDn|Home|Ctrl|Shift|المسافة)(?!\w)|\^\w|[⇧⌫]"
    r"|(?<![\w'’.\-<{%)])[B-HJ-Zb-z](?![\w'’.\-])"
)
"""A name of a key in a text."""
EXPLAINED = "Choose an action, then type its keys with commas between: g g, ^p, F5. None: as at first."
EXPLAINED_IN_SETTINGS = (
    'Keys of your own, by the id of an action (docs/keys.md); a sequence has spaces between its keys, as in "g g".'
)
"""Name keys as examples of how keys are written."""


OF_KEYS = (HelpScreen, OwnKeysScreen, MenuScreen, PaletteScreen)
"""Screens whose rows have their keys beside them."""


def texts(screen: Screen[None]) -> Iterator[str]:
    """What the screen tells of itself, not what it lists."""
    yield from (one for one in (getattr(screen, "heading", ""),) if one)
    for widget in screen.walk_children(Widget):
        if isinstance(widget, Prose):
            yield widget.text
        elif isinstance(widget, Heading):
            yield from (widget.text, widget.aside)
        elif isinstance(widget, Rows):
            yield widget.hint
        elif isinstance(widget, Field):
            yield widget.placeholder if not isinstance(screen, OwnKeysScreen) else ""
        if isinstance(widget, ChoiceList) and not isinstance(screen, OF_KEYS):
            yield from (one.aside for one in widget.choices)


def beside_keys(text: str) -> str:
    """A text without the keys that it knows to be of actions."""
    for one in reversed(keys_of(text)):
        text = text[: one.start] + "…" + text[one.end :]
    return text


def bound(screen: Screen[None]) -> set[str | None]:
    """The ids of what keys do on a screen."""
    return {
        one.id
        for node in (screen, *screen.walk_children(Widget))
        for some in node._bindings.key_to_bindings.values()
        for one in some
    }


def faults(app: NashraApp) -> Iterator[str]:
    """Where the screen in front names a key that is not bound there."""
    screen, there = app.screen, bound(app.screen)
    for text in texts(screen):
        told = beside_keys(text)
        for explained in (EXPLAINED, EXPLAINED_IN_SETTINGS):
            told = told.replace(i18n._(explained), "")
        if found := NAMED.search(told):
            yield f"{type(screen).__name__} names {found[0]!r}: {text!r}"
        for one in keys_of(text):
            name = text[one.start : one.end].strip("\u200e").replace("\u00a0", " ")
            own = keymap.name(app.keys[one.action][0]) if one.action in app.keys else None
            if one.action not in there:
                yield f"{type(screen).__name__} names a key of {one.action}, which it does not do: {text!r}"
            elif one.action not in FIXED and name not in (own, "Enter" if one.action == "choose" else own):
                yield f"{type(screen).__name__} names {name!r} for {one.action}: {text!r}"


def opened(app: NashraApp) -> Iterator[Screen[None]]:
    for kind in every_screen():
        if kind is not FailuresScreen or any(feed.error for feed in app.reader.feeds()):
            yield MADE.get(kind, lambda _app, kind=kind: kind())(app)  # type: ignore[misc]
    yield WelcomeScreen()
    yield FirstCard()
    yield PicturesScreen(1, [(Text("one"), "https://a.example/1.png")], rtl=False)


@pytest.fixture
def failed_library(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All screens have something to show: a feed has failed, and each picture is found."""

    async def found(*_given: object) -> Picture:
        return Picture(1, 2, bytes(6))

    monkeypatch.setattr(PicturesScreen, "_found", found)
    make_failed(library_path)


async def looked(pilot: Pilot[None], app: NashraApp, look: Callable[[], Iterable[str]]) -> list[str]:
    """What ``look`` finds on the main screen, and on each of the others as it opens, at the end of its lists, and with
    a letter in its fields."""
    await pilot.pause()
    met = list(look())
    for screen in opened(app):
        app.show(screen)
        await pilot.pause()
        met += look()
        for rows in screen.query(ChoiceList):
            rows.edge(1)
        await pilot.pause()
        met += look()
        for field in screen.query(Field):
            field.value = "x"
        await pilot.pause()
        met += look()
        app.pop_screen()
    return met


@pytest.mark.usefixtures("failed_library")
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_no_screen_names_a_key_that_is_not_bound_there(open_app: Open, language: str) -> None:
    app = open_app(language, config=Config(keys=OWN, language=language))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.keys["choose"] == tuple(OWN["choose"])
        assert sorted(set(await looked(pilot, app, lambda: faults(app)))) == []


UNNAMED = re.compile("(?:^|· )[\u200e\u200f]*[ \u00a0]")
"""What a key without a name leaves in a row of hints: a word with a blank before it."""


@pytest.mark.usefixtures("failed_library")
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_sentence_names_an_action_that_has_no_key_as_menus_do(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    unfilled: set[str] = set()

    def filled(message: str, places: Mapping[str, str]) -> str:
        if any(isinstance(one, Keyed) and not one for one in places.values()):
            unfilled.add(message)
        return fill(message, places)

    fill = i18n.filled
    monkeypatch.setattr(i18n, "filled", filled)
    app = open_app(language, config=Config(keys={action.id: [] for action in ACTIONS}, language=language))
    async with app.run_test(size=(80, 24)) as pilot:
        told = await looked(pilot, app, lambda: texts(app.screen))
        assert unfilled == set()
        assert {text for text in told if UNNAMED.search(text)} == set()
        assert any(i18n._("“{action}”", action=i18n._("Close")) in text for text in told)


async def test_a_click_on_the_name_of_an_action_that_has_no_key_does_it(open_app: Open) -> None:
    app = open_app("en", config=Config(keys={"save": []}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.show(RuleScreen())
        await pilot.pause()
        rule = app.screen
        assert isinstance(rule, RuleScreen)
        rule.query_one(Field).value = "غزة"
        rule.list.cursor = 0
        rule.action_choose()
        await pilot.press("escape")
        await pilot.pause()
        foot = rule.query_one("#dialog-foot", Prose).text
        assert foot == "Not saved yet: “Save, or subscribe to what is ticked” saves it, Esc once more leaves."
        await pilot.click(offset=cells(app)["save"][-1])
        await pilot.pause()
        assert [one.query for one in app.reader.rules()] == ["غزة"]


def make_failed(path: Path) -> None:
    from feeds.errors import UnknownHost
    from feeds.schedule import FetchState
    from feeds.store.library import Store

    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://failed.example/news", title="failed")
    store.save_failure(feed.id, UnknownHost(url=feed.url, host="failed.example"), FetchState())
    store.close()


FREE = {
    "Which line reads right? Its number, or Enter to leave all as it is:",
    "Which one? Its number, or Enter for none:",
    "A note, or Enter to leave it as it is:",
    "A tag to give or take, or Enter for none:",
    "Enter: more of the article, then the next unread one.",
    "Nashra, line by line. A number chooses, Enter goes on, 0 goes back, ? helps.",
    "Search for, or Enter for nothing:",
    "The address of a feed or a site, or Enter for none:",
    "The article ends here. Enter: the next unread one.",
    "{key} and Enter: more of the list.",
    "{n} more line. Enter goes on.",
    "{n} more lines. Enter goes on.",
    "Nashra is on this page until Ctrl+C:",
    "Fetch it all the same? [y/N]",
    "Take it along? [y/N]",
    "Edit again? [Y/n]",
    EXPLAINED,
    EXPLAINED_IN_SETTINGS,
}
"""Messages that name keys: of commands and of reading line by line, where Enter ends each line, and an example."""


def test_no_message_of_the_screens_has_the_name_of_a_key_in_it() -> None:
    from tests.tui.test_catalogs import catalog

    said = {text for one in catalog("en") for text in ([one.id] if isinstance(one.id, str) else one.id)}
    named = {text for text in said if NAMED.search(text)}
    assert {text for text in named - FREE if not text.startswith(("A password is one line", "A user agent"))} == set()
    assert named >= FREE


# ── Clicks ───────────────────────────────────────────────────────────────────────────────────────────────────


def cells(app: NashraApp) -> dict[str, list[tuple[int, int]]]:
    """The cells of the screen in front that do something when they are clicked, by the action that they do."""
    found: dict[str, list[tuple[int, int]]] = {}
    for widget in app.screen.walk_children(Finished):
        inside = widget.content_region
        for y in range(inside.height):
            for x in range(inside.width):
                if action := widget.action_at(Offset(x, y)):
                    found.setdefault(action, []).append((inside.x + x, inside.y + y))
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_click_on_a_key_of_the_last_line_does_what_the_key_does(open_app: Open, language: str) -> None:
    app = open_app(language)
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        there = cells(app)
        assert set(there) == {action.id for action in ACTIONS if action.footer}
        for action in ("help", "add"):
            for cell in (there[action][0], there[action][-1]):
                await pilot.click(offset=cell)
                await pilot.pause()
                assert type(app.screen).__name__.lower() == f"{action}screen"
                app.pop_screen()
                await pilot.pause()
        left = min(x for x, _y in there["open"])
        assert (left > 80) == (language == "ar")


async def test_a_click_on_a_key_does_it_while_a_field_has_the_focus_that_would_type_it(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(app.focused, Field)
        await pilot.click(offset=cells(app)["help"][0])
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_click_on_a_key_that_a_dialog_names_does_what_the_key_does(open_app: Open, language: str) -> None:
    app = open_app(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.show(RuleScreen())
        await pilot.pause()
        rule = app.screen
        assert isinstance(rule, RuleScreen)
        rule.query_one(Field).value = "غزة"
        rule.list.cursor = 0
        await pilot.pause()
        await pilot.click(offset=cells(app)["choose"][0])
        await pilot.pause()
        assert rule.list.ticked
        await pilot.click(offset=cells(app)["save"][-1])
        await pilot.pause()
        assert app.screen is app.main
        assert [one.query for one in app.reader.rules()] == ["غزة"]


async def test_a_click_on_the_key_of_a_notice_takes_back_what_was_done(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        app.main.action_pane(1)
        row = app.main.articles.rows[0]
        app.main.action_toggle_star()
        await pilot.pause()
        assert app.main.articles.rows[0].starred
        await pilot.click(offset=cells(app)["undo"][0])
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.main.articles.rows[0].id == row.id
        assert not app.main.articles.rows[0].starred


async def test_a_click_on_tab_completes_the_command_line(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        app.show(CommandScreen("ref"))
        await pilot.pause()
        app.screen.query_one("#dialog-foot", Prose).text = joined(" ", ("Try", key("Tab", "complete")))
        await pilot.pause()
        await pilot.click(offset=cells(app)["complete"][0])
        await pilot.pause()
        assert app.screen.query_one(Field).value.startswith("refresh")


# ── Texts that name keys ─────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_keeps_the_place_of_a_key_that_fills_it() -> None:
    i18n.use("en")
    told = i18n._("{key} takes it back.", key=key("^z", "undo"))
    assert isinstance(told, Keyed)
    assert [told[one.start : one.end] for one in told.keys] == ["^z"]
    i18n.use("ar")
    told = i18n._("{key} takes it back.", key=key("^z", "undo"))
    assert [told[one.start : one.end].strip("\u200e") for one in keys_of(told)] == ["^z"]


@pytest.mark.parametrize(
    ("bound", "named"),
    [(["s", "ctrl+s"], "^s"), (["s", "space", "f5"], "f5"), (["s"], "s"), (["g g", "up"], "↑"), (["و", "f1"], "f1")],
)
def test_where_one_types_a_key_is_named_that_is_not_typed(bound: list[str], named: str) -> None:
    assert keymap.of({"save": bound}, "save", in_field=True) == named
    assert keymap.of({"save": bound}, "save") == keymap.name(bound[0])
