"""The commands that mark articles, by numbers or by a query, and those that take the last deed back: each is in the log
that undo goes by, in the reader as well."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Literal

from feeds.answers import Change
from feeds.errors import BadSetting
from feeds.types import Scope
from tui import undo_words
from tui.commands import Command
from tui.commands.complaints import whole
from tui.exit_codes import Exit
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser


def _which(of: Parser) -> None:
    of.add_argument(
        "articles", nargs="*", type=whole(), metavar="ARTICLE", help=_("The numbers that «nashra list» gives.")
    )
    of.add_argument("--query", metavar="QUERY", help=_("All articles that a search finds, in place of numbers."))


def _mark_words(of: Parser) -> None:
    of.add_argument("state", choices=["read", "unread"], metavar="read|unread", help=_("What they are to be."))
    _which(of)


def _tag_words(of: Parser) -> None:
    of.add_argument("tag", metavar="TAG", help=_("The name of a tag."))
    _which(of)


def mark(reader: Reader, given: Namespace) -> int:
    """Marks articles as read or unread."""
    read = given.state == "read"
    if read and given.query is not None:
        # In slices, so that neither memory nor other programs suffer from a million articles.
        _check(reader, given)
        return _tell("read", reader.mark_found_read(Scope(text=given.query)), read)
    return _tell("read", reader.mark_read(_chosen(reader, given), read), read)


def star(reader: Reader, given: Namespace) -> int:
    """Gives articles a star, or takes it away."""
    starred = given.command == "star"
    return _tell("star", reader.star(_chosen(reader, given), starred), starred)


def tag(reader: Reader, given: Namespace) -> int:
    """Gives articles a tag, or takes it away."""
    tagged = given.command == "tag"
    try:
        count = reader.tag(_chosen(reader, given), given.tag, tagged)
    except BadSetting:
        Printer(sys.stderr).write(_("That is no name for a tag.") + "\n")
        return 1
    return _tell("tag", count, tagged, given.tag)


def turn(reader: Reader, given: Namespace) -> int:
    """Takes back the last deed, or does it again; 1 where there is none."""
    back = given.command == "undo"
    change = reader.undo() if back else reader.redo()
    told = undo_words.told(change, back=back) + "\n"
    if change is None:
        Printer(sys.stderr).write(told)
        return Exit.FAILED
    Printer(sys.stdout).say(told)
    return Exit.DONE


def _chosen(reader: Reader, given: Namespace) -> list[int]:
    """The numbers of the articles that were named, all of which are there. Raises ArticleNotFound, QueryError."""
    _check(reader, given)
    if given.query is not None:
        return reader.found(given.query)
    return [row.id for row in reader.rows(given.articles)]


def _check(reader: Reader, given: Namespace) -> None:
    """Leaves where no articles are named: a query that asks for nothing would be all there are."""
    if (given.query is None) is not bool(given.articles) or (given.query is not None and not reader.asks(given.query)):
        given.refuse(_("Name articles by their numbers, or by --query."))


def _tell(kind: Literal["read", "star", "tag"], count: int, value: bool, name: str = "") -> int:
    Printer(sys.stdout).say(undo_words.now(Change(kind, value, count, name), value) + "\n")
    return 0


COMMANDS = {
    "mark": Command(_mark_words, mark),
    "star": Command(_which, star),
    "unstar": Command(_which, star),
    "tag": Command(_tag_words, tag),
    "untag": Command(_tag_words, tag),
    "undo": Command(lambda _of: None, turn),
    "redo": Command(lambda _of: None, turn),
}
