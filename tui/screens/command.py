"""The command line: ``:`` opens it over the last line of the reader, as vim and newsboat have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from tui import i18n
from tui.colon import running
from tui.colon.commands import Fault
from tui.colon.completion import Completion, completions
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Heading, Prose


class _Line(Field):
    """As in vim, a backspace on an empty line leaves it, and so does Escape, whatever key leaves elsewhere: a letter
    is typed here."""

    BINDINGS: ClassVar[list[Binding]] = [Binding("escape", "screen.leave", show=False)]

    def action_delete_left(self) -> None:
        if self.value:
            super().action_delete_left()
        else:
            self.screen.dismiss()


class CommandScreen(Dialog, inherit_bindings=False):
    """Tab puts in what the line may go on with, up and down what was typed before; after an error the line is there to
    be put right."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("tab", "complete(1)", show=False, id="complete"),
        Binding("shift+tab", "complete(-1)", show=False),
        Binding("up,ctrl+p", "recall(-1)", show=False),
        Binding("down,ctrl+n", "recall(1)", show=False),
        Binding("escape", "leave", show=False, id="leave"),
    ]

    def __init__(self, typed: str = "") -> None:
        super().__init__(_("Command"))
        self.typed = typed
        self._offered: list[Completion] = []
        self._recalled = 0
        """How many lines back in what was typed before."""
        self._draft = ""
        self._putting = False
        """Whether the line changes by a key that puts something in it."""

    def compose(self) -> ComposeResult:
        line: list[Widget] = [Heading(":", id="command-sign"), _Line(self.typed, select_on_focus=False)]
        with Vertical(id="dialog", classes="-line"):
            yield self.list
            yield Prose(id="dialog-foot")
            with Horizontal(id="command"):
                yield from reversed(line) if i18n.rtl() else line

    def above(self) -> Iterable[Widget]:
        return ()

    def shown(self) -> None:
        self.field.action_end()
        self._offer()

    @property
    def field(self) -> Field:
        """Where it is typed."""
        return self.query_one(Field)

    # ── Completion ───────────────────────────────────────────────────────────────────────────────────────────

    def _offer(self) -> None:
        """Find what the line may go on with, and list it."""
        app = self.nashra
        self._offered = completions(self.field.value, running.options(app), lambda: running.known_settings(app))
        self.list.show(self.choices())
        self.list.display = bool(self._offered)
        # Nothing stands under a cursor until Tab puts it in.
        self.list.cursor = -1

    def choices(self) -> Sequence[Choice]:
        return [
            Choice(one.option.value, one.option.meaning, one, language=one.option.language) for one in self._offered
        ]

    def action_complete(self, step: int) -> None:
        """Put the next completion into the line, or the one before."""
        if self._offered:
            self.list.cursor = (self.list.cursor + step) % len(self._offered) if self.list.cursor >= 0 else min(step, 0)
            self.list.cursor %= len(self._offered)
            self._put(self._offered[self.list.cursor].line)
            if len(self._offered) == 1:
                self._offer()

    def chosen(self, choice: Choice) -> None:
        if isinstance(choice.value, Completion):
            self._put(choice.value.line)
            self._offer()
            self.field.focus()

    def _put(self, line: str) -> None:
        self._putting = True
        self.field.value = line
        self.field.action_end()

    # ── What was typed before ────────────────────────────────────────────────────────────────────────────────

    def action_recall(self, step: int) -> None:
        """Put a line that was typed before in place of this one."""
        typed = self.nashra.typed
        if not self._recalled:
            self._draft = self.field.value
        back = min(max(self._recalled - step, 0), len(typed))
        if back != self._recalled:
            self._recalled = back
            self._put(typed[-back] if back else self._draft)
            self._offer()

    # ── Doing it ─────────────────────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self) -> None:
        if self._putting:
            self._putting = False
            return
        self._recalled = 0
        self.foot("")
        self._offer()

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        line = message.value.strip()
        if not line:
            self.dismiss()
            return
        typed = self.nashra.typed
        if line in typed:
            typed.remove(line)
        typed.append(line)
        app = self.nashra
        fault = running.fault(line)
        if fault:
            self._tell(fault)
            return
        self.dismiss()
        app.call_later(self._run, line)

    async def _run(self, line: str) -> None:
        """Do it with the reader in front; what goes wrong is told over the line, to be put right."""
        app = self.nashra
        fault = await running.run(app, line)
        if fault:
            again = CommandScreen(line)
            app.show(again)
            again.call_after_refresh(again.tell_fault, fault)

    def tell_fault(self, fault: Fault) -> None:
        """Tell why nothing was done."""
        self._recalled = 0
        self._tell(fault)

    def _tell(self, fault: Fault) -> None:
        self._offered = []
        self.list.display = False
        self.foot(fault.sentence, error=True)
