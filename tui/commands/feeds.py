"""The commands about one feed or section: its page, its settings, and leaving it. What signs in is read from standard
input, never from an argument, which others on the machine can see."""

from __future__ import annotations

import re
import sys
from argparse import BooleanOptionalAction, Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from getpass import getpass
from io import StringIO
from typing import TYPE_CHECKING

from feeds.clean import without_sign_in
from feeds.errors import FeedNotFound, NashraError, NotFound
from feeds.types import Feed, FeedSettings, Section
from tui import feed_words, words
from tui.addresses import shown
from tui.commands import Command
from tui.commands.complaints import whole
from tui.feed_words import Remedy
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser

_SHOWN = 15
"""Answers in the history."""
_SCHEME = re.compile(r"^(?:feed:)?(?:https?:)?(?://)?")
_DONE_BY: Mapping[Remedy, str] = {
    Remedy.SIGN_IN: "nashra feed {id} --sign-in basic",
    Remedy.AS_BROWSER: "nashra feed {id} --as-browser",
    Remedy.PRIVATE: "nashra feed {id} --allow-private",
    Remedy.PROXY: "nashra feed {id} --proxy ADDRESS",
    Remedy.SITE: "{site}",
    Remedy.FETCH: "nashra refresh {id}",
    Remedy.UNSUBSCRIBE: "nashra remove {id}",
}


def _which(of: Parser) -> None:
    of.add_argument("feed", metavar="FEED", help=_("The number of a feed, or its address."))


def _feed_words(of: Parser) -> None:
    _which(of)
    of.add_argument("--sign-in", choices=["basic", "bearer", "none"], help=_("Ask for what signs in, or forget it."))
    of.add_argument("--as-browser", action=BooleanOptionalAction, help=_("Ask as a browser would"))
    of.add_argument("--allow-private", action=BooleanOptionalAction, help=_("Allow this machine and its network"))
    of.add_argument("--user-agent", metavar="TEXT", help=_("What it is told in place of Nashra's name; '' for that."))
    of.add_argument("--proxy", metavar="ADDRESS", help=_("The proxy to ask it through; '' for the environment's."))
    of.add_argument(
        "--header", action="append", metavar="'NAME: VALUE'", help=_("A further header; without a value it goes.")
    )
    _whole_text(of)
    of.add_argument(
        "--keep-days", type=whole(), metavar="N", help=_("Days to keep articles; 0 as of all, -1 for good.")
    )
    of.add_argument("--keep-articles", type=whole(), metavar="N", help=_("Articles to keep; 0 as of all, -1 for all."))
    of.add_argument("--direction", choices=["rtl", "ltr", "auto"], help=_("The direction of its texts."))


def _section_words(of: Parser) -> None:
    of.add_argument("section", metavar="NAME", help=_("The name of a section."))
    _whole_text(of)


def _whole_text(of: Parser) -> None:
    values = of.add_mutually_exclusive_group()
    for option, const, told in (
        ("--full-text", "always", _("Show articles as their pages have them.")),
        ("--no-full-text", "never", _("Show articles as the feed sends them.")),
        ("--inherit-full-text", "", _("Leave it to the section around.")),
    ):
        values.add_argument(option, dest="full_text", action="store_const", const=const, help=told)


def feed(reader: Reader, given: Namespace) -> int:
    """Sets what was asked for, all of it or none, and prints the page of the feed."""
    one = feed_called(reader, given.feed)
    try:
        before = reader.feed_settings(one.id)
        after = _settings(before, given)
        if after != before:
            reader.set_feed_settings(one.id, after)
        if given.direction is not None:
            reader.set_feed_direction(one.id, "" if given.direction == "auto" else given.direction)
        if given.sign_in is not None:
            _sign_in(reader, one, given.sign_in)
    except NashraError as error:
        Printer(sys.stderr).write(feed_words.unfit(error) + "\n")
        return 1
    _page(reader, feed_called(reader, str(one.id)))
    return 0


def section(reader: Reader, given: Namespace) -> int:
    """Sets what was asked for, and prints the page of the section."""
    one = section_called(reader.sections(), given.section)
    if given.full_text is not None:
        reader.set_section_full_text(one.id, given.full_text)
        one = next(found for found in reader.sections() if found.id == one.id)
    out, inside = _Page(), set(reader.feeds_within(one.id))
    wanted = reader.section_wants_full_text(one.id)
    out.heading(one.name)
    out.row(_("Articles"), f"{words.number(one.unread)} / {words.number(one.total)}")
    whole = feed_words.whole_text(one.full_text, wanted, inside=one.parent is not None)
    out.row(_("Always show the whole text"), whole)
    out.heading(_("Feeds"))
    Printer(sys.stdout).feeds([(found, "") for found in reader.feeds() if found.id in inside])
    return 0


def remove(reader: Reader, given: Namespace) -> int:
    """Unsubscribes from a feed, whose articles go with it."""
    one = feed_called(reader, given.feed)
    reader.unsubscribe(one.id)
    Printer(sys.stdout).say(_("Unsubscribed: {title}", title=one.title) + "\n")
    return 0


def feed_called(reader: Reader, typed: str) -> Feed:
    """The feed with a number or an address. Raises FeedNotFound, NotFound."""
    for one in reader.feeds():
        if typed == str(one.id) or _bare(typed) in map(
            _bare, (one.url, without_sign_in(one.url), feed_words.address(one))
        ):
            return one
    if typed.isdecimal():
        raise FeedNotFound(id=typed)
    raise NotFound(name=typed)


