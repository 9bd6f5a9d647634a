"""A search goes on: given up for another, with an index of no use, beside another program, deep and long."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import apsw
import pytest

from feeds.errors import LibraryDamaged
from feeds.schedule import FetchState
from feeds.search import fold
from feeds.search.query import All, Any, Field, Not, Query, Word
from feeds.store import finding, search_file
from feeds.store.finder import Finder, Superseded
from feeds.store.index import catch_up
from feeds.store.relevance import Relevance
from feeds.store.search_file import file_of
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.test_finding import BLOCK, News, everything, found, news

__all__ = ["news"]


def test_a_search_is_given_up_for_the_next_one(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    _, save, finder = news
    save(title="خبر")
    finder.waiting()
    entered = threading.Event()
    told: list[BaseException] = []
    page = finding.page

    def endless(connection: apsw.Connection, *said: object, **more: object) -> finding.Page:
        entered.set()
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        ).fetchall()
        raise AssertionError("interrupted before that")

    def search() -> None:
        try:
            finder.page(Scope(), Word("خبر"))
        except Superseded as error:
            told.append(error)

    monkeypatch.setattr(finding, "page", endless)
    thread = threading.Thread(target=search)
    thread.start()
    assert entered.wait(10)
    monkeypatch.setattr(finding, "page", page)
    assert found(finder, Word("خبر")) == [1]
    thread.join(10)
    assert len(told) == 1


def test_closing_gives_up_the_search_under_way(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    _, save, finder = news
    save(title="خبر")
    finder.waiting()
    entered = threading.Event()
    told: list[BaseException] = []

    def busy(connection: apsw.Connection, *said: object, **more: object) -> finding.Page:
        entered.set()
        while True:
            connection.execute("SELECT 1").fetchall()

    def search() -> None:
        try:
            finder.page(Scope(), Word("خبر"))
        except Superseded as error:
            told.append(error)

    monkeypatch.setattr(finding, "page", busy)
    thread = threading.Thread(target=search)
    thread.start()
    assert entered.wait(10)
    finder.close()
    thread.join(10)
    assert len(told) == 1


@pytest.mark.parametrize("harm", ["garbage", "pages", "another version"])
def test_without_an_index_of_use_titles_are_looked_through_and_it_is_built_again(news: News, harm: str) -> None:
    store, save, finder = news
    for _ in range(300):
        save(title="خبر", content="<p>متن المقال</p>")
    catch_up(store.path)
    file = file_of(store.path)
    if harm == "another version":
        connection = apsw.Connection(str(file))
        connection.execute("PRAGMA user_version=99")
        connection.close()
    else:
        start = 0 if harm == "garbage" else 4096
        with file.open("r+b") as content:
            content.seek(start)
            content.write(b"\xff" * (file.stat().st_size - start))
    assert len(found(finder, Word("خبر"))) == 200
    assert found(finder, Word("متن")) == []
    assert finder.waiting() == 300
    assert catch_up(store.path).indexed == 300
    assert len(found(finder, Word("متن"))) == 200


def test_an_index_that_is_begun_anew_beneath_an_open_search_is_followed(news: News) -> None:
    store, save, finder = news
    save(title="خبر", content="<p>متن</p>")
    catch_up(store.path)
    assert found(finder, Word("متن")) == [1]
    search_file.suspect(file_of(store.path))
    save(title="خبر", content="<p>متن</p>")
    catch_up(store.path)
    assert found(finder, Word("متن")) == [1, 2]


def test_a_damaged_library_is_told(news: News) -> None:
    store, save, finder = news
    for _ in range(50):
        save(title="خبر")
    store.close()
    page: int = (
        (connection := apsw.Connection(str(store.path)))
        .execute("SELECT rootpage FROM sqlite_schema WHERE name = 'article_text'")
        .get
    )
    connection.close()
    with store.path.open("r+b") as content:
        content.seek((page - 1) * 4096)
        content.write(b"\xff" * 4096)
    with pytest.raises(LibraryDamaged):
        finder.page(Scope(), Word("خبر"))


def test_a_library_that_nobody_can_write_to_is_searched(news: News, tmp_path: Path) -> None:
    store, save, finder = news
    save(title="خبر", content="<p>متن</p>")
    catch_up(store.path)
    store.close()
    finder.close()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for file in (store.path, file_of(store.path)):
        (folder / file.name).write_bytes(file.read_bytes())
        (folder / file.name).chmod(0o400)
    folder.chmod(0o500)
    try:
        other = Finder(folder / store.path.name)
        assert found(other, Word("متن")) == [1]
        other.close()
    finally:
        folder.chmod(0o700)


def test_what_a_beginning_costs_is_told_by_the_pages_that_hold_its_words(news: News) -> None:
    store, _, _ = news
    articles = [
        make_article(n, content=f"<p>{' '.join(f'مشترك{n}ب{at}' for at in range(20))} وحيد{n % 2}</p>")
        for n in range(200)
    ]
    store.save_articles(1, make_feed(articles), FetchState(), NOW)
    catch_up(store.path)
    connection = apsw.Connection(str(store.path), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
    search_file.attach(connection, file_of(store.path))
    pages = {
        beginning: search_file.pages_of(connection, beginning) for beginning in ("مشترك", "مشترك1", "وحيد", "غائب")
    }
    connection.close()
    assert pages["مشترك"] > pages["مشترك1"] > 2
    assert pages["وحيد"] <= 1
    assert pages["غائب"] == 0


def test_a_rare_word_weighs_more_than_a_common_one(news: News) -> None:
    store, save, finder = news
    for n in range(30):
        save(title="خبر شائع" if n != 11 else "خبر نادر")
    catch_up(store.path)
    assert found(finder, Any((Word(fold("شائع")), Word("نادر"))), by_relevance=True)[0] == 12


def test_nothing_is_missing_from_any_page_while_another_program_indexes(
    news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _, finder = news
    monkeypatch.setattr(search_file, "BLOCK", BLOCK)
    store.save_articles(1, make_feed([make_article(n) for n in range(600)]), FetchState(), NOW)
    script = (
        "import sys, time; from pathlib import Path; from feeds.store import index; index.BATCH = 7;"
        "index.catch_up(Path(sys.argv[1]), stop=lambda: time.sleep(0.01))"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(store.path)], cwd=Path(__file__).parents[3])
    waited = set()
    while process.poll() is None:
        waited.add(finder.waiting())
        rows = everything(lambda after: finder.page(Scope(), Word(fold("الخبر")), after, 250))
        assert [row.id for row in rows] == list(range(600, 0, -1))
    assert process.returncode == 0
    assert finder.waiting() == 0
    assert len(waited) > 2, "it was searched while it was behind"


@pytest.mark.parametrize("kind", [Word("خبر"), Field("is", "unread")])
def test_deep_and_long_queries_are_answered(news: News, kind: Query) -> None:
    store, save, finder = news
    save(title="خبر")
    catch_up(store.path)
    deep: Query = kind
    for _ in range(50):
        deep = Not(Not(Any((All((deep, Word("خبر"))), Word("غائب")))))
    assert found(finder, deep) == [1]
    many = tuple(Word(f"غائب{n}") for n in range(500))
    assert found(finder, Any((*many, kind))) == [1]
    assert found(finder, All((*map(Not, many), kind))) == [1]
    assert found(finder, All((*many, kind))) == []


def test_ranking_again_and_again_holds_no_more_memory() -> None:
    """FTS5 keeps every function that it was ever given."""
    connection = apsw.Connection(":memory:")
    assert Relevance.of(connection) is Relevance.of(connection)
    assert Relevance.of(connection) is not Relevance.of(apsw.Connection(":memory:"))
