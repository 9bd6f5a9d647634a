"""What came of an import, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui import words
from tui.i18n import N_, _, language, plural

_REFUSED: Mapping[str, str] = {
    "address": N_("neither http nor https"),
    "command": N_("a program would be run for it"),
    "query": N_("a search, not a feed"),
    "scraped": N_("a page, not a feed"),
    "not-listed": N_("no longer in newsboat's list"),
}
"""By `feeds.feed_list.Why`."""


_NAMED = 5
"""Feeds that stay of an import are named, so many of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The figures of an import: the ids of the feeds that are new, and (address, reason) of what was not taken. ``id``
    takes it back, None where nothing came."""

    id: int | None
    feeds: Sequence[int]
    known: int
    articles: int
    hidden: int
    refused: Sequence[tuple[str, str]]
    """The first of them."""
    left_out: int
    """How many they are."""


def sentences(taken: Taken) -> list[str]:
    """What came, and what was there."""
    told = [plural("{n} feed added.", "{n} feeds added.", len(taken.feeds))]
    if taken.known:
        told.append(plural("{n} was there already.", "{n} were there already.", taken.known))
    if taken.articles:
        told.append(plural("{n} new article", "{n} new articles", taken.articles))
    if taken.hidden:
        told.append(plural("{n} was hidden there, not here.", "{n} were hidden there, not here.", taken.hidden))
    return told


def refused(why: str) -> str:
    """Why an address was not taken."""
    return _(_REFUSED.get(why, _REFUSED["address"]))


def undone(feeds: int, articles: int, touched: Sequence[str]) -> list[str]:
    """What was taken back, and the feeds that stay, by their names."""
    told = [plural("{n} feed removed.", "{n} feeds removed.", feeds)]
    if articles:
        told.append(plural("{n} article removed.", "{n} articles removed.", articles))
    if touched:
        names = words.comma(language()).join(touched[:_NAMED]) + " …" * (len(touched) > _NAMED)
        told.append(_("What was read, starred or moved since stays: {feeds}", feeds=names))
    return told


def through(proxies: Sequence[str]) -> str:
    """What a list that names proxies wants."""
    return _(
        "The list has feeds fetched through a proxy of its own: {proxy}", proxy=words.comma(language()).join(proxies)
    )
