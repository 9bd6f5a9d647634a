"""The last line of the screen: keys that are of use now, how far a refresh is, keys that wait for more; and the notice
above it."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from feeds.types import FeedRefreshed
from tui import i18n, keymap
from tui.actions import ACTIONS
from tui.i18n import _, plural
from tui.text import paragraph
from tui.text.paragraphs import Base
from tui.waiting import AFTER
from tui.widgets.bidi import Finished, aligned, blank, does, drawn, segments_of, strip_of
from tui.widgets.heading import Prose
from tui.words import beside

_BAR, _SHORT_BAR = 16, 8
_PERCENT = 5
_GAPS = 3
"""Cells about the bar and the words beside it."""
_WIDEST = 60
"""Cells of a refresh with the longest bar and the name of a feed."""
_WIDE, _HELP = 60, 12
"""Columns from which other keys than that of help have room beside a refresh, and the cells of that one."""
_ERRORS = 5
"""Lines of errors that stand at once."""
_LETTERS_A_SECOND = 15
"""That are read without haste, twice over."""


class StatusBar(Finished):
    """Keys at the side where reading starts; at the other the progress of a refresh."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key", "status--bar", "status--bar-rest"}

    progress: reactive[FeedRefreshed | None] = reactive(None)
    busy: reactive[bool] = reactive(False)
    begun: reactive[str] = reactive("")
    """A count or the keys of a sequence that wait for more."""
    waiting: reactive[str] = reactive("")
    """What is under way and takes longer than a moment."""
    soon: reactive[bool] = reactive(False)
    """Whether a refresh began just now: one that is over at once is not shown."""
    position: reactive[int | None] = reactive(None)
    """How much has been seen of what is read, in percent."""
    news = 0
    """Articles that have come so far."""

    def __init__(self, keys: dict[str, tuple[str, ...]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys = keys

    @property
    def left(self) -> int:
        """Feeds that are still to be asked."""
        return self.progress.total - self.progress.done if self.progress else 0

    def start(self) -> None:
        """A refresh begins."""
        self.news, self.progress, self.busy, self.soon = 0, None, True, True
        self.set_timer(AFTER, self._show_progress)

    def _show_progress(self) -> None:
        self.soon = False

    def go_on(self, one: FeedRefreshed) -> None:
        """Another feed is done."""
        self.news += one.new
        self.progress = one

    def end(self) -> None:
        """It is over."""
        self.news, self.progress, self.busy = 0, None, False

    def render_line(self, y: int) -> Strip:
        width, style, rtl = self.size.width, self.look(), i18n.rtl()
        beside = self._begun(width) if self.begun else []
        if self.busy and not self.soon and not beside:
            beside = self._progress(_room(width))
        if self.waiting and not beside:
            beside = self._words(self.waiting, max(width // 3, 12))
        if self.position is not None and not beside:
            beside = self._position(self.position)
        taken = sum(segment.cell_length for segment in beside)
        hints = self._hints(width - taken - 2)
        used = sum(segment.cell_length for segment in hints)
        lead = blank(1, style)
        keys = aligned([*hints, lead] if rtl else [lead, *hints], used + 1, width - taken, style, end=rtl)
        return strip_of([*beside, *keys] if rtl else [*keys, *beside], width)

    def _hints(self, room: int) -> list[Segment]:
        """Keys with what they do, as many as there is room for: help, which tells the others, goes last."""
        hints = {
            action.id: self._hint(action.id, keymap.name(keys[0]), _(action.footer))
            for action in ACTIONS
            if action.footer and (keys := self._keys[action.id])
        }
        while hints and sum(segment.cell_length for hint in hints.values() for segment in hint) > room:
            hints.pop(next((name for name in reversed(hints) if name != "help"), "help"))
        ordered = reversed(hints.values()) if i18n.rtl() else hints.values()
        return [segment for hint in ordered for segment in hint]

    def _hint(self, action: str, key: str, told: str) -> list[Segment]:
        click = does(action)
        label = paragraph(told, language=i18n.language()).fit(30)
        style = self.look() + click
        said = [drawn(key, self.look("status--key") + click), blank(1, style), *segments_of(label, style)]
        return [*said, blank(2, self.look())] if not i18n.rtl() else [blank(2, self.look()), *reversed(said)]

    def _begun(self, room: int) -> list[Segment]:
        line = paragraph(self.begun, base="ltr").fit(max(room - 2, 1))
        gap = blank(1, self.look())
        return [gap, *segments_of(line, self.look("status--key")), gap]

    def _position(self, percent: int) -> list[Segment]:
        return self._words(_("{n}%", n=percent), _PERCENT)

    def _words(self, text: str, room: int) -> list[Segment]:
        line = paragraph(text, language=i18n.language()).fit(room)
        gap = blank(1, self.look())
        return [gap, *segments_of(line, self.look()), gap]

    def _progress(self, room: int) -> list[Segment]:
        """How far a refresh is, in ``room`` cells whatever is told, so that no key beside it moves as feeds come: the
        bar at the edge, then what is whole in the cells that are left."""
        rtl, one, style = i18n.rtl(), self.progress, self.look()
        told = [paragraph(text, language=i18n.language()) for text in self._told(one)]
        cells = _BAR if room >= _WIDEST else _SHORT_BAR
        beside_it = (room - _GAPS - one.width for one in told[-2:])
        cells = min(cells, next((left for left in beside_it if left >= _SHORT_BAR // 2), 0))
        left = max(room - _GAPS - cells, 1)
        line = next((one for one in told if one.width <= left), told[-1]).fit(left)
        full = cells * one.done // max(one.total, 1) if one else 0
        bar = [
            drawn("━" * full, self.look("status--bar")),
            drawn("─" * (cells - full), self.look("status--bar-rest")),
        ]
        words = aligned(segments_of(line, style), line.width, left, style, end=not rtl)
        gap = blank(1, style)
        return [gap, *reversed(bar), gap, *words, gap] if rtl else [gap, *words, gap, *bar, gap]

    def _told(self, one: FeedRefreshed | None) -> list[str]:
        """What may stand beside the bar, the longest first: the name of a feed goes first, then what has come."""
        if one is None:
            return [_("Refreshing")]
        count = _("{done} of {total}", done=one.done, total=one.total)
        come = plural("{n} new", "{n} new", self.news) if self.news else ""
        return [beside((count, come, one.title or one.url)), beside((count, come)), count]


def _room(width: int) -> int:
    """Cells for a refresh in a line of ``width``; where there is room for it, the key of help stands beside it."""
    if width >= _WIDE:
        return min(width * 3 // 5, _WIDEST)
    return width - _HELP if width >= 3 * _HELP else width - 1


class Notice(Prose):
    """What happened, in words, until the next one or for a while; a click takes it away."""

    SECONDS = 8

    _timer: Timer | None = None

    def tell(self, text: str, *, error: bool = False) -> None:
        """Show ``text``; an error stands longer, under one that comes after it."""
        if error and self.display and self.has_class("-error"):
            lines = dict.fromkeys((*text.split("\n"), *self.text.split("\n")))
            text = "\n".join(list(lines)[:_ERRORS])
        self.text = text
        self.set_class(error, "-error")
        self.display = bool(text)
        if self._timer:
            self._timer.stop()
        seconds = max(self.SECONDS, len(text) / _LETTERS_A_SECOND)
        self._timer = self.set_timer(seconds * (2 if error else 1), self.hide)

    def base(self) -> Base:
        # A sentence of ours runs as its language does, though a name in another script begins it.
        return "auto" if i18n.rtl() else "ltr"

    def hide(self) -> None:
        """Take the notice away."""
        self.display = False

    def on_click(self) -> None:
        self.hide()
