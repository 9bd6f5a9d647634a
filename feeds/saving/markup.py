"""Blocks as HTML that is well-formed XML too, so that a page and a chapter of an EPUB have the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from feeds.blocks import (
    Block,
    Cell,
    Code,
    Definition,
    Figure,
    Heading,
    ListBlock,
    Media,
    Paragraph,
    Quote,
    Rule,
    Span,
    SpanKind,
    Table,
    Text,
)
from feeds.isolating import protected
from feeds.saving.copy import Copy, Way, figures, texts, way_of, way_of_all, way_of_table
from feeds.scripts import RTL, RTL_LETTER

STYLE = """\
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 38em; padding: 1.5em 1em; line-height: 1.7; font-family: serif; }
:lang(ar), :lang(fa), :lang(ur), :lang(ckb), :lang(ps) { line-height: 1.9; }
h1, h2, h3, h4, h5, h6 { line-height: 1.4; break-after: avoid; }
.section, .byline, .source, figcaption, caption { font-size: 0.9em; opacity: 0.8; }
blockquote { margin-block: 1em; margin-inline: 0; padding-inline-start: 1em; border-inline-start: 0.2em solid; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
a { overflow-wrap: anywhere; }
figure { margin: 1em 0; break-inside: avoid; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.2em 0.5em; text-align: start; }
@media print {
  body { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  .source a { text-decoration: underline; }
  tr, img, pre, blockquote { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
}
"""
"""Sides are those of the text, never left or right, so that one sheet serves both directions."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 has no place for (2.2), and the controls that HTML has none for."""
_TAGS: Mapping[SpanKind, str] = {
    SpanKind.STRONG: "strong",
    SpanKind.EMPHASIS: "em",
    SpanKind.CODE: "code",
    SpanKind.STRIKE: "s",
    SpanKind.UNDERLINE: "u",
    SpanKind.MARK: "mark",
    SpanKind.SUPER: "sup",
    SpanKind.SUB: "sub",
}
_WAY = re.compile(r"#(note|mark)-\d{1,6}")
_TWIN = {"note": "mark", "mark": "note"}
_BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ARABIC_DIGIT = re.compile("[\u0660-\u0669]")
_WIDEST = 1_000
"""Columns that a cell may span (HTML, 4.9.11)."""


class _Apart(NamedTuple):
    """A stretch that UAX #9 alone would put in an order that no reader expects, and the element that keeps it."""

    start: int
    end: int
    element: str
    kind: None = None


def _apart(text: str, language: str) -> Iterator[_Apart]:
    """What of a text is kept together as the reader keeps it."""
    if not RTL.search(text):
        return
    for start, end in protected(text, language).isolates:
        # Even in an isolate these digits would turn about the signs between them.
        turns = _ARABIC_DIGIT.search(text, start, end) and not RTL_LETTER.search(text, start, end)
        yield _Apart(start, end, "bdo" if turns else "bdi")


def escaped(text: str) -> str:
    """For between tags and for attributes."""
    return escape(FORBIDDEN.sub("", text))


def address(url: str) -> str:
    """A web or a mail address as any program takes it, empty where it is none: what has no place in addresses is
    percent-encoded (RFC 3986)."""
    try:
        parts = urlsplit(FORBIDDEN.sub("", url.strip()))
        host, _port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        return "mailto:" + quote(_BAD_PERCENT.sub("%25", parts.path), safe="@%+,;=!$&'*-._~")
    if parts.scheme not in ("http", "https") or not host or re.search(r'[\s"<>\\^`{|}%]', parts.netloc):
        return ""
    rest = [_encoded(part) for part in (parts.path, parts.query, parts.fragment)]
    return parts._replace(path=rest[0], query=rest[1], fragment=rest[2]).geturl()


def _encoded(part: str) -> str:
    return "".join(
        char if char.isalnum() or char in "%/?:@!$&'()*+,;=-._~" else quote(char)
        for char in _BAD_PERCENT.sub("%25", part)
    )


def header(copy: Copy) -> str:
    """What stands over the text: section, headline, source, authors and date."""
    date = ""
    if copy.dated:
        date = f"<bdi>{escaped(copy.dated)}</bdi>"
        if copy.published:
            date = f'<time datetime="{copy.published:%Y-%m-%dT%H:%M:%SZ}">{date}</time>'
    names = [f"<bdi>{escaped(name)}</bdi>" for name in (copy.source, *copy.authors) if name]
    byline = " · ".join([*names, date] if date else names)
    section = f'<p class="section">{escaped(copy.section)}</p>\n' if copy.section else ""
    below = f'<p class="byline">{byline}</p>\n' if byline else ""
    return f"<header>\n{section}<h1>{_kept(copy.title, copy.way.language)}</h1>\n{below}</header>\n"


def footer(copy: Copy) -> str:
    """Where the article is from."""
    url = address(copy.url)
    if not url:
        return ""
    return f'<footer>\n<p class="source" dir="ltr"><a href="{escaped(url)}">{escaped(copy.url)}</a></p>\n</footer>\n'


def _kept(text: str, language: str) -> str:
    """A line between tags, with what is kept together in it."""
    out, at = "", 0
    for start, end, element, _kind in _apart(text, language):
        out += f'{escaped(text[at:start])}<{element} dir="ltr">{escaped(text[start:end])}</{element}>'
        at = end
    return out + escaped(text[at:])


def attributes(way: Way, around: Way) -> str:
    """What a block says of itself that those around it do not say already."""
    side = f' dir="{way.side}"' if way.side != around.side else ""
    # An empty attribute says that the language is not known (HTML, 3.2.6.2).
    language = f' lang="{way.language}"' if way.language != around.language else ""
    return side + language


class Body:
    """The blocks of an article. ``pictures`` has where each picture is that goes along, by its address; of another
    there is a link."""

    def __init__(self, copy: Copy, pictures: Mapping[str, str]) -> None:
        self._copy = copy
        self._pictures = pictures
        self._ways = {span.href for text in texts(copy.blocks) for span in text.spans if _WAY.fullmatch(span.href)}
        """The footnotes and the marks that lead to them."""
        self._named: set[str] = set()

    def html(self) -> str:
        return "".join(self._blocks(self._copy.blocks, self._copy.way))

    def _blocks(self, blocks: Iterable[Block], around: Way) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, around)

    def _block(self, block: Block, around: Way) -> Iterator[str]:
        match block:
            case Paragraph(text):
                yield self._text("p", text, around)
            case Heading(level, text):
                # The first level is the headline's.
                yield self._text(f"h{max(2, level)}", text, around)
            case Quote(inner):
                way = way_of_all(inner, around)
                yield f"<blockquote{attributes(way, around)}>\n{''.join(self._blocks(inner, way))}</blockquote>\n"
            case ListBlock() if block.items:
                yield from self._list(block, around)
            case Definition(items) if items:
                yield "<dl>\n"
                for term, meaning in items:
                    yield self._text("dt", term, around)
                    yield f"<dd>{''.join(self._blocks(meaning, around))}</dd>\n"
                yield "</dl>\n"
            case Code(text):
                yield f'<pre dir="ltr"><code>{escaped(text)}</code></pre>\n'
            case Table() if any(block.rows):
                yield from self._table(block, around)
            case Figure():
                yield from self._figure(block, around)
            case Media(url, _kind, title):
                yield _link_alone(url, title)
            case Rule():
                yield "<hr/>\n"

    def _list(self, block: ListBlock, around: Way) -> Iterator[str]:
        way = way_of_all([block], around)
        if block.direction != "auto":
            way = Way(block.direction, way.language)
        name, start = ("ul", "") if block.start is None else ("ol", f' start="{block.start}"' * (block.start != 1))
        yield f"<{name}{start}{attributes(way, around)}>\n"
        for item in block.items:
            match item:
                case (Paragraph(text),):
                    yield self._text("li", text, way)
                case _:
                    yield f"<li>{''.join(self._blocks(item, way))}</li>\n"
        yield f"</{name}>\n"

    def _table(self, table: Table, around: Way) -> Iterator[str]:
        way = way_of_table(table, around)
        yield f"<table{attributes(way, around)}>\n"
        if table.caption:
            yield self._text("caption", table.caption, way)
        for row in table.rows:
            yield f"<tr>{''.join(self._cell(cell, way) for cell in row)}</tr>\n" if row else ""
        yield "</table>\n"

    def _cell(self, cell: Cell, around: Way) -> str:
        span = f' colspan="{min(cell.span, _WIDEST)}"' if cell.span > 1 else ""
        return self._text("th" if cell.header else "td", cell.text, around, span).rstrip("\n")

    def _figure(self, figure: Figure, around: Way) -> Iterator[str]:
        place = self._pictures.get(figure.url)
        if place is None:
            yield _link_alone(figure.url, figure.alt)
            if figure.caption:
                yield self._text("p", figure.caption, around, ' class="caption"')
            return
        caption = self._text("figcaption", figure.caption, around) if figure.caption else ""
        yield f'<figure>\n<img src="{escaped(place)}" alt="{escaped(figure.alt)}"/>\n{caption}</figure>\n'

    # ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _text(self, name: str, text: Text, around: Way, more: str = "") -> str:
        way = way_of(text, around) if text.text.strip() else around
        return f"<{name}{more}{attributes(way, around)}>{self._inline(text, way.language)}</{name}>\n"

    def _inline(self, text: Text, language: str) -> str:
        there: list[Span | _Apart] = [*_apart(text.text, language), *(one for one in text.spans if one.start < one.end)]
        spans = sorted(there, key=lambda one: (one.start, -one.end))
        edges = sorted({0, len(text.text), *(edge for one in spans for edge in (one.start, one.end))})
        out: list[str] = []
        opened: list[tuple[Span | _Apart, str]] = []
        for at, end in pairwise(edges):
            again = self._close(opened, at, out)
            begun = [(one, "") for one in spans if one.start == at]
            for span, _end in [*again, *begun]:
                self._open(span, opened, out, first=span.start == at)
            out.append(escaped(text.text[at:end]).replace("\n", "<br/>"))
        self._close(opened, len(text.text), out)
        return "".join(out)

    @staticmethod
    def _close(opened: list[tuple[Span | _Apart, str]], at: int, out: list[str]) -> list[tuple[Span | _Apart, str]]:
        """End what ends here; what began inside that and goes on is given back, to be begun again."""
        again: list[tuple[Span | _Apart, str]] = []
        while any(span.end <= at for span, _end in opened):
            span, end = opened.pop()
            out.append(end)
            if span.end > at:
                again.insert(0, (span, end))
        return again

    def _open(
        self, span: Span | _Apart, opened: list[tuple[Span | _Apart, str]], out: list[str], *, first: bool
    ) -> None:
        if isinstance(span, _Apart):
            out.append(f'<{span.element} dir="ltr">')
            opened.append((span, f"</{span.element}>"))
            return
        if span.kind is not SpanKind.LINK:
            out.append(f"<{_TAGS[span.kind]}>")
            opened.append((span, f"</{_TAGS[span.kind]}>"))
            return
        # A link within a link is none (HTML, 4.5.1).
        is_within = any(one.kind is SpanKind.LINK for one, _end in opened)
        href = "" if is_within else self._href(span.href)
        if href:
            name = self._name(span.href) if first else ""
            out.append(f'<a{name} href="{escaped(href)}">')
            opened.append((span, "</a>"))

    def _href(self, href: str) -> str:
        if way := _WAY.fullmatch(href):
            return href if href.replace(way[1], _TWIN[way[1]]) in self._ways else ""
        return address(href)

    def _name(self, href: str) -> str:
        """The name by which the other end of a footnote finds this one."""
        way = _WAY.fullmatch(href)
        name = href[1:].replace(way[1], _TWIN[way[1]]) if way else ""
        if not name or name in self._named:
            return ""
        self._named.add(name)
        return f' id="{name}"'


def _link_alone(url: str, words: str) -> str:
    """A picture or a recording that stays where it is."""
    href = address(url)
    if not href:
        return f"<p>{escaped(words)}</p>\n" if words else ""
    side = "" if words else ' dir="ltr"'
    return f'<p{side}>[<a href="{escaped(href)}">{escaped(words or url)}</a>]</p>\n'


def urls_of_pictures(blocks: Sequence[Block]) -> list[str]:
    """Each once, in the order in which they stand."""
    return list(dict.fromkeys(figure.url for figure in figures(blocks)))
