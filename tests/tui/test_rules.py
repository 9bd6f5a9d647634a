"""Rules: the screens and their words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.answers import Change, Preview, RuleActions
from feeds.types import Scope
from tests.tui.conftest import Open, text_of
from tests.tui.rules import broken, come, path, rule
from tests.tui.test_keys import press, settled
from tests.tui.test_looks import Compare
from tui import i18n, rules_words, undo_words
from tui.app import NashraApp
from tui.screens.asking import AskScreen
from tui.screens.rules import RuleScreen, RulesScreen
from tui.widgets.field import Field
from tui.widgets.heading import Prose

__all__ = ["path"]


# ── The screens ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def app(open_app: Open, path: Path) -> NashraApp:
    return open_app("en", path=path)


async def shown(app: NashraApp, pilot: Pilot[None], search: str = "") -> RulesScreen:
    screen = RulesScreen(search)
    app.show(screen)
    await settled(pilot)
    return screen


async def typed(app: NashraApp, pilot: Pilot[None], text: str) -> RuleScreen:
    """Type into the box of the rule on the screen, and wait for what it would match."""
    screen = app.screen
    assert isinstance(screen, RuleScreen)
    screen.query_one(Field).value = text
    await pilot.pause(0.3)
    await app.workers.wait_for_complete()
    await settled(pilot)
    return screen


async def test_a_rule_is_made_with_its_matches_in_view_and_is_then_in_the_list(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await app.run_action("app.rules")
        await settled(pilot)
        await press(pilot, "enter")
        screen = await typed(app, pilot, "نخيل")
        assert screen.query_one("#rule-count", Prose).text == "Matches 3 stored articles."
        assert [row.text for row in screen.list.choices if row.aside == "أخبار المثال"] == [
            "الخبر رقم 1",
            "الخبر رقم 5",
            "الخبر رقم 9",
        ]
        await press(pilot, "enter", "down", "enter", "ctrl+s")
        assert isinstance(app.screen, RulesScreen)
        [made] = app.reader.rules()
        assert (made.name, made.query, made.actions) == ("نخيل", "نخيل", RuleActions(read=True, star=True))
        assert "read, star" in text_of(app)
        assert app.screen.current == made, "the cursor is on it"


async def test_all_that_a_rule_is_shown_with_has_room_on_the_usual_terminal(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        await press(pilot, "enter")
        screen = await typed(app, pilot, "خبر")
        assert len([row for row in screen.list.choices if row.aside == "أخبار المثال"]) == 5
        assert screen.list.max_scroll_y == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_rules_as_they_are_listed(snap_compare: Compare, open_app: Open, path: Path, language: str) -> None:
    app = open_app(language, path=path)
    app.reader.add_rule(rule("نخيل -تمر", "أشجار الواحة", star=True, tags=("بيئة",)))
    app.reader.add_rule(rule("feed:المثال words:>500", read=True, full_text=True))
    app.reader.turn_rule(app.reader.rules()[1], False)
    broken(path, app.reader.add_rule(rule("إعلان", mute=True)), "إعلان is:كذا")
    come(path, range(20, 26))
    app.reader.index()
    app.reader.run_rules()

    async def opened(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await app.run_action("app.rules")
        await settled(pilot)
        await press(pilot, "down")

    assert snap_compare(app, terminal_size=(80, 24), run_before=opened)


async def test_a_rule_is_made_from_what_is_searched_for(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.main.show_list(Scope(text="نخيل -ماء"))
        await app.run_action("app.rules")
        await settled(pilot)
        await press(pilot, "down", "enter")
        screen = app.screen
        assert isinstance(screen, RuleScreen)
        assert screen.query_one(Field).value == "نخيل -ماء"
        await press(pilot, *" غزة")
        assert screen.query_one(Field).value == "نخيل -ماء غزة", "what is typed goes on with it"


async def test_what_is_wrong_with_a_query_is_told_as_it_is_typed_and_keeps_it_from_being_saved(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        await press(pilot, "enter", "enter")
        screen = await typed(app, pilot, "نخيل is:كذا")
        count = screen.query_one("#rule-count", Prose)
        assert count.text.startswith("At «كذا»: ")
        assert count.has_class("-error")
        await press(pilot, "ctrl+s")
        assert screen.query_one("#dialog-foot", Prose).text.startswith("At «كذا»: ")
        await typed(app, pilot, "نخيل")
        assert count.text == "Matches 3 stored articles."
        assert not count.has_class("-error")
        await press(pilot, "ctrl+s")
        assert [one.query for one in app.reader.rules()] == ["نخيل"]


async def test_a_rule_that_does_nothing_is_not_kept(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        await press(pilot, "enter")
        screen = await typed(app, pilot, "نخيل")
        await press(pilot, "ctrl+s")
        assert screen.query_one("#dialog-foot", Prose).text == "Tick what the rule is to do."
        assert app.reader.rules() == []


async def test_only_what_was_typed_last_is_looked_for(app: NashraApp, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    preview = app.reader.preview

    def looked(text: str, *, stop: Callable[[], bool]) -> Preview | None:
        asked.append(text)
        return preview(text, stop=stop)

    monkeypatch.setattr(app.reader, "preview", looked)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        await press(pilot, "enter")
        await settled(pilot)
        asked.clear()
        await press(pilot, *"خبر")
        await typed(app, pilot, "نخيل")
        assert asked == ["نخيل"]


async def test_tags_and_a_name_are_given_in_a_line_of_their_own(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        await press(pilot, "enter")
        screen = await typed(app, pilot, "نخيل")
        for row, text in ((5, "#بيئة، ماء"), (6, "أشجار")):
            screen.list.go_to(row)
            await press(pilot, "enter")
            assert isinstance(app.screen, AskScreen)
            app.screen.query_one(Field).value = text
            await press(pilot, "enter")
        screen.list.go_to(7)
        await press(pilot, "enter")
        [made] = app.reader.rules()
        assert (made.name, made.actions) == ("أشجار", RuleActions(tags=("بيئة", "ماء")))


async def test_leaving_a_rule_that_is_not_saved_takes_two_presses(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot)
        await press(pilot, "enter")
        await typed(app, pilot, "نخيل")
        await press(pilot, "escape")
        assert isinstance(app.screen, RuleScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, RulesScreen)
        assert app.reader.rules() == []


async def test_a_rule_that_was_not_touched_is_left_at_once(app: NashraApp) -> None:
    app.reader.add_rule(rule("نخيل", star=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shown(app, pilot)
        screen.list.go_to(2)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, RulesScreen)


async def test_rules_are_turned_off_put_in_order_and_removed_by_keys(app: NashraApp) -> None:
    for query in ("أولى", "ثانية", "ثالثة"):
        app.reader.add_rule(rule(query, star=True))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shown(app, pilot)
        screen.list.go_to(2)
        await press(pilot, "space")
        assert [one.enabled for one in app.reader.rules()] == [False, True, True]
        assert "star · off" in screen.list.choices[2].aside.replace("\u200e", "")
        await press(pilot, "K", "J", "J", "J")
        assert [one.name for one in app.reader.rules()] == ["ثانية", "ثالثة", "أولى"]
        await press(pilot, "x")
        assert len(app.reader.rules()) == 3
        await press(pilot, "x")
        assert [one.name for one in app.reader.rules()] == ["ثانية", "ثالثة"]


async def test_a_rule_that_is_left_out_says_why(app: NashraApp, path: Path) -> None:
    broken(path, app.reader.add_rule(rule("نخيل", star=True)), "نخيل words:كثير")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await shown(app, pilot)
        assert screen.list.choices[2].aside == "left out"
        screen.list.go_to(2)
        await settled(pilot)
        assert screen.query_one("#dialog-foot", Prose).text.startswith("Rule «نخيل» is left out. At «كثير»: ")


async def test_the_page_of_an_article_tells_which_rule_touched_it_and_undo_takes_it_back(
    app: NashraApp, path: Path
) -> None:
    app.reader.add_rule(rule("نخيل", "أشجار", star=True))
    come(path, range(21, 22))
    app.reader.index()
    app.reader.run_rules()
    async with app.run_test(size=(140, 40)) as pilot:
        app.main.renew()
        row = app.reader.articles(Scope(), limit=100).rows[-1]
        app.main.open_article(row)
        await settled(pilot)
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert "Rules that touched it" in text_of(app)
        await press(pilot, "u", "u")
        await app.workers.wait_for_complete()
        await settled(pilot)
        assert app.reader.counts().starred == 0
        assert app.reader.article(row.id).rules == ()


# ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_rule_does_is_told_in_the_language_in_use() -> None:
    done = RuleActions(read=True, full_text=True, tags=("غزة", "بيئة"))
    i18n.use("en")
    assert rules_words.actions(done) == "read, whole text, #غزة #بيئة"
    i18n.use("ar")
    assert rules_words.actions(done) == "مقروء، نص كامل، #غزة #بيئة"


@pytest.mark.parametrize(
    ("language", "back", "words"),
    [
        ("en", True, "Undo · What rule «palms» did with 2 articles is taken back."),
        ("en", False, "Redo · Rule «palms» applied to 2 articles."),
        ("ar", True, "تراجع · أُزيل أثر القاعدة «palms» عن مقالين."),
    ],
)
def test_a_run_of_a_rule_that_is_taken_back_or_done_again_is_told(language: str, back: bool, words: str) -> None:
    i18n.use(language)
    assert undo_words.told(Change("rule", True, 2, "palms"), back=back) == words
