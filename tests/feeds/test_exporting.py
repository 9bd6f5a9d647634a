"""Articles for other programs: JSON lines and Atom, whatever is in them, and however many they are."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds import exporting
from feeds.answers import Rule, RuleActions
from feeds.blocks import Comment, Paragraph, Text
from feeds.errors import LibraryDamaged
from feeds.extract.page import Page
from feeds.parse import parse
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.whole import Whole
from feeds.types import Author, Enclosure, Link, Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.conftest import smash

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ATOM = "{http://www.w3.org/2005/Atom}"

EXPORTER = """
import sys
from pathlib import Path
from tui.cli import main
code = main(["--library", sys.argv[1], "export", sys.argv[2]])
sys.stderr.write(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
sys.exit(code)
"""


@pytest.fixture
def kept(library: Reader) -> Reader:
    """Five articles: one with all there can be, and read, one starred, one tagged, one with a note, one as it came."""
    feed = library.subscribe("https://me:secret@news.example/feed", section="سياسة")
    rich = make_article(
        0,
        title="عنوان <b> & «اقتباس»",
        categories=("اقتصاد", "الشرق الأوسط"),
        authors=(Author("سلمى حداد", "https://news.example/salma", "salma@news.example", "", "مراسلة"), Author("")),
        enclosures=(Enclosure("https://news.example/a b.mp3", "audio/mpeg", 123, "حلقة"), Enclosure("//x", "mp3")),
        related=(Link("https://news.example/other", "خبر آخر"),),
        comments_url="https://news.example/0#comments",
        comments_count=7,
        image="https://news.example/0.jpg",
        updated=datetime(2026, 11, 25, 11, 30, tzinfo=UTC),
    )
    others = [make_article(n) for n in range(1, 5)]
    library._store.save_articles(feed.id, make_feed([rich, *others]), FetchState(), NOW)
    ids = {row.title: row.id for row in library.articles(Scope()).rows}
    library.mark_read([ids[rich.title]])
    library.star([ids[rich.title], ids["الخبر رقم 1"]])
    library.tag([ids[rich.title], ids["الخبر رقم 2"]], "للأرشيف")
    library.tag([ids[rich.title]], "مهم")
    library.set_note(ids[rich.title], "سطر أول\nوثانٍ <مهم>")
    library.set_note(ids["الخبر رقم 3"], "ملاحظة")
    return library


def test_a_feed_that_has_only_its_address_for_a_title_is_called_by_it_without_what_signs_in(library: Reader) -> None:
    feed = library.subscribe("https://me:secret@news.example/feed")
    library._store.save_articles(feed.id, make_feed([make_article(1)], title=""), FetchState(), NOW)
    library.star([row.id for row in library.articles(Scope()).rows])
    told = [feed.title, library.feeds()[0].title, library.articles(Scope()).rows[0].feed_title]
    found, seen, by_secret = library.find(Scope(text="رقم")), library.preview("رقم"), library.preview("feed:secret")
    assert found
    assert seen
    assert by_secret
    assert told == ["https://news.example/feed"] * 3
    assert {row.feed_title for row in (*found.rows, *seen.newest)} == {"https://news.example/feed"}
    assert by_secret.count == 0
    assert "secret" not in "".join((*library.export_json(), *library.export_atom(), library.export_opml()))


# ── JSON lines ──


def test_each_line_holds_all_that_is_known_of_an_article(kept: Reader) -> None:
    id_ = kept.articles(Scope()).rows[0].id
    page = Page("عنوان", "سياسة", (Paragraph(Text("النص الكامل")), Paragraph(Text("فقرة ثانية"))))
    kept._store.save_page(id_, page)
    kept._store.save_comments(id_, [Comment("قارئ", (Paragraph(Text("تعليق")),), datetime(2026, 11, 25, tzinfo=UTC))])
    kept.index()
    kept.add_rule(Rule(0, "كتم", "اقتباس", RuleActions(mute=True)))
    with kept._store._connections.write() as connection:
        connection.execute("UPDATE rule SET after = 0")
        connection.execute("UPDATE ruled SET upto = 0")
    kept.run_rules()
    lines = list(kept.export_json())
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    found = {one["id"]: one for one in map(json.loads, lines)}
    assert list(found) == sorted(found)
    assert len(found) == 5
    key = found[id_].pop("key")
    assert len(bytes.fromhex(key)) == 16
    assert found[id_] == {
        "id": id_,
        "feed": {
            "url": "https://news.example/feed",
            "title": "أخبار المثال",
            "site": "https://news.example/",
            "section": ["سياسة"],
        },
        "guid": "https://news.example/0",
        "url": "https://news.example/0",
        "title": "عنوان <b> & «اقتباس»",
        "authors": [
            {
                "name": "سلمى حداد",
                "url": "https://news.example/salma",
                "email": "salma@news.example",
                "avatar": "",
                "bio": "مراسلة",
            },
            {"name": "", "url": "", "email": "", "avatar": "", "bio": ""},
        ],
        "language": "ar",
        "published": "2026-11-25T12:00:00Z",
        "updated": "2026-11-25T11:30:00Z",
        "first_seen": "2026-11-25T12:00:00Z",
        "edited": None,
        "read": True,
        "read_at": "2026-11-25T12:00:00Z",
        "starred": True,
        "muted": True,
        "rules": ["كتم"],
        "tags": ["للأرشيف", "مهم"],
        "note": "سطر أول\nوثانٍ <مهم>",
        "noted_at": "2026-11-25T12:00:00Z",
        "categories": ["اقتصاد", "الشرق الأوسط"],
        "enclosures": [
            {"url": "https://news.example/a b.mp3", "type": "audio/mpeg", "length": 123, "title": "حلقة"},
            {"url": "//x", "type": "mp3", "length": None, "title": ""},
        ],
        "related": [{"url": "https://news.example/other", "title": "خبر آخر"}],
        "image": "https://news.example/0.jpg",
        "summary": "ملخص الخبر رقم 0 من العاصمة",
        "html": "<p>نص الخبر رقم 0 كما كتبه المراسل في العاصمة صباح اليوم.</p>",
        "base": "https://news.example/0",
        "full_text": "النص الكامل\n\nفقرة ثانية",
        "comments_url": "https://news.example/0#comments",
        "comments_feed": "",
        "comments_count": 7,
        "comments": [{"author": "قارئ", "published": "2026-11-25T00:00:00Z", "url": "", "depth": 0, "text": "تعليق"}],
    }


def test_what_signs_in_to_a_feed_goes_out_in_neither(kept: Reader) -> None:
    assert "secret" not in "".join((*kept.export_json(), *kept.export_atom()))


def test_the_section_of_a_feed_is_told_with_those_around_it(kept: Reader) -> None:
    connection = kept._store._connections.get()
    connection.execute("INSERT INTO section(id, name, position) VALUES(9, 'العالم', 0)")
    connection.execute("UPDATE section SET parent = 9 WHERE id <> 9")
    assert json.loads(next(kept.export_json()))["feed"]["section"] == ["العالم", "سياسة"]


def test_more_articles_than_a_slice_go_out_each_once_while_others_come_and_go(library: Reader) -> None:
    feed = library.subscribe("https://news.example/feed").id
    library._store.save_articles(feed, make_feed([make_article(n) for n in range(450)]), FetchState(), NOW)
    lines = library.export_json()
    first = [json.loads(next(lines))["id"] for _ in range(10)]
    library._store.save_articles(feed, make_feed([make_article(999)]), FetchState(), NOW)
    library._store._connections.get().execute("DELETE FROM article WHERE id = 300")
    assert first + [json.loads(line)["id"] for line in lines] == [n for n in range(1, 452) if n != 300]


def test_an_empty_library_gives_no_line_and_an_empty_feed(library: Reader) -> None:
    assert list(library.export_json()) == []
    assert len(read("".join(library.export_atom()))) == 4


def test_a_damaged_library_is_told(kept: Reader) -> None:
    kept.close()
    smash(kept.path, "article_text", whole=True)
    with Reader(kept.path) as reader, pytest.raises(LibraryDamaged):
        list(reader.export_json())


# ── Atom ──


def read(text: str) -> Any:
    """The document, held against the grammar of RFC 4287 and what its text says besides."""
    root = etree.fromstring(text.encode())
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    ids = [one.text for one in root.iter(f"{ATOM}id") if one.getparent().tag != f"{ATOM}source"]
    assert len(ids) == len(set(ids)), "4.2.6"
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}author") is not None, "4.1.2"
        alternates = [link for link in entry.iter(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert alternates or entry.find(f"{ATOM}content") is not None, "4.1.2"
        kinds = [(link.get("type"), link.get("hreflang")) for link in alternates]
        assert len(kinds) == len(set(kinds)), "4.1.2"
    for time in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        assert datetime.fromisoformat(time.text).tzinfo is not None, "3.3"
    return root


def test_stars_tags_and_notes_are_a_valid_feed(kept: Reader) -> None:
    root = read("".join(kept.export_atom()))
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in root.iter(f"{ATOM}entry")}
    assert set(entries) == {"عنوان <b> & «اقتباس»", "الخبر رقم 1", "الخبر رقم 2", "الخبر رقم 3"}
    rich = entries["عنوان <b> & «اقتباس»"]
    assert [(one.get("scheme"), one.get("term")) for one in rich.iter(f"{ATOM}category")] == [
        (exporting.STATE, "starred"),
        (exporting.TAG, "للأرشيف"),
        (exporting.TAG, "مهم"),
        (None, "اقتصاد"),
        (None, "الشرق الأوسط"),
    ]
    note = rich.find(f"{{{exporting.NAMESPACE}}}note")
    assert (note.text, note.get("at")) == ("سطر أول\nوثانٍ <مهم>", "2026-11-25T12:00:00Z")
    assert rich.findtext(f"{ATOM}content") == "<p>نص الخبر رقم 0 كما كتبه المراسل في العاصمة صباح اليوم.</p>"
    assert rich.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert [(one.get("rel"), one.get("href"), one.get("type")) for one in rich.findall(f"{ATOM}link")] == [
        ("alternate", "https://news.example/0", None),
        ("enclosure", "https://news.example/a%20b.mp3", "audio/mpeg"),
        ("enclosure", "//x", None),
        ("related", "https://news.example/other", None),
        ("replies", "https://news.example/0#comments", None),
    ]
    assert rich.findtext(f"{ATOM}source/{ATOM}title") == "أخبار المثال"
    assert [one.text for one in rich.iterfind(f"{ATOM}author/{ATOM}name")] == ["سلمى حداد"]


def test_the_same_article_has_the_same_id_in_every_library_and_export(kept: Reader, tmp_path: Path) -> None:
    def ids(reader: Reader) -> dict[str, str]:
        entries = read("".join(reader.export_atom())).iter(f"{ATOM}entry")
        return {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}id") for entry in entries}

    before = ids(kept)
    with Reader(tmp_path / "other.db", clock=lambda: NOW) as other:
        feed = other.subscribe("https://news.example/feed").id
        other._store.save_articles(feed, make_feed([make_article(1)]), FetchState(), NOW)
        other.star([1])
        assert ids(other).items() <= before.items()


def test_nashra_itself_reads_the_feed(kept: Reader) -> None:
    text = "".join(kept.export_atom())
    parsed = parse(text.encode(), url="https://me.example/kept", content_type="application/atom+xml")
    assert len(parsed.articles) == 4
    assert parsed.articles[0].authors[0].name == "سلمى حداد"


texts = st.text(max_size=20) | st.sampled_from(["", "\x00\x0b", "]]>", "a\rb", "<!--", "&amp;", "\u202e", "﷽"])
times = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WHOLES = st.builds(
    Whole,
    id=st.integers(1, 2**62),
    key=st.binary(min_size=16, max_size=16).map(bytes.hex),
    feed_url=st.integers().map("https://news.example/feed?{}".format),
    feed_title=texts,
    feed_site=texts,
    section=st.tuples(texts),
    title=texts,
    summary=texts,
    url=texts,
    language=texts | st.sampled_from(["ar", "fa-IR", "en_US"]),
    published=times,
    first_seen=times.filter(lambda time: time is not None),
    edited=times,
    read=st.booleans(),
    read_at=times,
    starred=st.booleans(),
    note=texts,
    noted_at=times,
    muted=st.booleans(),
    rules=st.tuples(texts),
    tags=st.tuples(texts),
    categories=st.tuples(texts, texts),
    guid=texts,
    base=texts,
    authors=st.lists(st.builds(Author, texts, texts, texts), max_size=2).map(tuple),
    enclosures=st.lists(st.builds(Enclosure, texts, texts, st.none() | st.integers()), max_size=2).map(tuple),
    related=st.lists(st.builds(Link, texts, texts), max_size=2).map(tuple),
    comments_url=texts,
    comments_feed=texts,
    comments_count=st.none() | st.integers(),
    image=texts,
    updated=times,
    html=texts,
    page=st.none(),
    comments=st.just(()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WHOLES, max_size=2, unique_by=lambda one: one.key))
def test_whatever_is_in_the_articles_both_are_well_formed_and_the_feed_is_valid(wholes: list[Whole]) -> None:
    now = datetime.fromtimestamp(NOW, UTC)
    root = read("".join(exporting.atom(wholes, library="file:///l.db", now=now)))
    assert len(root.findall(f"{ATOM}entry")) == len(wholes)
    for one, line in zip(wholes, exporting.json_lines(wholes), strict=True):
        assert line.count("\n") == 1
        assert json.loads(line)["title"] == one.title


# ── A large library ──


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Path]:
    """100,000 articles, each starred."""
    path = tmp_path / "large.db"
    with Reader(path, clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://news.example/feed").id
        article = make_article(1, content="<p>" + "نص الخبر كما كتبه المراسل في العاصمة صباح اليوم. " * 20)
        reader._store.save_articles(feed, make_feed([article]), FetchState(), NOW)
        reader.star([1])
        connection = reader._store._connections.get()
        numbers = "WITH RECURSIVE n(n) AS (VALUES(2) UNION ALL SELECT n + 1 FROM n WHERE n < 100000)"
        with connection:
            connection.execute(
                f"{numbers} INSERT INTO article(id, feed, key, hash, sort_at, first_seen, star)"
                " SELECT n, 1, randomblob(16), randomblob(16), sort_at - n, first_seen, 1 FROM n, article WHERE id = 1"
            )
            connection.execute(
                f"{numbers} INSERT INTO article_text SELECT n, title || n, summary, url || n, author, language"
                " FROM n, article_text WHERE article = 1"
            )
            connection.execute(f"{numbers} INSERT INTO body SELECT n, kind, hash, data FROM n, body WHERE article = 1")
    yield path
    path.unlink()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_hundred_thousand_articles_go_out_through_the_memory_of_a_few(large: Path, kept: Reader) -> None:
    root = Path(__file__).parents[2]
    for kind, length in (("--json", 100_000), ("--atom", 100_000)):
        memory = []
        for path in (kept.path, large):
            command = [sys.executable, "-c", EXPORTER, str(path), kind]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) as process:
                assert process.stdout is not None
                assert process.stderr is not None
                lines = sum(1 for line in process.stdout if kind == "--json" or b"<entry" in line)
                memory.append(int(process.stderr.read()))
            assert process.returncode == 0
        assert lines == length
        assert memory[1] < memory[0] + 20_000, "KB"
