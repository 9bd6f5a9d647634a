"""One line of text: the name of a pane, of a screen, or a question."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from tui import i18n
from tui.text import Line, paragraph
from tui.text.paragraphs import Base
from tui.widgets.bidi import Finished, aligned, doing, named, segments_of, strip_of


class Heading(Finished):
    """A line at the side where reading starts; ``aside`` stands at the other.

    Where the two are too long for one line, the first of ``shorter`` that leaves the line whole takes its place."""

    text: reactive[str] = reactive("")
    aside: reactive[str] = reactive("")
    shorter: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.set_reactive(Heading.text, text)

    def render_line(self, y: int) -> Strip:
        width, style, rtl = self.size.width, self.look(), i18n.rtl()
        whole = paragraph(self.text, language=i18n.language()).fit(width).width
        asides = [self._aside(one, width) for one in (self.aside, *self.shorter)]
        aside = next((one for one in asides if whole + 1 + one.width <= width), asides[-1])
        if aside.width > width // 2:
            aside = self._aside(self.shorter[-1] if self.shorter else self.aside, width // 2)
        line = paragraph(self.text, language=i18n.language()).fit(max(width - aside.width - bool(aside.width), 1))
        name = aligned(segments_of(line, style), line.width, width - aside.width, style, end=rtl)
        beside = segments_of(aside, style, doing)
        return strip_of([*beside, *name] if rtl else [*name, *beside], width)

    def _aside(self, text: str, width: int) -> Line:
        return paragraph(text, language=i18n.language(), marks=named(text)).fit(width)


class Prose(Finished):
    """A paragraph or a few, as high as they are; ``\\n`` parts them."""

    text: reactive[str] = reactive("", layout=True)

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.set_reactive(Prose.text, text)

    def base(self) -> Base:
        """Where its lines start (`paragraph`)."""
        return "auto"

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width)) if self.text else 0

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.look()
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, style)
        line, rtl = lines[y]
        return strip_of(aligned(segments_of(line, style, doing), line.width, width, style, end=rtl), width)

    def _lines(self, width: int) -> list[tuple]:  # type: ignore[type-arg]
        laid = paragraph(self.text, base=self.base(), language=i18n.language(), marks=named(self.text))
        return [(line, laid.base == "rtl") for line in laid.wrap(max(width, 1))]
