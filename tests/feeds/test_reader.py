"""The one door to the core."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from feeds.blocks import Paragraph
from feeds.errors import (
    AlreadySubscribed,
    ArticleNotFound,
    BadAddress,
    BadSetting,
    FeedNotFound,
    FileUnreadable,
    OpmlError,
)
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Counts, FeedSettings, Scope, ScopeKind, Section
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
    with pytest.raises(BadSetting):
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
    again = library.subscribe("https://b.example/")
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


@pytest.fixture
def two(library: Reader) -> Reader:
    """Two feeds of two articles each: 1 and 2, 3 and 4."""
    for name in "ab":
        feed = library.subscribe(f"https://{name}.example/")
        library._store.save_articles(feed.id, make_feed([make_article(n) for n in (1, 2)]), FetchState(), NOW)
    return library


def directions(reader: Reader) -> dict[int, str]:
    rows: dict[int, str] = {row.id: row.direction for row in reader.articles(Scope()).rows}
    assert rows == {number: reader.article(number).row.direction for number in rows}
    return rows


def test_text_runs_as_it_is_written_until_a_direction_is_chosen(two: Reader) -> None:
    assert directions(two) == {1: "", 2: "", 3: "", 4: ""}
    assert [feed.direction for feed in two.feeds()] == ["", ""]


def test_a_feeds_direction_is_that_of_its_articles_but_those_that_have_their_own(two: Reader) -> None:
    two.set_feed_direction(1, "rtl")
    two.set_direction(2, "ltr")
    two.set_direction(3, "rtl")
    assert [feed.direction for feed in two.feeds()] == ["rtl", ""]
    assert directions(two) == {1: "rtl", 2: "ltr", 3: "rtl", 4: ""}
    two.set_feed_direction(1, "ltr")
    two.set_direction(2, "rtl")
    assert directions(two) == {1: "ltr", 2: "rtl", 3: "rtl", 4: ""}


def test_an_article_without_its_own_direction_again_takes_that_of_its_feed(two: Reader) -> None:
    two.set_feed_direction(1, "rtl")
    two.set_direction(1, "ltr")
    two.set_direction(1, "")
    two.set_direction(2, "")
    assert directions(two) == {1: "rtl", 2: "rtl", 3: "", 4: ""}
    rows = two._store._connections.get().execute("SELECT count(*) FROM article_setting").get
    assert rows == 0, "nothing is kept of an article that has nothing set"
    two.set_feed_direction(1, "")
    assert directions(two) == {1: "", 2: "", 3: "", 4: ""}


def test_a_direction_for_what_is_not_there_is_told(two: Reader) -> None:
    with pytest.raises(ArticleNotFound) as article:
        two.set_direction(7, "rtl")
    assert article.value.args_ == {"id": "7"}
    with pytest.raises(ArticleNotFound):
        two.set_direction(7, "")
    with pytest.raises(FeedNotFound) as feed:
        two.set_feed_direction(7, "rtl")
    assert feed.value.args_ == {"id": "7"}


def test_directions_stay_when_a_feed_is_refreshed_moves_and_is_imported_again(two: Reader, tmp_path: Path) -> None:
    two.set_feed_direction(1, "rtl")
    two.set_direction(2, "ltr")
    path = tmp_path / "list.opml"
    path.write_text(two.export_opml(), "utf-8")
    edited = make_feed([make_article(1, title="عنوان مصحح"), make_article(2, title="آخر")], title="اسم آخر")
    assert two._store.save_articles(1, edited, FetchState(), NOW) == (0, 2)
    assert two.import_file(path).known == 2
    two._store.move(1, "https://moved.example/")
    assert directions(two) == {1: "rtl", 2: "ltr", 3: "", 4: ""}
    assert [feed.direction for feed in two.feeds()] == ["rtl", ""]


def test_a_feed_let_onto_a_private_network_stays_there_when_its_direction_changes(two: Reader) -> None:
    feed = two._store.subscribe("http://192.168.1.2/feed", allow_private=True)
    two.set_feed_direction(feed.id, "rtl")
    two.set_feed_direction(feed.id, "")
    [due] = two._store.due(NOW, [feed.id])
    assert due.settings.private


def test_unsubscribing_leaves_no_direction_behind(two: Reader) -> None:
    two.set_direction(2, "ltr")
    two.unsubscribe(1)
    connection = two._store._connections.get()
    assert connection.execute("SELECT count(*) FROM article_setting").get == 0


def test_all_is_still_there_after_a_restart(tmp_path: Path) -> None:
    with Reader(tmp_path / "library.db", clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://a.example/", section="سياسة")
        reader._store.save_articles(feed.id, make_feed([make_article(n) for n in range(3)]), FetchState(), NOW)
        reader.mark_read([1])
        reader.star([2])
        reader.set_direction(1, "ltr")
        reader.set_feed_direction(feed.id, "rtl")
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
    taken = library.import_file(path)
    assert [(feed.url, feed.title, feed.section) for feed in taken.added] == [("https://a.example/", "أ", 1)]
    assert (taken.known, [one.address for one in taken.refused]) == (1, ["|ls"])
    again = library.import_file(path)
    assert (again.added, again.known) == ((), 2)


def test_a_list_exported_is_the_same_when_imported(library: Reader, tmp_path: Path) -> None:
    library.subscribe("https://a.example/?x=1&y=2", title="أ & ب", section="سياسة / عربية")
    library.subscribe("https://b.example/", title="<ج>")
    path = tmp_path / "list.opml"
    path.write_text(library.export_opml(), "utf-8")
    with Reader(tmp_path / "other.db") as other:
        added = other.import_file(path).added
        assert {(feed.url, feed.title) for feed in added} == {(feed.url, feed.title) for feed in library.feeds()}
        assert [section.name for section in other.sections()] == ["سياسة / عربية"]


def test_a_broken_list_changes_nothing(library: Reader, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text("<html/>", "utf-8")
    with pytest.raises(OpmlError):
        library.import_file(path)
    with pytest.raises(FileUnreadable):
        library.import_file(tmp_path / "none.opml")
    assert library.feeds() == []


def test_the_proxies_of_a_list_are_taken_only_where_that_is_allowed(library: Reader, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        "<opml><body><outline xmlUrl='https://a.example/' nashra:proxy='http://p.example:1' nashra:asBrowser='yes'/>"
        "<outline xmlUrl='https://b.example/'/></body></opml>"
    )
    [feed, _other] = library.import_file(path).added
    assert library.feed_settings(feed.id) == FeedSettings(as_browser=True)
    path.write_text(path.read_text().replace("a.example", "c.example"))
    asked: list[Sequence[str]] = []
    [feed] = library.import_file(path, proxies=lambda named: not asked.append(named)).added
    assert asked == [("http://p.example:1",)]
    assert library.feed_settings(feed.id).proxy == "http://p.example:1"


def test_a_list_of_a_hundred_thousand_is_imported(library: Reader, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    feeds = "".join(f'<outline xmlUrl="https://{n}.example/"/>' for n in range(100_000))
    path.write_text(f"<opml><body><outline text='F'>{feeds}</outline></body></opml>", "utf-8")
    assert len(library.import_file(path).added) == 100_000


def test_the_sample_edition_is_added_once_and_in_six_sections(library: Reader) -> None:
    added = library.add_sample()
    assert added
    assert all(feed.url.startswith("sample://") for feed in added)
    assert len(library.sections()) >= 6
    assert library.add_sample() == []


def test_feeds_of_the_catalogue_are_added_at_once_in_their_sections_and_known_ones_not_again(library: Reader) -> None:
    first, second, third = library.catalogue()[:3]
    library.subscribe(first.url)
    added = library.add_from_catalogue([(first, "أ"), (second, "ب"), (third, "أ")])
    assert [(feed.url, feed.title) for feed in added] == [(second.url, second.name), (third.url, third.name)]
    assert {one.name: one.id for one in library.sections()} == {"ب": added[0].section, "أ": added[1].section}


def test_the_catalogue_has_web_feeds_with_names_languages_and_subjects(library: Reader) -> None:
    catalogue = library.catalogue()
    assert len(catalogue) >= 70
    assert all(feed.name and feed.language and feed.subject for feed in catalogue)
    assert all(feed.url.startswith(("https://", "http://")) for feed in catalogue)
    assert len({feed.url for feed in catalogue}) == len(catalogue)


def test_opening_a_library_brings_in_nothing_that_fetches_or_parses(tmp_path: Path) -> None:
    script = """
import sys
from collections.abc import Sequence
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
