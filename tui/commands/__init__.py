"""The commands of ``nashra``, one registry: the room that describes and runs each is imported when it is typed."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from feeds.errors import LibraryDamaged, NashraError
from feeds.values import dataclass
from tui import verbosity
from tui.exit_codes import Exit
from tui.i18n import N_

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Command:
    """``words`` adds its arguments to a parser. ``run`` is given the library, open, and what was typed with ``library``
    (its path) and ``settings``; ``apart`` is run in its place where the library need not be open. Both return the exit
    code and raise the kinds of NashraError."""

    words: Callable[[Parser], None]
    run: Callable[[Reader, Namespace], int] | None = None
    apart: Callable[[Namespace], int] | None = None


class Room(Protocol):
    """A module of this package."""

    COMMANDS: Mapping[str, Command]


COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "add": ("subscribing", N_("Subscribe to a feed, or to the feed of a site.")),
        "refresh": ("refreshing", N_("Fetch new articles.")),
        "keep-up": ("refreshing", ""),
        "read": ("linear", N_("Read line by line, for screen readers and braille.")),
        "list": ("listing", N_("List articles, newest first.")),
        "search": ("listing", N_("Find articles, newest first.")),
        "feeds": ("listing", N_("List the feeds, with their numbers.")),
        "sections": ("listing", N_("List the sections.")),
        "tags": ("listing", N_("List the tags.")),
        "edition": ("edition", N_("Print the morning edition: the unread, bounded.")),
        "show": ("reading", N_("Print an article.")),
        "open": ("reading", N_("Open articles in the browser.")),
        "mark": ("marking", N_("Mark articles as read or unread.")),
        "star": ("marking", N_("Give articles a star.")),
        "unstar": ("marking", N_("Take the star from articles.")),
        "tag": ("marking", N_("Give articles a tag.")),
        "untag": ("marking", N_("Take a tag from articles.")),
        "undo": ("marking", N_("Take back the last mark, star or tag, or what was last done with feeds.")),
        "redo": ("marking", N_("Do again what was taken back.")),
        "save": ("sharing", N_("Write an article into a file: Markdown, HTML or EPUB.")),
        "send": ("sharing", N_("Give an article to a program of your own.")),
        "fetch": ("reading", N_("Fetch the whole text of an article from its page.")),
        "offline": ("offline", N_("Fetch the pages of all unread articles, to read without a network.")),
        "picture": ("picture", ""),
        "comments": ("reading", N_("Fetch the comments on an article.")),
        "import": (
            "importing",
            N_("Take what another reader has: feeds, articles with their marks, newsboat's settings."),
        ),
        "export": ("keeping", N_("Write the feeds as OPML, or articles.")),
        "backup": ("keeping", N_("Write the library into one file.")),
        "restore": ("keeping", N_("Take the library from a backup.")),
        "timer": ("timer", N_("Print what refreshes in the background, for systemd or cron.")),
        "feed": ("feeds", N_("See how a feed does, and set how it is asked.")),
        "section": ("feeds", N_("See how the feeds of a section do, and set it.")),
        "remove": ("feeds", N_("Unsubscribe; the articles of the feed go too.")),
        "stats": ("statistics", N_("See what comes, what you read, and how the feeds do.")),
        "rules": ("rules", N_("List the rules with what they do, or try a query.")),
        "serve": ("serve", N_("Open the reader on a page in the browser.")),
        "config": ("settings", N_("See the settings, edit them and check them.")),
        "doctor": ("doctor", N_("See how Arabic is sent to this terminal.")),
        "help": ("helping", N_("Print the help of a command.")),
        "completion": ("helping", N_("Print what lets a shell complete commands.")),
        "man": ("helping", N_("Print the manual, for «man».")),
    }
)
"""The room of each command and what it does; one without words is for the app alone."""


def room(name: str) -> Room:
    """The module that describes and runs the commands of a room."""
    return import_module(f"tui.commands.{name}")


def run(given: Namespace) -> int:
    """Runs the command that was typed. Returns the exit code. Raises the kinds of NashraError."""
    command = room(COMMANDS[given.command][0]).COMMANDS[given.command]
    if command.run is None:
        assert command.apart is not None
        gc.enable()
        return command.apart(given)
    from feeds.reader import Reader

    gc.enable()
    with Reader(given.library) as reader:
        if isinstance(reader.notice, LibraryDamaged) and not getattr(given, "report", False):
            complain(reader.notice)
        return command.run(reader, given)


def as_json(kind: str, things: Iterable[object], given: Namespace) -> bool:
    """Tells ``things`` as JSON where that was asked for, a line each, as `records.BY_COMMAND` says of a ``kind``."""
    if not given.json:
        return False
    from tui.commands import records

    records.tell(records.BY_COMMAND[kind], things)
    return True


def finished(work: Coroutine[Any, Any, T], *, in_order: bool = False) -> T:
    """What comes of ``work``, done in an event loop of its own. With ``in_order`` it is cancelled when the program is
    told to end, as asyncio does for an interrupt."""
    # Imported on first use: the commands that only look need no event loop, and it takes a third of their time.
    import asyncio
    import signal

    async def whole() -> T:
        if in_order and (task := asyncio.current_task()):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    verbosity.hush_asyncio()
    return asyncio.run(whole())


def complain(error: NashraError, *, report: bool = False) -> int:
    """One sentence on standard error, or a report for the app."""
    verbosity.note(str(error))
    if report:
        from tui import reporting

        reporting.report({"kind": "error", "code": error.code, "args": error.args_})
        return Exit.FAILED
    from tui import words
    from tui.printing import Printer

    Printer(sys.stderr).write(words.error(error.code, error.args_) + "\n")
    return Exit.FAILED
