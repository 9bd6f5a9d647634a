"""What a file of another reader lists, before any of it is in the library."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum

from feeds.clean import without_sign_in
from feeds.parsed import ParsedArticle
from feeds.types import ChosenDirection, FeedSettings, FullText

DEEPEST = 16
"""Levels of folders that are kept: what lies deeper falls into the last of them."""


PLAIN = FeedSettings()
"""Of a feed that is asked for as any other."""


class Why(StrEnum):
    """Why an address of a list is not taken."""

    ADDRESS = "address"
    """Neither http nor https, or no address at all."""
    COMMAND = "command"
    """``exec:``, ``filter:`` or ``|``: the other reader would have run a program for it."""
    QUERY = "query"
    """``query:`` of newsboat: a search over other feeds."""
    SCRAPED = "scraped"
    """The page of a site out of which FreshRSS makes a feed by rules of its own."""
    NOT_LISTED = "not-listed"
    """In newsboat's cache but not in its list any more."""


LATEST = 253_402_300_799
"""The last second that a datetime can tell."""
LONGEST = 8_000
"""Characters of an address that is taken."""
_READ = 300
_COMMAND = re.compile(r"[|]|(?:exec|filter):", re.IGNORECASE)


def why_not(address: str) -> Why:
    """The reason for an address that `feed_address` does not take."""
    if _COMMAND.match(address):
        return Why.COMMAND
    return Why.QUERY if address.startswith("query:") else Why.ADDRESS


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that was not taken, cleaned so that it can be shown."""

    address: str
    why: Why


def refused(address: str, why: Why | None = None) -> Refused:
    """``address``, which is clean, without what signs in and cut to what anybody would read."""
    return Refused(without_sign_in(address)[:_READ], why or why_not(address))


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article with the marks that the other reader had on it."""

    said: ParsedArticle
    read: bool = False
    starred: bool = False
    seen: int | None = None
    """When the other reader fetched it, in UTC seconds, for one without a date."""


class KeptArticles(Collection[KeptArticle]):
    """The ``count`` articles of a feed, read when they are gone through: another reader may have kept gigabytes."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __contains__(self, one: object) -> bool:
        return any(one == other for other in self)


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed as it is listed: ``url`` has been through `feed_address`."""

    url: str
    title: str = ""
    """The reader's own name for it."""
    folders: tuple[str, ...] = ()
    """The names of the folders it lies in, the outermost first."""
    direction: ChosenDirection = ""
    settings: FeedSettings = PLAIN
    """Never with a secret."""
    name: str = ""
    """What the feed calls itself."""
    site: str = ""
    hidden: bool = False
    """The other reader kept it out of its list; here it is shown."""
    articles: Collection[KeptArticle] = ()
    """The newest first."""


@dataclass(slots=True)
class FeedList:
    """A whole file, each address once and in its order."""

    listed: list[ListedFeed] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    full_text: dict[tuple[str, ...], FullText] = field(default_factory=dict)
    """Of folders that say so, by the names that lead to each, the outermost first."""

    @property
    def proxies(self) -> tuple[str, ...]:
        """Those that its feeds name, each once."""
        return tuple(dict.fromkeys(one.settings.proxy for one in self.listed if one.settings.proxy))

    def drop_proxies(self) -> None:
        """Let its feeds be asked for as any other: whoever wrote the list may have wanted to see who reads what."""
        self.listed = [
            replace(one, settings=replace(one.settings, proxy="")) if one.settings.proxy else one for one in self.listed
        ]
