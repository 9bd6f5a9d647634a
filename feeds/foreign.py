"""What other readers leave behind, whichever it is: a file told apart by what is in it, or a folder of them."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from feeds import newsboat, opml
from feeds.errors import FileUnreadable, NothingToImport, OpmlError
from feeds.feed_list import FeedList, KeptArticle
from feeds.parse.encoding import decode
from feeds.values import replace

_HEAD = 4096
_MOST = 1_000
"""Files of a folder, or of an archive, that are looked at."""
_SQLITE = b"SQLite format 3\0"
_ZIP = b"PK\x03\x04"


def read(path: Path, *, flag: str = "") -> FeedList:
    """What is listed by OPML, newsboat's ``urls`` or its ``cache.db``, Liferea's ``liferea.db``, articles as JSON
    (`feeds.entries`), an archive of FreshRSS or a folder of any of these; ``flag`` is the letter that stands for a star
    in newsboat's cache, empty for any. Raises FileUnreadable, FileBusy, OpmlError, NothingToImport."""
    if path.is_dir():
        return _folder(path, flag)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise FileUnreadable(path=path) from error
    if head.startswith(_SQLITE):
        return _database(path, flag)
    if head.startswith(_ZIP):
        return _archive(path)
    begun = decode(head).lstrip("\ufeff \t\r\n")
    if not head or begun.startswith("<"):
        return opml.read(path)
    if begun.startswith(("{", "[")):
        from feeds import entries

        return entries.read(path)
    return newsboat.read_urls(path)


def _is_text(path: Path) -> bool:
    """Whether a file is none that its beginning tells."""
    with path.open("rb") as file:
        begun = decode(file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")).lstrip()
    return not begun.startswith(("<", "{", "[", _SQLITE.decode(), _ZIP.decode()))


def _database(path: Path, flag: str) -> FeedList:
    from feeds import databases, liferea

    if databases.tables(path) >= liferea.TABLES:
        return liferea.read(path)
    return newsboat.read_cache(path, _urls_of(path), flag)


def _urls_of(cache: Path) -> newsboat.Urls | None:
    """None where there is no list, or one that is empty or another program's: the cache names the feeds too."""
    urls = newsboat.urls_of(cache)
    with suppress(FileUnreadable, OpmlError):
        return newsboat.read_urls(urls) if urls else None
    return None


def _folder(path: Path, flag: str) -> FeedList:
    """All in a folder that is known, each feed once. What is not known is passed over."""
    found: list[FeedList] = []
    try:
        files = sorted(one for one in path.iterdir() if one.is_file())[:_MOST]
    except OSError as error:
        raise FileUnreadable(path=path) from error
    for file in files:
        with suppress(FileUnreadable, OpmlError, NothingToImport, OSError):
            # Any text may have an address in it: only by its name is one known to be newsboat's list.
            if file.name == "urls" or not _is_text(file):
                found.append(read(file, flag=flag))
    return _merged(found, path)


def _archive(path: Path) -> FeedList:
    """An export of FreshRSS: the feeds as OPML, articles as JSON."""
    from feeds import entries

    found: list[FeedList] = []
    left = entries.LARGEST
    try:
        with zipfile.ZipFile(path) as archive:
            for one in archive.infolist()[:_MOST]:
                parse = {"opml": opml.parse, "xml": opml.parse, "json": entries.parse}.get(
                    one.filename.rpartition(".")[2]
                )
                if parse is None:
                    continue
                with archive.open(one) as file:
                    # By what comes out, not by what the archive says of itself.
                    data = file.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise FileUnreadable(path=path)
                with suppress(OpmlError, NothingToImport):
                    found.append(parse(data, path))
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        raise FileUnreadable(path=path) from error
    return _merged(found, path)


def _merged(lists: Sequence[FeedList], path: Path) -> FeedList:
    """One list of several: the reader's own names and folders go before none, and the articles of all are there. Raises
    NothingToImport where there is nothing."""
    merged = FeedList()
    at: dict[str, int] = {}
    for one in lists:
        for feed in one.listed:
            if feed.url not in at:
                at[feed.url] = len(merged.listed)
                merged.listed.append(feed)
                continue
            before = merged.listed[at[feed.url]]
            merged.listed[at[feed.url]] = replace(
                before,
                title=before.title or feed.title,
                name=before.name or feed.name,
                folders=before.folders or feed.folders,
                site=before.site or feed.site,
                articles=_Chained(before.articles, feed.articles) if feed.articles else before.articles,
            )
        known = {refusal.address for refusal in merged.refusals}
        merged.refusals += [refusal for refusal in one.refusals if refusal.address not in known]
        merged.full_text |= one.full_text
    merged.refusals = [one for one in merged.refusals if one.address not in at]
    if not merged.listed and not merged.refusals:
        raise NothingToImport(path=path)
    return merged


class _Chained(Collection[KeptArticle]):
    """Articles of two lists, read when they are gone through."""

    def __init__(self, *parts: Collection[KeptArticle]) -> None:
        self._parts = parts

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __contains__(self, one: object) -> bool:
        return any(one in part for part in self._parts)

    def __iter__(self) -> Iterator[KeptArticle]:
        return chain.from_iterable(self._parts)
