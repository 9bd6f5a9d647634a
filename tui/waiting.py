"""A sign that something is under way, for all that a screen has done in the background: it is shown when that takes
longer than a moment, and so never for what is over at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import Worker, WorkerState

from tui.i18n import N_, _

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    _Base = MessagePump
else:
    _Base = object

AFTER = 0.3
"""Seconds after which work is told of: what takes less seems to be done at once (Nielsen, Usability Engineering, 5.5,
puts the limit between 0.1 and 1)."""
_TURN = 0.1
"""Seconds between two frames of the sign."""
_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"

WORK: Mapping[str, str] = {
    "find": N_("Searching"),
    "titles": N_("Searching"),
    "preview": N_("Counting"),
    "manage": N_("Counting"),
    "statistics": N_("Counting"),
    "marks": N_("Setting marks"),
    "mute": N_("Muting"),
    "rules": N_("Changing rules"),
    "arranging": N_("Changing feeds"),
    "feed": N_("Changing feeds"),
    "page": N_("Opening"),
    "links": N_("Opening"),
    "media": N_("Opening"),
    "copy": N_("Copying"),
    "edition": N_("Making the edition"),
    "comments": N_("Fetching the comments"),
    "full-text": N_("Fetching the page"),
    "catalogue": N_("Subscribing"),
    "sample": N_("Subscribing"),
}
"""What is told of workers, by their groups. Of the others no one waits for the end, or they tell more themselves."""


class Waits(_Base):
    """Mixed into what runs workers; `show_work` draws the sign, with nothing where none is to be seen."""

    _begun: Mapping[Worker[object], Timer] = {}
    _late: Mapping[Worker[object], str] = {}
    _turning: Timer | None = None
    _frame = 0

    def show_work(self, text: str) -> None:
        raise NotImplementedError

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        self.follow_work(event.worker, event.state)

    def follow_work(self, worker: Worker[object], state: WorkerState) -> None:
        """Wait a moment from the start of a worker, and tell of it until its end."""
        if state is WorkerState.RUNNING and worker.group in WORK:
            self._begun = {**self._begun, worker: self.set_timer(AFTER, lambda: self._take_long(worker))}
        elif state not in (WorkerState.PENDING, WorkerState.RUNNING):
            if worker in self._begun:
                self._begun[worker].stop()
            self._begun = {one: timer for one, timer in self._begun.items() if one is not worker}
            if worker in self._late:
                self._late = {one: text for one, text in self._late.items() if one is not worker}
                self._show_work()

    def _take_long(self, worker: Worker[object]) -> None:
        if worker in self._begun and worker.state is WorkerState.RUNNING:
            self._late = {**self._late, worker: _(WORK[worker.group])}
            self._turning = self._turning or self.set_interval(_TURN, self._turn)
            self._show_work()

    def _turn(self) -> None:
        self._frame = (self._frame + 1) % len(_FRAMES)
        self._show_work()

    def _show_work(self) -> None:
        texts = list(dict.fromkeys(self._late.values()))
        if not texts and self._turning:
            self._turning.stop()
            self._turning = None
        self.show_work(f"{_FRAMES[self._frame]} {texts[-1]}" if texts else "")
