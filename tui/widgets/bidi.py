"""Finished lines of the text engine as Textual strips, and a filter for the text that stock widgets draw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from tui import i18n
from tui.keyed import keys_of
from tui.text import Line, Mark, paragraph

Keys = tuple[object, ...]

TURNED = Style(reverse=True)
"""What stands out where there are few colours."""
LINED = Style(underline=True)
"""What stands out less there: the row under the cursor in a pane that has no focus."""

_VISUAL = Style(encircle=False)
"""Marks finished cells: an attribute that is set to off writes nothing, and a modal screen that dims what lies under it
drops meta, but not this."""
_UPRIGHT = Style(italic=False, bold=True)
"""What is emphasised in a script that has no italics: few fonts slant its letters, and mlterm then draws none."""
_DOES = "does"
_LEFT = 1
_asked = False
"""Whether someone asks what a cell does."""
_LETTERS = "\u0590-\u08ff\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_OBEYED = "\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_RTL = re.compile(f"[{_LETTERS}]")
_CONTROL = re.compile(f"[{_OBEYED}]")
"""What has no cell, and terminals may obey."""
_SOFT_HYPHEN = "\xad"
"""Has a cell by `cell_len`, and terminals draw a hyphen, or nothing at all."""
_WANTS_WORK = re.compile(f"[{_LETTERS}{_OBEYED}{_SOFT_HYPHEN}]")
_PIECES = re.compile("([\u2500-\u259f\U0001fb00-\U0001fbaf]+|\\s{2,})")
"""Frames and gaps, which part the text of a line."""
_LEAD = re.compile("\\s*(?:[\u25a0-\u25ff]\\s+)?")
"""What stays where the widget put it: a blank, the arrow of a tree, the dot of a choice."""


def segments_of(line: Line, base: Style, style_of: Callable[[Keys], Style] | None = None) -> list[Segment]:
    """The runs of a finished line, marked so that no later step orders them again. ``style_of`` gives what marks add
    to ``base``."""
    plain = base + _VISUAL
    looks = ((run.text, plain + style_of(run.keys) if style_of and run.keys else plain) for run in line.runs)
    return [Segment(text, look + _UPRIGHT if look.italic and _RTL.search(text) else look) for text, look in looks]


def named(text: str) -> tuple[Mark, ...]:
    """Marks over the keys that a text names, for `doing`."""
    return tuple(Mark(one.start, one.end, _Does(one.action)) for one in keys_of(text))


class _Does(str):
    """The id of an action as the mark over its key."""


def doing(keys: Keys) -> Style:
    """What has a click on the name of a key do its action (`Finished`)."""
    return next((does(key) for key in keys if isinstance(key, _Does)), Style())


def does(action: str) -> Style:
    """A style whose cells do an action when they are clicked; only while someone asks which (`Finished.action_at`)."""
    return Style(meta={_DOES: action}) if _asked else Style()


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

    @property
    def few_colours(self) -> bool:
        """Whether quiet backgrounds are not seen, so that what stands out has light and dark exchanged."""
        app = self.app
        return app.native_ansi_color or app.no_color or app.console.color_system in (None, "standard")

    def action_at(self, at: Offset) -> str:
        """The id of the action whose key is named in a cell of the content; empty where none is."""
        global _asked
        _asked = True
        try:
            strip = self.render_line(at.y)
        finally:
            _asked = False
        [segment] = [*strip.crop(at.x, at.x + 1)][:1] or [Segment("")]
        return str(segment.style.meta.get(_DOES, "")) if segment.style else ""

    async def _on_click(self, event: events.Click) -> None:
        """Do what the key does whose name was clicked."""
        at = event.get_content_offset(self) if event.button == _LEFT else None
        if at is not None and (action := self.action_at(at)):
            event.stop()
            event.prevent_default()
            await self.app.do_here(action)  # type: ignore[attr-defined]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks = None

    def watch_has_focus(self, value: bool) -> None:
        self._looks = None
        super().watch_has_focus(value)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [one for one in super().get_line_filters() if not isinstance(one, BidiFilter)]


class BidiFilter(LineFilter):
    """Joins and orders the right-to-left text of stock widgets and lets no control through; what our own widgets drew
    is left alone.

    A strip is all of a widget's line, so it is cut at frames, at wide gaps and between the columns of a table, and each
    piece is a paragraph by itself, in the interface's language, that keeps its place and width. What a widget has done
    to the text before can't be undone, so our own widgets never need this:

    - of text that was wrapped, each line is a paragraph: where the interface is not right-to-left, a line that begins
      with a Latin word runs from left to right, whatever the whole does;
    - a sentence with two blanks or a frame sign in it is two pieces, the first of them at the left;
    - text that was cut, by an ellipsis or by scrolling, joins at the cut as if it ended there;
    - the key of a compact footer has no blanks of its own about it, and counts as the first word of what it does;
    - a cursor stands on the letter that it is before, and moves by what is written, not by what is seen.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if not any(_WANTS_WORK.search(segment.text) and not _drawn(segment) for segment in segments):
            return segments
        found: list[Segment] = []
        for (finished, _column), group in groupby(segments, key=_place):
            some = list(group)
            found += some if finished else _ordered(some)
        return found


