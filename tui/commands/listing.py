"""The commands that list: articles, feeds, sections and tags."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from feeds.errors import FeedNotFound
from feeds.types import ArticleRow, Cursor, Page, Scope, ScopeKind
from tui.commands import Command, as_json
from tui.commands.complaints import whole
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser

_PAGE = 500


def _list_words(of: Parser) -> None:
    scope = of.add_mutually_exclusive_group()
    scope.add_argument("--unread", action="store_true", help=_("Only unread articles."))
    scope.add_argument("--starred", action="store_true", help=_("Only starred articles."))
    scope.add_argument("--section", metavar="NAME", help=_("Only the articles of a section."))
    scope.add_argument("--feed", type=whole(), metavar="FEED", help=_("Only the articles of a feed."))
    _limit(of)
    of.for_json()


def _search_words(of: Parser) -> None:
    of.add_argument("query", nargs="+", metavar="QUERY", help=_("Words, “phrases”, -without, feed:name."))
    of.add_argument("--relevance", action="store_true", help=_("The most relevant first, of the newest 2,000 found."))
    _limit(of)
    of.for_json()


def _limit(of: Parser) -> None:
    of.add_argument("--limit", type=whole(0), default=100, metavar="N", help=_("How many at most."))


def list_(reader: Reader, given: Namespace) -> int:
    """Lists articles: columns on a terminal, fields parted by tabs in a pipe."""
    scope = _scope(reader, given)
    for rows in _pages(given.limit, lambda after, most: reader.articles(scope, after, most)):
        articles(rows, given)
    return 0


def search(reader: Reader, given: Namespace) -> int:
    """Lists the articles that match what the search box would find."""
    scope = Scope(text=" ".join(given.query))
    found = 0
    for rows in _pages(given.limit, lambda after, most: reader.find(scope, after, most, by_relevance=given.relevance)):
        articles(rows, given)
        found += len(rows)
    return 0 if found else 1


def _pages(limit: int, page_of: Callable[[Cursor | None, int], Page | None]) -> Iterator[Sequence[ArticleRow]]:
    """So many rows of a list, page by page: whoever reads a pipe has the first at once, and the last cost no more."""
    after = None
    while limit > 0 and (page := page_of(after, min(limit, _PAGE))):
        yield page.rows
        limit -= len(page.rows)
        after = page.next
        if after is None:
            return


def articles(rows: Sequence[ArticleRow], given: Namespace) -> None:
    """Prints articles as it was asked for."""
    if not as_json("list", rows, given):
        Printer(sys.stdout).articles(rows)


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


def feeds(reader: Reader, given: Namespace) -> int:
    """Lists the feeds with the numbers that other commands take."""
    from tui.commands.feeds import paths

    around = {section.id: path for section, path in paths(reader.sections())}
    found = [(feed, around.get(feed.section or 0, ())) for feed in reader.feeds()]
    if not as_json("feeds", found, given):
        Printer(sys.stdout).feeds([(feed, path[-1] if path else "") for feed, path in found])
    return 0


def sections(reader: Reader, given: Namespace) -> int:
    """Lists the sections, each before those that stand in it."""
    from tui.commands.feeds import paths

    found = list(paths(reader.sections()))
    if not as_json("sections", found, given):
        Printer(sys.stdout).sections(found)
    return 0


def tags(reader: Reader, given: Namespace) -> int:
    """Lists the tags with the number of articles that have each."""
    found = reader.tags()
    if not as_json("tags", found, given):
        Printer(sys.stdout).tags(found)
    return 0


COMMANDS = {
    "list": Command(_list_words, list_),
    "search": Command(_search_words, search),
    "feeds": Command(lambda of: of.for_json(), feeds),
    "sections": Command(lambda of: of.for_json(), sections),
    "tags": Command(lambda of: of.for_json(), tags),
}
