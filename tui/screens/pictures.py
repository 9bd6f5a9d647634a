"""The pictures of an article, one at a time: of pixels where the terminal draws them, else in half cells, which any
terminal with colours does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.strip import Strip

from feeds.answers import Picture
from feeds.blocks import Text
from feeds.errors import NashraError
from tui import graphics, notices, words
from tui.i18n import N_, _
from tui.screen import ReaderScreen
from tui.widgets.bidi import Finished, aligned, strip_of
from tui.widgets.half_cells import half_cells
from tui.widgets.heading import Heading, Prose

if TYPE_CHECKING:
    from tui.app import NashraApp

_NUMBER = 0x4E736872
"""The terminal's name for the picture that is shown, of which there is one at a time."""
_USUAL_CELL = (8, 16)
"""Pixels of a cell where the terminal does not say: kitty's protocol scales what is drawn."""


_HINTS = (("down", N_("next")), ("up", N_("before")), ("leave", N_("back")))


class Drawn(NamedTuple):
    """A picture that the terminal draws at its cursor by what is ``sent``, over so many columns."""

    columns: int
    sent: str


class PictureView(Finished):
    """A picture at the side where the article is read from."""

    picture: Picture | Drawn | None = None
    rtl = False
    _is_due = False

    def show(self, picture: Picture | Drawn | None) -> None:
        """Show a picture, or none."""
        self.take_away()
        self.picture = picture
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base, picture = self.size.width, self.look(), self.picture
        if isinstance(picture, Drawn) and not self._is_due:
            # The cells are written first, since they would wipe sixels away.
            self._is_due = True
            self.call_after_refresh(self._draw)
        cells = half_cells(picture, y, width, base) if isinstance(picture, Picture) else []
        return strip_of(aligned(cells, len(cells), width, base, end=self.rtl), width)

    def _draw(self) -> None:
        self._is_due = False
        if isinstance(self.picture, Drawn) and self.screen.is_active:
            left = self.region.right - self.picture.columns if self.rtl else self.region.x
            self._write(f"\x1b7\x1b[{self.region.y + 1};{left + 1}H{self.picture.sent}\x1b8")

    def take_away(self) -> None:
        """Have the terminal forget the picture, if it draws it over the cells."""
        if isinstance(self.picture, Drawn) and self.nashra.graphics() == "kitty":
            self._write(graphics.kitty_gone(_NUMBER))

    @property
    def nashra(self) -> NashraApp:
        return self.app  # type: ignore[return-value]

    def _write(self, text: str) -> None:
        driver = self.app._driver  # noqa: SLF001 (there is no other way to what is no cell)
        if driver:
            driver.write(text)


class PicturesScreen(ReaderScreen):
    """Each is fetched when it is come to. ``rtl`` is how the article is read."""

    CSS_PATH = "pictures.tcss"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("escape,q", "app.pop_screen", show=False, id="leave"),
        Binding("v", "app.pop_screen", show=False, id="pictures"),
        Binding("j,down", "turn(1)", show=False, id="down"),
        Binding("k,up", "turn(-1)", show=False, id="up"),
        Binding("enter", "turn(1)", show=False, id="choose"),
        Binding("space", "turn(1)", show=False, id="tick"),
        Binding("n", "turn(1)", show=False, id="next-unread"),
        Binding("p", "turn(-1)", show=False, id="previous-unread"),
    ]

    def __init__(self, article: int, pictures: Sequence[tuple[Text, str]], *, rtl: bool) -> None:
        super().__init__()
        self.article = article
        self.pictures = pictures
        self.at = 0
        self.view = PictureView(id="picture")
        self.view.rtl = rtl

    def compose(self) -> ComposeResult:
        yield Heading(id="pictures-heading", classes="heading")
        yield self.view
        yield Prose(id="pictures-foot")

    def on_unmount(self) -> None:
        self.view.take_away()

    def on_screen_suspend(self) -> None:
        self.view.take_away()

    def on_screen_resume(self) -> None:
        self.view.refresh()

    def action_turn(self, step: int) -> None:
        """Go on to another."""
        self.at = (self.at + step) % len(self.pictures)
        self.show()

    def on_resize(self) -> None:
        # The first one comes when the screen is there, with a size to make the picture for.
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Have the one that it stands at fetched, and shown when it is there."""
        caption, url = self.pictures[self.at]
        count = _("{done} of {total}", done=self.at + 1, total=len(self.pictures))
        heading = self.query_one(Heading)
        heading.text, heading.aside = caption.text or _("Picture"), count

        async def fetch() -> None:
            await self._fetch(url)

        # The function, not a coroutine of it: one that is put off before it begins would never be awaited.
        self.run_worker(fetch, group="picture", exclusive=True)  # type: ignore[arg-type]

    async def _fetch(self, url: str) -> None:
        view, foot = self.view, self.query_one(Prose)
        view.show(None)
        foot.text = _("Fetching the picture…")
        found = await self._found(url, view)
        if isinstance(found, NashraError):
            foot.text = words.error(found.code, found.args_)
        else:
            foot.text = notices.hints(self.nashra.keys, _HINTS)
            view.show(found)

    async def _found(self, url: str, view: PictureView) -> Picture | Drawn | NashraError:
        from tui import jobs

        app, (columns, rows) = view.nashra, view.size
        library, drawn, cell = app.reader.path, app.graphics(), graphics.cell_size()
        if not drawn or (drawn == "sixel" and not cell):
            return await jobs.picture(library, self.article, url, columns, 2 * rows)
        wide, high = cell or _USUAL_CELL
        size = min(columns * wide, graphics.WIDEST), min(rows * high, graphics.HIGHEST)
        if drawn == "sixel":
            made = await jobs.sixels(library, self.article, url, *size)
            return made if isinstance(made, NashraError) else Drawn(-(-made[0] // wide), made[2])
        found = await jobs.picture(library, self.article, url, *size)
        if isinstance(found, NashraError):
            return found
        cells = -(-found.width // wide), -(-found.height // high)
        sent = await asyncio.to_thread(graphics.kitty, found, _NUMBER, None if cell else cells)
        return Drawn(cells[0], sent)
