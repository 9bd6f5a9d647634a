"""The command line of ``:``: what is understood, what it is completed to, what it does, and what is told of errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from feeds.types import ScopeKind
from tests.tui.conftest import Open, text_of
from tests.tui.test_looks import Compare
from tui import i18n
from tui.actions import ACTIONS, Place
from tui.app import NashraApp
from tui.colon.commands import ARABIC, COMMANDS, Call, Fault, Takes, key, parse
from tui.colon.completion import Option, completions
from tui.config import Config, load
from tui.screens.command import CommandScreen
from tui.settings import settings
from tui.widgets.field import Field
from tui.widgets.heading import Prose

WIDE = (140, 40)
TAGS = [Option("غزة"), Option("بيئة"), Option("palms")]


def hold_the_cursor(pilot: Pilot[None]) -> None:
    """Let the cursor of a text field stand still, so that every picture has it."""
    for field in pilot.app.screen.query(Field):
        field.cursor_blink = False


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def entered(pilot: Pilot[None], line: str, *then: str) -> None:
    """Type a line and Enter, or ``then``."""
    await pilot.press("colon", *line, *(then or ("enter",)))
    await settled(pilot)


def told(app: NashraApp) -> str:
    """What the command line says went wrong."""
    assert isinstance(app.screen, CommandScreen)
    return app.screen.query_one("#dialog-foot", Prose).text


def offered(line: str) -> list[str]:
    found = completions(
        line, lambda takes: TAGS if takes is Takes.TAG else [], lambda: settings(["nashra-dark", "night"])
    )
    return [one.line for one in found]


# ── What is understood ───────────────────────────────────────────────────────────────────────────────────────


def test_every_action_of_the_reader_is_a_command_by_its_id() -> None:
    ids = {action.id for action in ACTIONS if action.place is not Place.DIALOG} - {"command", "filter"}
    assert ids <= {command.id for command in COMMANDS}


def test_no_two_commands_have_the_same_name_in_any_spelling() -> None:
    names = [key(name) for command in COMMANDS for name in (command.id, command.arabic) if name]
    assert len(names) == len(set(names))
    assert all(name == "-".join(name.split()) for name in ARABIC.values())


@pytest.mark.parametrize(
    ("line", "id_", "argument"),
    [
        ("refresh", "refresh", ""),
        ("refresh-all", "refresh-all", ""),
        ("refresh all", "refresh-all", ""),
        ("  REFRESH   ALL ", "refresh-all", ""),
        ("تحديث الكل", "refresh-all", ""),
        ("تحديث-الكلّ", "refresh-all", ""),
        ("اعدادات", "settings", ""),
        ("tag غزة بيئة", "tag", "غزة بيئة"),
        ("وسم غزة", "tag", "غزة"),
        ("theme nashra-light", "theme", "nashra-light"),
        ("search غزة -رياضة", "search", "غزة -رياضة"),
        ("stat", "statistics", ""),
        ("قسم اقتصاد", "section", "اقتصاد"),
    ],
)
def test_a_line_is_a_command_and_what_stands_after_it(line: str, id_: str, argument: str) -> None:
    call = parse(line)
    assert isinstance(call, Call)
    assert (call.command.id, call.argument) == (id_, argument)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("theem", "There is no command “theem”. Is it “theme”?"),
        ("اعداداات", "There is no command “اعداداات”. Is it “إعدادات”?"),
        ("zzzz", "There is no command “zzzz”. Tab lists all there are."),
        ("un", "“un” may be: undo, untag."),
        ("undo that", "“undo” takes nothing after it."),
        ("section", "“section” takes something after it: Tab shows what."),
    ],
)
def test_what_is_no_command_is_told_with_the_nearest_there_is(line: str, sentence: str) -> None:
    assert parse(line) == Fault(sentence)


@given(st.text(max_size=30))
def test_any_line_is_a_call_a_fault_or_nothing(line: str) -> None:
    found = parse(line)
    assert (found is None) == (not line.split())
    assert found is None or isinstance(found, Call | Fault)
    for one in completions(line, lambda _takes: TAGS, lambda: settings(["night"])):
        assert one.line.strip().endswith(one.option.value)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("th", "theme "),
        ("refresh", "refresh"),
        ("refresh a", "refresh-all"),
        ("تحد", "تحديث"),
        ("tag غز", "tag غزة"),
        ("وسم بيئه", "وسم بيئة"),
        ("set mea", "set measure "),
        ("set measure ", "set measure 48"),
        ("set digits ar", "set digits arabic"),
        ("ضبط calendar hij", "ضبط calendar hijri"),
        ("mark un", "mark unread"),
    ],
)
def test_a_line_is_completed_to_what_fits_best(line: str, first: str) -> None:
    assert offered(line)[0] == first


def test_with_nothing_typed_all_commands_are_offered_in_the_language_in_use() -> None:
    i18n.use("en")
    assert len(offered("")) == len(COMMANDS)
    assert "theme " in offered("")
    i18n.use("ar")
    assert "سمة " in offered("")


# ── What comes of it ─────────────────────────────────────────────────────────────────────────────────────────


async def test_it_opens_over_the_reader_and_escape_or_backspace_on_nothing_leaves_it(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        for leave in ("escape", "backspace"):
            await entered(pilot, "x", "backspace")
            assert isinstance(app.screen, CommandScreen)
            await pilot.press(leave)
            await settled(pilot)
            assert app.screen is app.main


async def test_escape_leaves_it_where_a_letter_leaves_elsewhere(open_app: Open) -> None:
    app = open_app("en", config=Config(keys={"leave": ["q"]}))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("colon", "q")
        await settled(pilot)
        assert isinstance(app.screen, CommandScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is app.main


@pytest.mark.parametrize("line", ["help", "مساعدة", "settings", "rules", "palette"])
async def test_an_action_is_done_by_its_name(open_app: Open, line: str) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, line)
        assert type(app.screen).__name__.lower().startswith({"مساعدة": "help"}.get(line, line)[:5])


async def test_a_section_or_a_feed_is_gone_to_by_a_part_of_its_name(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, "section رياضه")
        assert (app.main.scope.kind, app.main.scope_heading.text) == (ScopeKind.SECTION, "رياضة")
        feed = app.reader.feeds()[1]
        await entered(pilot, f"feed {feed.title}")
        assert (app.main.scope.kind, app.main.scope.id) == (ScopeKind.FEED, feed.id)


async def test_an_article_is_opened_by_its_number_in_any_digits_and_a_number_alone_goes_to_its_row(
    open_app: Open,
) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, "open ٣")
        assert app.main.page.article == app.main.articles.rows[2].id
        await pilot.press("escape")
        await entered(pilot, "5")
        assert app.main.articles.cursor == 4


async def test_a_search_is_shown_in_the_box_and_its_list_has_the_focus(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, "search النخيل")
        assert app.main.query_one("#filter", Field).value == "النخيل"
        assert app.main.scope.text == "النخيل"
        assert app.main.articles.rows
        assert app.focused is app.main.articles


async def test_tags_a_note_and_marks_are_given_to_the_article_under_the_cursor(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab")
        row = app.main.articles.rows[0]
        await entered(pilot, "tag #غزة palms")
        await entered(pilot, "untag palms")
        await entered(pilot, "note read again")
        await entered(pilot, "mark read")
        await entered(pilot, "mark مميز")
        await entered(pilot, "mark read")
        assert app.reader.labels(row.id) == (("غزة",), "read again")
        now = app.reader.article(row.id).row
        assert (now.read, now.starred) == (True, True)


async def test_a_setting_holds_at_once_and_is_kept(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, "set measure ٨٠")
        await entered(pilot, "theme nashra-light")
        await entered(pilot, "set digits=arabic")
        assert (app.config.measure, app.theme, app.config.digits) == (80, "nashra-light", "arabic")
        from tui import paths

        kept = load(paths.config())
        assert (kept.measure, kept.theme, kept.digits) == (80, "nashra-light", "arabic")
        await entered(pilot, "set measure")
        assert "80" in app.main.notice.text
        await entered(pilot, "set player mpv --profile='my own' {url}")
        assert app.config.player == load(paths.config()).player == ["mpv", "--profile=my own", "{url}"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("open 999", "The list has no article 999. It shows 28 so far."),
        ("section nowhere", "There is no section “nowhere”. Tab lists those there are."),
        ("set mesure 80", "There is no setting “mesure”. Is it “measure”?"),
        ("set harakat loud", "“harakat” can't be “loud”. It can be: auto, show, hide."),
        ("set player mpv 'x", "A quotation mark is not closed."),
        ("set keys j", "This is written in the file itself: "),
        ("theme pink", "“theme” can't be “pink”."),
        ("mark eaten", "An article can't be marked “eaten”."),
        ("thme", "There is no command “thme”. Is it “theme”?"),
    ],
)
async def test_an_error_is_told_over_the_line_which_is_there_to_be_put_right(
    open_app: Open, line: str, sentence: str
) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, line)
        await pilot.pause()
        assert told(app).startswith(sentence)
        assert app.screen.query_one(Field).value == line
        await pilot.press("backspace")
        await settled(pilot)
        assert told(app) == ""


# ── Typing it ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_tab_goes_through_what_may_stand_there_and_shift_tab_back(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, "go", "tab")
        assert isinstance(app.screen, CommandScreen)
        field = app.screen.query_one(Field)
        first = field.value
        await pilot.press("tab")
        second = field.value
        assert first.startswith("go-")
        assert second.startswith("go-")
        assert first != second
        await pilot.press("shift+tab")
        assert field.value == first


async def test_what_was_typed_comes_back_and_the_line_that_was_begun_too(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await entered(pilot, "5")
        await entered(pilot, "حركات")
        await entered(pilot, "سم", "up")
        assert isinstance(app.screen, CommandScreen)
        field = app.screen.query_one(Field)
        seen = [field.value]
        for pressed in ("up", "up", "down", "down"):
            await pilot.press(pressed)
            seen.append(field.value)
        assert seen == ["حركات", "5", "5", "حركات", "سم"]


async def test_a_click_on_what_is_offered_puts_it_into_the_line(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await entered(pilot, "statis", "backspace")
        assert isinstance(app.screen, CommandScreen)
        await pilot.click("#choices", offset=(3, 0))
        await settled(pilot)
        assert app.screen.query_one(Field).value == "statistics"
        assert app.focused is app.screen.query_one(Field)


async def test_what_is_under_it_stays_as_it_was(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = text_of(app).splitlines()
        await entered(pilot, "سمة", "space")
        area = app.screen.query_one("#dialog").region
        assert text_of(app).splitlines()[: area.y] == before[: area.y]
        assert area.bottom == 24


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_line_with_what_it_may_go_on_with(
    snap_compare: Compare, open_app: Open, language: str, size: tuple[int, int]
) -> None:
    async def typed(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await entered(pilot, "اعتبار " if language == "ar" else "mark ", "tab")
        hold_the_cursor(pilot)

    assert snap_compare(open_app(language), terminal_size=size, run_before=typed)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_line_with_an_error(snap_compare: Compare, open_app: Open, language: str, size: tuple[int, int]) -> None:
    async def typed(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await entered(pilot, "اعداداات" if language == "ar" else "theem")
        hold_the_cursor(pilot)

    assert snap_compare(open_app(language), terminal_size=size, run_before=typed)
