"""The one door to the core."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from feeds.blocks import Paragraph
from feeds.errors import AlreadySubscribed, ArticleNotFound, BadAddress, FeedNotFound, FileUnreadable, OpmlError
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Counts, Scope, ScopeKind, Section
from tests.feeds.conftest import NOW, make_article, make_feed


def test_a_new_library_is_empty(library: Reader) -> None:
    assert library.sections() == library.feeds() == []
    assert library.counts() == Counts(0, 0, 0)
    assert library.articles(Scope()).rows == ()
    assert library.next_unread(Scope(), None) is None
    assert library.notice is None


def test_subscribing_makes_the_section_if_need_be(library: Reader) -> None:
    first = library.subscribe("https://a.example/feed", title="الأولى", section="سياسة")
    second = library.subscribe("https://b.example/feed", section="سياسة")
    third = library.subscribe("https://c.example/feed")
    assert [(feed.title, feed.section) for feed in (first, second, third)] == [
        ("الأولى", 1),
        ("https://b.example/feed", 1),
        ("https://c.example/feed", None),
    ]
    assert library.sections() == [Section(1, "سياسة")]
    assert library.add_section("سياسة").id == 1
    assert library.add_section("رياضة") == Section(2, "رياضة", None, 1)
    assert [feed.id for feed in library.feeds()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://a.example/feed", "https://a.example/feed"),
        (" HTTPS://A.Example/Feed\u202e \n", "https://a.example/Feed"),
        ("a.example/feed", "https://a.example/feed"),
        ("a.example", "https://a.example/"),
        ("localhost.example:8080/x", "https://localhost.example:8080/x"),
        ("feed://a.example/x", "http://a.example/x"),
        ("feed:https://a.example/x", "https://a.example/x"),
        ("https://user:Pass@A.example/x#top", "https://user:Pass@a.example/x"),
        ("https://الجزيرة.example/ع?ق=١", "https://الجزيرة.example/ع?ق=١"),
        ("http://127.0.0.1:8000/f", "http://127.0.0.1:8000/f"),
        ("http://[::1]:8000/f", "http://[::1]:8000/f"),
    ],
)
def test_an_address_is_kept_as_feeds_are_told_apart_by(library: Reader, typed: str, address: str) -> None:
    assert library.subscribe(typed).url == address
    with pytest.raises(AlreadySubscribed) as raised:
        library.subscribe(typed)
    assert raised.value.args_ == {"url": address, "feed": "1"}


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "hello",
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "http://a.example:port/",
        "|ls",
        "sample://edition/a.xml",
    ],
)
def test_what_is_no_web_address_is_told(library: Reader, typed: str) -> None:
    with pytest.raises(BadAddress) as raised:
        library.subscribe(typed, section="سياسة")
    assert "url" in raised.value.args_
    assert library.feeds() == []
    assert library.sections() == []


def test_names_that_come_from_outside_are_cleaned(library: Reader) -> None:
    feed = library.subscribe("https://a.example/", title="  أ\n\x1b[31mب ", section="\u202eسياسة\t ")
    assert "\x1b" not in feed.title
    assert "\n" not in feed.title
    assert [section.name for section in library.sections()] == ["سياسة"]
    with pytest.raises(ValueError, match="name"):
        library.add_section(" \n")


def test_unsubscribing_removes_the_feed_its_articles_and_the_section_it_leaves_empty(library: Reader) -> None:
    for name in "ab":
        feed = library.subscribe(f"https://{name}.example/", section="سياسة")
        library._store.save_articles(feed.id, make_feed([make_article(1)]), FetchState(), NOW)
    library.unsubscribe(1)
    assert [feed.id for feed in library.feeds()] == [2]
    assert library.counts() == Counts(1, 1, 0)
    library.unsubscribe(2)
    assert library.sections() == []
    assert library.counts() == Counts(0, 0, 0)
    with pytest.raises(FeedNotFound):
        library.unsubscribe(2)


def test_ids_are_not_given_out_twice(library: Reader) -> None:
    feed = library.subscribe("https://a.example/")
    library._store.save_articles(feed.id, make_feed([make_article(1)]), FetchState(), NOW)
    library.unsubscribe(feed.id)
    again = library.subscribe("https://a.example/")
    library._store.save_articles(again.id, make_feed([make_article(1)]), FetchState(), NOW)
    assert again.id == 2
    assert [row.id for row in library.articles(Scope()).rows] == [2]


def test_an_article_is_read_from_list_to_blocks(library: Reader) -> None:
    feed = library.subscribe("https://a.example/", section="سياسة")
    library._store.save_articles(feed.id, make_feed([make_article(1)]), FetchState(), NOW)
    [row] = library.articles(Scope(ScopeKind.SECTION, feed.section)).rows
    article = library.article(row.id)
    assert (article.row, article.section) == (row, "سياسة")
    [paragraph] = library.content(row.id).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.text == "نص الخبر رقم 1 كما كتبه المراسل في العاصمة صباح اليوم."


def test_an_article_that_is_not_there_is_told(library: Reader) -> None:
    for ask in (library.article, library.content):
        with pytest.raises(ArticleNotFound) as raised:
            ask(7)
        assert raised.value.args_ == {"id": "7"}


def test_all_is_still_there_after_a_restart(tmp_path: Path) -> None:
    with Reader(tmp_path / "library.db", clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://a.example/", section="سياسة")
        reader._store.save_articles(feed.id, make_feed([make_article(n) for n in range(3)]), FetchState(), NOW)
        reader.mark_read([1])
        reader.star([2])
        before = (reader.sections(), reader.feeds(), reader.counts(), reader.articles(Scope()))
    with Reader(tmp_path / "library.db") as again:
        assert (again.sections(), again.feeds(), again.counts(), again.articles(Scope())) == before
        assert again.counts() == Counts(3, 2, 1)


def test_an_opml_file_is_taken_and_taken_again(library: Reader, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        '<opml><body><outline text="سياسة"><outline text="أ" xmlUrl="https://a.example/"/>'
        '<outline text="ب" xmlUrl="https://b.example/"/></outline><outline xmlUrl="|ls"/></body></opml>',
        "utf-8",
    )
    library.subscribe("https://b.example/")
    taken = library.import_opml(path)
    assert [(feed.url, feed.title, feed.section) for feed in taken.added] == [("https://a.example/", "أ", 1)]
    assert (taken.known, taken.refused) == (1, ("|ls",))
    again = library.import_opml(path)
    assert (again.added, again.known) == ((), 2)


def test_a_list_exported_is_the_same_when_imported(library: Reader, tmp_path: Path) -> None:
    library.subscribe("https://a.example/?x=1&y=2", title="أ & ب", section="سياسة / عربية")
    library.subscribe("https://b.example/", title="<ج>")
    path = tmp_path / "list.opml"
    path.write_text(library.export_opml(), "utf-8")
    with Reader(tmp_path / "other.db") as other:
        added = other.import_opml(path).added
        assert {(feed.url, feed.title) for feed in added} == {(feed.url, feed.title) for feed in library.feeds()}
        assert [section.name for section in other.sections()] == ["سياسة / عربية"]


def test_a_broken_list_changes_nothing(library: Reader, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text("<html/>", "utf-8")
    with pytest.raises(OpmlError):
        library.import_opml(path)
    with pytest.raises(FileUnreadable):
        library.import_opml(tmp_path / "none.opml")
    assert library.feeds() == []


def test_a_list_of_a_hundred_thousand_is_imported(library: Reader, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    feeds = "".join(f'<outline xmlUrl="https://{n}.example/"/>' for n in range(100_000))
    path.write_text(f"<opml><body><outline text='F'>{feeds}</outline></body></opml>", "utf-8")
    assert len(library.import_opml(path).added) == 100_000


def test_the_sample_edition_is_added_once_and_in_six_sections(library: Reader) -> None:
    added = library.add_sample()
    assert added
    assert all(feed.url.startswith("sample://") for feed in added)
    assert len(library.sections()) >= 6
    assert library.add_sample() == []


def test_the_catalogue_has_web_feeds_with_names_languages_and_subjects(library: Reader) -> None:
    catalogue = library.catalogue()
    assert len(catalogue) >= 70
    assert all(feed.name and feed.language and feed.subject for feed in catalogue)
    assert all(feed.url.startswith(("https://", "http://")) for feed in catalogue)
    assert len({feed.url for feed in catalogue}) == len(catalogue)


def test_opening_a_library_brings_in_nothing_that_fetches_or_parses(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from feeds.reader import Reader
from feeds.types import Scope
with Reader(Path(sys.argv[1])) as reader:
    reader.sections(), reader.feeds(), reader.counts(), reader.articles(Scope()), reader.mark_read([1])
heavy = {"httpx", "lxml", "feedparser", "anyio", "asyncio", "babel", "xml", "importlib.resources", "feeds.content"}
print(sorted(heavy & set(sys.modules)))
"""
    Reader(tmp_path / "library.db").close()
    command = [sys.executable, "-c", script, str(tmp_path / "library.db")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
