"""What can be done with feeds and sections, from any screen: each deed asks what it must, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.widget import Widget

from feeds.errors import BadSetting, NashraError
from feeds.search import fold
from feeds.types import Feed, Section
from tui import notices, undo_words, words
from tui.feed_words import FULL_TEXTS
from tui.i18n import _, plural
from tui.screens.asking import AskScreen
from tui.screens.dialog import Dialog, following
from tui.widgets.choices import Choice
from tui.widgets.field import Field

if TYPE_CHECKING:
    from feeds.answers import Change
    from tui.app import NashraApp

T = TypeVar("T")


class Arranger:
    """Works off the event loop; ``done`` is told in words what came of it, or with ``error`` what went wrong."""

    def __init__(self, app: NashraApp, done: Callable[[str, bool], None]) -> None:
        self.app = app
        self._done = done

    # ── Feeds ────────────────────────────────────────────────────────────────────────────────────────────────

    def rename(self, feed: Feed) -> None:
        """Ask for a name; an empty one is the feed's own."""

        def take(name: str) -> None:
            self._do(lambda: self.app.reader.rename_feed(feed.id, name), lambda _n: _("Renamed."))

        self.app.show(AskScreen(_("Rename"), feed.title, _("Empty: the feed's own name"), take))

    def move(self, feeds: Sequence[Feed]) -> None:
        """Ask for a section, one that is there or a new one."""
        ids = [feed.id for feed in feeds]
        if ids:
            self.app.show(MoveScreen(lambda section: self.put(ids, section)))

    def put(self, feeds: Sequence[int], section: int | str | None) -> None:
        """Move feeds into a section, or out of all."""

        def moved(count: int) -> str:
            return plural("{n} feed moved.", "{n} feeds moved.", count)

        self._do(lambda: self.app.reader.move_feeds(feeds, section), moved)

    def unsubscribe(self, feeds: Sequence[Feed]) -> None:
        if feeds:
            self._do(lambda: self.app.reader.unsubscribe(*(feed.id for feed in feeds)), undo_words.unsubscribed)

    def turn_full_text(self, feeds: Sequence[Feed]) -> None:
        """Go on to the next setting after that of the first one, for all of them."""
        if not feeds:
            return
        ids = [feed.id for feed in feeds]

        def turn() -> str:
            wanted = following(FULL_TEXTS, self.app.reader.feed_settings(ids[0]).full_text)
            self.app.reader.set_full_text(ids, wanted)
            return {
                "": _("The whole text is shown as the section says."),
                "always": _("The whole text is always shown."),
                "never": _("The whole text is never shown by itself."),
            }[wanted]

        self._do(turn, str)

    def refresh(self, feeds: Sequence[Feed]) -> None:
        if feeds:
            busy = self.app.main.status.busy
            self.app.main.refresh_feeds([feed.id for feed in feeds])
            started = plural("Fetching {n} feed", "Fetching {n} feeds", len(feeds))
            self._done(_("A refresh is under way.") if busy else started, False)

    def copy(self, feeds: Sequence[Feed]) -> None:
        """The addresses, a line each."""
        if feeds:
            self.app.copy_to_clipboard("\n".join(feed.url for feed in feeds))
            self._done(plural("{n} address copied.", "{n} addresses copied.", len(feeds)), False)

    def reorder(self, feed: Feed, by: int) -> None:
        self._do(lambda: self.app.reader.reorder_feed(feed.id, by), None)

    # ── Sections ─────────────────────────────────────────────────────────────────────────────────────────────

    def add_section(self) -> None:
        def take(name: str) -> None:
            self._do(lambda: self.app.reader.add_section(name), lambda _section: _("Section added."))

        self.app.show(AskScreen(_("New section"), "", _("Name"), take))

    def rename_section(self, section: Section) -> None:
        def take(name: str) -> None:
            self._do(lambda: self.app.reader.rename_section(section.id, name), lambda _n: _("Renamed."))

        self.app.show(AskScreen(_("Rename"), section.name, _("Name"), take))

    def remove_section(self, section: Section) -> None:
        """Its feeds stay, in the section around it."""
        told = _("Section «{name}» removed; its feeds stay.", name=section.name)
        self._do(lambda: self.app.reader.remove_section(section.id), lambda _n: told)

    def reorder_section(self, section: Section, by: int) -> None:
        self._do(lambda: self.app.reader.reorder_section(section.id, by), None)

    # ── Taking back ──────────────────────────────────────────────────────────────────────────────────────────

    def undo(self) -> None:
        self._turn(self.app.reader.undo, back=True)

    def redo(self) -> None:
        self._turn(self.app.reader.redo, back=False)

    def _turn(self, turn: Callable[[], Change | None], *, back: bool) -> None:
        self._work(lambda: undo_words.turned(turn(), self.app.keys, back=back))

    def _do(self, deed: Callable[[], T], tell: Callable[[T], str] | None) -> None:
        """Do it, then tell what came of it and how it is taken back; without ``tell`` it is seen."""

        def work() -> str:
            did = deed()
            return notices.with_steps(tell(did), self.app.keys, "undo") if tell else ""

        self._work(work)

    def _work(self, work: Callable[[], str]) -> None:
        def in_thread() -> None:
            try:
                told, failed = work(), False
            except BadSetting:
                told, failed = _("A section needs a name of its own."), True
            except NashraError as error:
                told, failed = words.error(error.code, error.args_), True
            self.app.call_from_thread(self._done, told, failed)

        self.app.run_worker(in_thread, thread=True, group="arranging")


class MoveScreen(Dialog):
    """Typing narrows the sections, or names a new one; Enter takes the one under the cursor."""

    TALL = True

    def __init__(self, taken: Callable[[int | str | None], None]) -> None:
        super().__init__(_("Move to a section"))
        self.taken = taken

    def above(self) -> Iterable[Widget]:
        yield Field(placeholder=_("A section, old or new"))

    def choices(self) -> Sequence[Choice]:
        typed = self.query_one(Field).value.strip()
        known = paths(self.reader.sections())
        rows = [Choice(path, value=id_) for id_, path in known.items() if fold(typed) in fold(path)]
        if not typed:
            return [*rows, Choice(_("Without a section"))]
        if fold(typed) in map(fold, known.values()):
            return rows
        return [*rows, Choice(typed, _("New section"), typed)]

    def on_input_changed(self) -> None:
        self.list.show(self.choices())

    def on_input_submitted(self) -> None:
        self.action_choose()

    def chosen(self, choice: Choice) -> None:
        value = choice.value
        self.dismiss()
        self.taken(value if isinstance(value, int | str) else None)


def paths(sections: Sequence[Section]) -> dict[int, str]:
    """The names of sections with those around them, by their ids."""
    found: dict[int, str] = {}
    for one in sections:
        around = found.get(one.parent or 0)
        found[one.id] = f"{around} / {one.name}" if around else one.name
    return found
