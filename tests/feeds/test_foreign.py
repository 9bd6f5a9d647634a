"""What Liferea, FreshRSS and Miniflux leave, told apart by what is in it."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feeds import foreign
from feeds.errors import FileUnreadable, NothingToImport, OpmlError
from feeds.feed_list import FeedList, Why
from feeds.reader import Reader
from feeds.types import Scope, ScopeKind
from tests.feeds.test_newsboat import ROWS, cache

A, B = "https://a.example/feed", "https://b.example/feed"
OPML = (
    "<opml version='2.0'><body><outline text='علوم'><outline type='rss' text='الأولى' xmlUrl='https://a.example/feed'"
    " xmlns:frss='https://freshrss.org/opml' frss:cssFullContent='article'/></outline></body></opml>"
)


def item(number: int, feed: str = A, **over: Any) -> dict[str, Any]:
    return {
        "id": f"tag:google.com,2005:reader/item/{number:016x}",
        "guid": f"guid-{number}",
        "crawlTimeMsec": "1764000000123",
        "published": 1_764_000_000 + number,
        "title": f"خبر &amp; {number}",
        "canonical": [{"href": f"https://a.example/{number}"}],
        "alternate": [{"href": f"https://a.example/{number}", "type": "text/html"}],
        "categories": ["user/-/state/com.google/reading-list", "user/-/state/com.google/read", "وسم الصحيفة"],
        "origin": {"streamId": "feed/7", "htmlUrl": "https://a.example/", "title": "صحيفة", "feedUrl": feed},
        "content": {"content": "<p>النص</p>"},
        "author": "سلمى",
        "enclosure": [{"href": "https://a.example/1.mp3", "type": "audio/mpeg"}],
    } | over


def exported(*items: object, id_: str = "user/-/state/com.google/reading-list") -> str:
    return json.dumps({"id": id_, "title": "x", "items": list(items)}, ensure_ascii=False)


def entry(number: int, **over: Any) -> dict[str, Any]:
    return {
        "id": number,
        "status": "read",
        "hash": "0f" * 32,
        "title": f"خبر {number}",
        "url": f"https://b.example/{number}",
        "published_at": "2026-11-24T10:00:00Z",
        "content": "<p>نص</p>",
        "author": "",
        "starred": True,
        "tags": ["اقتصاد"],
        "feed": {
            "feed_url": B,
            "site_url": "https://b.example/",
            "title": "الثانية",
            "category": {"id": 2, "title": "مال"},
        },
    } | over


def read(path: Path, text: str | bytes) -> FeedList:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return foreign.read(path)


def liferea(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            "CREATE TABLE node(node_id TEXT PRIMARY KEY, parent_id TEXT, title TEXT, type TEXT);"
            "CREATE TABLE subscription(node_id TEXT PRIMARY KEY, source TEXT, orig_source TEXT, filter_cmd TEXT);"
            "CREATE TABLE items(item_id INTEGER PRIMARY KEY, parent_item_id INTEGER, node_id TEXT,"
            " parent_node_id TEXT, title TEXT, read INTEGER, updated INTEGER, popup INTEGER, marked INTEGER,"
            " source TEXT, source_id TEXT, valid_guid INTEGER, description TEXT, date INTEGER, comment INTEGER);"
        )
        nodes = [("f", "", "أخبار", "folder"), ("g", "f", "محلية", "folder"), ("a", "g", "الأولى", "feed")]
        made.executemany("INSERT INTO node VALUES(?, ?, ?, ?)", [*nodes, ("c", "", "أمر", "feed")])
        made.executemany("INSERT INTO subscription VALUES(?, ?, ?, '')", [("a", A, A), ("c", "|rm -rf /", "")])
        rows = [
            (1, "a", "خبر 1", 1, 0, "https://a.example/1", "guid-1", 1, "<p>نص</p>", 1_764_000_000, 0),
            (2, "a", "خبر 2", 0, 1, "https://a.example/2", "made-up", 0, "", 1_764_000_001, 0),
            (3, "a", "تعليق", 0, 0, "", "", 0, "", 0, 1),
        ]
        made.executemany(
            "INSERT INTO items(item_id, node_id, title, read, marked, source, source_id, valid_guid, description, date,"
            " comment) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        made.commit()
    return path


def test_articles_of_the_google_reader_api_come_with_their_marks_and_labels(tmp_path: Path) -> None:
    starred = item(2, categories=["user/7/state/com.google/starred", "user/7/label/للقراءة", "user/-/label/وسم &"])
    found = read(tmp_path / "a.json", exported(item(1), starred, 7, item(3, origin={"streamId": "feed/7"})))
    [feed] = found.listed
    assert (feed.url, feed.name, feed.site) == (A, "صحيفة", "https://a.example/")
    one, two = feed.articles
    assert (one.read, one.starred, two.read, two.starred) == (True, False, False, True)
    assert (one.said.guid, one.said.url, one.said.title) == ("guid-1", "https://a.example/1", "خبر & 1")
    assert one.said.categories == ("وسم الصحيفة",)
    assert two.said.categories == ("للقراءة", "وسم &")
    assert one.said.enclosures[0].url == "https://a.example/1.mp3"
    # A number tells no one else which feed it is.
    assert [(one.address, one.why) for one in found.refusals] == [("7", Why.ADDRESS)]


def test_a_list_of_what_has_a_star_stars_all_of_it(tmp_path: Path) -> None:
    said = exported(item(1, categories=[]), id_="user/-/state/org.google/starred")
    assert all(one.starred for one in read(tmp_path / "starred.json", said).listed[0].articles)


def test_what_minifluxs_api_answers_is_taken(tmp_path: Path) -> None:
    entries = [entry(1), entry(2, status="unread", starred=False), entry(3, status="removed")]
    [feed] = read(tmp_path / "e.json", json.dumps({"total": 3, "entries": entries})).listed
    assert (feed.url, feed.title, feed.folders) == (B, "الثانية", ("مال",))
    assert [(one.read, one.starred) for one in feed.articles] == [(True, True), (False, False)]
    # The hash is Miniflux's own: the link is the name.
    assert {one.said.guid for one in feed.articles} == {""}
    feeds = [entry(1)["feed"], {"feed_url": A, "title": "x", "category": {"title": "All"}}]
    listed = read(tmp_path / "f.json", json.dumps(feeds)).listed
    assert [(one.url, one.folders, len(one.articles)) for one in listed] == [(B, ("مال",), 0), (A, (), 0)]


def test_lifereas_database_gives_feeds_folders_and_marks_and_runs_nothing(tmp_path: Path) -> None:
    found = foreign.read(liferea(tmp_path / "liferea.db"))
    [feed] = found.listed
    assert (feed.url, feed.title, feed.folders) == (A, "الأولى", ("أخبار", "محلية"))
    assert [(one.said.title, one.said.guid, one.read, one.starred) for one in feed.articles] == [
        ("خبر 2", "", False, True),
        ("خبر 1", "guid-1", True, False),
    ]
    assert [one.why for one in found.refusals] == [Why.COMMAND]


def test_a_folder_and_an_archive_are_all_that_is_in_them_each_feed_once(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    files = {
        "feeds.opml": OPML,
        "starred.json": exported(item(1), item(2, feed=B)),
        "more.json": json.dumps({"entries": [entry(4)]}),
        "notes.txt": "https://evil.example/not-a-list\n",
        "other.json": "{}",
        "cut.json": '{"items": [',
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for name in files:
            archive.write(folder / name, name)
    for path in (folder, tmp_path / "export.zip"):
        listed = {one.url: one for one in foreign.read(path).listed}
        assert set(listed) == {A, B}
        assert (listed[A].title, listed[A].folders, listed[A].settings.full_text) == ("الأولى", ("علوم",), "always")
        assert [len(listed[A].articles), len(list(listed[B].articles))] == [1, 2]


@pytest.mark.parametrize(
    "text", ["{}", "[]", "[1]", '{"items": 3}', '{"items"', "[" * 100_000, b"\xff\xfe{", b"PK\x03\x04x"]
)
def test_what_is_nothing_of_another_readers_is_told(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises((NothingToImport, FileUnreadable, OpmlError)):
        read(tmp_path / "x", text)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToImport):
        foreign.read(tmp_path / "empty")


@pytest.mark.parametrize("wrong", [None, 7, "x", [], {}, True])
def test_members_of_another_kind_are_passed_over(tmp_path: Path, wrong: object) -> None:
    for name in item(1):
        read(tmp_path / "x.json", exported(item(1, **{name: wrong}), item(2)))
    for name in entry(1):
        read(tmp_path / "x.json", json.dumps({"entries": [entry(1, **{name: wrong}), entry(2)]}))


def test_what_came_is_in_the_library_and_goes_again(library: Reader, tmp_path: Path) -> None:
    path = tmp_path / "starred.json"
    path.write_text(exported(item(1, categories=["user/-/state/com.google/starred", "user/-/label/للقراءة"])), "utf-8")
    done = library.import_file(path)
    assert done.articles == 1
    [row] = library.articles(Scope(ScopeKind.STARRED)).rows
    assert library.article(row.id).categories == ("للقراءة",)
    assert done.id is not None
    assert library.undo_import(done.id).articles == 1
    assert library.feeds() == []


@pytest.mark.parametrize("of", ["freshrss", "miniflux", "liferea", "newsboat"])
def test_what_is_taken_again_brings_nothing_twice(of: str, library: Reader, tmp_path: Path) -> None:
    path = tmp_path / of
    match of:
        case "freshrss":
            path.write_text(exported(item(1), item(2)), "utf-8")
        case "miniflux":
            path.write_text(json.dumps({"entries": [entry(1), entry(2)]}), "utf-8")
        case "liferea":
            liferea(path)
        case _:
            cache(path, *ROWS)
    first = library.import_file(path)
    assert first.added
    assert first.articles
    there = library.counts()
    again = library.import_file(path)
    assert (again.added, again.known, again.articles) == ((), len(first.added), 0)
    assert library.counts() == there
