"""The statistics: their words, the screen and the command."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.errors import LibraryBusy
from feeds.reader import Reader
from feeds.statistics import Statistics
from tests.feeds.conftest import NOW
from tests.feeds.store.test_statistics import Past, failed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tests.tui.test_looks import Compare, keys
from tui import i18n, region, statistics_words
from tui.app import NashraApp
from tui.cli import main
from tui.config import Config
from tui.screens.feed import FeedScreen
from tui.screens.statistics import StatisticsScreen
from tui.text import paragraph
from tui.widgets.choices import Choice

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A paper that is read in the evening, one that is not, one that fails and one that ended long ago."""
    path = tmp_path / "history.db"
    past = Past(path)
    read = past.feed("نشرة المساء", [8 * at + 2 for at in range(200)])
    for at, id_ in enumerate(past.ids(read)[::4]):
        past.read([id_], 32 * at + 0.5 + at % 2)
    past.store.star(past.ids(read)[:2])
    past.feed("BBC عربي", [24 * at + 30 for at in range(60)])
    past.feed("LWN.net", [24 * 400])
    failing = past.feed("مدونة سلمى", [24 * at + 40 for at in range(18)])
    failed(past, failing, [(30, ""), (22, "timed-out"), (9, "timed-out"), (1, "timed-out")])
    past.store.close()
    return path


