"""A fetched document into the library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feeds.errors import FeedNotFound
from feeds.parsed import ParsedArticle
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Author, Enclosure, Link, Scope
from tests.feeds.conftest import NOW, make_article, make_feed


@pytest.fixture
def feed(store: Store) -> int:
    return store.subscribe("https://news.example/feed").id


def save(store: Store, feed: int, *articles: ParsedArticle, now: int = NOW) -> tuple[int, int]:
    return store.save_articles(feed, make_feed(articles), FetchState(), now)


def titles(store: Store) -> list[str]:
    return [row.title for row in store.articles(Scope()).rows]


def test_new_articles_are_listed_newest_first_and_unread(store: Store, feed: int) -> None:
    assert save(store, feed, make_article(2), make_article(1)) == (2, 0)
    rows = store.articles(Scope()).rows
    assert [row.title for row in rows] == ["الخبر رقم 1", "الخبر رقم 2"]
    assert all(not row.read and not row.starred for row in rows)
    assert {row.feed_title for row in rows} == {"أخبار المثال"}


def test_the_same_document_again_changes_nothing(store: Store, feed: int) -> None:
    articles = [make_article(n) for n in range(5)]
    save(store, feed, *articles)
    with store._connections.read() as connection:
        before = connection.total_changes()
    assert save(store, feed, *articles) == (0, 0)
    with store._connections.read() as connection:
        written = connection.total_changes() - before
    assert written == 2, "the feed's own row and its fetch state, and no article's"


def test_a_guid_repeated_within_one_document_gives_two_articles_if_links_differ(store: Store, feed: int) -> None:
    one = make_article(1, guid="x", url="https://news.example/a")
    other = make_article(2, guid="x", url="https://news.example/b")
    assert save(store, feed, one, other) == (2, 0)
    assert save(store, feed, one, other) == (0, 0)


def test_a_guid_repeated_within_one_document_gives_one_article_if_links_differ_by_campaign_only(
    store: Store, feed: int
) -> None:
    one = make_article(1, guid="x", url="https://www.news.example/a?utm_campaign=1")
    other = make_article(2, guid="x", url="http://news.example/a?utm_campaign=2")
    assert save(store, feed, one, other) == (1, 0)
    assert titles(store) == [one.title], "the first in the document is the one kept"
    assert save(store, feed, one, other) == (0, 0)


def test_the_same_guid_later_with_another_link_is_the_same_article(store: Store, feed: int) -> None:
    save(store, feed, make_article(1))
    assert save(store, feed, make_article(1, url="https://news.example/moved")) == (0, 0)
    [row] = store.articles(Scope()).rows
    assert row.url == "https://news.example/moved"


def test_a_guid_that_was_alone_and_is_repeated_later_stays_one_article_with_its_link(store: Store, feed: int) -> None:
    one = make_article(1, guid="x", url="https://news.example/a")
    other = make_article(2, guid="x", url="https://news.example/b")
    save(store, feed, one)
    assert save(store, feed, one, other) == (1, 0)
    assert save(store, feed, other) == (0, 0)
    assert save(store, feed, one) == (0, 0)


def test_a_link_shared_within_one_document_gives_two_articles_if_titles_differ(store: Store, feed: int) -> None:
    one, other = (make_article(n, guid="", url="https://news.example/#") for n in (1, 2))
    assert save(store, feed, one, other) == (2, 0)
    assert save(store, feed, one, other) == (0, 0)
    assert save(store, feed, other) == (0, 0)


def test_a_link_that_was_alone_and_is_shared_later_stays_one_article_with_its_title(store: Store, feed: int) -> None:
    one, other = (make_article(n, guid="", url="https://news.example/#") for n in (1, 2))
    save(store, feed, one)
    assert save(store, feed, one, other) == (1, 0)
    assert save(store, feed, one, other) == (0, 0)


def test_the_same_link_later_with_another_title_is_the_same_article(store: Store, feed: int) -> None:
    save(store, feed, make_article(1, guid=""))
    assert save(store, feed, make_article(1, guid="", title="عنوان مصحح")) == (0, 1)


def test_a_campaign_change_does_not_bring_a_feed_back_as_unread(store: Store, feed: int) -> None:
    def sent(campaign: str) -> list[ParsedArticle]:
        address = "https://www.news.example/{}?at_medium=RSS&at_campaign={}"
        return [
            make_article(1, guid="", url=address.format(1, campaign)),
            make_article(2, guid=address.format(2, campaign), url=address.format(2, campaign)),
        ]

    save(store, feed, *sent("KARANGA"))
    store.mark_all_read(Scope())
    assert save(store, feed, *sent("OTHER")) == (0, 0)
    assert store.counts().unread == 0


def test_the_same_guid_in_two_feeds_is_two_articles(store: Store, feed: int) -> None:
    other = store.subscribe("https://other.example/feed").id
    save(store, feed, make_article(1))
    assert save(store, other, make_article(1)) == (1, 0)


def test_an_edited_title_is_updated_and_stays_read_and_starred_in_its_place(store: Store, feed: int) -> None:
    save(store, feed, make_article(1), make_article(2))
    top = store.articles(Scope()).rows[0]
    store.mark_read([top.id])
    store.star([top.id])
    edited = make_article(1, title="عنوان مصحح", published=datetime(2026, 11, 1, tzinfo=UTC))
    assert save(store, feed, edited, now=NOW + 60) == (0, 1)
    row = store.articles(Scope()).rows[0]
    assert (row.id, row.title, row.read, row.starred, row.sort_at) == (top.id, "عنوان مصحح", True, True, top.sort_at)
    assert top.edited is None
    assert row.edited == store.article(row.id).row.edited == datetime.fromtimestamp(NOW + 60, UTC)


def test_a_count_of_comments_that_grows_is_kept_but_is_no_edit(store: Store, feed: int) -> None:
    save(store, feed, make_article(1, comments_count=3))
    assert save(store, feed, make_article(1, comments_count=4), now=NOW + 60) == (0, 0)
    [row] = store.articles(Scope()).rows
    assert store.article(row.id).comments_count == 4
    assert row.edited is None


def test_an_edited_body_counts_as_changed_and_an_equal_one_is_not_written_again(store: Store, feed: int) -> None:
    save(store, feed, make_article(1))
    with store._connections.read() as connection:
        connection.execute("CREATE TEMP TABLE touched(kind INT)")
        connection.execute(
            "CREATE TEMP TRIGGER t AFTER UPDATE ON main.body BEGIN INSERT INTO touched VALUES(new.kind); END"
        )
        save(store, feed, make_article(1, title="عنوان مصحح"))
        assert connection.execute("SELECT count(*) FROM touched").get == 0
        assert save(store, feed, make_article(1, title="عنوان مصحح", content="<p>متن جديد</p>")) == (0, 1)
        assert connection.execute("SELECT kind FROM touched").fetchall() == [(0,)]


@pytest.mark.parametrize(
    "published",
    [
        None,
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime.fromtimestamp(NOW, UTC) + timedelta(days=1, seconds=1),
    ],
)
def test_a_date_that_cannot_be_falls_back_to_the_time_fetched(store: Store, feed: int, published: datetime) -> None:
    save(store, feed, make_article(1, published=published))
    [row] = store.articles(Scope()).rows
    assert (row.sort_at, row.published) == (NOW, None)


def test_a_date_less_than_a_day_ahead_is_taken(store: Store, feed: int) -> None:
    soon = datetime.fromtimestamp(NOW, UTC) + timedelta(hours=23)
    save(store, feed, make_article(1, published=soon))
    [row] = store.articles(Scope()).rows
    assert row.published == soon


def test_articles_without_dates_keep_the_order_of_the_document(store: Store, feed: int) -> None:
    save(store, feed, *(make_article(n, published=None) for n in range(4)))
    assert titles(store) == [f"الخبر رقم {n}" for n in range(4)]


def test_all_that_the_feed_said_comes_back(store: Store, feed: int) -> None:
    said = make_article(
        1,
        authors=(
            Author("سلمى حداد", "https://news.example/s", "s@news.example", "https://news.example/s.png", "مراسلة"),
        ),
        categories=("سياسة", "غزّة", "سياسه"),
        enclosures=(Enclosure("https://news.example/1.mp3", "audio/mpeg", 0, "نشرة"),),
        related=(Link("https://news.example/2", "خبر آخر"),),
        comments_url="https://news.example/1#c",
        comments_feed="https://news.example/1/feed",
        comments_count=0,
        image="https://news.example/1.jpg",
        updated=datetime(2026, 11, 25, 11, tzinfo=UTC),
    )
    save(store, feed, said)
    [row] = store.articles(Scope()).rows
    kept = store.article(row.id)
    assert kept.row == row
    assert (kept.authors, kept.enclosures, kept.related) == (said.authors, said.enclosures, said.related)
    assert (kept.comments_url, kept.comments_feed, kept.comments_count) == (said.comments_url, said.comments_feed, 0)
    assert (kept.image, kept.updated, kept.first_seen) == (said.image, said.updated, datetime.fromtimestamp(NOW, UTC))
    assert kept.categories == ("سياسة", "غزّة"), "a category is one however it is spelled"
    assert kept.summary == "ملخص الخبر رقم 1 من العاصمة"


def test_the_language_comes_from_the_text_and_not_from_what_is_declared(store: Store, feed: int) -> None:
    save(
        store,
        feed,
        make_article(1, language="en-us"),
        make_article(
            2, title="The news", summary="", content="<p>It is here and that was all of the news.</p>", language="ar"
        ),
    )
    assert [row.language for row in store.articles(Scope()).rows] == ["ar", "en"]


def test_authors_are_joined_as_the_language_of_the_article_has_it(store: Store, feed: int) -> None:
    english = {"title": "The news", "summary": "", "content": "<p>It is here and that was all of the news.</p>"}
    save(
        store,
        feed,
        make_article(1, authors=(Author("سلمى"), Author(""), Author("كريم"))),
        make_article(2, authors=(Author("Ann"), Author("Bob")), language="en", **english),
    )
    assert [row.author for row in store.articles(Scope()).rows] == ["سلمى، كريم", "Ann, Bob"]


def test_content_is_the_summary_where_the_feed_sent_no_content(store: Store, feed: int) -> None:
    save(store, feed, make_article(1, content=""))
    [row] = store.articles(Scope()).rows
    body = store.body(row.id)
    assert (body.html, body.base, body.language) == (make_article(1).summary, "https://news.example/1", "ar")


def test_lone_surrogates_and_nul_do_not_stop_a_feed(store: Store, feed: int) -> None:
    assert save(store, feed, make_article(1, guid="\ud800", content="<p>\ud800\0</p>")) == (1, 0)
    assert save(store, feed, make_article(1, guid="\ud800", content="<p>\ud800\0</p>")) == (0, 0)


def test_titles_and_names_of_megabytes_are_cut_and_do_not_come_back_as_edits(store: Store, feed: int) -> None:
    article = make_article(1, title="عنوان " * 200_000, authors=(Author("اسم" * 200_000),))
    for expected in ((1, 0), (0, 0)):
        assert store.save_articles(feed, make_feed([article], title="x" * 10**6), FetchState(), NOW) == expected
    [row] = store.articles(Scope()).rows
    assert len(row.title) == len(row.author) == len(row.feed_title) == 1000


def test_a_thousand_categories_are_cut(store: Store, feed: int) -> None:
    save(store, feed, make_article(1, categories=tuple(f"c{n}" for n in range(1000))))
    [row] = store.articles(Scope()).rows
    assert len(store.article(row.id).categories) == 40


def test_saving_clears_the_error_keeps_the_state_and_takes_the_feeds_own_name(library: Reader) -> None:
    store = library._store
    feed = library.subscribe("https://news.example/feed")
    assert (feed.title, feed.refreshed) == ("https://news.example/feed", None)
    from feeds.errors import TimedOut

    store.save_failure(feed.id, TimedOut(url=feed.url), FetchState(errors=1, due_at=NOW + 60, fetched_at=NOW))
    [failed] = library.feeds()
    assert (failed.error, failed.error_args) == ("timed-out", {"url": feed.url})
    state = FetchState('W/"1"', "Wed, 25 Nov 2026 10:00:00 GMT", NOW, b"\x01\x02", NOW + 3600, 0, NOW, False)
    store.save_articles(feed.id, make_feed([make_article(1)]), state, NOW)
    [saved] = library.feeds()
    assert (saved.error, saved.error_args, saved.title) == ("", None, "أخبار المثال")
    assert (saved.site, saved.language, saved.unread, saved.total) == ("https://news.example/", "ar", 1, 1)
    assert saved.refreshed == datetime.fromtimestamp(NOW, UTC)
    assert store.due(NOW + 3600)[0].state == state


def test_a_feed_removed_during_its_refresh_is_told_and_leaves_nothing(store: Store, feed: int) -> None:
    store.unsubscribe(feed)
    with pytest.raises(FeedNotFound):
        save(store, feed, make_article(1))
    store.save_unchanged(feed, FetchState())
    assert store.counts().total == 0


def test_of_an_edited_article_the_text_that_was_read_is_kept(store: Store, feed: int) -> None:
    def said() -> str | None:
        found = store.earlier(id_)
        return found and found.html

    save(store, feed, make_article(1, content="<p>one</p>"))
    id_ = store.articles(Scope()).rows[0].id
    assert (store.article(id_).was_kept, said()) == (False, None)
    save(store, feed, make_article(1, content="<p>two</p>"), now=NOW - 60)
    save(store, feed, make_article(1, content="<p>three</p>"), now=NOW - 50)
    assert (store.article(id_).was_kept, said()) == (True, "<p>one</p>"), "never read: as it came"
    store.mark_read([id_])
    save(store, feed, make_article(1, content="<p>four</p>"), now=NOW + 60)
    save(store, feed, make_article(1, content="<p>five</p>"), now=NOW + 70)
    assert said() == "<p>three</p>"


def test_a_text_of_great_length_is_not_kept_twice(store: Store, feed: int) -> None:
    save(store, feed, make_article(1, content="<p>" + "a" * 200_000))
    save(store, feed, make_article(1, content="<p>b</p>"))
    assert store.earlier(store.articles(Scope()).rows[0].id) is None
