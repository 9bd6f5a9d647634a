"""One fetched document into the library: new articles in, edited ones changed, the rest not touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw

from feeds.content import to_text
from feeds.errors import FeedNotFound
from feeds.language import detect
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.schedule import FetchState
from feeds.scripts import is_rtl
from feeds.store import categories, earlier, pruned
from feeds.store.bodies import Kind, digest, meta, pack, save, seconds, squeezed
from feeds.store.connections import Connections
from feeds.store.fetches import write_state
from feeds.store.identity import Identity, canonical, identify

TITLE = 1_000
"""Characters kept of a title or a name: lists load it, and a hostile feed sends megabytes."""
SUMMARY = 1_000
"""Characters of plain text kept of a summary."""
CATEGORIES = 40
"""Categories kept of one article; a hostile feed sends thousands."""
_SAMPLE = 300
"""Characters after the title that the language is detected from."""
_BEGINNING = 1_500
"""Characters of HTML that summaries are taken from: many feeds put whole articles there."""
_REFERENCE = 32
"""Characters of the longest entity."""
_EARLIEST = 631_152_000  # 1990-01-01
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    hash: bytes
    sort_at: int
    title: str
    summary: str


class _Draft:
    """An article about to be written. What costs time is made by `prepare`, so that unchanged articles cost none; in
    plain attributes, since ``cached_property`` takes a lock at each look."""

    __slots__ = (
        "_declared",
        "_meta",
        "_raw",
        "_raw_hash",
        "article",
        "author",
        "hash",
        "html",
        "identity",
        "language",
        "meta",
        "summary",
    )

    summary: str
    language: str
    author: str
    html: tuple[bytes, bytes]
    meta: tuple[bytes, bytes]

    def __init__(self, article: ParsedArticle, identity: Identity, language: str) -> None:
        self.article = article
        self.identity = identity
        self._declared = article.language or language
        self._raw = (article.content or article.summary).encode("utf-8", "replace")
        self._raw_hash = digest(self._raw)
        self._meta = meta(article)
        rest = repr((article.published, article.categories, self._declared))
        summary = article.summary if article.content else ""
        said = "\x1f".join((article.guid, article.url, article.title, summary, self._meta, rest))
        self.hash = digest(self._raw_hash + said.encode("utf-8", "surrogatepass"))

    @property
    def title(self) -> str:
        return self.article.title[:TITLE]

    def prepare(self) -> None:
        """Do the slow part now, outside the transaction."""
        article = self.article
        self.summary = to_text(_begun(article.summary))[:SUMMARY].strip()
        text = self.summary or to_text(_begun(article.content))
        self.language = detect(f"{self.title}\n{text[:_SAMPLE]}", self._declared)
        comma = "، " if is_rtl(self.language) else ", "
        self.author = comma.join(author.name for author in article.authors if author.name)[:TITLE]
        self.html = self._raw_hash, squeezed(self._raw)
        self.meta = pack(self._meta)

    def published(self, now: int) -> int | None:
        """UTC seconds, or None for a date that can't be: before 1990 or more than a day ahead."""
        at = seconds(self.article.published)
        return at if at is not None and _EARLIEST <= at <= now + _DAY else None


def _begun(html: str) -> str:
    """The beginning of ``html``, not cut inside a tag or an entity."""
    if len(html) <= _BEGINNING:
        return html
    begun = html[:_BEGINNING]
    tag, reference = begun.rfind("<"), begun.rfind("&", -_REFERENCE)
    if tag > begun.rfind(">"):
        return begun[:tag]
    return begun if reference < 0 or ";" in begun[reference:] else begun[:reference]


def save_articles(
    connections: Connections, feed: int, parsed: ParsedFeed, state: FetchState, now: int
) -> tuple[int, int]:
    """Write ``parsed`` and ``state`` in one transaction and clear the feed's error: how many articles are new, and of
    how many the title, the summary or the body changed. FeedNotFound if the feed has been removed meanwhile."""
    drafts: dict[bytes, _Draft] = {}
    for article, identity in zip(parsed.articles, identify(parsed.articles), strict=True):
        # The first of an article's appearances in a document counts, or two that differ would be an edit each time.
        drafts.setdefault(identity.key, _Draft(article, identity, parsed.language))
    with connections.snapshot() as connection:
        rows: Iterable[tuple[bytes]] = connection.execute("SELECT hash FROM article WHERE feed = ?", (feed,))
        known = {row[0] for row in rows}
        gone = pruned.of_feed(connection, feed)
    fresh = [draft for draft in drafts.values() if draft.hash not in known]
    went = {draft.identity.key: key for draft in fresh if (key := gone.known(draft))} if gone.keys else {}
    if went:
        fresh = [draft for draft in fresh if draft.identity.key not in went]
    for draft in fresh:
        draft.prepare()
    with connections.write() as connection:
        if not connection.execute("SELECT 1 FROM feed WHERE id = ?", (feed,)).get:
            raise FeedNotFound(id=feed)
        counts = _write(connection, feed, fresh, now)
        if gone.keys:
            pruned.note_listed(connection, feed, gone, list(went.values()), now)
        connection.execute(
            "UPDATE feed SET name = ?, site = ?, description = ?, language = ?, icon = ? WHERE id = ?",
            (parsed.title[:TITLE], parsed.url, parsed.description, parsed.language, parsed.icon, feed),
        )
        write_state(connection, feed, state)
    return counts


