"""The articles pane: a list of any length, read from the library a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from feeds.types import ArticleRow, Cursor, Page
from feeds.values import replace
from tui import i18n, region, words
from tui.breaking import parted
from tui.i18n import _, plural
from tui.text import paragraph
from tui.widgets.bidi import blank, segments_of
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from feeds.answers import Snippet
    from feeds.searching import Spans

_AHEAD = 20
"""Rows before the last one at which the next page is asked for."""
_MARK = 2
"""Cells that the read mark and the star take."""
_NAME = 6
"""Cells of a feed's name that are left to it before the date beside it is cut."""
_SNIPPET = 2
"""The line of a row that says where its text has what was searched for."""
_RULE = "──"


class Label(NamedTuple):
    """A row between articles, which the cursor passes over: a heading at once above the next article, or one with what
    is told below it."""

    heading: str
    told: str = ""


class ArticlesPane(Rows):
    """Titles, each in its own direction, with where they come from and when."""

    ROW: int = 2

    class MoreWanted(Message):
        """The end of what is loaded comes near."""

    def __init__(self, now: Callable[[], datetime], *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.rows: list[ArticleRow] = []
        self.following: Cursor | None = None
        self.labels: Sequence[tuple[int, Label]] = ()
        """Each before the article of that number, in their order."""
        self._places: list[int | Label] = []
        """What each row shows, where there are labels: an article by its number, or a label."""
        self.spans: Spans | None = None
        """What tells where a title has what was searched for."""
        self.snippets: dict[int, Snippet] = {}
        """What articles say of what was searched for, by their ids."""
        self.waiting: frozenset[int] = frozenset()
        """New articles that are not shown until they are asked for, by their ids."""
        self.now = now
        self._asked: Cursor | None = None

    @property
    def current(self) -> ArticleRow | None:
        """The article under the cursor."""
        at = self.number
        return None if at is None else self.rows[at]

    @property
    def number(self) -> int | None:
        """That of the article under the cursor."""
        return self._number_at(self.cursor)

    def start(
        self,
        page: Page,
        hint: str = "",
        spans: Spans | None = None,
        *,
        snippets: bool = False,
        labels: Sequence[tuple[int, Label]] = (),
    ) -> None:
        """Show a list from its beginning; ``hint`` is told where it is empty. With ``snippets`` each row has a line
        for what `snip` brings."""
        self.rows, self.spans, self.snippets, self.labels = list(page.rows), spans, {}, labels
        self.ROW = 3 if snippets else 2
        self.following, self._asked, self.hint = page.next, None, hint
        self._put_labels()
        self.set_reactive(Rows.cursor, next((at for at in range(self.count()) if self.can_stand(at)), 0))
        self.changed()
        self.scroll_to(y=0, animate=False)

    def relabel(self, labels: Sequence[tuple[int, Label]]) -> None:
        """Tell other words at the same places."""
        self.labels = labels
        self._put_labels()
        self.refresh()

    def _put_labels(self) -> None:
        """Put the articles and the labels in a row."""
        self._places = []
        if self.labels and self.rows:
            waiting = list(self.labels)
            for at in range(len(self.rows) + 1):
                while waiting and waiting[0][0] == at:
                    self._places.append(waiting.pop(0)[1])
                if at < len(self.rows):
                    self._places.append(at)

    def _number_at(self, index: int) -> int | None:
        """The number of the article on a row, if one is there."""
        if self._places:
            place = self._places[index] if 0 <= index < len(self._places) else None
            return place if isinstance(place, int) else None
        return index if 0 <= index < len(self.rows) else None

    def extend(self, page: Page) -> None:
        """Show what follows."""
        known = {row.id for row in self.rows}
        self.rows += [row for row in page.rows if row.id not in known]
        self.following = page.next
        self.changed()

    def renew(self, rows: Sequence[ArticleRow], following: Cursor | None) -> None:
        """Show the same list as it is now; the cursor stays on its article."""
        stood = self.current
        above = self.cursor * self.ROW - self.scroll_offset.y
        self.rows, self.following, self._asked = list(rows), following, None
        self._put_labels()
        self.changed()
        at = self.index_of(stood.id) if stood else None
        if at is not None and at != self.cursor:
            self.set_reactive(Rows.cursor, at)
            self.scroll_to(y=max(at * self.ROW - above, 0), animate=False, force=True)
            self.refresh()

    def snip(self, snippets: Mapping[int, Snippet]) -> None:
        """Show what articles say of what was searched for."""
        self.snippets |= snippets
        self.unselect()
        self.refresh()

    def mark(self, article: int, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Show a mark that was set."""
        for at, row in enumerate(self.rows):
            if row.id == article:
                read = row.read if read is None else read
                starred = row.starred if starred is None else starred
                self.rows[at] = replace(row, read=read, starred=starred)
                self.refresh()

    def index_of(self, article: int) -> int | None:
        """The row of an article, if it is loaded."""
        number = self.number_of(article)
        return self._places.index(number) if number is not None and self._places else number

    def number_of(self, article: int) -> int | None:
        """The number of an article among those that are loaded, whatever labels stand between them."""
        return next((at for at, row in enumerate(self.rows) if row.id == article), None)

    def watch_cursor(self, index: int) -> None:
        super().watch_cursor(index)
        self.want_more()

    def want_more(self) -> None:
        """Ask for the next page where the end comes near, once."""
        near = max(self.cursor, (self.scroll_offset.y + self.size.height) // self.ROW) + _AHEAD >= len(self.rows)
        if near and self.following is not None and self.following != self._asked:
            self._asked = self.following
            self.post_message(self.MoreWanted())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.want_more()

    def count(self) -> int:
        return len(self._places) or len(self.rows)

    def can_stand(self, index: int) -> bool:
        return self._number_at(index) is not None

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        at = self._number_at(index)
        if at is None:
            return self._label(index, line, width)
        row = self.rows[at]
        here = index == self.cursor
        accent, quiet = self.style("accent", cursor=here), self.style("quiet", cursor=here)
        if line == 0:
            style = self.style("plain" if row.read else "strong", cursor=here)
            sign = self.cell("" if row.read else "•", _MARK, accent)
            title = region.digits_of(row.title, row.language) or _("Untitled")
            base = row.direction or "auto"
            badge, title = parted(title)
            edge = self._badge(badge, width // 2, row.language, here=here) if badge else []
            room = width - _MARK - sum(segment.cell_length for segment in edge)
            hits = self.spans(title) if self.spans else ()
            cell = self.cell(title, room, style, language=row.language, base=base, hits=hits)
            return self.side_by_side(sign, edge, cell)
        if line == _SNIPPET:
            found = self.snippets.get(row.id)
            if found is None or not found.spans:
                return self.cell("", width, quiet)
            said = self.cell(
                found.text, width - _MARK, quiet, language=row.language, base=row.direction or "auto", hits=found.spans
            )
            return self.side_by_side(self.cell("", _MARK, quiet), said)
        sign = self.cell("★" if row.starred else "", _MARK, accent)
        return self.side_by_side(sign, *self._origin(row, width - _MARK, quiet))

    def _origin(self, row: ArticleRow, room: int, style: Style) -> list[list[Segment]]:
        """Whose it is, who else tells it, and when it came. A long name is cut, not the date."""
        age = words.listed(row.published, self.now()) if row.published else ""
        others = plural("and {n} other", "and {n} others", row.told_by - 1) if row.told_by > 1 else ""
        name = words.beside((row.feed_title,))
        rest = words.beside((row.feed_title, others, age, _("edited") if row.edited else ""))[len(name) :]
        taken = paragraph(rest, base=i18n.side(), language=i18n.language()).fit(room).width
        left = min(paragraph(name, base=i18n.side(), language=i18n.language()).fit(room).width, room - taken)
        if left < min(_NAME, room):
            return [self.cell(name + rest, room, style, base=i18n.side())]
        return [self.cell(said, wide, style, base=i18n.side()) for said, wide in ((name, left), (rest, room - left))]

    def _badge(self, word: str, room: int, language: str, *, here: bool) -> list[Segment]:
        """A word before a title turned about, so that it stands out without colours too, and the blank after it."""
        style = self.style("strong", cursor=here)
        turned = style + Style(reverse=not style.reverse)
        line = paragraph(word, language=language).fit(room)
        word_itself = [blank(1, turned), *segments_of(line, turned), blank(1, turned)]
        return self.side_by_side(word_itself, [blank(1, style)])

    def _label(self, index: int, line: int, width: int) -> list[Segment]:
        label = self._places[index] if index < len(self._places) else None
        if not isinstance(label, Label):
            return self.cell("", width, self.style("quiet"))
        if line == (0 if label.told else 1):
            # A name in Latin letters would take the rule before it to its own side.
            rule = f"\u200f{_RULE}" if i18n.rtl() else _RULE
            return self.cell(f"{rule} {label.heading}", width, self.style("accent"), base=i18n.side())
        return self.cell(label.told, width, self.style("quiet"), base=i18n.side())
