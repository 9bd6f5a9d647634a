"""A file of another reader, whichever it is."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from feeds import newsboat, opml
from feeds.brought import FeedList
from feeds.errors import FileUnreadable, OpmlError
from feeds.parse.encoding import decode

_HEAD = 4096


def read(path: Path, *, flag: str = "") -> FeedList:
    """What OPML, newsboat's ``urls`` or its ``cache.db`` lists, told apart by their beginning; ``flag`` is the letter
    that stands for a star there, empty for any. Raises FileUnreadable, FileBusy, OpmlError."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise FileUnreadable(path=path) from error
    if head.startswith(b"SQLite format 3\0"):
        return newsboat.read_cache(path, _urls_of(path), flag)
    if not head or decode(head).lstrip("\ufeff \t\r\n").startswith("<"):
        return opml.read(path)
    return newsboat.read_urls(path)


def _urls_of(cache: Path) -> newsboat.Urls | None:
    """None where there is no list, or one that is empty or another program's: the cache names the feeds too."""
    urls = newsboat.urls_of(cache)
    with suppress(FileUnreadable, OpmlError):
        return newsboat.read_urls(urls) if urls else None
    return None
