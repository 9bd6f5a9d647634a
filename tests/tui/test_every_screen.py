"""Every screen of the app, read as a person reads it: no letter unjoined, no word or line turned round, no control."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.worker import WorkerCancelled

from feeds.clean import clean
from feeds.errors import HttpError
from feeds.reader import Reader
from feeds.types import ArticleRow, FeedRefreshed, Scope
from tests.feeds.conftest import NOW
from tests.tui.conftest import Open
from tests.tui.reading import Known, faults, letters
from tests.tui.showing import MADE, MIXED, every_screen, mixed_library
from tui import i18n, keymap, words
from tui.actions import ACTIONS
from tui.app import NashraApp
from tui.card import SENTENCE
from tui.document import document, rows_told
from tui.encoding import _cut_clean
from tui.screens.catalogue import CatalogueScreen
from tui.screens.dialog import Dialog
from tui.screens.help import HelpScreen
from tui.screens.settings import OptionsScreen
from tui.text import Line
from tui.widgets.articles import ArticlesPane
from tui.widgets.choices import ChoiceList
from tui.widgets.field import Field
from tui.widgets.heading import Heading, Prose
from tui.widgets.rows import Rows
from tui.widgets.sample import SAMPLE_ENGLISH, SAMPLE_TEXT, SAMPLE_TITLE

SIZES = [(40, 14), (80, 24), (140, 40)]
OPENED = [MIXED[0], MIXED[6], MIXED[8], "طريق النخيل يعود إلى الخريطة بعد أربعين عامًا"]
TYPED = "لا Apple خبر"


@pytest.fixture(scope="module")
def mixed(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mixed_library(edition, tmp_path_factory.mktemp("mixed") / "library.db")


# ── What may be shown ────────────────────────────────────────────────────────────────────────────────────────


def known_texts(path: Path) -> Known:
    """All that the library and the catalogs have to show in the language in use."""
    own, side, known = i18n.language(), "rtl" if i18n.rtl() else "ltr", Known()
    known.add(i18n._catalog.texts(), own)
    known.add([SENTENCE, SAMPLE_TITLE, SAMPLE_TEXT], "ar", "rtl")
    known.add([SAMPLE_ENGLISH], "en", "ltr")
    known.add([words.date_line(datetime.fromtimestamp(NOW, UTC)), "25 تشرين الثاني 2026"], own, side)
    for action in ACTIONS:
        names = [keymap.name(key) for key in keymap.keys({}, rtl=i18n.rtl())[action.id]]
        known.add([*names, *(f"{name} {i18n._(action.footer)}" for name in names if action.footer)], own, side)
    with Reader(path, clock=lambda: NOW) as reader:
        # What is near an article is found in the index.
        reader.index()
        known.add([one.name for one in reader.sections()], own)
        for feed in reader.feeds():
            known.add([feed.title, feed.url], feed.language or own)
        for one in reader.catalogue():
            place = words.country(one.country) if one.country else words.language_name(one.language)
            known.add([one.name], one.language)
            known.add([f"{place} · {words.subject(one.subject)}"], own)
        for row in reader.articles(Scope(), limit=200).rows:
            add_article(known, reader, row)
    return known


def add_article(known: Known, reader: Reader, row: ArticleRow) -> None:
    """Take what the list and the page show of an article."""
    now = datetime.fromtimestamp(NOW, UTC)
    known.add([row.title], row.language)
    known.add(
        [words.beside((row.feed_title, words.listed(row.published, now) if row.published else ""))], "", i18n.side()
    )
    pieces = document(reader.article(row.id), reader.content(row.id), now)
    # What the reader puts at the end of the page stands at its side, as the way back to the top does.
    for piece in [*pieces, *rows_told("", reader.near(row.id) or (), now)]:
        base = piece.base if piece in pieces else pieces[-1].base
        known.add([piece.text], piece.language, base)
        rows = piece.table.rows if piece.table else ()
        heads = [cell.text.text for cell in rows[0]] if rows else []
        for cells in rows:
            told = [f"{head}: {cell.text.text}" for head, cell in zip(heads, cells, strict=False)]
            known.add([*(cell.text.text for cell in cells), *told], piece.language)


def add_given(known: Known, screen: Screen[None]) -> None:
    """Take what the widgets of a screen were given: sentences with their places filled. All is logical."""
    given: list[tuple[str, str]] = []
    for widget in screen.walk_children():
        if isinstance(widget, Rows):
            given.append((widget.hint, ""))
        if isinstance(widget, Prose | Heading):
            given.append((widget.text, ""))
        elif isinstance(widget, Field):
            given += [(widget.value, ""), (widget.placeholder, "")]
        elif isinstance(widget, ChoiceList):
            given += [(one.text, one.language) for one in widget.choices]
            given += [(widget.beside(one), "") for one in widget.choices if not one.heading]
            given += [(one.aside, "") for one in widget.choices]
        elif isinstance(widget, ArticlesPane):
            given += [(found.text, row.language) for row in widget.rows if (found := widget.snippets.get(row.id))]
    for text, language in given:
        assert clean(text) == text
        known.add([text], language or i18n.language())


# ── The walk ─────────────────────────────────────────────────────────────────────────────────────────────────


class Walk:
    """One reader on its way through the app; ``met`` is what was wrong."""

    def __init__(self, pilot: Pilot[None], known: Known) -> None:
        assert isinstance(pilot.app, NashraApp)
        self.pilot, self.app, self.known = pilot, pilot.app, known
        self.met: dict[str, str] = {}
        self.under: list[Strip] = []

    def read(self, where: str) -> None:
        """Read what is on the screen now. Around a dialog are the cells of what it lies over."""
        screen, (width, height) = self.app.screen, self.app.size
        strips = screen._compositor.render_strips()
        assert len(strips) == height
        assert {strip.cell_length for strip in strips} == {width}
        add_given(self.known, screen)
        area = screen.query_one("#dialog").region if isinstance(screen, Dialog) else Region(0, 0, width, height)
        if screen is self.app.main:
            self.under = strips
        for y, (strip, below) in enumerate(zip(strips, self.under, strict=True)):
            left, right = (area.x, area.right) if y in area.line_range else (width, width)
            for start, end in ((0, left), (right, width)):
                shown, lain_over = (_cut_clean(one.crop(start, end)).text for one in (strip, below))
                # What is chosen there is seen on the reader under it at once.
                if shown != lain_over and not isinstance(screen, OptionsScreen):
                    self.met.setdefault(f"another row under {where}: {shown!r}", where)
        inside = [strips[y].crop(area.x, area.right).text for y in area.line_range]
        for said in faults(inside, area.width, self.known):
            self.met.setdefault(said, where)

    async def look(self, where: str) -> None:
        """Read what is on the screen once all that was begun is done."""
        await self.pilot.pause()
        if self.app.main._resting:
            # What waits until keys rest would come while a dialog lies over it.
            self.app.main._resting.stop()
            self.app.main.show_smart()
        while self.app.workers:
            # A page is laid out again when its pane is shown, and the first try left.
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        self.read(where)

    async def panes(self) -> None:
        """The sections and the articles from end to end."""
        main = self.app.main
        await self.look("the start")
        main.sections.edge(1)
        await self.look("the last section")
        main.sections.edge(-1)
        main.action_pane(1)
        await self.look("the articles")
        while main.articles.cursor < len(main.articles.rows) - 1:
            main.articles.page(1)
            await self.look("the articles")

    async def page(self, row: ArticleRow) -> None:
        """An article from its head to its end."""
        main = self.app.main
        main.open_article(row)
        await self.look(row.title)
        while not main.page.at_end:
            main.action_page(1)
            await self.look(row.title)

    async def told(self) -> None:
        """What comes and goes on the main screen: the filter, notices, errors and the progress of a refresh."""
        main = self.app.main
        await main.action_filter()
        await self.look("the filter")
        for typed in ("الأولى", " Apple لا"):
            main.query_one("#filter", Field).insert_text_at_cursor(typed)
            await self.look("the filter with something typed")
        main.close_filter()
        main.action_toggle_star()
        await self.look("a notice")
        main.tell_error(HttpError(url="https://mixed.example/", status="418"))
        await self.look("an error")
        main.notice.hide()
        one = FeedRefreshed(1, "صحيفة Apple الأولى", "https://a.example/", done=3, total=12)
        done = i18n._("{done} of {total}", done=one.done, total=one.total)
        self.known.add([f"{done} · {one.title}"], i18n.language())
        for progress in (None, one):
            main.status.busy, main.status.progress = True, progress
            await self.look("a refresh")
        main.status.busy = False
        main.action_harakat()
        await self.look("no vowel signs")
        main.action_harakat()
        main.notice.hide()
        await self.look("vowel signs")

    async def dialog(self, kind: type[Screen[None]]) -> None:
        """A screen over the reader: as it opens, with something typed, at its end, and with an error told."""
        where = kind.__name__
        screen = MADE.get(kind, lambda _: kind())(self.app)
        self.app.show(screen)
        await self.look(where)
        assert isinstance(screen, Dialog)
        for field in screen.query(Field):
            field.insert_text_at_cursor(TYPED)
            await self.look(f"{where} with something typed")
            field.value = ""
        screen.list.edge(1)
        screen.foot(words.error("http", {"url": "https://a.example/", "status": "418"}), error=True)
        await self.look(f"the end of {where}, and an error")
        self.app.pop_screen()
        await self.pilot.pause()


def test_every_screen_of_the_package_is_found() -> None:
    assert {CatalogueScreen, HelpScreen, *MADE} <= set(every_screen())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_no_screen_shows_unjoined_or_turned_text(
    open_app: Open, mixed: Path, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    library = tmp_path / "mixed.db"
    shutil.copy(mixed, library)
    app = open_app(language, path=library)
    async with app.run_test(size=size) as pilot:
        walk = Walk(pilot, known_texts(library))
        await walk.panes()
        for row in [row for row in app.main.articles.rows if row.title in OPENED]:
            await walk.page(row)
        await walk.told()
        for kind in every_screen():
            await walk.dialog(kind)
        assert walk.met == {}


async def test_the_walk_meets_a_heading_that_is_drawn_as_it_is_written(
    open_app: Open, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tui.widgets.heading.segments_of", lambda line, style, *_looks: [Segment(heading_of(line), style)]
    )
    app = open_app("ar", path=mixed)
    async with app.run_test(size=SIZES[1]) as pilot:
        walk = Walk(pilot, known_texts(mixed))
        await walk.look("the start")
        assert any(said.startswith("unjoined letters, 'الأقسام'") for said in walk.met)


def heading_of(line: Line) -> str:
    """The text of a line as it is written."""
    return letters(line.text[::-1])
