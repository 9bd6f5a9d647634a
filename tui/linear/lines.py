"""What is said of places and articles, a line each: plain logical text, states in words, no signs."""

from __future__ import annotations

import select
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO

from feeds.blocks import Content, SpanKind, Text
from feeds.clean import clean, without_marks
from feeds.types import Article, ArticleRow, ScopeKind
from tui import i18n, words
from tui.document import Piece, document
from tui.i18n import _, plural
from tui.links import links
from tui.places import Entry
from tui.roles import LinkKey, Role

_HEAD = frozenset({Role.SECTION, Role.TITLE, Role.BYLINE, Role.TOP, Role.RULE})
"""What the first lines say otherwise, and what is only seen."""

_PARTED = frozenset({Role.NAME, Role.FIGURE, Role.LINK})
"""What the page parts by dots."""

_HEARD = 1.0
"""Seconds until an interrupt is heard at the latest."""

Links = Sequence[tuple[Text, str]]
"""The words of links and where they lead."""


class Lines:
    """A stream of lines and nothing else: what is typed comes from ``given``, None at its end."""

    def __init__(self, given: IO[str], out: IO[str]) -> None:
        self._given, self._out = given, out
        self._asks = given.isatty()

    def say(self, *lines: str) -> None:
        """Write lines, each as one paragraph of logical text."""
        for line in lines:
            # A voice or a braille line may speak a mark of direction.
            self._out.write(without_marks(clean(line)).rstrip() + "\n")
        self._out.flush()

    def ask(self, question: str) -> str | None:
        """The next line; ``question`` is written where a person types it."""
        if self._asks:
            self._out.write(without_marks(question) + " ")
            self._out.flush()
            # Python hears an interrupt that came in the moment before it began to wait only when it stops waiting.
            while not select.select([self._given], [], [], _HEARD)[0]:
                pass
        line = self._given.readline()
        return line.rstrip("\r\n") if line else None


def joined(parts: Iterable[str]) -> str:
    """Parts of a line, parted by commas."""
    return words.comma(i18n.language()).join(part for part in parts if part)


def numbered(number: int, text: str) -> str:
    """An item of a list."""
    return f"{words.number(number)}. {text}"


def place(entry: Entry) -> str:
    """A section, a feed or another place with what is unread in it."""
    kinds = {
        ScopeKind.SECTION: _("section"),
        ScopeKind.FEED: _("feed"),
        ScopeKind.TAG: _("tag"),
        ScopeKind.SAVED: _("saved search"),
        ScopeKind.CATEGORY: _("topic"),
    }
    name = entry.name.lstrip("⌕# ") if entry.scope.kind in (ScopeKind.TAG, ScopeKind.SAVED) else entry.name
    count = plural("{n} unread", "{n} unread", entry.unread)
    if entry.scope.kind is ScopeKind.STARRED:
        count = plural("{n} article", "{n} articles", entry.unread)
    return joined([name, kinds.get(entry.scope.kind, ""), count, _("its last refresh failed") if entry.failed else ""])


def article_row(row: ArticleRow, now: datetime) -> str:
    """An article of a list."""
    when = words.listed(row.published, now) if row.published else ""
    return joined([row.title or _("Untitled"), *states(row), row.feed_title, when])


def states(row: ArticleRow) -> list[str]:
    """How an article is marked; a read one without a star is not worth a word."""
    return [*([] if row.read else [_("unread")]), *([_("with a star")] if row.starred else [])]


def page(article: Article, content: Content, now: datetime, *, newest: bool) -> tuple[list[str], Links]:
    """The lines of an article and its links, which are numbered from 1 where they stand and listed at the end."""
    pieces = [piece for piece in document(article, content, now, newest=newest) if piece.role not in _HEAD]
    found = links(pieces)
    numbers = {href: at for at, (_text, href) in enumerate(found, 1)}
    lines = [*_head(article, content, now), *(line for piece in pieces for line in _piece(piece, numbers) if line)]
    if found:
        lines.append(_("Links: {n}", n=len(found)))
        lines += [numbered(at, " ".join(text.text.split())) for at, (text, _href) in enumerate(found, 1)]
    return lines, found


def _head(article: Article, content: Content, now: datetime) -> Iterator[str]:
    row = article.row
    yield joined([row.title or _("Untitled"), *([_("with a star")] if row.starred else [])])
    yield _("Source: {name}", name=joined([row.feed_title, article.section]))
    names = [author.name for author in article.authors or content.authors if author.name]
    if names:
        yield _("Author: {names}", names=joined(names))
    if row.published:
        dates = [words.moment(row.published, now), *words.dates(row.published)]
        yield _("Date: {when}", when=joined(dict.fromkeys(dates)))
    if row.edited:
        yield _("Edited {when}", when=words.moment(row.edited, now))
    if article.tags:
        yield _("Tags: {names}", names=joined(article.tags))


def _piece(piece: Piece, numbers: dict[str, int]) -> Iterator[str]:
    if piece.table is not None:
        for row in piece.table.rows:
            yield joined(_linked(cell.text, numbers) for cell in row)
        return
    marked = [(mark.end, mark.key.href) for mark in piece.marks if isinstance(mark.key, LinkKey)]
    text = _with_numbers(piece.text, marked, numbers)
    if piece.href in numbers:
        text = f"{text} {_told(numbers[piece.href])}"
    if piece.role is Role.HEADING:
        text = _("Heading: {text}", text=text)
    elif piece.quoted:
        text = _("Quotation: {text}", text=text)
    if piece.role in _PARTED:
        text = text.replace(" · ", words.comma(i18n.language()))
    label = "" if piece.label in ("", "•") else f"{piece.label} "
    for at, line in enumerate(text.split("\n")):
        yield label + line if at == 0 else line


def _linked(text: Text, numbers: dict[str, int]) -> str:
    marked = [(span.end, span.href) for span in text.spans if span.kind is SpanKind.LINK]
    return " ".join(_with_numbers(text.text, marked, numbers).split())


def _with_numbers(text: str, marked: Sequence[tuple[int, str]], numbers: dict[str, int]) -> str:
    """``text`` with the number of each link after its last word."""
    for end, href in sorted(set(marked), reverse=True):
        if href in numbers:
            text = f"{text[:end]} {_told(numbers[href])}{text[end:]}"
    return text


def _told(number: int) -> str:
    return _("(link {n})", n=number)
