"""Taking the feeds of another reader from its file, and taking that back."""

from __future__ import annotations

from asyncio import Future, get_running_loop
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from feeds.answers import KeptImport
from feeds.errors import NashraError
from tui import import_words, jobs, keymap, words
from tui.i18n import _, plural
from tui.import_words import Taken
from tui.keyed import joined
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Prose

_AT_ONCE = 5_000
"""Feeds that are fetched when the screen is left; of a longer list the others are due too, and come by the clock."""


class OpmlScreen(Dialog):
    """What was typed stays until the file is read. Then what came of it stands here, and nothing is fetched until the
    screen is left, so that a key can take all of it back. So can Enter on an earlier import."""

    BINDINGS: ClassVar[list[Binding]] = [Binding("u", "take_back", show=False, id="undo")]

    def __init__(self, path: str = "") -> None:
        super().__init__(_("Import the feeds of another reader"))
        self._given = path
        self._busy = False
        self._taken: Taken | None = None
        self._asked: Future[bool] | None = None
        self._doomed: KeptImport | None = None
        """The import that one more Enter takes back."""

    def above(self) -> Iterable[Widget]:
        yield Prose(_("The path of an OPML file, or of what newsboat, Liferea, FreshRSS or Miniflux left."))
        yield Field(self._given, placeholder="~/feeds.opml")

    def choices(self) -> Sequence[Choice]:
        if self._taken:
            return [*_ways_on(self._taken), *_left_out(self._taken)]
        now, kept = self.nashra.now(), self.reader.imports()
        rows = [Choice(_told(one), words.listed(one.at, now), one) for one in kept]
        return [Choice(_("Earlier imports, to take back"), heading=True), *rows] if rows else []

    # ── Taking ───────────────────────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self) -> None:
        if not self._busy:
            self.foot("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        path = _path(message.value)
        if path is not None and not self._busy:
            self._busy = True
            self.foot(_("Reading {path}", path=path))
            self.run_worker(self._take(path), group="opml", exclusive=True)

    async def _take(self, path: Path) -> None:
        told = await jobs.take(self.reader.path, path, progress=self._progress, proxies=self._allow)
        self._busy = False
        if isinstance(told, NashraError):
            self.query_one(Field).focus()
            self.foot(words.error(told.code, told.args_), error=True)
            return
        self._taken = told
        for widget in self.query("Input, #dialog > Prose"):
            widget.display = widget.id == "dialog-foot"
        self.list.show(self.choices())
        self.list.focus()
        self.foot(" ".join(import_words.sentences(told)))
        self.call_after_refresh(self.nashra.changed, "")

    def _progress(self, done: int, total: int) -> None:
        if self.is_current:
            self.foot(_("{done} of {total}", done=done, total=total))

    async def _allow(self, proxies: Sequence[str]) -> bool:
        """Let the proxies of a list be taken along or not; leaving the screen ends the wait."""
        self._asked = get_running_loop().create_future()
        self.list.show([Choice(_("Take the feeds without it"), value=False), Choice(_("Take it along"), value=True)])
        self.list.focus()
        self.foot(import_words.through(proxies))
        return await self._asked

    # ── What is chosen ───────────────────────────────────────────────────────────────────────────────────────

    def chosen(self, choice: Choice) -> None:
        if self._asked and not self._asked.done():
            self._asked.set_result(bool(choice.value))
            self.list.show(())
        elif isinstance(choice.value, KeptImport):
            self._doom(choice.value)
        elif choice.value == "undo":
            self.action_take_back()
        elif choice.value == "leave":
            self.action_leave()

    def _doom(self, one: KeptImport) -> None:
        if self._doomed == one:
            self._start_back(one.id)
            return
        self._doomed = one
        again = plural(
            "{key} once more to remove {n} feed.",
            "{key} once more to remove {n} feeds.",
            one.feeds,
            key=self.key_or_name("choose"),
        )
        self.foot(joined(" ", (again, _("What was read, starred or moved since stays."))))

    def on_rows_moved(self) -> None:
        if self._doomed:
            self._doomed = None
            self.foot("")

    def action_move(self, step: int) -> None:
        if self.list.has_focus:
            super().action_move(step)
        else:
            self.list.focus()

    def action_leave(self) -> None:
        self.dismiss()
        if self._taken:
            self.nashra.changed("", refresh=self._taken.feeds[:_AT_ONCE])

    # ── Taking back ──────────────────────────────────────────────────────────────────────────────────────────

    def action_take_back(self) -> None:
        """Take back what has just come."""
        if self._taken and self._taken.id is not None:
            self._start_back(self._taken.id)

    def _start_back(self, number: int) -> None:
        if not self._busy:
            self._busy = True
            self.foot(_("Taking the import back"))
            # No server is to be asked for feeds that go.
            self.nashra.main.action_stop_refresh()
            self.run_worker(self._take_back(number), group="opml", exclusive=True)

    async def _take_back(self, number: int) -> None:
        told = await jobs.take_back(self.reader.path, number)
        self._busy = False
        if isinstance(told, NashraError):
            self.foot(words.error(told.code, told.args_), error=True)
            return
        feeds, articles, touched = told
        names = [feed.title for feed in self.reader.feeds() if feed.id in set(touched)]
        self._taken = None
        self.dismiss()
        self.nashra.changed(" ".join(import_words.undone(feeds, articles, names)))


def _path(typed: str) -> Path | None:
    """What was typed, or pasted with quotes about it as a shell wants them."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return Path(text).expanduser() if text else None


def _told(one: KeptImport) -> str:
    count = plural("{n} feed", "{n} feeds", one.feeds)
    return words.beside((count, one.first + " …" * (one.feeds > 1)))


def _ways_on(taken: Taken) -> Iterable[Choice]:
    yield Choice(_("To the articles"), keymap.name("enter"), "leave")
    if taken.id is not None:
        yield Choice(_("Take the import back"), "u", "undo")


def _left_out(taken: Taken) -> Iterable[Choice]:
    if taken.refused:
        yield Choice(words.beside((_("Not taken"), words.number(taken.left_out))), heading=True)
    for address, why in taken.refused:
        yield Choice(address, import_words.refused(why), None)