def _write(connection: apsw.Connection, feed: int, drafts: Sequence[_Draft], now: int) -> tuple[int, int]:
    new = changed = 0
    written: set[int] = set()
    is_first = not connection.execute("SELECT 1 FROM article WHERE feed = ? LIMIT 1", (feed,)).get
    # Feeds list the newest first: written from the end, the first has the highest id and leads among equal dates.
    if is_first:
        return len(_insert_all(connection, feed, drafts[::-1], now)), 0
    for draft in reversed(drafts):
        known = _find(connection, feed, draft)
        if known is None:
            written.update(_insert_all(connection, feed, [draft], now))
            new += 1
        elif known.id not in written:
            written.add(known.id)
            changed += _update(connection, known, draft, now)
    return new, changed


def _find(connection: apsw.Connection, feed: int, draft: _Draft) -> _Known | None:
    identity = draft.identity
    for key in identity.known_as:
        row = connection.execute(
            "SELECT a.id, a.hash, a.sort_at, t.title, t.summary, t.url FROM article a"
            " JOIN article_text t ON t.article = a.id WHERE a.feed = ? AND a.key = ?",
            (feed, key),
        ).fetchone()
        if row is None:
            continue
        *known, url = row
        found = _Known(*known)
        titled = None if identity.title is None else identity.title[:TITLE]
        same = identity.link in (None, canonical(url)) and titled in (None, found.title)
        if key != identity.known_as[-1] or same:
            return found
    return None


def _insert_all(connection: apsw.Connection, feed: int, drafts: Sequence[_Draft], now: int) -> list[int]:
    """Write new articles, a statement for all of them: the ids, in their order."""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").get or 0
    ids = list(range(last + 1, last + 1 + len(drafts)))
    dates = [draft.published(now) for draft in drafts]
    placed = [(id_, now if published is None else published) for id_, published in zip(ids, dates, strict=True)]
    rows = list(zip(placed, dates, drafts, strict=True))
    connection.executemany(
        "INSERT INTO article(id, feed, key, hash, sort_at, published, first_seen) VALUES(?, ?, ?, ?, ?, ?, ?)",
        [
            (id_, feed, draft.identity.key, draft.hash, sort_at, published, now)
            for (id_, sort_at), published, draft in rows
        ],
    )
    connection.executemany(
        "INSERT INTO article_text(article, title, summary, url, author, language) VALUES(?, ?, ?, ?, ?, ?)",
        [
            (id_, draft.title, draft.summary, draft.article.url, draft.author, draft.language)
            for (id_, _at), _published, draft in rows
        ],
    )
    connection.executemany(
        "INSERT INTO body(article, kind, hash, data) VALUES(?, ?, ?, ?)",
        [
            (id_, kind, *packed)
            for (id_, _at), _published, draft in rows
            for kind, packed in ((Kind.HTML, draft.html), (Kind.META, draft.meta))
        ],
    )
    _categorise(connection, [(id_, sort_at, draft.article.categories) for (id_, sort_at), _published, draft in rows])
    return ids


def _update(connection: apsw.Connection, known: _Known, draft: _Draft, now: int) -> bool:
    """Write what differs, leaving read, star and place in the list; whether a reader would see the difference."""
    if known.hash == draft.hash:
        return False
    kept = connection.execute("SELECT hash FROM body WHERE article = ? AND kind = ?", (known.id, Kind.HTML)).get
    edited = (kept, known.title, known.summary) != (draft.html[0], draft.title, draft.summary)
    if edited and kept:
        earlier.keep(connection, known.id, known.title, known.summary, now)
    save(connection, known.id, Kind.HTML, draft.html)
    save(connection, known.id, Kind.META, draft.meta)
    connection.execute(
        "UPDATE article SET hash = ?, published = coalesce(?, published), edited = iif(?, ?, edited) WHERE id = ?",
        (draft.hash, draft.published(now), edited, now, known.id),
    )
    connection.execute(
        "UPDATE article_text SET title = ?, summary = ?, url = ?, author = ?, language = ? WHERE article = ?",
        (draft.title, draft.summary, draft.article.url, draft.author, draft.language, known.id),
    )
    connection.execute("DELETE FROM article_category WHERE article = ?", (known.id,))
    _categorise(connection, [(known.id, known.sort_at, draft.article.categories)])
    return edited


def _categorise(connection: apsw.Connection, articles: Sequence[tuple[int, int, Sequence[str]]]) -> None:
    """Write the categories of articles: their ids, places in the list and names."""
    folded = {name: categories.key(name) for _id, _at, names in articles for name in names[:CATEGORIES]}
    connection.executemany(
        "INSERT INTO category(folded, name) VALUES(?, ?) ON CONFLICT DO NOTHING",
        [(as_one, name) for name, as_one in folded.items()],
    )
    connection.executemany(
        "INSERT INTO article_category(category, sort_at, article, position)"
        " SELECT id, ?, ?, ? FROM category WHERE folded = ? ON CONFLICT DO NOTHING",
        [
            (sort_at, id_, position, folded[name])
            for id_, sort_at, names in articles
            for position, name in enumerate(names[:CATEGORIES])
        ],
    )
