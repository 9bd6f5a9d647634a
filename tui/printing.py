"""What commands print: ordered and joined for a terminal, in a pipe logical, without marks of direction, and parted by
tabs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Literal

from feeds.clean import clean, clean_line, without_marks, without_sign_in
from tui import i18n, verbosity

if TYPE_CHECKING:
    from feeds.answers import Tag
    from feeds.blocks import Content
    from feeds.types import Article, ArticleRow, Feed, Section
    from tui.text.terminal import Strategy

Align = Literal["start", "end"]
"""Start is where the interface's language starts a line: the right in Arabic."""

_LONGEST = 100
"""Cells: an article printed wider than this is hard to follow from line to line."""
_ERASE = "\r\x1b[K"


class Printer:
    """Writes text for people to ``stream``. Nothing that came from a feed reaches a terminal but through here."""

    def __init__(self, stream: IO[str], strategy: Strategy | None = None) -> None:
        """Without a ``strategy`` the environment tells it."""
        self.stream = stream
        self.terminal = stream.isatty()
        self.width = 0
        if self.terminal:
            import shutil

            from tui.text import show_harakat, stack_marks
            from tui.text.terminal.detection import detect

            self.width = shutil.get_terminal_size().columns
            self._strategy = strategy or detect(os.environ).strategy
            stack_marks(self._strategy.marks)
            show_harakat(self._strategy.marks)

    def write(self, text: str) -> None:
        """Text whose lines are paragraphs; it need not end a line."""
        if not self.terminal:
            self.stream.write(without_marks(clean(text)))
            self.stream.flush()
            return
        from tui.text import printed

        whole, line_end, rest = text.rpartition("\n")
        lines = [row for line in whole.split("\n") for row in printed(line, self.width, i18n.language())]
        drawn = "\n".join(lines) + line_end if line_end else ""
        self._send(drawn + ("".join(printed(rest, self.width, i18n.language())) if rest else ""))

    def say(self, text: str) -> None:
        """A sentence about what was done, for the log too; nothing where quiet was asked for."""
        verbosity.note(text)
        if not verbosity.quiet():
            self.write(text)

    def overwrite(self, bar: str, text: str) -> None:
        """Draw a line in the place of the last one that this method drew; ``bar`` fills from where reading starts."""
        from tui.text import paragraph

        room = max(self.width - len(bar) - 2, 1)
        line = paragraph(clean_line(text), language=i18n.language()).fit(room)
        words = "".join(run.text for run in line.runs)
        drawn = f"{bar} {words}" if not i18n.rtl() else " " * (room - line.width) + f"{words} {bar[::-1]}"
        self._send(_ERASE + drawn)

    def erase(self) -> None:
        """Take away the line that `overwrite` drew."""
        if self.terminal:
            self._send(_ERASE)

    def feeds(self, feeds: Sequence[tuple[Feed, str]]) -> None:
        """A row a feed, given with the name of its section: id, unread, all, section, title; in a pipe the address
        and the code of the last error as well."""
        for feed, section in feeds:
            if self.terminal:
                self._row(
                    [(str(feed.id), 5, "end"), (f"{feed.unread}/{feed.total}", 11, "end"), (section, 16, "start")],
                    ("! " if feed.error else "") + feed.title,
                )
            else:
                url = without_sign_in(feed.url)
                self.fields(feed.id, feed.unread, feed.total, section, feed.title, url, feed.error)

    def articles(self, rows: Sequence[ArticleRow]) -> None:
        """A row an article: id, marks, day, feed, title; in a pipe the time in UTC by ISO 8601 and the address too."""
        for row in rows:
            at = datetime.fromtimestamp(row.sort_at, UTC)
            if self.terminal:
                marks = (" " if row.read else "•") + ("★" if row.starred else " ")
                day = at.astimezone().strftime("%Y-%m-%d")
                self._row(
                    [(str(row.id), 7, "end"), (marks, 2, "start"), (day, 10, "start"), (row.feed_title, 18, "start")],
                    row.title,
                )
            else:
                state = "read" if row.read else "unread"
                star = "starred" if row.starred else ""
                when = at.strftime("%Y-%m-%dT%H:%M:%SZ")
                self.fields(row.id, state, star, when, row.feed_title, row.title, row.url)

    def sections(self, sections: Sequence[tuple[Section, tuple[str, ...]]]) -> None:
        """A row a section, given with the names from the outermost one down to it: unread, all, and its name further in
        than that of the one around it; in a pipe the number, and all the names with a slash between."""
        for section, path in sections:
            if self.terminal:
                step = "  " * (len(path) - 1)
                self._row([(f"{section.unread}/{section.total}", 11, "end")], step + section.name)
            else:
                self.fields(section.id, section.unread, section.total, "/".join(path))

    def tags(self, tags: Sequence[Tag]) -> None:
        """A row a tag: the number of its articles, and its name."""
        for tag in tags:
            if self.terminal:
                self._row([(str(tag.articles), 7, "end")], tag.name)
            else:
                self.fields(tag.articles, tag.name)

    def article(self, article: Article, content: Content) -> None:
        """The whole article as the article pane sets it; in a pipe a paragraph a line."""
        from tui.document import document, logical

        pieces = document(article, content, datetime.now(UTC))
        if not self.terminal:
            self.stream.write(without_marks("\n".join(map(logical, pieces))) + "\n")
            return
        from tui.layout import rows_of

        for row in rows_of(pieces, min(self.width, _LONGEST)):
            self._send(row.text.rstrip() + "\n")

    def fields(self, *fields: object) -> None:
        """A row for a pipe: fields parted by tabs."""
        self.stream.write(without_marks("\t".join(clean_line(str(field)) for field in fields)) + "\n")

    def _row(self, columns: Sequence[tuple[str, int, Align]], last: str) -> None:
        """Columns from where reading starts, two cells apart; ``last`` takes the room that is left."""
        room = max(self.width - sum(width + 2 for _text, width, _align in columns), 10)
        cells = [self._cell(text, width, align) for text, width, align in columns]
        cells.append(self._cell(last, room, "start"))
        self._send("  ".join(reversed(cells) if i18n.rtl() else cells).rstrip() + "\n")

    def _cell(self, text: str, width: int, align: Align) -> str:
        from tui.text import paragraph

        line = paragraph(clean_line(text)).fit(width)
        words = "".join(run.text for run in line.runs)
        gap = " " * (width - line.width)
        return gap + words if (align == "start") == i18n.rtl() else words + gap

    def _send(self, drawn: str) -> None:
        """Finished cells, in the mode in which this terminal leaves them where they are."""
        self.stream.write(
            self._strategy.enter + "\n".join(map(self._strategy.line, drawn.split("\n"))) + self._strategy.leave
        )
        self.stream.flush()
