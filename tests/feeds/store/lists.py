"""What tests of imports share: feeds as a list has them."""

from __future__ import annotations

from typing import Any

from feeds.feed_list import FeedList, KeptArticle, ListedFeed
from feeds.store import importing
from feeds.store.importing import Imported
from feeds.store.library import Store
from tests.feeds.conftest import NOW

A = ListedFeed("https://a.example/", "أ", ("عالم", "آسيا"), "rtl", name="Name", site="https://a.example/home")
B = ListedFeed("https://b.example/", "", ("عالم",))
C = ListedFeed("https://c.example/", "", ("آسيا",))


def bring(store: Store, *feeds: ListedFeed) -> Imported:
    return importing.bring(store._connections, FeedList(list(feeds)), NOW)


def contents(store: Store) -> dict[str, Any]:
    """All that undoing an import must leave as it was."""
    connection = store._connections.get()
    tables = ("section", "feed", "article", "article_text", "body", "tally", "fetch_state")
    return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


def with_articles(feed: ListedFeed, *articles: KeptArticle) -> ListedFeed:
    return ListedFeed(feed.url, feed.title, feed.folders, articles=articles)
