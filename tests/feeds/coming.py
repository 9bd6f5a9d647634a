"""What tests of rules share: rules, and articles that come."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from feeds.answers import Rule, RuleActions
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store import search_file
from tests.feeds.conftest import NOW, make_article, make_feed

PALMS = "<p>عن النخيل والماء في واحة بعيدة</p>"


def rule(query: str, name: str = "قاعدة", **actions: object) -> Rule:
    return Rule(0, name, query, RuleActions(**actions))  # type: ignore[arg-type]


def come(library: Reader, numbers: Sequence[int], **over: object) -> list[int]:
    """Let articles come into the first feed, as a refresh would: their ids; the oldest, which come last here, have the
    lowest."""
    if not library.feeds():
        library.subscribe("https://news.example/feed")
    articles = [make_article(n, **({"content": PALMS} if n % 3 == 0 else {}) | over) for n in numbers]
    library._store.save_articles(library.feeds()[0].id, make_feed(articles), FetchState(), NOW)
    return ids(library, "SELECT id FROM article ORDER BY id DESC LIMIT ?", len(numbers))


def ids(library: Reader, query: str, *places: object) -> list[int]:
    connection = apsw.Connection(str(library.path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return [id_ for (id_,) in connection.execute(query, places)]
    finally:
        connection.close()


def read(library: Reader) -> list[int]:
    return ids(library, "SELECT id FROM article WHERE read = 1 ORDER BY id")


def starred(library: Reader) -> list[int]:
    return ids(library, "SELECT id FROM article WHERE star = 1 ORDER BY id")


def follow(library: Reader) -> dict[int, int]:
    library.index()
    return dict(library.run_rules().touched)


def broken_index(library: Reader) -> None:
    """Damage the terms of the index, and not what tells how far it goes."""
    library.close_search()
    index = search_file.file_of(library.path)
    connection = apsw.Connection(str(index))
    connection.execute("UPDATE words_data SET block = x'ffffffffffff' WHERE id > 10")
    connection.close()
