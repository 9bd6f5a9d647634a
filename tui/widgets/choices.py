"""A list to choose from: rows with a word beside them, headings between, and boxes to tick if need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.segment import Segment

from tui.widgets.bidi import blank
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from feeds.searching import Spans

_BOX = 4
_GAP = 2
"""Cells that part a row from the word beside it, also where both are cut."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row. ``value`` says what was chosen; a heading can't be."""

    text: str
    aside: str = ""
    value: object = None
    heading: bool = False
    group: bool = field(default=False, kw_only=True)
    """Whether it heads those after it, as a heading does, but can be chosen."""
    language: str = ""
    boxed: bool = field(default=True, kw_only=True)
    """Whether it can be ticked, in a list with boxes."""


class ChoiceList(Rows):
    """Shows choices; with ``ticked`` given, rows have boxes."""

    def __init__(self, *, ticked: set[object] | None = None, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.choices: Sequence[Choice] = ()
        self.ticked = ticked
        self.spans: Spans | None = None
        """What tells where a row has what was typed."""

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.cursor] if self.can_stand(self.cursor) else None

    def show(self, choices: Sequence[Choice]) -> None:
        """Take other choices, with the cursor on the first."""
        self.choices = choices
        self.changed()
        first = next((at for at in range(len(choices)) if self.can_stand(at)), 0)
        self.cursor = first
        self.scroll_to(y=0, animate=False)

    def tick(self) -> None:
        """Tick the row under the cursor, or take the tick away."""
        if self.ticked is not None and self.current and self.current.boxed:
            self.ticked ^= {self.current.value}
            self.refresh()

    def count(self) -> int:
        return len(self.choices)

    def beside(self, choice: Choice) -> str:
        """What stands beside a row that is drawn."""
        return choice.aside

    def can_stand(self, index: int) -> bool:
        return 0 <= index < len(self.choices) and not self.choices[index].heading

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        choice = self.choices[index]
        here = index == self.cursor and not choice.heading
        if choice.heading:
            return self.cell(choice.text, width, self.style("accent"), language=choice.language)
        style, quiet = self.style("accent" if choice.group else "plain", cursor=here), self.style("quiet", cursor=here)
        box: list[Segment] = []
        if self.ticked is not None and not choice.group:
            mark = "[x]" if choice.value in self.ticked else "[ ]"
            box = self.cell(mark if choice.boxed else "", _BOX, quiet)
            width -= _BOX
        said = self.beside(choice)
        # Beside a short row there is more room than half.
        room = min(len(said) + _GAP, max(width // 2, width - len(choice.text))) if said else 0
        gap = min(_GAP, room)
        aside = self.cell(said, room - gap, quiet, end=True) if room else []
        hits = self.spans(choice.text) if self.spans else ()
        text = self.cell(choice.text, width - room, style, language=choice.language, hits=hits)
        return self.side_by_side(box, text, [blank(gap, quiet)] if gap else [], aside)
