"""Coming from newsboat."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer

from feeds import foreign, newsboat
from feeds.errors import FileBusy, FileUnreadable, OpmlError
from feeds.feed_list import ListedFeed, Refused, Why
from feeds.parse import parse
from feeds.schedule import FetchState
from feeds.store import importing
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW

URLS = """
# my feeds
https://a.example/feed "أخبار العرب" politics "~الأولى \\"نفسها\\""
  "https://b.example/feed?x=1#y"	two	# a remark
https://c.example/ ~Third !hidden four
https://d.example/ "!secret"
https://a.example/feed again
"query:Unread:unread = \\"yes\\""
exec:~/bin/make-feed tag
"filter:~/bin/clean:https://e.example/feed" tag
file:///home/me/feed.xml
words
"""


def test_the_addresses_of_a_list_come_with_titles_and_the_first_tag_as_section() -> None:
    urls = newsboat.parse_urls(URLS)
    assert urls.listed == [
        ListedFeed("https://a.example/feed", 'الأولى "نفسها"', ("أخبار العرب",)),
        ListedFeed("https://b.example/feed?x=1", "", ("two",)),
        ListedFeed("https://c.example/", "Third", ("four",), hidden=True),
        ListedFeed("https://d.example/", "", (), hidden=True),
    ]


def test_what_newsboat_would_search_or_run_is_told_and_not_taken() -> None:
    assert newsboat.parse_urls(URLS).refusals == [
        Refused('query:Unread:unread = "yes"', Why.QUERY),
        Refused("exec:~/bin/make-feed", Why.COMMAND),
        Refused("filter:~/bin/clean:https://e.example/feed", Why.COMMAND),
        Refused("file:///home/me/feed.xml", Why.ADDRESS),
        Refused("words", Why.ADDRESS),
    ]


@given(
    st.text()
    | st.lists(st.sampled_from(['"', "\\", "#", "~", "!", " ", "\t", "\n", "https://a.example/", "x"])).map("".join)
)
def test_any_list_is_read(text: str) -> None:
    newsboat.parse_urls(text)


def cache(path: Path, *rows: tuple[object, ...], more: str = "") -> Path:
    """A cache of one feed; ``rows`` are guid, title, url, pubDate, content, unread, flags, deleted."""
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(
            "CREATE TABLE rss_feed(rssurl, url, title);"
            "CREATE TABLE rss_item(id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate, content, unread,"
            f" flags, deleted{more})"
        )
        connection.execute("INSERT INTO rss_feed VALUES('https://a.example/feed', 'https://a.example/', 'A &amp; B')")
        connection.executemany(
            "INSERT INTO rss_item(guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted)"
            " VALUES(?, ?, 'سلمى', ?, 'https://a.example/feed', ?, ?, ?, ?, ?)",
            rows,
        )
    return path


ROWS = (
    ("g1", "الأول &amp; الأخير", "https://a.example/1", NOW - 10, "<p>نص</p>", 1, None, 0),
    ("g2", "Two", "https://a.example/2", NOW - 20, b"\xff", 0, "", 0),
    ("g3", "Three", "javascript:x", NOW - 30, "", 1, "s", 0),
    ("g4", "Four", "https://a.example/4", NOW - 40, "", 1, "ab", 1),
    ("g5", "Five", "https://a.example/5", 10**15, "", 1, "b", 0),
)


def test_articles_come_with_their_marks_and_without_columns_of_later_releases(tmp_path: Path) -> None:
    [feed] = newsboat.read_cache(cache(tmp_path / "cache.db", *ROWS)).listed
    assert (feed.url, feed.title, feed.name, feed.site) == ("https://a.example/feed", "", "A & B", "https://a.example/")
    marks = {one.said.guid: (one.read, one.starred) for one in feed.articles}
    assert marks == {"g1": (0, 0), "g2": (1, 0), "g3": (0, 1), "g4": (1, 0), "g5": (0, 1)}
    said = {one.said.guid: one.said for one in feed.articles}
    assert said["g1"].title == "الأول & الأخير"
    assert said["g1"].published is not None
    assert said["g1"].published.timestamp() == NOW - 10
    assert said["g1"].authors[0].name == "سلمى"
    assert said["g2"].summary == "\ufffd"
    assert said["g3"].url == ""
    assert said["g5"].published is None


def test_only_the_flag_that_is_named_is_a_star(tmp_path: Path) -> None:
    [feed] = newsboat.read_cache(cache(tmp_path / "cache.db", *ROWS), flag="s").listed
    assert [one.said.guid for one in feed.articles if one.starred] == ["g3"]


def test_the_list_beside_a_cache_gives_titles_and_sections_and_what_left_it_is_told(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", *ROWS)
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("INSERT INTO rss_feed VALUES('https://gone.example/', '', '')")
    (tmp_path / "urls").write_text('https://a.example/feed news "~Mine"\nhttps://new.example/ news\nexec:x', "utf-8")
    found = foreign.read(path)
    assert [(one.url, one.title, one.folders, len(one.articles)) for one in found.listed] == [
        ("https://a.example/feed", "Mine", ("news",), 5),
        ("https://new.example/", "", ("news",), 0),
    ]
    assert found.refusals == [Refused("exec:x", Why.COMMAND), Refused("https://gone.example/", Why.NOT_LISTED)]


def test_a_list_beside_a_cache_that_is_empty_or_of_another_kind_is_not_gone_by(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", *ROWS)
    for text in ("", "# none yet", "Dear reader"):
        (tmp_path / "urls").write_text(text, "utf-8")
        assert [one.url for one in foreign.read(path).listed] == ["https://a.example/feed"]


def test_the_list_is_found_in_the_folders_of_xdg(tmp_path: Path) -> None:
    path = tmp_path / ".local" / "share" / "newsboat" / "cache.db"
    urls = tmp_path / ".config" / "newsboat" / "urls"
    for one in (path, urls):
        one.parent.mkdir(parents=True)
    assert newsboat.urls_of(path) is None
    urls.write_text("https://a.example/", "utf-8")
    assert newsboat.urls_of(path) == urls


def test_files_are_told_apart_by_their_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for text, encoding in (
        ("https://a.example/", "utf-8"),
        ("\ufeff\n <opml><body><outline xmlUrl='https://a.example/'/></body></opml>", "utf-8"),
        ("<?xml version='1.0' encoding='utf-16'?><opml><outline xmlUrl='https://a.example/'/></opml>", "utf-16"),
    ):
        path.write_text(text, encoding)
        assert [one.url for one in foreign.read(path).listed] == ["https://a.example/"]
    path.unlink()
    assert foreign.read(cache(path)).listed[0].url == "https://a.example/feed"


def test_a_body_that_newsboat_keeps_as_plain_text_loses_no_sign(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", *ROWS[:2], more=", content_mime_type, enclosure_description")
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(
            "UPDATE rss_item SET content = 'a < b\nc', content_mime_type = 'text/plain' WHERE guid = 'g1'"
        )
        connection.execute(
            "UPDATE rss_item SET content = '<b>a</b>', content_mime_type = 'text/html' WHERE guid = 'g2'"
        )
    [feed] = newsboat.read_cache(path).listed
    assert [one.said.summary for one in feed.articles] == ["a &lt; b<br>c", "<b>a</b>"]


def test_a_cache_of_an_early_release_is_read_with_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(
            "CREATE TABLE rss_feed(rssurl, url, title);"
            "CREATE TABLE rss_item(id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate, content,"
            " unread);"
            "INSERT INTO rss_feed VALUES('https://a.example/feed', 'https://a.example/feed', 'A');"
            "INSERT INTO rss_item VALUES(1, 'g', 'T', '', '', 'https://a.example/feed', 5, 'x', 0)"
        )
    [feed] = newsboat.read_cache(path).listed
    assert feed.site == ""
    assert [(one.said.guid, one.read, one.starred) for one in feed.articles] == [("g", True, False)]


def test_a_cache_that_newsboat_is_writing_to_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.databases._WAIT", 10)
    path = cache(tmp_path / "cache.db", *ROWS)
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileBusy):
            foreign.read(path)
        connection.execute("COMMIT; BEGIN")
        connection.execute("SELECT * FROM rss_item").fetchone()
        assert len(foreign.read(path).listed[0].articles) == 5


def test_other_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"", b"Dear reader,\nthis is a letter.", b"<html/>"):
        path.write_bytes(content)
        with pytest.raises(OpmlError):
            foreign.read(path)
    with pytest.raises(FileUnreadable):
        foreign.read(tmp_path / "none")
    for content in (b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5000):
        path.write_bytes(content)
        with pytest.raises(FileUnreadable):
            foreign.read(path)
    path.unlink()
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("CREATE TABLE other(x)")
    with pytest.raises(FileUnreadable):
        foreign.read(path)


def item(title: str = "", guid: str = "", link: str = "", date: str = "", text: str = "نص") -> str:
    return (
        "<item>"
        + (f"<title>{title}</title>" if title else "")
        + (f'<guid isPermaLink="false">{guid}</guid>' if guid else "")
        + (f"<link>{link}</link>" if link else "")
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + f"<description>{text}</description></item>"
    )


def rss(*items: str) -> bytes:
    text = f"<rss version='2.0'><channel><title>قناة</title><link>https://a.example/</link>{''.join(items)}</channel></rss>"
    return ('<?xml version="1.0" encoding="UTF-8"?>' + text).encode()


DATE = "Tue, 24 Nov 2026 10:00:0{} +0300"
FEEDS = {
    "guids": rss(
        item("الأول", "tag:1", "https://a.example/1", DATE.format(1)),
        item("A &amp;amp; B", "https://a.example/2", "https://a.example/2", DATE.format(2)),
        item("C", "https://a.example/?p=3", "https://a.example/3?utm_source=rss", "25 نوفمبر 2026"),
        item("D", "7", text="&lt;p&gt;no link&lt;/p&gt;"),
    ),
    "links": rss(
        item("A", "", "https://a.example/1?utm_source=rss", DATE.format(1)),
        item("B", "", "https://a.example/2", DATE.format(2)),
        item("C", "", "https://a.example/3"),
    ),
    "undated": rss(item("A", "", "https://a.example/1"), item("B", "", "https://a.example/2")),
    "titles": rss(item("A", date=DATE.format(1)), item("B", date=DATE.format(2))),
    "undated titles": rss(item("A"), item("B")),
    "atom": b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><id>f</id>
        <entry><id>urn:1</id><title>A</title><link href="https://a.example/1"/><updated>2026-11-24T10:00:00Z</updated>
        <content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>""",
}


@pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed")
@pytest.mark.parametrize("name", FEEDS)
def test_what_a_real_newsboat_fetched_is_there_and_not_doubled_by_the_next_refresh(
    name: str, tmp_path: Path, store: Store, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/feed").respond_with_data(FEEDS[name], content_type="application/xml")
    url = httpserver.url_for("/feed")
    urls, path = tmp_path / "urls", tmp_path / "cache.db"
    urls.write_text(f'{url} "قسم" "~اسم"\n', "utf-8")
    (tmp_path / "config").write_text("", "utf-8")
    command = ["newsboat", "-u", str(urls), "-c", str(path), "-C", str(tmp_path / "config"), "-x", "reload"]
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm"}
    subprocess.run(command, check=True, env=environment, capture_output=True, timeout=60)
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("UPDATE rss_item SET unread = 0; UPDATE rss_item SET flags = 's' WHERE title = 'A'")
    parsed = parse(FEEDS[name], url=url)
    done = importing.bring(store._connections, foreign.read(path), NOW)
    assert done.articles == len(parsed.articles)
    [feed] = done.added
    assert (feed.title, feed.unread, store.sections()[0].name) == ("اسم", 0, "قسم")
    before = {row.id: (row.title, row.starred) for row in store.articles(Scope()).rows}
    assert store.save_articles(feed.id, parsed, FetchState(), NOW)[0] == 0
    assert {row.id: (row.title, row.starred) for row in store.articles(Scope()).rows} == before
    assert store.counts().unread == 0