def _drawn(segment: Segment) -> bool:
    return bool(segment.control or (segment.style and segment.style.encircle is False))


def _place(segment: Segment) -> tuple[bool, object]:
    """Whether a segment is finished, and the column of a table that it is in."""
    return _drawn(segment), segment.style.meta.get("column") if segment.style else None


def _ordered(segments: list[Segment]) -> list[Segment]:
    """Segments of one stretch of a stock widget's line with every right-to-left piece of it finished."""
    text = "".join(segment.text for segment in segments)
    styles = [segment.style for segment in segments for _ in segment.text]
    found: list[Segment] = []
    at = _badge(text, styles)
    pieces = _PIECES.split(text[at:])
    found += _grouped(text[:at], styles[:at])
    for index, piece in enumerate(pieces):
        end = at + len(piece)
        if _RTL.search(piece):
            # Between a gap and an edge the widget has put it at the right.
            before, after = (pieces[beside] if 0 <= beside < len(pieces) else "" for beside in (index - 1, index + 1))
            found += _finished(piece, styles[at:end], right=before.isspace() and not after.isspace())
        else:
            found += _grouped(piece, styles[at:end])
        at = end
    return found


def _badge(text: str, styles: Sequence[Style | None]) -> int:
    """The length of what stands first in a look of its own with a blank on either side within, as keys in a footer."""
    end = next((at for at, style in enumerate(styles) if style != styles[0]), 0)
    badge = text[:end]
    return end if badge[:1] == badge[-1:] == " " and not _RTL.search(badge) and not badge.isspace() else 0


def _finished(piece: str, styles: Sequence[Style | None], *, right: bool) -> list[Segment]:
    lead = len(_LEAD.match(piece)[0])  # type: ignore[index]
    body = piece[lead:].rstrip()
    end = lead + len(body)
    room = cell_len(body)
    marks: list[Mark] = []
    at = 0
    for style, group in groupby(styles[lead:end]):
        start, at = at, at + sum(1 for _ in group)
        marks.append(Mark(start, at, style))
    # Two marks within one cluster both cover it: the shorter has its say, which may be a cursor.
    marks.sort(key=lambda mark: mark.start - mark.end)
    line = paragraph(body, language=i18n.language(), marks=marks).fit(room)
    words = [Segment(run.text, (_style(run.keys) or Style()) + _VISUAL) for run in line.runs if run.text]
    # A lam-alef takes one cell of two letters: what is won is empty.
    rest = [Segment(" " * (room - line.width), styles[end - 1])] if room > line.width else []
    return [
        *_grouped(piece[:lead], styles[:lead]),
        *(rest + words if right else words + rest),
        *_grouped(piece[end:], styles[end:]),
    ]


def _style(keys: Keys) -> Style | None:
    return next((key for key in reversed(keys) if isinstance(key, Style)), None)


def _grouped(text: str, styles: Sequence[Style | None]) -> list[Segment]:
    """``text`` as segments by style, without what has no cell."""
    found: list[Segment] = []
    at = 0
    for style, group in groupby(styles):
        count = sum(1 for _ in group)
        if part := _CONTROL.sub("", text[at : at + count]).replace(_SOFT_HYPHEN, "-"):
            found.append(Segment(part, style))
        at += count
    return found
