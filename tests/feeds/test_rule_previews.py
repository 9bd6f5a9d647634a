"""What a rule would match of all that is stored."""

from __future__ import annotations

import pytest

from feeds.errors import QueryError
from feeds.reader import Reader
from feeds.store.connections import suspicion
from feeds.types import Scope
from tests.feeds.coming import broken_index, come

QUERIES = ["نخيل", "خبر", "-نخيل", "نخيل OR is:starred", "نخي*", "has:image", "words:>3 نخيل", "feed:المثال -نخيل"]


@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("query", QUERIES)
def test_a_preview_counts_all_that_the_search_finds(library: Reader, query: str, indexed: bool) -> None:
    come(library, range(12))
    library.index()
    if not indexed:
        come(library, range(12, 18))
        come(library, [3], content="<p>لم يعد</p>")
    library.star([2])
    page = library.find(Scope(text=query), limit=100)
    seen = library.preview(query)
    assert page is not None
    assert seen is not None
    assert (seen.count, seen.complete) == (len(page.rows), True)
    assert [row.id for row in seen.newest] == [row.id for row in page.rows[:5]]


def test_a_preview_that_takes_long_says_at_least_how_many(library: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    come(library, range(300))
    library.index()
    monkeypatch.setattr("feeds.store.sifting.LONGEST", 0.0)
    seen = library.preview("words:>1")
    assert seen is not None
    assert not seen.complete
    assert seen.count < 300


def test_a_preview_that_nobody_waits_for_ends(library: Reader) -> None:
    come(library, range(300))
    library.index()
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    assert library.preview("words:>1", stop=stop) is None
    assert len(asked) < 6


def test_a_preview_goes_by_titles_where_the_index_is_damaged(library: Reader) -> None:
    come(library, range(9))
    library.index()
    broken_index(library)
    seen = library.preview("الخبر")
    assert seen is not None
    assert seen.count == 9
    assert not suspicion(library.path).exists()


def test_a_preview_of_nothing_is_none_and_of_a_broken_query_an_error(library: Reader) -> None:
    assert library.preview("  ") is None
    with pytest.raises(QueryError):
        library.preview("is:كذا")
