"""What a newcomer is offered to begin with: feeds of the catalogue, a few of them ticked, and other readers' lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from feeds.answers import CatalogueFeed

_OF_COUNTRY = 3
_OF_ALL = 5
"""Feeds of news that are ticked: of the reader's country, and with those of no country."""
_LISTS = (".newsboat/urls", ".config/newsboat/urls", ".newsbeuter/urls")
_FOLDERS = ("", "Downloads", "Desktop", "Documents")
_MOST = 3


def offered(catalogue: Iterable[CatalogueFeed], language: str, country: str) -> list[CatalogueFeed]:
    """All feeds in the order in which they are offered: those in ``language`` (ISO 639) first, by subject, and of a
    subject those of ``country`` (ISO 3166) first."""
    feeds = list(catalogue)
    subjects = list(dict.fromkeys(feed.subject for feed in feeds))
    tongues = list(dict.fromkeys(feed.language for feed in feeds))
    return sorted(
        feeds,
        key=lambda feed: (
            feed.language != language,
            tongues.index(feed.language),
            subjects.index(feed.subject),
            feed.country != country,
            feed.country != "",
        ),
    )


def ticked(catalogue: Iterable[CatalogueFeed], language: str, country: str) -> list[CatalogueFeed]:
    """The feeds that are ticked at first: news of the reader's country and of no country, one of each other subject;
    all in ``language``, or in English where the catalogue has nothing in it."""
    feeds = list(catalogue)
    tongue = language if any(feed.language == language for feed in feeds) else "en"
    read = [feed for feed in feeds if feed.language == tongue and feed.country in (country, "")]
    near = offered(read, tongue, country)
    news = [feed for feed in near if feed.subject == "news"]
    own = [feed for feed in news if feed.country][:_OF_COUNTRY]
    found = [*own, *(feed for feed in news if not feed.country)][:_OF_ALL]
    others: Mapping[str, CatalogueFeed] = {feed.subject: feed for feed in reversed(near) if feed.subject != "news"}
    return [*found, *others.values()]


def lists(home: Path) -> Sequence[Path]:
    """Files with the feeds of another reader: newsboat's, and the newest OPML where such files are put. Looks at the
    disk: call it off the event loop."""
    known = [home / name for name in _LISTS if (home / name).is_file()]
    try:
        opml = [path for folder in _FOLDERS for path in (home / folder).glob("*.opml") if path.is_file()]
        opml.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        opml = []
    return [*known, *opml][:_MOST]
