"""Coming from newsboat (https://newsboat.org/releases/2.21/docs/newsboat.html): its ``urls`` file and its cache.

Nothing that these files name is fetched, and no command in them is run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from feeds.clean import clean_line, clean_url
from feeds.databases import opened
from feeds.errors import BadAddress, FileUnreadable, OpmlError
from feeds.feed_list import LATEST, FeedList, KeptArticle, KeptArticles, ListedFeed, Why, refused
from feeds.parse.encoding import decode
from feeds.parsed import ParsedArticle
from feeds.store.addresses import feed_address
from feeds.types import Enclosure

_LARGEST = 16 * 1024 * 1024
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"?|(#.*)|([^\s"#]\S*)')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|\|")
_DATED = re.compile(r"\d{4}-\d\d|\s\d{4}|\d:\d\d")
_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)


@dataclass(slots=True)
class Urls(FeedList):
    """A ``urls`` file; ``names`` has each feed by its address as it is written there, which the cache knows it by."""

    names: dict[str, ListedFeed] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The tags of a feed after the first, by the same."""


def read_urls(path: Path) -> Urls:
    """Raises FileUnreadable, and OpmlError for a file in which no line is one of newsboat's."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FileUnreadable(path=path)
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=path) from error
    urls = parse_urls(decode(data))
    if not urls.listed and all(one.why is Why.ADDRESS for one in urls.refusals):
        raise OpmlError(path=path, line=1)
    return urls


def parse_urls(text: str) -> Urls:
    """A feed a line: its address, then tags. The first tag names the section, the others become categories of its
    articles; ``~`` before one makes it the title, ``!`` hides the feed."""
    urls = Urls()
    seen: set[str] = set()
    for line in text.splitlines():
        words = words_of(line)
        if not words:
            continue
        written, tags = words[0], words[1:]
        try:
            if not _SCHEME.match(written):
                raise BadAddress(url=written)
            address = feed_address(written)
        except BadAddress:
            shown = clean_line(written)
            if shown not in seen:
                seen.add(shown)
                urls.refusals.append(refused(shown))
            continue
        if address in seen:
            continue
        seen.add(address)
        title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
        named = [name for tag in tags if tag[:1] not in ("~", "!", "") and (name := clean_line(tag))]
        section = next(iter(named), "")
        urls.tags[written] = tuple(dict.fromkeys(named[1:]))
        hidden = any(tag.startswith("!") for tag in tags)
        feed = ListedFeed(address, clean_line(title), (section,) if section else (), hidden=hidden)
        urls.names[written] = feed
        urls.listed.append(feed)
    return urls


def words_of(line: str) -> list[str]:
    """Quotes hold a word together and know escapes; # begins a comment."""
    words: list[str] = []
    for quoted, comment, plain in (match.groups() for match in _TOKEN.finditer(line)):
        if comment:
            break
        if plain:
            words.append(plain)
        elif quoted:
            words.append(_ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), quoted))
    return words


def urls_of(cache: Path) -> Path | None:
    """The ``urls`` file that goes with a cache where newsboat puts both: in one folder, or in those of the XDG Base
    Directory Specification."""
    beside = cache.with_name("urls")
    if beside.is_file():
        return beside
    if cache.parent.name == "newsboat" and cache.parent.parent.name == "share":
        there = cache.parents[3] / ".config" / "newsboat" / "urls"
        return there if there.is_file() else None
    return None


def read_cache(path: Path, urls: Urls | None = None, flag: str = "") -> FeedList:
    """The feeds and articles of a cache. ``urls`` gives titles and sections; a feed that is not in it is not taken.

    An article is starred if it has ``flag``, or any flag if none is named. What was deleted comes as read, or the next
    refresh would bring it back as unread. Raises FileUnreadable for a file that is no cache of newsboat's, FileBusy for
    one that newsboat is writing to.
    """
    found = FeedList() if urls is None else FeedList(refusals=list(urls.refusals))
    cached = {written: (name, site, count) for written, name, site, count in _rows(path, _FEEDS, ())}
    names = _named_by_cache(cached, found) if urls is None else urls.names
    for written, feed in names.items():
        name, site, count = cached.pop(written, ("", "", 0))
        site = clean_url(site)
        found.listed.append(
            replace(
                feed,
                name=_title(name),
                # Where the feed names no site, newsboat has its own address there.
                site=site if _WEB.match(site) and site != written else "",
                articles=_Articles(path, written, count, flag, urls.tags.get(written, ()) if urls else ()),
            )
        )
    if urls is not None:
        known = {one.address for one in found.refusals}
        left = [clean_line(written) for written in cached]
        found.refusals += [refused(one, Why.NOT_LISTED) for one in left if one not in known]
    return found


def _named_by_cache(cached: Collection[str], found: FeedList) -> dict[str, ListedFeed]:
    names: dict[str, ListedFeed] = {}
    taken: set[str] = set()
    for written in cached:
        try:
            address = feed_address(written)
        except BadAddress:
            shown = clean_line(written)
            found.refusals.append(refused(shown))
            continue
        if address not in taken:
            taken.add(address)
            names[written] = ListedFeed(address)
    return names


