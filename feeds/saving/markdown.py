"""An article, or a part of it, as Markdown (CommonMark 0.31, with the tables and strikes of GFM)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from feeds.blocks import (
    Block,
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
from feeds.saving.copy import Copy
from feeds.saving.markup import FORBIDDEN, address

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|]")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d{1,9}(?=[.)]))", re.MULTILINE)
"""What makes a line something else than text: a heading, an item, a rule."""
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])", re.MULTILINE)
_AROUND: Mapping[SpanKind, str] = {SpanKind.STRONG: "**", SpanKind.EMPHASIS: "*", SpanKind.STRIKE: "~~"}
_FENCE = re.compile("`{3,}")


def markdown(copy: Copy) -> str:
    """The whole article: headline, source, authors and date, the text, and its address."""
    byline = " · ".join(filter(None, (copy.source, *copy.authors, copy.dated)))
    head = [f"# {plain(copy.title)}", plain(byline)]
    foot = [f"<{address(copy.url)}>" if address(copy.url) else ""]
    return "\n\n".join(filter(None, (*head, *_blocks(copy.blocks), *foot))) + "\n"


def quotation(copy: Copy) -> str:
    """The article as a quotation with its source under it."""
    said = "\n\n".join(_blocks(copy.blocks)) or plain(copy.title)
    told = plain(copy.title)
    url = address(copy.url)
    link = f"[{told}]({_target(url)})" if url else told
    cited = " · ".join(filter(None, (link, *(map(plain, (copy.source, *copy.authors, copy.dated))))))
    return "\n".join(f"> {line}".rstrip() for line in f"{said}\n\n— {cited}".split("\n")) + "\n"


def plain(text: str) -> str:
    """A text that stands for itself, on one line or more."""
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", FORBIDDEN.sub("", text))
    text = _NUMBERED.sub(r"\1\\\2", text)
    return _LINE_START.sub(lambda found: found[0] if found[2].isdigit() else f"{found[1]}\\{found[2]}", text)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        if isinstance(before, ListBlock) and isinstance(block, ListBlock | Code):
            # Or the one would go on with the other.
            yield "<!-- -->"
        yield from filter(None, _block(block))
        before = block


def _block(block: Block) -> Iterator[str]:  # noqa: C901 (one case a kind of block)
    match block:
        case Paragraph(text):
            yield _inline(text)
        case Heading(level, text):
            yield f"{'#' * max(2, level)} {_inline(text, ' ')}"
        case Quote(inner):
            yield _set_in("\n\n".join(_blocks(inner)), "> ", "> ")
        case ListBlock(items, start):
            yield "\n".join(_items(items, start))
        case Definition(items):
            for term, meaning in items:
                yield f"**{_inline(Text(term.text), ' ')}**"
                yield from _blocks(meaning)
        case Code(text):
            fence = max(("`" * (len(one) + 1) for one in _FENCE.findall(text)), key=len, default="```")
            yield f"{fence}\n{FORBIDDEN.sub('', text)}\n{fence}"
        case Table():
            yield from _table(block)
        case Figure(url, alt, caption):
            if target := address(url):
                yield f"![{plain(alt.replace(chr(10), ' '))}]({_target(target)})"
            if caption:
                yield _inline(caption)
        case Media(url, _kind, title):
            if target := address(url):
                yield f"[{plain(title or url)}]({_target(target)})"
        case Rule():
            yield "* * *"


def _items(items: Iterable[tuple[Block, ...]], start: int | None) -> Iterator[str]:
    for at, item in enumerate(items):
        lead = "- " if start is None else f"{max(start, 0) + at}. "
        yield _set_in("\n\n".join(_blocks(item)), lead, " " * len(lead))


def _set_in(text: str, first: str, rest: str) -> str:
    return "\n".join(((rest if at else first) + line).rstrip() for at, line in enumerate(text.split("\n")))


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _inline(table.caption)
    rows = [row for row in table.rows if row]
    if not rows:
        return
    width = max(sum(max(cell.span, 1) for cell in row) for row in rows)
    lines = []
    for row in rows:
        told = [cell for one in row for cell in (_inline(one.text, " "), *[""] * (min(one.span, width) - 1))]
        lines.append("| " + " | ".join([*told, *[""] * (width - len(told))]) + " |")
    lines.insert(1, "|" + " --- |" * width)
    yield "\n".join(lines)


def _inline(text: Text, line_break: str = "\\\n") -> str:
    """A paragraph with what Markdown has of its spans: links, strong, emphasis, strikes and code, the outermost where
    they cross."""
    kept: list[Span] = []
    real = (one for one in text.spans if 0 <= one.start < one.end)
    for span in sorted(real, key=lambda one: (one.start, -one.end)):
        start, end = _without_blanks(text.text, span)
        inside = [one for one in kept if one.start <= start < one.end]
        # Within code nothing is marked, and a link within a link is none.
        is_free = all(end <= one.end and one.kind not in (span.kind, SpanKind.CODE) for one in inside)
        # The marks of one that begins where another ends would be taken for one mark.
        is_apart = all(one.end != start for one in kept if one.kind is not SpanKind.LINK)
        is_known = (span.kind is SpanKind.CODE and is_apart) or bool(_to(span))
        if span.kind in _AROUND:
            # A mark is seen between a word and a blank or a sign, and between letters (CommonMark, 6.2).
            is_alone = is_apart and all(one.kind not in _AROUND for one in inside)
            is_known = is_alone and _is_seen(text.text[:start][-1:], text.text[start:end], text.text[end:][:1])
        elif any(one.kind in _AROUND and _touches_letters(text.text, one, start, end) for one in inside):
            is_known = False
        if start < end and is_free and is_known:
            kept.append(Span(start, end, span.kind, span.href))
    return _written(text.text, 0, len(text.text), kept).replace("\n", line_break)


def _written(text: str, start: int, end: int, spans: list[Span]) -> str:
    """The text from ``start`` to ``end`` with ``spans``, which lie in it and in one another, never across."""
    out: list[str] = []
    at = start
    while spans:
        span = spans[0]
        within = [one for one in spans[1:] if one.start < span.end]
        spans = spans[1 + len(within) :]
        out.append(_piece(text, at, span.start))
        inner = _written(text, span.start, span.end, within)
        if span.kind is SpanKind.CODE:
            out.append(_code(text[span.start : span.end]))
        elif span.kind is SpanKind.LINK:
            out.append(f"[{inner}]({_target(_to(span))})")
        else:
            out.append(f"{_AROUND[span.kind]}{inner}{_AROUND[span.kind]}")
        at = span.end
    return "".join((*out, _piece(text, at, end)))


def _piece(text: str, start: int, end: int) -> str:
    """A part of a text; what only means something at the start of a line is left as it is elsewhere."""
    piece = text[start:end]
    if start == 0 or text[start - 1] == "\n":
        return plain(piece)
    first, _break, rest = piece.partition("\n")
    told = _SPECIAL.sub(lambda found: f"\\{found[0]}", FORBIDDEN.sub("", first))
    return told + (f"\n{plain(rest)}" if _break else "")


def _code(text: str) -> str:
    text = FORBIDDEN.sub("", text.replace("\n", " "))
    ticks = max((len(one) for one in re.findall("`+", text)), default=0) + 1
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * ticks}{pad}{text}{pad}{'`' * ticks}"


def _without_blanks(text: str, span: Span) -> tuple[int, int]:
    """Where a span stands without the blanks at its ends, beside which Markdown sees no mark."""
    said = text[span.start : span.end]
    return span.start + len(said) - len(said.lstrip()), span.start + len(said.rstrip())


def _is_seen(before: str, inside: str, after: str) -> bool:
    """Whether marks of emphasis around ``inside`` are seen as such, of which the first and the last are no blanks."""
    ends = ((inside[:1], before), (inside[-1:], after))
    return all(here.isalnum() or not beside or beside.isspace() or not beside.isalnum() for here, beside in ends)


def _touches_letters(text: str, around: Span, start: int, end: int) -> bool:
    """Whether a sign that begins or ends what ``around`` marks would hide its marks, beside a letter."""
    before, after = text[:start][-1:], text[end:][:1]
    return (start == around.start and before.isalnum()) or (end == around.end and after.isalnum())


def _to(span: Span) -> str:
    return address(span.href) if span.kind is SpanKind.LINK else ""


def _target(url: str) -> str:
    """An address between parentheses, which must not hold any."""
    return url.replace("(", "%28").replace(")", "%29")
