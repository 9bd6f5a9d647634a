"""Pages that rules want."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from pytest_httpserver import HTTPServer

from feeds import ruling
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.connections import Connections
from tests.feeds.coming import PALMS, follow, ids, rule
from tests.feeds.conftest import NOW, make_article, make_feed

PAGE = """<html><body><article><h1>عنوان</h1>{}</article></body></html>""".format(
    "<p>فقرة طويلة من نص الخبر كما نشرته الصحيفة على موقعها اليوم، وفيها ما يكفي من الكلام ليعد نصا.</p>" * 8
)


@pytest.fixture
def paper(library: Reader, httpserver: HTTPServer) -> Callable[[Sequence[int]], list[int]]:
    """Lets articles come whose pages are on a local server."""
    feed = library._store.subscribe(httpserver.url_for("/feed"), allow_private=True)

    def come(numbers: Sequence[int]) -> list[int]:
        articles = [make_article(n, url=httpserver.url_for(f"/{n}"), content=PALMS) for n in numbers]
        library._store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
        return ids(library, "SELECT id FROM article ORDER BY id DESC LIMIT ?", len(numbers))

    return come


async def test_pages_that_a_rule_wants_are_fetched_a_few_of_a_host_at_a_time_and_once(
    library: Reader, httpserver: HTTPServer, paper: Callable[[Sequence[int]], list[int]]
) -> None:
    library.add_rule(rule("نخيل", full_text=True))
    for n in range(5):
        httpserver.expect_request(f"/{n}").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    paper(range(5))
    follow(library)
    assert await library.fetch_wanted_pages() == ruling.PAGES_OF_HOST
    assert await library.fetch_wanted_pages() == 5 - ruling.PAGES_OF_HOST
    assert await library.fetch_wanted_pages() == 0
    assert sorted(request.path for request, _ in httpserver.log) == [f"/{n}" for n in range(5)]
    assert all(library.has_full_text(id_) for id_ in ids(library, "SELECT id FROM article"))


async def test_a_page_that_can_not_be_had_is_told_of_and_not_asked_for_again(
    library: Reader, httpserver: HTTPServer, paper: Callable[[Sequence[int]], list[int]]
) -> None:
    one = library.add_rule(rule("نخيل", full_text=True))
    httpserver.expect_request("/1").respond_with_data("no", status=403)
    [article] = paper([1])
    follow(library)
    for _ in range(2):
        assert await library.fetch_wanted_pages() == 0
    assert len(httpserver.log) == 1
    [failure] = library.page_failures()
    assert (failure.rule, failure.article, failure.error) == (one, article, "forbidden")
    assert failure.error_args["status"] == "403"


async def test_a_host_that_wants_rest_is_asked_for_its_pages_later(
    library: Reader, httpserver: HTTPServer, paper: Callable[[Sequence[int]], list[int]]
) -> None:
    library.add_rule(rule("نخيل", full_text=True))
    httpserver.expect_request("/1").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    paper([1])
    follow(library)
    library._store.rest(httpserver.host, NOW + 60)
    assert await library.fetch_wanted_pages() == 0
    assert library.page_failures() == []
    library._store.rest(httpserver.host, NOW - 1)
    connections = Connections(library.path)
    with connections.write() as connection:
        connection.execute("DELETE FROM host")
    connections.close()
    assert await library.fetch_wanted_pages() == 1


async def test_a_page_that_the_reader_fetched_meanwhile_is_not_asked_for_again(
    library: Reader, httpserver: HTTPServer, paper: Callable[[Sequence[int]], list[int]]
) -> None:
    library.add_rule(rule("نخيل", full_text=True))
    httpserver.expect_request("/1").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    [article] = paper([1])
    follow(library)
    await library.refresh_full_text(article)
    assert await library.fetch_wanted_pages() == 0
    assert len(httpserver.log) == 1