class _Articles(KeptArticles):
    def __init__(self, path: Path, written: str, count: int, flag: str, tags: tuple[str, ...]) -> None:
        super().__init__(count)
        self._path, self._written, self._flag, self._tags = path, written, flag, tags

    def __iter__(self) -> Iterator[KeptArticle]:
        rows = [_Row(*row) for row in _rows(self._path, _ITEMS, (self._written,))] if self._count else []
        named = _Naming(rows)
        return iter([_kept(row, named, self._flag, self._tags) for row in rows])


@dataclass(frozen=True, slots=True)
class _Row:
    guid: str
    title: str
    author: str
    url: str
    at: int
    content: str
    unread: int
    enclosure: str
    enclosure_type: str
    flags: str
    deleted: int
    base: str
    mime: str


class _Naming:
    """What the feed said to name its articles. Newsboat writes something in every guid: where the feed sent none, the
    link with the date as it was sent, and for an article without a date the link or the title alone and, as the date,
    when it was fetched."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._sends_none = any(_date_in_guid(row) for row in rows)
        plain = Counter(row.at for row in rows if row.guid in (row.url, row.title))
        self._fetched = {at for at, count in plain.items() if count > 1}
        """Dates that several share are when they were fetched."""

    def guid(self, row: _Row) -> str:
        is_made = _date_in_guid(row) or self._is_undated(row) or (row.guid == row.title and not row.url)
        return "" if is_made else row.guid

    def published(self, row: _Row) -> datetime | None:
        if sent := _date_in_guid(row):
            return sent
        return None if self._is_undated(row) or not 0 < row.at <= LATEST else datetime.fromtimestamp(row.at, UTC)

    def _is_undated(self, row: _Row) -> bool:
        if row.guid == row.url:
            return self._sends_none or row.at in self._fetched
        return row.guid == row.title and row.at in self._fetched


def _date_in_guid(row: _Row) -> datetime | None:
    from feeds.parse.dates import parse_date

    rest = row.guid.removeprefix(row.url) if row.url else ""
    return parse_date(rest) if len(rest) < len(row.guid) and _DATED.search(rest) else None


def _kept(row: _Row, named: _Naming, flag: str, tags: tuple[str, ...]) -> KeptArticle:
    from feeds.parse.fields import identifier, person

    url = clean_url(row.url)
    author = person(row.author) if row.author else None
    enclosure = clean_url(row.enclosure)
    said = ParsedArticle(
        guid=identifier(named.guid(row)),
        url=url if _WEB.match(url) else "",
        title=_title(row.title),
        summary=_as_html(row),
        base=clean_url(row.base) or url,
        authors=(author,) if author else (),
        published=named.published(row),
        categories=tags,
        enclosures=(Enclosure(enclosure, clean_line(row.enclosure_type)),) if _WEB.match(enclosure) else (),
    )
    deleted = bool(row.deleted)
    starred = (flag in row.flags) if flag else bool(row.flags.strip())
    seen = row.at if said.published is None and 0 < row.at <= LATEST else None
    return KeptArticle(said, deleted or not row.unread, starred and not deleted, seen)


def _as_html(row: _Row) -> str:
    """The body; releases from 2.22 on keep that of Atom's ``text`` as it was sent."""
    return escape(row.content).replace("\n", "<br>") if row.mime.startswith("text/plain") else row.content


def _title(text: str) -> str:
    from feeds.parse.fields import title_from_either

    return title_from_either(text)


_FEEDS = (
    "SELECT {rssurl}, {title}, {url}, (SELECT count(*) FROM rss_item i WHERE i.feedurl = f.rssurl) FROM rss_feed f"
    " ORDER BY rowid"
)
_ITEMS = (
    "SELECT {guid}, {title}, {author}, {url}, {pubDate}, {content}, {unread}, {enclosure_url}, {enclosure_type},"
    " {flags}, {deleted}, {base}, {content_mime_type} FROM rss_item f WHERE feedurl = ? ORDER BY pubDate DESC, id DESC"
)
_NUMBERS = ("pubDate", "unread", "deleted")


def _rows(path: Path, query: str, bindings: Sequence[str]) -> list[Any]:
    """Each column that newsboat's release has, and 0 or nothing for one it lacks; text that is no UTF-8 is mended."""
    with opened(path) as connection:
        table = "rss_item" if "rss_item f" in query else "rss_feed"
        there = {str(row[0]) for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}
        columns = {name: _column(name, there) for name in re.findall(r"\{(\w+)\}", query)}
        rows: Any = connection.execute(query.format(**columns), bindings)
        return [tuple(_text(value) for value in row) for row in rows]


def _column(name: str, there: Collection[str]) -> str:
    if name not in there:
        return "0" if name in _NUMBERS else "x''"
    kind = "INTEGER" if name in _NUMBERS else "BLOB"
    return f"CAST(ifnull(f.{name}, '') AS {kind})"


def _text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