def section_called(sections: Sequence[Section], name: str) -> Section:
    """The first section of that name, in whatever spelling, else that of such names from the outermost one on, with
    slashes between. Raises NotFound."""
    from feeds.search import fold

    named = {fold("/".join(path)): one for one, path in paths(sections)}
    named |= {fold(one.name): one for one in reversed(sections)}
    if found := named.get(fold(name)):
        return found
    raise NotFound(name=name)


def paths(sections: Sequence[Section]) -> Iterator[tuple[Section, tuple[str, ...]]]:
    """Each section with the names from the outermost one around it to its own; it stands before those in it."""
    names: dict[int | None, tuple[str, ...]] = {}
    for one in sections:
        names[one.id] = (*names.get(one.parent, ()), one.name)
        yield one, names[one.id]


def _bare(address: str) -> str:
    """An address without what people leave out."""
    return _SCHEME.sub("", address.strip()).rstrip("/")


# ── Setting ──────────────────────────────────────────────────────────────────────────────────────────────────


def _settings(settings: FeedSettings, given: Namespace) -> FeedSettings:
    """The settings with what was typed in their place."""
    if given.user_agent is not None:
        settings = replace(settings, user_agent=given.user_agent.strip())
    if given.proxy is not None:
        settings = replace(settings, proxy=given.proxy.strip())
    for typed in given.header or ():
        settings = replace(settings, headers=feed_words.with_header(settings, typed))
    if given.as_browser is not None:
        settings = replace(settings, as_browser=given.as_browser)
    if given.allow_private is not None:
        settings = replace(settings, private=given.allow_private)
    if given.full_text is not None:
        settings = replace(settings, full_text=given.full_text)
    if given.keep_days is not None:
        settings = replace(settings, keep_days=given.keep_days)
    if given.keep_articles is not None:
        settings = replace(settings, keep_articles=given.keep_articles)
    return settings


def _sign_in(reader: Reader, one: Feed, kind: str) -> None:
    out = Printer(sys.stderr)
    if kind == "none":
        reader.forget_secret(one.id)
    elif kind == "basic":
        out.write(feed_words.will_be_kept(reader) + "\n")
        user = _asked(out, _("Name"), hidden=False)
        reader.set_secret(one.id, "basic", user, _asked(out, _("Password"), hidden=True))
    else:
        out.write(feed_words.will_be_kept(reader) + "\n")
        reader.set_secret(one.id, "bearer", "", _asked(out, _("Token"), hidden=True))
    out.write(feed_words.kept(reader, reader.feed_settings(one.id)) + "\n")


def _asked(out: Printer, what: str, *, hidden: bool) -> str:
    """A line of standard input; a hidden one is typed without being seen."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    if hidden:
        return getpass(f"{what}: ", _Through(out))
    out.write(f"{what}: ")
    return sys.stdin.readline().rstrip("\r\n")


class _Through(StringIO):
    """Where `getpass` asks once the echo is off: on to what orders it for the terminal."""

    def __init__(self, out: Printer) -> None:
        super().__init__()
        self._out = out

    def write(self, text: str) -> int:
        self._out.write(text)
        return len(text)


# ── Showing ──────────────────────────────────────────────────────────────────────────────────────────────────


class _Page:
    """Rows of a name and a value under headings."""

    def __init__(self) -> None:
        self._out = Printer(sys.stdout)
        self._began = False

    def heading(self, text: str) -> None:
        self._out.write(f"\n{text}\n" if self._began else f"{text}\n")
        self._began = True

    def row(self, name: str, value: str) -> None:
        self._out.write(f"{name}: {words.beside((value,))}\n")

    def sentence(self, text: str) -> None:
        self._out.write(f"{text}\n")


def _page(reader: Reader, one: Feed) -> None:
    settings, now, out = reader.feed_settings(one.id), datetime.now(UTC), _Page()
    out.heading(one.title)
    out.row(_("Address"), feed_words.address(one))
    if one.site:
        out.row(_("Site"), shown(one.site))
    if around := next((found.name for found in reader.sections() if found.id == one.section), ""):
        out.row(_("Section"), around)
    out.row(_("Articles"), f"{words.number(one.unread)} / {words.number(one.total)}")
    for name, value in feed_words.times(reader, one, now):
        out.row(name, value)
    out.sentence(feed_words.health(reader, one, now))
    for found in feed_words.remedies(one, settings):
        command = _DONE_BY[found].format(id=one.id, site=shown(feed_words.site(one)))
        out.row(_("What you can do"), words.beside((_(found.value), command)))
    out.heading(_("Settings"))
    for name, value in feed_words.asked(settings, one, wanted=reader.wants_full_text(one.id)):
        out.row(name, value)
    for name, value in feed_words.keeping(settings):
        out.row(name, value)
    records = reader.history(one.id)[:_SHOWN]
    if records:
        out.heading(_("What it answered"))
    for record in records:
        out.row(words.moment(record.at, now), feed_words.answer(record))


COMMANDS = {
    "feed": Command(_feed_words, feed),
    "section": Command(_section_words, section),
    "remove": Command(_which, remove),
}
