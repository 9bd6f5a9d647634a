"""Articles near another one: by their headlines, tags and categories, of other stories, in a bounded time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed

OTHERS = [f"{one} {two}" for one in ("مباراة", "طقس", "سوق", "فيلم") for two in ("الصيف", "الجمعة", "الشمال", "المساء")]


@pytest.fixture
def ids(library: Reader) -> dict[str, int]:
    return stocked(library, ["افتتاح جسر النخيل في البصرة", "جسور البصرة: النخيل أولها", "أسماك البصرة", *OTHERS])


def stocked(library: Reader, titles: Sequence[str], **over: object) -> dict[str, int]:
    """Articles with nothing but these headlines in common with one another, the newest first: their ids."""
    feed = library.subscribe(f"https://{len(library.feeds())}.example/feed").id
    articles = [
        make_article(n, title=title, summary="", content=f"<p>متن{n}</p>", **over) for n, title in enumerate(titles)
    ]
    library._store.save_articles(feed, make_feed(articles), FetchState(), NOW)
    library.index()
    return {row.title: row.id for row in library.articles(Scope(), limit=500).rows}


def near(library: Reader, id_: int, limit: int = 5) -> list[str]:
    found = library.near(id_, limit)
    assert found is not None
    return [row.title for row in found]


def test_those_that_share_words_of_the_headline_in_any_form_are_near(library: Reader, ids: dict[str, int]) -> None:
    assert near(library, ids["افتتاح جسر النخيل في البصرة"]) == ["جسور البصرة: النخيل أولها"]
    assert near(library, ids["مباراة الصيف"]) == [], "one word is not enough"


def test_a_tag_that_few_have_is_enough_and_what_is_muted_is_left_out(library: Reader, ids: dict[str, int]) -> None:
    one, other = ids["أسماك البصرة"], ids["سوق الصيف"]
    library.tag([one, other], "للدراسة")
    assert near(library, one) == ["سوق الصيف"]
    with library._store._connections.write() as connection:
        connection.execute("UPDATE article SET muted = 1 WHERE id = ?", (other,))
    assert near(library, one) == []


def test_other_tellings_of_its_own_story_are_not_near_and_of_another_only_one_is(library: Reader) -> None:
    title = "افتتاح جسر النخيل"
    ids = stocked(library, [f"{title} {end}" for end in ("أول", "ثان", "ثالث", "رابع")] + OTHERS)
    a, b, c, d = (ids[f"{title} {end}"] for end in ("أول", "ثان", "ثالث", "رابع"))
    with library._store._connections.write() as connection:
        connection.execute("UPDATE article SET story = ?1 WHERE id IN (?1, ?2)", (a, b))
        connection.execute("UPDATE article SET story = ?1 WHERE id IN (?1, ?2)", (c, d))
    assert near(library, a) == [f"{title} ثالث"]


def test_the_next_of_a_series_is_not_near(library: Reader) -> None:
    ids = stocked(library, ["موجز أنباء الساعة 10", "موجز أنباء الساعة 11", "موجز أنباء العاصمة", *OTHERS])
    assert near(library, ids["موجز أنباء الساعة 10"]) == ["موجز أنباء العاصمة"]


def test_the_newer_of_two_that_share_as_much_comes_first_and_no_more_than_asked_for(library: Reader) -> None:
    ids = stocked(library, [f"افتتاح جسر النخيل {end}" for end in ("أول", "ثان", "ثالث", "رابع")] + OTHERS)
    assert near(library, ids["افتتاح جسر النخيل رابع"], 2) == ["افتتاح جسر النخيل أول", "افتتاح جسر النخيل ثان"]


def test_without_an_index_or_an_article_nothing_is_near(library: Reader, ids: dict[str, int]) -> None:
    library.path.with_name("library.db.search").unlink()
    assert near(library, ids["افتتاح جسر النخيل في البصرة"]) == []
    assert near(library, 10_000) == []
