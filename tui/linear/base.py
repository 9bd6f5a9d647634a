"""Where a linear session is: among the places, in a list or in an article, and how each is said."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from feeds.types import ArticleRow, Cursor, Scope, ScopeKind
from tui import places
from tui.i18n import _, plural
from tui.linear.lines import Lines, Links, article_row, numbered, page, place
from tui.linear.typed import Typed

if TYPE_CHECKING:
    from feeds.answers import SmartSection
    from feeds.reader import Reader
    from tui.places import Entry

_PAGE = 200
"""Rows of a list that are read at a time, at most."""


@dataclass(slots=True)
class Listing:
    """A list as far as it was read: ``at`` is the first row that was said last."""

    scope: Scope
    name: str
    rows: list[ArticleRow]
    following: Cursor | None
    at: int = 0


class Base:
    """What the deeds of a session share."""

    def __init__(self, reader: Reader, lines: Lines, keys: dict[str, tuple[str, ...]], given: Namespace) -> None:
        self.reader, self.lines, self.keys, self.given = reader, lines, keys, given
        self.config = given.settings
        self.many: int = max(self.config.read_lines if given.lines is None else given.lines, 0) or 10**9
        self.entries: Sequence[Entry] = ()
        self.first_entry = 0
        self.saved: dict[int, SmartSection] = {}
        self.listing: Listing | None = None
        self.row: ArticleRow | None = None
        self.text: list[str] = []
        self.links: Links = ()
        self.newest_first = False
        self.as_sent: set[int] = set()

    def say(self, *lines: str) -> None:
        self.lines.say(*lines)

    def ask(self, question: str) -> str:
        """An answer, empty where none is given."""
        return (self.lines.ask(question) or "").strip()

    def now(self) -> datetime:
        return datetime.now().astimezone()

    # ── The places ───────────────────────────────────────────────────────────────────────────────────────────

    def learn(self) -> None:
        """Take the figures of the places as they are now."""
        smart = self.reader.smart_sections(places.today(self.now()))
        self.saved = {one.id: one for one in smart if one.kind is ScopeKind.SAVED}
        found = places.entries(self.reader.sections(), self.reader.feeds(), self.reader.counts(), smart)
        self.entries = [entry for entry in found if not entry.heading]

    def say_places(self, at: int = 0) -> None:
        self.listing = self.row = None
        self.learn()
        self.first_entry = at = at if 0 <= at < len(self.entries) else 0
        last = min(at + self.many, len(self.entries))
        if at == 0:
            self.say(plural("{n} place", "{n} places", len(self.entries)))
        self.say(*(numbered(n + 1, place(self.entries[n])) for n in range(at, last)))
        self._say_more(last, len(self.entries))

    def _say_more(self, last: int, total: int | None) -> None:
        if total is None or last < total:
            self.say(_("{key} and Enter: more of the list.", key=self.key_of("down")))

    def key_of(self, action: str) -> str:
        """A key of an action that can be typed into a line, or its name."""
        from tui import keymap
        from tui.colon import commands

        typed = [keymap.name(key) for key in self.keys.get(action, ()) if not _is_named(key)]
        return typed[0] if typed else commands.ARABIC.get(action, action) if _arabic() else action

    # ── A list ───────────────────────────────────────────────────────────────────────────────────────────────

    def scope_of(self, scope: Scope) -> Scope:
        """The same as the settings have stories shown, with what a saved search asks for in its text."""
        if scope.kind is ScopeKind.SAVED and scope.id in self.saved:
            scope = Scope(text=self.saved[scope.id].query)
        return replace(scope, once=self.config.stories == "once")

    def open_list(self, scope: Scope, name: str) -> None:
        """Say the beginning of a list."""
        listing = Listing(self.scope_of(scope), name, [], None)
        # A search that can't be read leaves the session where it is.
        self._extend(listing, first=True)
        self.row, self.listing = None, listing
        if not listing.rows:
            self.say(name, _("Nothing found.") if listing.scope.text else _("No articles yet."))
            return
        self.say(name)
        self.say_rows(0)

    def _extend(self, listing: Listing, *, first: bool = False) -> bool:
        """Read on in a list; whether there was more."""
        while first or listing.following:
            first = False
            read = self.reader.find if listing.scope.text else self.reader.articles
            found = read(listing.scope, listing.following, min(self.many, _PAGE))
            if found is None:
                return False
            listing.rows += found.rows
            listing.following = found.next
            if found.rows:
                return True
        return False

    def say_rows(self, at: int) -> None:
        """Say the rows of the list from ``at``, with their marks as they are now."""
        listing = self.listing
        if listing is None:
            return
        while len(listing.rows) < at + self.many and self._extend(listing):
            pass
        if at >= len(listing.rows):
            self.say(_("The list ends here."))
            return
        listing.at = at
        last = min(at + self.many, len(listing.rows))
        for n in range(at, last):
            listing.rows[n] = self.reader.article(listing.rows[n].id).row
            self.say(numbered(n + 1, article_row(listing.rows[n], self.now())))
        self._say_more(last, len(listing.rows) if listing.following is None else None)

    def row_at(self, number: int) -> ArticleRow | None:
        """The article of that number in the list, or None, which is told."""
        listing = self.listing
        while listing and number > len(listing.rows) and self._extend(listing):
            pass
        if listing is None or not 1 <= number <= len(listing.rows):
            self.say(_("There is no item {n} here.", n=number))
            return None
        return self.reader.article(listing.rows[number - 1].id).row

    def chosen(self, typed: Typed) -> ArticleRow | None:
        """The article that a deed is for: of the number that was typed, or the open one."""
        if typed.number is not None and self.row is None:
            return self.row_at(typed.number)
        if self.row is None:
            self.say(_("Open an article first, or put its number before the letter."))
            return None
        return self.reader.article(self.row.id).row

    # ── An article ───────────────────────────────────────────────────────────────────────────────────────────

    def open_article(self, row: ArticleRow) -> None:
        """Mark an article as read and say its beginning."""
        if not row.read:
            if row.told_by and self.config.stories == "once":
                self.reader.mark_story_read(row.id)
            else:
                self.reader.mark_read([row.id])
        self.row = row
        self.begin()

    def begin(self) -> None:
        """Say the open article from its first line."""
        if self.row:
            article = self.reader.article(self.row.id)
            content = self.reader.content(self.row.id, full=self.row.id not in self.as_sent)
            self.text, self.links = page(article, content, self.now(), newest=self.newest_first)
            self.go_on()

    def go_on(self) -> None:
        """Say the next lines of the article."""
        now, self.text = self.text[: self.many], self.text[self.many :]
        self.say(*now)
        if self.text:
            self.say(plural("{n} more line. Enter goes on.", "{n} more lines. Enter goes on.", len(self.text)))
        else:
            self.say(_("The article ends here. Enter: the next unread one."))

    def marks_told(self, count: int) -> str:
        """How many were marked as read."""
        from tui import undo_words

        return undo_words.all_read(count, self.keys)


def _is_named(key: str) -> bool:
    """Whether a key has no character that stands for it in a line."""
    return any(len(part) > 1 and part.islower() and not _sign(part) for part in key.split(" "))


def _sign(key: str) -> bool:
    from tui import keymap

    return key.startswith("ctrl+") or len(keymap.name(key)) == 1


def _arabic() -> bool:
    from tui import i18n

    return i18n.language() == "ar"
