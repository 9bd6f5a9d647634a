"""The links of a page: which there are, and their numbers beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from feeds.blocks import Cell, SpanKind, Text
from tui.document import Piece
from tui.inline import number_of
from tui.roles import NUMBER, LinkKey, Role
from tui.text import Mark

_WHOLE = frozenset({Role.LINK, Role.MEDIA, Role.FIGURE})
"""Pieces that lead somewhere as a whole and have room for a number; a name's card tells its address below."""


def links(pieces: Iterable[Piece]) -> tuple[tuple[Text, str], ...]:
    """What can be followed on a page, each address once in the order of its first appearance, with its words."""
    found: dict[str, Text] = {}
    for piece in pieces:
        cells = [cell.text for row in piece.table.rows for cell in row] if piece.table else []
        marked = [(mark.start, mark.end, mark.key.href) for mark in piece.marks if isinstance(mark.key, LinkKey)]
        if piece.href and piece.role not in (Role.STEP, Role.PICTURE):
            marked.append((0, len(piece.text), piece.href))
        for start, end, href in marked:
            found.setdefault(href, Text(piece.text[start:end], language=piece.language))
        for text in cells:
            for span in text.spans:
                if span.kind is SpanKind.LINK:
                    found.setdefault(span.href, Text(text.text[span.start : span.end], language=piece.language))
    return tuple((text, href) for href, text in found.items() if not href.startswith("#"))


def numbered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """``pieces`` with the number of each of their `links` behind its words."""
    numbers = {href: number_of(at) for at, (_text, href) in enumerate(links(pieces), 1)}
    return tuple(_numbered(piece, numbers) for piece in pieces) if numbers else tuple(pieces)


def _numbered(piece: Piece, numbers: Mapping[str, str]) -> Piece:
    if piece.table is not None:
        rows = tuple(tuple(_cell(cell, numbers) for cell in row) for row in piece.table.rows)
        return replace(piece, table=replace(piece.table, rows=rows))
    spots = [(mark.end, mark.key.href) for mark in piece.marks if isinstance(mark.key, LinkKey)]
    if piece.role in _WHOLE and piece.text:
        spots.append((len(piece.text), piece.href))
    told = [(at, numbers[href]) for at, href in sorted(spots) if href in numbers]
    if not told:
        return piece
    marks = [
        Mark(mark.start + _before(told, mark.start + 1), mark.end + _before(told, mark.end), mark.key)
        for mark in piece.marks
    ]
    starts = [(at + _before(told[:n], at + 1), number) for n, (at, number) in enumerate(told)]
    # The marks of direction about it share a cluster with what stands before them.
    marks += [Mark(at + 1, at + len(number) - 1, NUMBER) for at, number in starts]
    return replace(piece, text=_with(piece.text, told), marks=tuple(marks))


def _cell(cell: Cell, numbers: Mapping[str, str]) -> Cell:
    text = cell.text
    links_ = sorted((span.end, span.href) for span in text.spans if span.kind is SpanKind.LINK)
    told = [(at, numbers[href]) for at, href in links_ if href in numbers]
    if not told:
        return cell
    spans = tuple(
        replace(span, start=span.start + _before(told, span.start + 1), end=span.end + _before(told, span.end))
        for span in text.spans
    )
    return replace(cell, text=replace(text, text=_with(text.text, told), spans=spans))


def _before(told: Sequence[tuple[int, str]], end: int) -> int:
    """How many characters are put in before ``end``."""
    return sum(len(number) for at, number in told if at < end)


def _with(text: str, told: Sequence[tuple[int, str]]) -> str:
    edges = [0, *(at for at, _number in told), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    return "".join(part + number for part, (_at, number) in zip(parts, [*told, (0, "")], strict=True))
