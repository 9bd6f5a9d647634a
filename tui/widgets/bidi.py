"""Finished lines of the text engine as Textual strips, and a filter for the text that stock widgets draw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from tui.text import Line, paragraph

Keys = tuple[object, ...]

_VISUAL = Style(meta={"visual": 1})
_RTL = re.compile("[\u0590-\u08ff\u200c-\u200f\ufb1d-\ufdff\ufe70-\ufefc]")
_PIECES = re.compile("([\u2500-\u259f]+|\\s{2,})")


def segments_of(line: Line, base: Style, style_of: Callable[[Keys], Style] | None = None) -> list[Segment]:
    """The runs of a finished line, marked so that no later step orders them again. ``style_of`` gives what marks add
    to ``base``."""
    plain = base + _VISUAL
    return [Segment(run.text, plain + style_of(run.keys) if style_of and run.keys else plain) for run in line.runs]


def drawn(text: str, style: Style) -> Segment:
    """Finished cells that no later step orders again."""
    return Segment(text, style + _VISUAL)


def blank(width: int, style: Style) -> Segment:
    """``width`` empty cells."""
    return Segment(" " * width, style + _VISUAL)


def aligned(segments: Iterable[Segment], used: int, width: int, style: Style, *, end: bool) -> list[Segment]:
    """Segments of ``used`` cells filled up to ``width`` cells; with ``end`` they stand at the right."""
    found = list(segments)
    if used < width:
        gap = blank(width - used, style)
        return [gap, *found] if end else [*found, gap]
    return found


def strip_of(segments: Sequence[Segment], width: int) -> Strip:
    """A strip from finished segments that are ``width`` cells together."""
    return Strip(segments, width)


class Finished(Widget):
    """Base of the widgets that draw finished cells: no filter needs to look at their text."""

    _looks: dict[tuple[str, ...], Style] | None = None

    def look(self, *parts: str) -> Style:
        """The widget's style with those of its component classes ``parts`` over it; worked out once, for that takes
        Textual a fifth of a millisecond."""
        looks = self._looks
        if looks is None:
            looks = self._looks = {}
        style = looks.get(parts)
        if style is None:
            style = self.rich_style
            for part in parts:
                style += self.get_component_rich_style(part, partial=True)
            looks[parts] = style
        return style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks = None

    def watch_has_focus(self, value: bool) -> None:
        self._looks = None
        super().watch_has_focus(value)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [one for one in super().get_line_filters() if not isinstance(one, BidiFilter)]


class BidiFilter(LineFilter):
    """Joins and orders the right-to-left text of stock widgets; what our own widgets drew is left alone.

    A strip is all of a widget's line, so it is cut at frames and wide gaps, and each piece is a paragraph by itself.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if not any(_RTL.search(segment.text) and not _drawn(segment) for segment in segments):
            return segments
        found: list[Segment] = []
        for finished, group in groupby(segments, key=_drawn):
            some = list(group)
            found += some if finished else _ordered(some)
        return found


def _drawn(segment: Segment) -> bool:
    return bool(segment.control or (segment.style and segment.style.meta.get("visual")))


def _ordered(segments: list[Segment]) -> list[Segment]:
    """Segments of one stretch of a stock widget's line with every right-to-left piece of it finished."""
    text = "".join(segment.text for segment in segments)
    styles = [segment.style for segment in segments for _ in segment.text]
    found: list[Segment] = []
    at = 0
    for piece in _PIECES.split(text):
        end = at + len(piece)
        if _RTL.search(piece):
            found += _finished(piece, styles[at:end])
        else:
            found += _grouped(piece, styles[at:end])
        at = end
    return found


def _finished(piece: str, styles: list[Style | None]) -> list[Segment]:
    whole = sum(segment.cell_length for segment in _grouped(piece, styles))
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    laid = paragraph(body)
    line = laid.fit(max(whole - (len(piece) - len(body)), 1))
    found = _grouped(piece[:lead], styles[:lead])
    for run in line.runs:
        at = 0
        # A cell has the style of the character that it shows.
        for style, cells in groupby(run.offsets, key=lambda offset: styles[min(lead + offset, len(styles) - 1)]):
            count = sum(1 for _ in cells)
            text = _cells(run.text, at, at + count)
            found.append(Segment(text, (style or Style()) + _VISUAL))
            at += count
    rest = whole - lead - line.width
    return [*found, Segment(" " * rest, styles[-1])] if rest > 0 else found


def _cells(text: str, start: int, end: int) -> str:
    """What stands in the cells [start, end) of a run."""
    return Strip([Segment(text)]).crop(start, end).text


def _grouped(text: str, styles: Sequence[Style | None]) -> list[Segment]:
    found: list[Segment] = []
    at = 0
    for style, group in groupby(styles):
        count = sum(1 for _ in group)
        found.append(Segment(text[at : at + count], style))
        at += count
    return found
