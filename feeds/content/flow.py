"""Inline text as it is gathered: whitespace folded as HTML does, spans measured, paragraphs cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unicodedata import category

from feeds.blocks import (
    Block,
    MarkedDirection,
    Paragraph,
    Span,
    SpanKind,
    Text,
)
from feeds.clean import clean

_SPACES = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
_MOST_MARKS = 32
"""Marks on one letter that are looked through for it; more are no writing (UAX #15, stream-safe format, allows 30)."""


@dataclass(frozen=True, slots=True)
class Context:
    """What markup says of the text inside it: the nearest ``dir`` and ``lang``."""

    direction: MarkedDirection = "auto"
    language: str = ""


@dataclass(slots=True)
class _OpenSpan:
    kind: SpanKind
    href: str
    start: int = -1
    """Where its first character came, -1 before."""


class Flow:
    """Blocks in the making. Text goes into the current paragraph; a block, or two breaks, end it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._length = 0
        self._space = False
        self._breaks = 0
        self._open: list[_OpenSpan] = []
        self._spans: list[Span] = []
        self._common: Context | None = None
        """The context of all of the paragraph so far, None when parts of it differ."""

    def add(self, text: str | None) -> None:
        """Text of the document; runs of whitespace count as one space, none at a line's beginning."""
        if not text:
            return
        folded = _SPACES.sub(" ", text)
        if folded == " ":
            self._space = True
            return
        if folded[0] == " ":
            self._space = True
        words = clean(folded.strip(" "))
        if words:
            self._put(words)
            self._space = folded[-1] == " "

    def _put(self, words: str) -> None:
        if self._breaks and self._length:
            if self._breaks > 1:
                self.flush()
            else:
                self._append("\n")
        elif self._space and self._length:
            self._append(" ")
        self._breaks = 0
        if not self._length:
            self._common = self.context
        elif self._common != self.context:
            self._common = None
        for span in self._open:
            if span.start < 0:
                span.start = self._length
        self._append(words)

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def line_break(self) -> None:
        """``br``: one is a line's end, two are a paragraph's."""
        self._breaks += 1
        self._space = False

    @contextmanager
    def span(self, kind: SpanKind, href: str = "") -> Iterator[None]:
        """What is added inside is of this kind, over paragraph borders too."""
        opened = _OpenSpan(kind, href)
        self._open.append(opened)
        yield
        self._open.pop()
        self._close(opened)

    def _close(self, span: _OpenSpan) -> None:
        if 0 <= span.start < self._length:
            self._spans.append(Span(span.start, self._length, span.kind, span.href))
        span.start = -1

    def flush(self) -> None:
        """End the current paragraph; one without words leaves nothing."""
        for span in self._open:
            self._close(span)
        if self._pieces:
            text = self._text()
            if text.text:
                self.blocks.append(Paragraph(text))
        self._pieces, self._spans, self._length = [], [], 0
        self._space, self._breaks = False, 0

    def _text(self) -> Text:
        text, spans = _settled("".join(self._pieces), self._spans)
        context = self._common or self.context
        return Text(text, spans, context.direction, context.language)

    def append(self, block: Block) -> None:
        self.flush()
        self.blocks.append(block)

    def extend(self, blocks: Iterable[Block]) -> None:
        self.flush()
        self.blocks.extend(blocks)

    def finished(self) -> tuple[Block, ...]:
        self.flush()
        return tuple(self.blocks)


def _settled(text: str, spans: list[Span]) -> tuple[str, tuple[Span, ...]]:
    """Text stripped and normalized as a whole, its spans moved along."""
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    cleaned = clean(stripped)
    spans = [
        replace(span, start=max(span.start - lead, 0), end=min(span.end - lead, len(stripped)))
        for span in dict.fromkeys(spans)
    ]
    if cleaned != stripped:
        # A mark at the beginning of a tag may have joined the letter before it.
        places = _cleaned_places(stripped, {place for span in spans for place in (span.start, span.end)})
        spans = [replace(span, start=places[span.start], end=places[span.end]) for span in spans]
    kept = [span for span in spans if span.start < span.end]
    return cleaned, tuple(sorted(kept, key=lambda span: (span.start, -span.end, span.kind)))


def _cleaned_places(text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Where each of ``offsets`` comes to stand when ``text`` is cleaned, told piece by piece: a paragraph may hold
    as many spans as letters."""
    places: dict[int, int] = {}
    start = before = 0
    for offset in sorted(offsets):
        reach = max(start, offset - _MOST_MARKS)
        backwards = range(min(offset, len(text) - 1), reach, -1)
        letter = next((at for at in backwards if not _joins(text[at])), start if reach == start else offset)
        before += len(clean(text[start:letter]))
        start = letter
        places[offset] = before + len(clean(text[start:offset]))
    return places


def _joins(char: str) -> bool:
    """Whether a character may become one with what stands before it (UAX #15): marks, and the later jamo."""
    return category(char).startswith("M") or "\u1161" <= char <= "\u11c2"


def joined_text(texts: Iterable[Text], context: Context) -> Text:
    """Several texts as the lines of one, in the context that all of them have, else in ``context``."""
    texts = list(texts)
    if len(common := {(text.direction, text.language) for text in texts}) == 1:
        context = Context(*common.pop())
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    for text in texts:
        if pieces:
            length += 1
        spans += [replace(span, start=span.start + length, end=span.end + length) for span in text.spans]
        pieces.append(text.text)
        length += len(text.text)
    return Text("\n".join(pieces), tuple(spans), context.direction, context.language)
