"""Muting a subject from the reader: what is offered, how many it would hide, and both of it taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.answers import Change
from tests.tui.conftest import Open, text_of
from tests.tui.rules import path
from tests.tui.test_keys import WIDE, press, settled
from tui import notices, undo_words
from tui.app import NashraApp
from tui.screens.mute import MuteScreen
from tui.screens.rules import RulesScreen
from tui.widgets.field import Field
from tui.widgets.heading import Prose

__all__ = ["path"]


def offered(app: NashraApp) -> list[tuple[str, str]]:
    assert isinstance(app.screen, MuteScreen)
    return [(one.text, str(one.value)) for one in app.screen.list.choices]


async def test_a_key_offers_what_an_article_is_known_by_and_mutes_it(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        unread = app.reader.counts().unread
        await press(pilot, "tab", "j", "minus")
        there = offered(app)
        assert ("lamplighter", "lamplighter") in there
        assert there[-1] == ("Nashra: English", "feed:“Nashra: English”") or "feed:" in there[-1][1]
        at = next(at for at, (text, _query) in enumerate(there) if text == "lamplighter")
        await press(pilot, *["down"] * at)
        assert "Hides 1 stored article. Enter mutes it" in text_of(app)
        assert app.reader.rules() == [], "nothing is done before one says yes"
        await press(pilot, "enter")
        assert app.screen is app.main
        told = "«lamplighter» is muted: 1 article hidden. u takes it back. g r lists what is muted."
        assert app.main.notice.text == told
        assert app.reader.counts().unread == unread - 1
        assert "lamplighter" not in " ".join(row.title for row in app.main.articles.rows)
        await press(pilot, "u")
        assert app.main.notice.text.startswith("Undo · «lamplighter» is muted no more: 1 article shown again.")
        assert app.reader.counts().unread == unread
        assert app.reader.rules() == []


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_words_that_are_typed_are_counted_first_and_the_rules_show_and_unmute(
    open_app: Open, path: Path, language: str
) -> None:
    app = open_app(language, path=path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "colon", *"mute نخيل", "enter")
        assert offered(app)[0] == ("نخيل", "نخيل")
        await press(pilot, "enter")
        assert app.reader.counts().unread == 7
        await press(pilot, "g", "r")
        screen = app.screen
        assert isinstance(screen, RulesScreen)
        await press(pilot, "G", "enter")
        assert app.screen is app.main
        assert app.main.scope.text == "is:muted"
        assert len(app.main.articles.rows) == 3
        await press(pilot, "escape", "g", "r", "down", "x")
        assert app.reader.rules() != []
        await press(pilot, "x")
        assert app.reader.rules() == []
        assert app.reader.counts().unread == 10
        await press(pilot, "u")
        assert app.reader.counts().unread == 7


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_rule_that_is_turned_off_says_how_many_are_shown_again_and_on_how_many_it_hides(
    open_app: Open, path: Path, language: str
) -> None:
    app = open_app(language, path=path)
    app.reader.mute("نخيل")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert app.reader.counts().unread == 7
        await press(pilot, "g", "r", "down", "space")
        shown = undo_words.now(Change("mute", True, 3, "نخيل"), False)
        assert app.screen.query_one("#dialog-foot", Prose).text == notices.with_steps(shown, app.keys, "undo")
        assert app.reader.counts().unread == 10
        await press(pilot, "space")
        hidden = undo_words.now(Change("mute", True, 3, "نخيل"), True)
        assert app.screen.query_one("#dialog-foot", Prose).text == notices.with_steps(hidden, app.keys, "undo")
        assert app.reader.counts().unread == 7


async def test_a_query_that_can_not_be_read_is_told_and_nothing_is_muted(open_app: Open, path: Path) -> None:
    app = open_app("en", path=path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "minus")
        screen = app.screen
        assert isinstance(screen, MuteScreen)
        await press(pilot, "enter")
        screen.query_one(Field).value = "نخيل ("
        await pilot.pause(0.3)
        await settled(pilot)
        assert screen.query_one("#dialog-foot").has_class("-error")
        await press(pilot, "enter")
        assert app.screen is screen
        assert app.reader.rules() == []
