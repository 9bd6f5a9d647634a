"""The commands that list, find and print articles."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from feeds.errors import FeedNotFound
from feeds.types import ArticleRow, Scope, ScopeKind
from tui.commands import Command, finished
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser


def _list_words(of: Parser) -> None:
    scope = of.add_mutually_exclusive_group()
    scope.add_argument("--unread", action="store_true", help=_("Only unread articles."))
    scope.add_argument("--starred", action="store_true", help=_("Only starred articles."))
    scope.add_argument("--section", metavar="NAME", help=_("Only the articles of a section."))
    scope.add_argument("--feed", type=int, metavar="FEED", help=_("Only the articles of a feed."))
    scope.add_argument("--feeds", action="store_true", help=_("List the feeds instead, with their numbers."))
    _limit(of)


def _search_words(of: Parser) -> None:
    of.add_argument("query", nargs="+", metavar="QUERY", help=_("Words, “phrases”, -without, feed:name."))
    of.add_argument("--relevance", action="store_true", help=_("The most relevant first, of the newest 2,000 found."))
    _limit(of)


def _limit(of: Parser) -> None:
    of.add_argument("--limit", type=int, default=100, metavar="N", help=_("How many at most."))


def _show_words(of: Parser) -> None:
    of.add_argument("article", type=int, metavar="ARTICLE", help=_("The number that «nashra list» gives."))


def _fetch_words(of: Parser) -> None:
    _show_words(of)
    of.for_app()


def list_(reader: Reader, given: Namespace) -> int:
    """Lists articles, or feeds: columns on a terminal, fields parted by tabs in a pipe."""
    out = Printer(sys.stdout)
    if given.feeds:
        names = {section.id: section.name for section in reader.sections()}
        out.feeds([(feed, names.get(feed.section or 0, "")) for feed in reader.feeds()])
        return 0
    scope = _scope(reader, given)
    left, after = given.limit, None
    rows: list[ArticleRow] = []
    while left > 0:
        page = reader.articles(scope, after, min(left, 500))
        rows += page.rows
        left -= len(page.rows)
        after = page.next
        if after is None:
            break
    out.articles(rows)
    return 0


def search(reader: Reader, given: Namespace) -> int:
    """Lists the articles that match what the search box would find."""
    scope = Scope(text=" ".join(given.query))
    rows: list[ArticleRow] = []
    after = None
    while len(rows) < given.limit:
        page = reader.find(scope, after, min(given.limit - len(rows), 500), by_relevance=given.relevance)
        if page is None:
            break
        rows += page.rows
        after = page.next
        if after is None:
            break
    Printer(sys.stdout).articles(rows)
    return 0 if rows else 1


def _scope(reader: Reader, given: Namespace) -> Scope:
    if given.unread:
        return Scope(ScopeKind.UNREAD)
    if given.starred:
        return Scope(ScopeKind.STARRED)
    if given.section is not None:
        from tui.commands.feeds import section_called

        return Scope(ScopeKind.SECTION, section_called(reader.sections(), given.section).id)
    if given.feed is not None:
        if all(feed.id != given.feed for feed in reader.feeds()):
            raise FeedNotFound(id=given.feed)
        return Scope(ScopeKind.FEED, given.feed)
    return Scope()


def show(reader: Reader, given: Namespace) -> int:
    """Prints one article whole, as the article pane lays it out."""
    Printer(sys.stdout).article(reader.article(given.article), reader.content(given.article))
    return 0


def fetch(reader: Reader, given: Namespace) -> int:
    """Fetches the whole text of an article and prints it."""
    finished(reader.refresh_full_text(given.article))
    if given.report:
        from tui import reporting

        reporting.report({"kind": "fetched"})
        return 0
    return show(reader, given)


def comments(reader: Reader, given: Namespace) -> int:
    """Fetches the comments on an article, and prints it with them under it, where they stand from then on."""
    count = finished(reader.refresh_comments(given.article))
    if given.report:
        from tui import reporting

        reporting.report({"kind": "comments", "count": count})
        return 0
    return show(reader, given)


COMMANDS = {
    "list": Command(_list_words, list_),
    "search": Command(_search_words, search),
    "show": Command(_show_words, show),
    "fetch": Command(_fetch_words, fetch),
    "comments": Command(_fetch_words, comments),
}
