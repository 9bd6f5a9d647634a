"""What is read of a damaged library into the fresh one."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.errors import LibraryDamaged
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Counts, Retention, Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.conftest import smash


def suspect(path: Path) -> None:
    """Leave the mark that damage was met, so that the next opening looks for it."""
    path.with_name("library.db.suspect").touch()


@pytest.mark.parametrize("table", ["article_text", "body", "article", "category"])
@pytest.mark.parametrize("whole", [False, True])
def test_what_can_be_read_of_a_damaged_library_is_in_the_fresh_one(tmp_path: Path, table: str, whole: bool) -> None:
    path = tmp_path / "library.db"
    articles = [make_article(n, categories=(f"تصنيف طويل الاسم رقم {n}",)) for n in range(600)]
    with Reader(path, clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://news.example/feed", section="سياسة")
        reader._store.save_articles(feed.id, make_feed(articles), FetchState(due_at=NOW + 60), NOW)
        reader.mark_read(range(1, 601, 3))
        reader.star(range(1, 601, 7))
    smash(path, table, whole=whole)
    suspect(path)
    with Reader(path, clock=lambda: NOW) as again:
        assert again.notice is not None
        connection = again._store._connections.get()
        assert [(feed.title, feed.section) for feed in again.feeds()] == [("أخبار المثال", 1)]
        assert [section.name for section in again.sections()] == ["سياسة"]
        left = again.counts()
        assert again.notice.args_["articles"] == str(left.total)
        if table == "article":
            assert left.total == 0 if whole else 500 < left.total < 600
        else:
            assert left == Counts(600, 400, 86)
        rows = connection.execute("SELECT count(*), ifnull(sum(read = 0), 0) FROM article").get
        assert (left.total, left.unread) == rows
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").get == "ok"
        assert len(again._store.due(NOW)) == 1, "all that the feed has is asked for again"
        again._store.save_articles(1, make_feed(articles), FetchState(), NOW)
        assert again.counts().total == 600
        assert again.counts().starred == left.starred
        for row in again.articles(Scope(), None, 600).rows:
            assert row.title
            assert again._store.body(row.id).html


@pytest.fixture
def directed(tmp_path: Path) -> Path:
    """The path of a library of 600 articles whose feed runs left to right, and right to left every third of them."""
    path = tmp_path / "library.db"
    with Reader(path, clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://news.example/feed")
        articles = [make_article(n, categories=(f"تصنيف رقم {n}",)) for n in range(600)]
        reader._store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
        reader.set_feed_direction(feed.id, "ltr")
        for article in range(1, 601, 3):
            reader.set_direction(article, "rtl")
    return path


def test_directions_come_over_with_their_articles_and_feeds(directed: Path) -> None:
    smash(directed, "category", whole=True)
    suspect(directed)
    with Reader(directed, clock=lambda: NOW) as again:
        assert isinstance(again.notice, LibraryDamaged)
        assert [feed.direction for feed in again.feeds()] == ["ltr"]
        rows = again.articles(Scope(), None, 600).rows
        assert len(rows) == 600
        assert all(row.direction == ("rtl" if row.id % 3 == 1 else "ltr") for row in rows)


def test_a_direction_whose_article_is_lost_is_dropped(directed: Path) -> None:
    smash(directed, "article", whole=True)
    suspect(directed)
    with Reader(directed, clock=lambda: NOW) as again:
        connection = again._store._connections.get()
        assert connection.execute("SELECT count(*) FROM article_setting").get == 0
        again._store.save_articles(1, make_feed([make_article(1)]), FetchState(), NOW)
        assert [row.direction for row in again.articles(Scope()).rows] == ["ltr"]


def test_settings_that_are_no_longer_json_are_dropped_and_lists_can_be_read(directed: Path) -> None:
    for settings in (b'{"direction":"ltr"}', b'{"direction":"rtl"}'):
        data = directed.read_bytes()
        assert settings in data
        directed.write_bytes(data.replace(settings, settings.replace(b":", b";")))
    smash(directed, "category", whole=True)
    suspect(directed)
    with Reader(directed, clock=lambda: NOW) as again:
        assert {row.direction for row in again.articles(Scope(), None, 600).rows} == {""}
        assert [feed.direction for feed in again.feeds()] == [""]


def test_a_damaged_library_of_an_earlier_version_is_read_too(version_1: Path) -> None:
    smash(version_1, "category", whole=True)
    suspect(version_1)
    with Reader(version_1, clock=lambda: NOW) as again:
        assert isinstance(again.notice, LibraryDamaged)
        assert again.notice.args_["articles"] == "3"
        assert again.counts() == Counts(3, 2, 1)
        assert [feed.title for feed in again.feeds()] == ["جريدتي", "https://other.example/feed"]
        again.set_direction(1, "rtl")
        assert again.article(1).row.direction == "rtl"


def test_tags_notes_and_what_is_known_of_articles_that_went_come_over(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    articles = [make_article(n, categories=(f"تصنيف رقم {n}",)) for n in range(600)]
    with Reader(path, clock=lambda: NOW) as reader:
        reader.subscribe("https://news.example/feed")
        reader._store.save_articles(1, make_feed(articles), FetchState(), NOW)
        reader.mark_read(range(1, 500))
    with Reader(path, clock=lambda: NOW + 9 * 86_400) as reader:
        reader.tag([600], "مهم")
        reader.set_note(599, "للعودة إليه")
        assert reader.prune(Retention(articles=50)) == 499
    smash(path, "category", whole=True)
    suspect(path)
    with Reader(path, clock=lambda: NOW) as again:
        assert isinstance(again.notice, LibraryDamaged)
        assert again.labels(600) == (("مهم",), "")
        assert again.labels(599) == ((), "للعودة إليه")
        assert again._store.save_articles(1, make_feed(articles), FetchState(), NOW)[0] == 0, "none comes back as new"
        assert again._store._connections.get().execute("PRAGMA foreign_key_check").fetchall() == []
