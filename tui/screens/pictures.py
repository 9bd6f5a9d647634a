"""The pictures of an article, one at a time, in half cells that any terminal with colours draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip

from feeds.answers import Picture
from feeds.blocks import Text
from feeds.errors import NashraError
from tui import words
from tui.i18n import _
from tui.widgets.bidi import Finished, blank, drawn, strip_of
from tui.widgets.heading import Heading, Prose


class PictureView(Finished):
    """A picture at the side where the article is read from; two pixels, one above the other, are a cell."""

    picture: Picture | None = None
    rtl = False

    def show(self, picture: Picture | None) -> None:
        """Show a picture, or none."""
        self.picture = picture
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base, picture = self.size.width, self.look(), self.picture
        if picture is None or 2 * y >= picture.height:
            return strip_of([blank(width, base)], width)
        cells = [self._cell(picture, x, 2 * y, base) for x in range(min(picture.width, width))]
        rest = [blank(width - len(cells), base)] if len(cells) < width else []
        return strip_of([*rest, *cells] if self.rtl else [*cells, *rest], width)

    def _cell(self, picture: Picture, x: int, y: int, base: Style) -> Segment:
        upper = Color.from_rgb(*picture.at(x, y))
        lower = Color.from_rgb(*picture.at(x, y + 1)) if y + 1 < picture.height else None
        return drawn("▀", base + Style(color=upper, bgcolor=lower))


class PicturesScreen(Screen[None]):
    """Each is fetched when it is come to. ``rtl`` is how the article is read."""

    CSS_PATH = "pictures.tcss"
    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("escape,q,v", "app.pop_screen", show=False),
        Binding("j,n,down,space,enter", "turn(1)", show=False),
        Binding("k,p,up", "turn(-1)", show=False),
    ]

    def __init__(self, article: int, pictures: Sequence[tuple[Text, str]], *, rtl: bool) -> None:
        super().__init__()
        self.article = article
        self.pictures = pictures
        self.rtl = rtl
        self.at = 0

    def compose(self) -> ComposeResult:
        yield Heading(id="pictures-heading", classes="heading")
        yield PictureView(id="picture")
        yield Prose(id="pictures-foot")

    def on_mount(self) -> None:
        self.query_one(PictureView).rtl = self.rtl

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
        from tui import jobs

        view, foot = self.query_one(PictureView), self.query_one(Prose)
        view.show(None)
        foot.text = _("Fetching the picture…")
        size = view.size
        found = await jobs.picture(self.app.reader.path, self.article, url, size.width, 2 * size.height)  # type: ignore[attr-defined]
        if isinstance(found, NashraError):
            foot.text = words.error(found.code, found.args_)
        else:
            foot.text = _("j k: the next, the one before · Esc: back")
            view.show(found)
