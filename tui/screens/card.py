"""The test card, full screen: one sentence as each strategy sends it; the line that reads right is the setting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.strip import Strip

from feeds.errors import NashraError
from tui import paths
from tui.card import CardLine, card
from tui.encoding import SENT_AS
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.settings_file import put
from tui.text.terminal.detection import Found
from tui.widgets.bidi import drawn, strip_of
from tui.widgets.choices import Choice, ChoiceList


class CardRows(ChoiceList):
    """A line of the card a row, each sent its own way: nothing else may stand on it."""

    def render_line(self, y: int) -> Strip:
        width, index = self.size.width, y + self.scroll_offset.y
        if not self.can_stand(index):
            return super().render_line(y)
        line = card()[index]
        style = self.style("plain", cursor=index == self.cursor) + Style(meta={SENT_AS: line.strategy.name})
        cells = Strip([drawn(line.cells, style)]).crop(0, width)
        return strip_of([*cells, Segment(" " * (width - cells.cell_length), style)], width)


class CardScreen(Dialog):
    """Moving to the line that reads right and Enter, or its number, makes it the way in which all rows are sent."""

    OWN_ROWS: ClassVar[bool] = True
    WHOLE = True
    BINDINGS: ClassVar[list[Binding]] = [
        *(Binding(str(digit), f"line({digit})", show=False) for digit in range(1, 10)),
        Binding("0", "line(10)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(_("Which line reads right?"))
        self.list = CardRows(id="choices")

    def shown(self) -> None:
        app = self.nashra
        at = next((at for at, line in enumerate(card()) if line.strategy.name == app.strategy.name), 0)
        self.list.go_to(at)
        self.foot(
            _(
                "{choose} keeps the line under the cursor, a number another; {leave} leaves all as it is.",
                **self.keys_of("choose", "leave"),
            )
        )

    def in_use(self, number: int) -> bool:
        """Whether rows are sent as line ``number`` is."""
        return any(line.number == number and line.strategy.name == self.nashra.strategy.name for line in card())

    def choices(self) -> Sequence[Choice]:
        return [Choice("", value=line) for line in card()]

    def chosen(self, choice: Choice) -> None:
        self.action_line(cast("CardLine", choice.value).number)

    def action_line(self, number: int) -> None:
        """Send all rows as line ``number`` is, from now on."""
        line = next((line for line in card() if line.number == number), None)
        if line is None:
            return
        app = self.nashra
        try:
            config = put(paths.config(), "terminal", line.strategy.name)
        except NashraError as error:
            self.tell_error(error)
            return
        self.dismiss()
        app.send_as(Found(line.strategy, f"terminal={line.strategy.name}"))
        app.configure(config)