@pytest.fixture
def app(open_app: Open, path: Path) -> NashraApp:
    return open_app("en", path=path)


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command at the moment at which the history ends."""
    monkeypatch.setattr("feeds.reader.Reader", lambda path: Reader(path, clock=lambda: NOW))

    def run(*words: str, language: str = "en") -> tuple[int, str, str]:
        code = main(["--library", str(path), "--lang", language, *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


async def opened(app: NashraApp, pilot: Pilot[None]) -> StatisticsScreen:
    await settled(pilot)
    app.action_statistics()
    await settled(pilot)
    assert isinstance(app.screen, StatisticsScreen)
    return app.screen


def standing(screen: StatisticsScreen, text: str) -> None:
    """Put the cursor on the first row of that name."""
    rows = screen.list.choices
    screen.list.go_to(next(at for at, row in enumerate(rows) if row.text == text and not row.heading))


def row(screen: StatisticsScreen, text: str) -> Choice:
    return next(row for row in screen.list.choices if row.text == text)


def foot(screen: StatisticsScreen) -> str:
    text: str = screen.query_one("#dialog-foot").text  # type: ignore[attr-defined]
    return text


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("digits", "told"),
    [("latin", ["0", "0.1", "0.3", "7", "9.9", "10", "120"]), ("arabic", ["٠", "٠٫١", "٠٫٣", "٧", "٩٫٩", "١٠", "١٢٠"])],
)
def test_numbers_have_a_decimal_below_ten_in_the_digits_of_the_region(digits: region.Digits, told: list[str]) -> None:
    i18n.use("ar")
    region.use(region.Region(digits=digits))
    assert [statistics_words.rate(value) for value in (0, 0.01, 0.31, 7.04, 9.94, 9.96, 120.4)] == told


@pytest.mark.parametrize(
    ("digits", "told"), [("latin", ["0%", "1%", "45%", "–"]), ("arabic", ["٠٪", "١٪", "٤٥٪", "–"])]
)
def test_a_share_is_told_in_hundredths_and_little_is_not_nothing(digits: region.Digits, told: list[str]) -> None:
    i18n.use("ar")
    region.use(region.Region(digits=digits))
    assert [statistics_words.percent(share) for share in (0, 0.001, 0.45, None)] == told


def test_reasons_to_leave_a_feed_are_whole_sentences_in_arabic(path: Path) -> None:
    i18n.use("ar")
    with Reader(path, clock=lambda: NOW) as reader:
        told = reader.statistics()
    assert [statistics_words.reason(one, told.at) for one in told.suggestions] == [
        "تفشل منذ 3 أسابيع",
        "لا جديد منذ عام",
        "لم تقرأ شيئًا من 60 مقالًا في 61 يومًا",
    ]


# ── The screen ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_palette_opens_it_and_escape_leads_back(app: NashraApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+p", *"statis", "enter")
        assert isinstance(app.screen, StatisticsScreen)
        await press(pilot, "escape")
        assert app.screen is app.main


async def test_it_tells_what_came_and_was_read_in_each_period(app: NashraApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await opened(app, pilot)
        assert row(screen, "Today").aside.split() == ["2", "1", "2"]
        assert row(screen, "Last 7 days").aside.split() == ["31", "5", "2"]
        assert row(screen, "Hours at which you read").aside.startswith("most from ")
        assert row(screen, "LWN.net").aside == "Nothing new for 1 year"
        shown = text_of(app)
        for part in ("Last 30 days", "What you read, day by day", "27 October 2026", "Nothing new for 1 year", "25%"):
            assert part in shown


@pytest.mark.parametrize(("language", "at"), [("ar", 0), ("en", -1)])
async def test_time_runs_as_the_interface_is_read(open_app: Open, tmp_path: Path, language: str, at: int) -> None:
    past = Past(tmp_path / "today.db")
    past.feed("اليوم", [1, 2, 3])
    past.store.close()
    app = open_app(language, path=past.store.path)
    async with app.run_test(size=(80, 40)) as pilot:
        await opened(app, pilot)
        bottom = next(line for line in text_of(app).splitlines() if "·" in line).replace("3", "").split()
        assert len(bottom) == 30
        assert bottom[at] == "█"
        assert set(bottom) - {"█"} == {"·"}


@pytest.mark.parametrize("width", [40, 50, 64, 80, 120, 200, 300])
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_every_width_has_all_days_and_feeds(open_app: Open, path: Path, language: str, width: int) -> None:
    app = open_app(language, path=path)
    async with app.run_test(size=(width, 60)) as pilot:
        screen = await opened(app, pilot)
        strips = screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {width}
        lines = [strip.text for strip in strips]
        title = next(
            at for at, choice in enumerate(screen.list.choices) if choice.text == i18n._("What came in, day by day")
        )
        top = screen.list.region.y + title
        # The line of the plot that stands on the ground, without the number beside it.
        ground = lines[top + 4].strip()
        cells = ground.split() if " " in ground else list(ground)
        assert len([cell for cell in cells if not cell.isdigit()]) == 30
        shown = "\n".join(lines)
        for feed in app.reader.feeds():
            assert paragraph(feed.title, language=feed.language).fit(30).text in shown


@pytest.mark.parametrize("height", [14, 18, 24])
async def test_each_row_is_come_to_by_the_keys_that_move(open_app: Open, path: Path, height: int) -> None:
    app = open_app("ar", path=path)
    async with app.run_test(size=(80, height)) as pilot:
        screen = await opened(app, pilot)
        seen: set[int] = set()
        stood = -1
        while screen.list.cursor != stood:
            stood = screen.list.cursor
            top = int(screen.list.scroll_offset.y)
            seen |= set(range(top, top + screen.list.size.height))
            assert top <= screen.list.cursor < top + screen.list.size.height
            await press(pilot, "j")
        assert seen >= set(range(len(screen.list.choices)))
        await press(pilot, "g", "g")
        assert screen.list.scroll_offset.y == 0


async def test_below_stands_what_has_no_room_on_a_row(app: NashraApp) -> None:
    async with app.run_test(size=(40, 30)) as pilot:
        screen = await opened(app, pilot)
        assert "in bulk" in foot(screen)
        standing(screen, "LWN.net")
        await settled(pilot)
        assert foot(screen) == "Nothing new for 1 year.\nEnter twice unsubscribes; i shows the feed's page."
        screen.list.edge(1)
        await settled(pilot)
        assert "last news: " in foot(screen)


async def test_it_is_counted_off_the_event_loop(app: NashraApp, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    real = Reader.statistics

    def counting(reader: Reader) -> Statistics:
        threads.append(threading.current_thread())
        return real(reader)

    monkeypatch.setattr(Reader, "statistics", counting)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
    assert threads
    assert threading.main_thread() not in threads


async def test_what_goes_wrong_in_the_library_is_told(app: NashraApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(reader: Reader) -> Statistics:
        raise LibraryBusy(path=reader.path)

    monkeypatch.setattr(Reader, "statistics", busy)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert foot(screen).startswith("Another Nashra")
        assert screen.query_one("#dialog-foot").has_class("-error")


async def test_a_screen_that_was_left_while_it_counted_is_let_go(
    app: NashraApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, left, real = threading.Event(), threading.Event(), Reader.statistics

    def slow(reader: Reader) -> Statistics:
        left.wait(10)
        counted.set()
        return real(reader)

    monkeypatch.setattr(Reader, "statistics", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.action_statistics()
        await pilot.pause()
        await pilot.press("escape")
        left.set()
        await settled(pilot)
        assert counted.is_set()
        assert app.screen is app.main


async def test_a_library_without_articles_has_no_plot_of_hours_and_no_feeds(open_app: Open, tmp_path: Path) -> None:
    app = open_app("ar", path=tmp_path / "empty.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = await opened(app, pilot)
        assert not [
            one for one in screen.list.choices if one.text in (i18n._("Feeds"), i18n._("Hours at which you read"))
        ]


# ── What rows do ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_enter_twice_on_a_suggestion_unsubscribes_and_counts_again(app: NashraApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await opened(app, pilot)
        standing(screen, "LWN.net")
        await press(pilot, "enter")
        assert "its 1 article goes too" in foot(screen)
        assert len(app.reader.feeds()) == 4
        await press(pilot, "enter")
        assert [feed.title for feed in app.reader.feeds()] == ["نشرة المساء", "BBC عربي", "مدونة سلمى"]
        assert foot(screen) == "Unsubscribed: LWN.net"
        assert not [one for one in screen.list.choices if one.text == "LWN.net"]
        assert not [entry for entry in app.main.sections.entries if entry.name == "LWN.net"]
        assert screen.list.current is not None
        assert screen.list.current.text == "BBC عربي"


async def test_moving_takes_back_the_first_enter(app: NashraApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await opened(app, pilot)
        standing(screen, "LWN.net")
        await press(pilot, "enter", "j", "k", "enter")
        assert len(app.reader.feeds()) == 4
        assert "Enter once more" in foot(screen)


@pytest.mark.parametrize("key", ["i", "enter"])
async def test_the_page_of_a_feed_opens_and_what_was_done_there_is_counted(app: NashraApp, key: str) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await opened(app, pilot)
        screen.list.edge(1)
        await settled(pilot)
        last = screen.list.current
        assert last is not None
        await press(pilot, key)
        assert isinstance(app.screen, FeedScreen)
        assert app.screen.feed.title == last.text
        app.reader.unsubscribe(app.screen.feed.id)
        await press(pilot, "escape")
        assert app.screen is screen
        assert last.text not in [one.text for one in screen.list.choices]


async def test_the_key_of_a_feeds_page_is_the_one_that_the_reader_chose(open_app: Open, path: Path) -> None:
    app = open_app("en", path=path, config=Config(keys={"feed": ["f5"]}))
    async with app.run_test(size=(120, 50)) as pilot:
        screen = await opened(app, pilot)
        standing(screen, "LWN.net")
        await settled(pilot)
        assert "f5 shows" in foot(screen)
        await press(pilot, "f5")
        assert isinstance(app.screen, FeedScreen)


# ── The command ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_tells_periods_plots_suggestions_and_feeds(run: Run) -> None:
    code, out, _err = run("stats")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "Today: came in 2 · you read 1 · starred 2"
    assert "LWN.net · Nothing new for 1 year · nashra remove 3" in lines
    assert lines[-4].startswith("نشرة المساء · 21 a week · 25% read · last news: 2 hours ago")
    assert "\u200e" not in out


def test_in_arabic_it_is_logical_in_a_pipe_and_says_the_same(run: Run) -> None:
    _code, out, _err = run("stats", language="ar")
    assert "مدونة سلمى · تفشل منذ 3 أسابيع · nashra remove 4" in out.splitlines()
    assert "\u200f" not in out


def test_json_holds_all_figures_by_name(run: Run) -> None:
    code, out, _err = run("stats", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["days"][-1] == {"day": "2026-11-25", "came": 2, "read": 1, "starred": 2}
    assert (len(told["days"]), len(told["hours"])) == (30, 24)
    assert sum(told["hours"]) == sum(one["read"] for one in told["days"])
    first = told["feeds"][0]
    assert (first["id"], first["title"], first["url"]) == (1, "نشرة المساء", "https://feed1.example/")
    assert (first["articles"], first["settled"], first["read"]) == (200, 197, 49)
    assert told["feeds"][-1]["failing_since"] is None
    assert told["suggestions"] == [
        {"feed": 4, "reason": "failing"},
        {"feed": 3, "reason": "still"},
        {"feed": 2, "reason": "unread"},
    ]


# ── What it looks like ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_statistics_as_they_open(
    snap_compare: Compare, open_app: Open, path: Path, language: str, size: tuple[int, int]
) -> None:
    app = open_app(language, path=path)
    assert snap_compare(app, terminal_size=size, run_before=keys("ctrl+p", *typed(language), "enter"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_end_of_the_statistics_with_suggestions_and_feeds(
    snap_compare: Compare, open_app: Open, path: Path, language: str
) -> None:
    app = open_app(language, path=path)
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("ctrl+p", *typed(language), "enter", "G"))


def typed(language: str) -> str:
    """What finds them in the palette."""
    return "إحصاءات" if language == "ar" else "statistics"
