"""The search index: it follows the library, survives what happens to it, and can be thrown away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import apsw
import pytest

from feeds.blocks import Paragraph, Text
from feeds.errors import DiskFull, LibraryReadOnly
from feeds.extract import Page as WebPage
from feeds.schedule import FetchState
from feeds.search import stemming
from feeds.store import index, search_file
from feeds.store.connections import Connections
from feeds.store.index import Followed, catch_up
from feeds.store.library import Store
from feeds.store.lock import lock
from feeds.store.search_file import file_of
from feeds.types import Author
from tests.feeds.conftest import NOW, make_article, make_feed

FOLLOWER = """
import sys
from pathlib import Path
from feeds.search import stemming
from feeds.store import index, search_file
index.BATCH = 2
index.catch_up(Path(sys.argv[1]), stop=lambda: print("batch", flush=True))
"""


@pytest.fixture
def stocked(store: Store) -> Store:
    """One feed of 40 articles."""
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(40)]), FetchState(), NOW)
    return store


def matches(store: Store, expression: str) -> list[int]:
    """The ids in the index that an FTS5 expression matches."""
    connection = apsw.Connection(str(file_of(store.path)))
    try:
        rows: Iterable[Any] = connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (expression,)
        )
        return [id_ for (id_,) in rows]
    finally:
        connection.close()


def check(path: Path) -> None:
    """FTS5's own check of the index, and SQLite's of the file."""
    connection = apsw.Connection(str(file_of(path)))
    connection.execute("INSERT INTO words(words, rank) VALUES('integrity-check', 0)")
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    connection.close()


def save(store: Store, *articles: Any) -> None:
    store.save_articles(1, make_feed(articles), FetchState(), NOW)


def waiting(store: Store) -> int:
    connection = apsw.Connection(str(file_of(store.path)))
    known = search_file.held(connection)
    connection.close()
    return search_file.waiting(store._connections.get(), known)


def test_title_author_and_body_are_indexed_folded_with_their_stems(store: Store) -> None:
    store.subscribe("https://news.example/feed")
    body = "<p>قالَ المسئولون في الوزارة</p>"
    save(store, make_article(1, title="أزمةٌ", authors=(Author("مُنى"),), content=body))
    assert catch_up(store.path) == Followed(indexed=1, waiting=0)
    for expression in ("title : ازمه", "author : مني", "text : المسءولون", "stems : مسءولون", '"قال المسءولون"'):
        assert matches(store, expression) == [1], expression
    assert matches(store, "title : قال") == []


def test_a_summary_that_begins_the_body_is_indexed_once_and_another_one_besides(store: Store) -> None:
    store.subscribe("https://news.example/feed")
    save(
        store,
        make_article(1, summary="", content="<p>كلام</p>"),
        make_article(2, summary="موجز", content="<p>كلام</p>"),
    )
    catch_up(store.path)
    assert matches(store, "text : كلام") == [1, 2]
    assert matches(store, "text : موجز") == [1]


def test_what_comes_is_indexed_in_batches_up_to_the_limit_and_until_it_is_stopped(
    stocked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 10)
    assert catch_up(stocked.path, limit=15) == Followed(indexed=15, waiting=25)
    asked = iter((False, True))
    assert catch_up(stocked.path, stop=lambda: next(asked)) == Followed(indexed=10, waiting=15)
    assert waiting(stocked) == 15
    assert catch_up(stocked.path) == Followed(indexed=15, waiting=0)
    assert matches(stocked, "title : الخبر") == list(range(1, 41))


def test_edited_articles_are_indexed_again_and_others_are_not(stocked: Store) -> None:
    catch_up(stocked.path)
    save(stocked, make_article(3, title="عنوان جديد"), make_article(4, content="<p>نص آخر</p>"), make_article(5))
    assert waiting(stocked) == 2
    assert catch_up(stocked.path) == Followed(indexed=2, waiting=0)
    edited = matches(stocked, "title : جديد")
    assert len(edited) == 1
    assert edited[0] not in matches(stocked, "title : الخبر")
    assert len(matches(stocked, "text : اخر")) == 1
    assert len(matches(stocked, "author : سلمي")) == 40
    left = stocked._connections.get().execute("SELECT count(*) FROM search_change").get
    assert left == 0, "what was followed is forgotten"


def test_an_article_that_changes_before_its_turn_is_indexed_as_it_is_by_then(stocked: Store) -> None:
    catch_up(stocked.path, limit=10)
    save(stocked, make_article(3, title="عنوان جديد"))
    catch_up(stocked.path)
    assert len(matches(stocked, "title : جديد")) == 1
    assert len(matches(stocked, "title : الخبر")) == 39


def test_the_text_of_a_page_that_was_fetched_is_indexed(stocked: Store) -> None:
    catch_up(stocked.path)
    whole = "كلام كثير لم يكن في الخلاصة ولا في متنها الذي جاء مع العنوان وحده ذلك الصباح"
    stocked.save_page(7, WebPage("", "", (Paragraph(Text(whole)),)))
    assert catch_up(stocked.path) == Followed(indexed=1, waiting=0)
    assert matches(stocked, "text : كثير") == [7]


def test_articles_that_go_leave_the_index(stocked: Store) -> None:
    catch_up(stocked.path)
    stocked.unsubscribe(1)
    assert waiting(stocked) == 40
    assert catch_up(stocked.path).waiting == 0
    assert matches(stocked, "الخبر OR author : سلمي") == []
    check(stocked.path)


@pytest.mark.parametrize("harm", ["missing", "garbage", "cut", "another version", "other folding", "suspect"])
def test_an_index_of_no_use_is_built_again_and_nothing_else_is_touched(stocked: Store, harm: str) -> None:
    catch_up(stocked.path)
    file = file_of(stocked.path)
    before = stocked.path.read_bytes(), sorted(path.name for path in stocked.path.parent.iterdir())
    if harm == "missing":
        file.unlink()
    elif harm == "garbage":
        file.write_bytes(b"\xff" * file.stat().st_size)
    elif harm == "cut":
        os.truncate(file, file.stat().st_size // 2)
    elif harm == "suspect":
        search_file.suspect(file)
    else:
        connection = apsw.Connection(str(file))
        connection.execute("PRAGMA user_version=99" if harm == "another version" else "UPDATE held SET folding = x'00'")
        connection.close()
    assert catch_up(stocked.path) == Followed(indexed=40, waiting=0)
    assert matches(stocked, "title : الخبر") == list(range(1, 41))
    check(stocked.path)
    assert (stocked.path.read_bytes(), sorted(path.name for path in stocked.path.parent.iterdir())) == before


def test_damage_met_while_it_is_followed_starts_it_anew(stocked: Store) -> None:
    catch_up(stocked.path)
    connection = apsw.Connection(str(file_of(stocked.path)))
    connection.execute("UPDATE words_data SET block = x'ff' WHERE id = 10")
    connection.close()
    save(stocked, *(make_article(n, title="عنوان جديد") for n in range(40)))
    assert catch_up(stocked.path) == Followed(indexed=40, waiting=0)
    assert len(matches(stocked, "title : جديد")) == 40
    check(stocked.path)


def test_the_index_of_a_library_whose_place_another_one_took_is_built_again(stocked: Store, tmp_path: Path) -> None:
    """As a backup that is restored: shorter, then longer than what is indexed."""
    catch_up(stocked.path)
    for count in (30, 45):
        other = Store(tmp_path / f"{count}.db", lambda: NOW)
        other.subscribe("https://other.example/feed")
        save(other, *(make_article(n, guid=f"{count}-{n}", title="من غيرها") for n in range(count)))
        catch_up(other.path)
        other.close()
        stocked.close()
        other.path.replace(stocked.path)
        assert catch_up(stocked.path) == Followed(indexed=count, waiting=0)
        assert len(matches(stocked, "title : غيرها")) == count


def test_an_index_that_missed_changes_is_built_again(stocked: Store) -> None:
    """As when a migration makes a table anew, which takes its triggers away."""
    catch_up(stocked.path)
    with stocked._connections.write() as connection:
        connection.execute("DROP TRIGGER search_text_changed")
    save(stocked, make_article(3, title="عنوان جديد"))
    assert catch_up(stocked.path) == Followed(indexed=40, waiting=0)
    assert len(matches(stocked, "title : جديد")) == 1
    save(stocked, make_article(4, title="عنوان جديد"))
    assert catch_up(stocked.path) == Followed(indexed=1, waiting=0)


def test_while_another_program_indexes_it_is_left_to_that_one(stocked: Store) -> None:
    with lock(file_of(stocked.path)):
        assert catch_up(stocked.path) == Followed(elsewhere=True)
    assert catch_up(stocked.path).indexed == 40


def test_the_library_can_be_written_to_while_a_batch_is_made(stocked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BATCH", 10)
    monkeypatch.setattr("feeds.store.connections.BUSY_MS", 0)
    marked = []

    def mark() -> bool:
        marked.append(stocked.mark_read([len(marked) + 1]))
        return False

    folded = index._folded
    monkeypatch.setattr(index, "_folded", lambda *texts: (stocked.star([1]), folded(*texts))[1])
    assert catch_up(stocked.path, stop=mark).indexed == 40
    assert sum(marked) == 5


def test_kill_9_at_any_moment_leaves_an_index_that_goes_on(stocked: Store) -> None:
    root = Path(__file__).parents[3]
    stocked.save_articles(1, make_feed([make_article(n) for n in range(40, 900)]), FetchState(), NOW)
    reached = 0
    for number in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", FOLLOWER, str(stocked.path)], stdout=subprocess.PIPE, text=True, cwd=root
        )
        assert process.stdout is not None
        for _ in range(1 + number % 4):
            assert process.stdout.readline() == "batch\n"
        time.sleep(0.0007 * number)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        known = _held(stocked.path)
        assert known is not None
        assert known.article >= reached
        reached = known.article
        check(stocked.path)
        assert matches(stocked, "title : الخبر") == list(range(1, reached + 1)), "a batch is there whole or not at all"
    assert 0 < reached < 900
    assert catch_up(stocked.path).waiting == 0
    assert matches(stocked, "title : الخبر") == list(range(1, 901))
    check(stocked.path)


def _held(path: Path) -> search_file.Held | None:
    connection = apsw.Connection(str(file_of(path)))
    try:
        return search_file.held(connection)
    finally:
        connection.close()


def test_a_full_disk_is_told_and_what_was_indexed_stays(stocked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BATCH", 10)
    catch_up(stocked.path, limit=20)

    class Cramped(Connections):
        def _open(self) -> apsw.Connection:
            connection = super()._open()
            if self.path == file_of(stocked.path):
                connection.pragma("max_page_count", connection.pragma("page_count"))
            return connection

    with monkeypatch.context() as patch:
        patch.setattr(index, "Connections", Cramped)
        with pytest.raises(DiskFull) as told:
            catch_up(stocked.path)
    assert told.value.args_["path"] == str(file_of(stocked.path))
    assert len(matches(stocked, "title : الخبر")) >= 20
    assert catch_up(stocked.path).waiting == 0
    check(stocked.path)


def test_where_nothing_can_be_made_beside_the_library_nothing_is_indexed(stocked: Store) -> None:
    file = file_of(stocked.path)
    file.with_name(file.name + ".lock").mkdir()
    with pytest.raises(LibraryReadOnly):
        catch_up(stocked.path)
    assert not file.exists()


def test_the_rules_of_folding_are_told_apart_by_how_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = index.folding()
    index.folding.cache_clear()
    try:
        changed = tmp_path / "stemming.py"
        changed.write_bytes(Path(stemming.__file__).read_bytes() + b"# changed")
        monkeypatch.setattr(stemming, "__file__", str(changed))
        assert index.folding() != now
    finally:
        index.folding.cache_clear()
