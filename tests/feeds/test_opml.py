"""OPML in."""

from __future__ import annotations

import re
import subprocess
import sys
import tracemalloc
from html import unescape
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import opml
from feeds.errors import FileUnreadable, OpmlError
from feeds.feed_list import FeedList, ListedFeed, Refused, Why
from tests.shared import shared

PATH = Path("list.opml")


def feeds_of(found: FeedList) -> list[tuple[str, str, str]]:
    return [(one.url, one.title, " / ".join(one.folders)) for one in found.listed]


def parse(body: str, head: str = '<?xml version="1.0"?>') -> FeedList:
    return opml.parse(f'{head}<opml version="2.0"><head/><body>{body}</body></opml>'.encode(), PATH)


def test_feeds_come_in_their_order_with_titles_and_sections() -> None:
    outlines = parse(
        """<outline text="سياسة"><outline type="rss" text="الأولى" xmlUrl="https://a.example/feed"/>
           <outline title="Second" xmlUrl="http://b.example/rss?x=1&amp;y=2"/></outline>
           <outline text="مفردة" xmlUrl="https://c.example/"/>"""
    )
    assert feeds_of(outlines) == [
        ("https://a.example/feed", "الأولى", "سياسة"),
        ("http://b.example/rss?x=1&y=2", "Second", "سياسة"),
        ("https://c.example/", "مفردة", ""),
    ]
    assert outlines.refusals == []


def test_nested_folders_are_kept_but_for_those_without_a_name() -> None:
    outer = "".join(f'<outline text="{name}">' for name in ("أ", "ب", "", "ج", "د"))
    outlines = parse(f'{outer}<outline xmlUrl="https://a.example/"/>{"</outline>" * 5}')
    assert feeds_of(outlines) == [("https://a.example/", "", "أ / ب / ج / د")]


def test_a_feed_inside_a_feed_is_in_the_folder_of_both() -> None:
    outlines = parse(
        '<outline text="F"><outline text="A" xmlUrl="https://a.example/">'
        '<outline text="B" xmlUrl="https://b.example/"/></outline></outline>'
    )
    assert [one.folders for one in outlines.listed] == [("F",), ("F",)]


@pytest.mark.parametrize("name", ["xmlUrl", "xmlURL", "xmlurl", "XMLURL"])
def test_the_address_is_found_however_its_name_is_written(name: str) -> None:
    assert feeds_of(parse(f'<outline text="A" {name}=" https://a.example/ "/>')) == [("https://a.example/", "A", "")]


@pytest.mark.parametrize(
    "url",
    [
        "|rm -rf ~",
        "exec:curl evil.example",
        "filter:tidy:https://a.example/feed",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://a.example/feed",
        "sample://edition/news.xml",
        "https://",
        "-o/etc/cron",
        "http://[::1",
    ],
)
def test_other_addresses_than_web_ones_are_refused_and_listed_once(url: str) -> None:
    line = f"<outline text='x' xmlUrl={quoteattr(url)}/>"
    outlines = parse(f'{line}{line}<outline xmlUrl="https://a.example/"/>')
    assert [one.url for one in outlines.listed] == ["https://a.example/"]
    assert [one.address for one in outlines.refusals] == [url]


def test_an_address_twice_is_one_feed() -> None:
    outlines = parse('<outline xmlUrl="https://a.example/" text="1"/><outline xmlUrl="HTTPS://A.example" text="2"/>')
    assert feeds_of(outlines) == [("https://a.example/", "1", "")]


def test_bare_ampersands_html_entities_and_control_characters_lose_nothing() -> None:
    outlines = parse(
        '<outline text="AT&T & caf&eacute; &lt;b&gt; &#1605;\x1b &nosuch;" xmlUrl="https://a.example/?a=1&b=2&copy=3"/>'
    )
    assert feeds_of(outlines) == [("https://a.example/?a=1&b=2&copy=3", "AT&T & café <b> م &nosuch;", "")]


def test_a_file_cut_short_gives_what_came_before_the_cut() -> None:
    whole = "".join(f'<outline text="{n}" xmlUrl="https://{n}.example/"/>' for n in range(10))
    outlines = opml.parse(f"<opml><body><outline text='F'>{whole}<outline te".encode(), PATH)
    assert [one.title for one in outlines.listed] == [str(n) for n in range(10)]


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (b"", 1),
        (b"not xml at all", 1),
        (b"<html><body>\n<p>a page</p></body></html>", 1),
        (b"<rss version='2.0'><channel/></rss>", 1),
        (b"<opml>\n<body>\n<<<</body>", 3),
        (b"<opml>\n<body></opml>", 2),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None),
    ],
)
def test_a_broken_or_other_document_is_told_with_its_line(document: bytes, line: int | None) -> None:
    with pytest.raises(OpmlError) as raised:
        opml.parse(document, PATH)
    assert raised.value.args_["path"] == "list.opml"
    if line is not None:
        assert raised.value.args_["line"] == str(line)


BOMB = '<!DOCTYPE opml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE opml [<!ENTITY % x SYSTEM "http://evil.example/x.dtd">]>',
    ],
)
def test_a_document_that_declares_entities_is_refused(head: str) -> None:
    with pytest.raises(OpmlError):
        parse('<outline text="&b;&x;" xmlUrl="https://a.example/"/>', head)
    with pytest.raises(OpmlError):
        parse('<outline text="&b;&x;" xmlUrl="https://a.example/"/><broken', head)
    with pytest.raises(OpmlError):
        opml.parse(
            f'{head}<opml><body><outline text="a" xmlUrl="https://a.example/"/></body></opml>'.encode("utf-16"), PATH
        )


def test_a_doctype_without_entities_is_fine() -> None:
    outlines = parse('<outline xmlUrl="https://a.example/"/>', '<!DOCTYPE opml SYSTEM "http://evil.example/opml.dtd">')
    assert len(outlines.listed) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_arabic_titles_are_read_in_each_encoding(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{name}"?><opml><body><outline text="أخبار العرب" xmlUrl="https://a.example/"/></body></opml>'
    assert feeds_of(opml.parse(text.encode(encoding), PATH)) == [("https://a.example/", "أخبار العرب", "")]


def test_a_hundred_thousand_outlines_are_read() -> None:
    body = "".join(f'<outline text="{n}" xmlUrl="https://{n}.example/"/>' for n in range(100_000))
    assert len(parse(body).listed) == 100_000


def test_a_thousand_folders_deep_is_read_well_formed_or_not() -> None:
    deep = "".join(f'<outline text="{n}">' for n in range(1000))
    feed = '<outline text="A" xmlUrl="https://a.example/"/>'
    assert feeds_of(parse(f"{deep}{feed}{'</outline>' * 1000}")) == [
        ("https://a.example/", "A", " / ".join(map(str, range(16))))
    ]
    assert feeds_of(opml.parse(f"<opml><body>{feed}{deep}".encode(), PATH)) == [("https://a.example/", "A", "")]


@pytest.mark.parametrize("part", [" b='", " b=''", "<!--", "<outline", "&", '"', " =", "<outline text='a\"' "])
def test_a_broken_outline_of_endless_parts_is_read_in_time(part: str) -> None:
    script = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from feeds import opml
feed = '<outline xmlUrl="https://a.example/"/>'
text = f"<opml><body>{feed}<outline text=\\"{sys.argv[1] * 200_000}</body>"
print(len(opml.parse(text.encode(), Path("x")).listed))
"""
    out = subprocess.run([sys.executable, "-c", script, part], capture_output=True, text=True, check=True)
    assert out.stdout == "1\n"


def test_a_bomb_costs_no_memory() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    tracemalloc.start()
    with pytest.raises(OpmlError):
        parse('<outline text="&l11;"/>', f'<!DOCTYPE opml [<!ENTITY l0 "lol">{levels}]>')
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.opml", tmp_path):
        with pytest.raises(FileUnreadable) as raised:
            opml.read(path)
        assert raised.value.args_ == {"path": str(path)}


XML_URL = re.compile(rb"""xmlurl\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def test_every_list_of_the_corpora_gives_as_many_feeds_as_its_text_has_addresses() -> None:
    folders = [shared(f"corpus/{name}") for name in ("listparser", "awesome_rss_opml")]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".opml", ".xml")]
    assert len(files) == 228
    counted: dict[str, tuple[int, int]] = {}
    for path in files:
        said = {unescape((one or other).decode()).strip() for one, other in XML_URL.findall(path.read_bytes())}
        try:
            found = len(opml.read(path).listed)
        except OpmlError:  # RDF, or nothing in it
            found = 0
        counted[str(path)] = found, sum(address.lower().startswith(("http://", "https://")) for address in said)
    assert all(found for path, (found, _) in counted.items() if path.endswith(".opml"))
    assert {path: both for path, both in counted.items() if both[0] != both[1]} == {}


@pytest.mark.parametrize(
    ("outline", "title"),
    [
        ("""<outline text="The "Times" today" xmlUrl="https://a.example/"/>""", 'The "Times" today'),
        ("""<outline description="<a href="https://b.example/">B</a>" text='A' xmlUrl="https://a.example/"/>""", "A"),
        ("""<outline text="A" text="B" xmlUrl='https://a.example/'>""", "A"),
        ("""<OUTLINE TEXT="A > B < C" XMLURL="https://a.example/"></OUTLINE>""", "A > B < C"),
        ("""<!-- <outline xmlUrl="https://old.example/"/> --><outline text="A" xmlUrl="https://a.example/"/><""", "A"),
    ],
)
def test_a_broken_outline_gives_its_feed_all_the_same(outline: str, title: str) -> None:
    assert feeds_of(parse(outline)) == [("https://a.example/", title, "")]


def test_folders_and_what_follows_them_are_told_apart_in_broken_lists_too() -> None:
    outlines = parse(
        """<outline text="a "b" c"><outline text="d"><outline xmlUrl="https://a.example/"/></outline>
        <outline xmlUrl="https://b.example/"></outline></outline><outline xmlUrl="https://c.example/"/>"""
    )
    assert [one.folders for one in outlines.listed] == [('a "b" c', "d"), ('a "b" c',), ()]


def test_an_endless_address_is_refused_and_told_by_its_beginning() -> None:
    [one] = parse(f"<outline xmlUrl='https://a.example/{'x' * 100_000}'/>").refusals
    assert one == Refused("https://a.example/" + "x" * 282, Why.ADDRESS)


def test_why_an_address_was_refused_is_told() -> None:
    urls = ("|ls", "exec:ls", "FILTER:ls:https://a.example/", "query:x:unread = 1", "ftp://a.example/", "nothing")
    outlines = parse("".join(f"<outline xmlUrl={quoteattr(url)}/>" for url in urls))
    assert [one.why for one in outlines.refusals] == [Why.COMMAND] * 3 + [Why.QUERY] + [Why.ADDRESS] * 2


def test_an_address_in_place_of_a_title_is_no_title() -> None:
    assert parse('<outline text="https://a.example" xmlUrl="https://a.example"/>').listed[0].title == ""


def test_a_hundred_thousand_outlines_a_thousand_deep_cost_little(tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    feeds = "".join(f'<outline text="{n}" xmlUrl="https://{n}.example/"/>' for n in range(100_000))
    deep = "".join(f'<outline text="{n}">' for n in range(1_000))
    for end in ("</outline>" * 1_000 + "</body></opml>", ""):
        path.write_text(f"<opml><body>{deep}{feeds}{end}", "utf-8")
        script = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
resource.setrlimit(resource.RLIMIT_DATA, (300_000_000, 300_000_000))
from feeds import opml
print(len(opml.read(Path(sys.argv[1])).listed))
"""
        out = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
        assert int(out.stdout) == 100_000


@pytest.mark.parametrize(
    ("declared", "sent"),
    [("windows-1256", "utf-8"), ("utf-8", "windows-1256"), ("utf-16", "utf-8"), ("x-none", "utf-8")],
)
def test_arabic_titles_are_read_when_another_encoding_is_declared(declared: str, sent: str) -> None:
    title = "أخبار العرب من كل مكان"
    text = f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="{title}" xmlUrl="https://a.example/"/></body></opml>'
    assert feeds_of(opml.parse(text.encode(sent), PATH)) == [("https://a.example/", title, "")]


def test_the_lists_of_other_readers_give_folders_titles_and_sites() -> None:
    feedly = parse(
        """<outline text="أخبار" title="أخبار"><outline type="rss" text="الأولى" title="الأولى"
        xmlUrl="https://a.example/feed" htmlUrl="https://a.example"/></outline><outline text="Two" title="Two">
        <outline type="rss" text="الأولى" title="الأولى" xmlUrl="https://a.example/feed" htmlUrl="https://a.example"/>
        </outline>"""
    )
    assert feedly.listed == [ListedFeed("https://a.example/feed", "الأولى", ("أخبار",), site="https://a.example")]
    netnewswire = parse(
        """<outline text="Folder" title="Folder"><outline text="A &amp; B" title="A &amp; B" description="" type="rss"
        version="RSS" htmlUrl="" xmlUrl="https://a.example/feed"/></outline>""",
        '<?xml version="1.0" encoding="UTF-8"?><!-- OPML generated by NetNewsWire -->',
    )
    assert netnewswire.listed == [ListedFeed("https://a.example/feed", "A & B", ("Folder",))]
    inoreader = parse(
        """<outline text="Q&amp;amp;A &amp;#039;x&amp;#039;" title="Q&amp;amp;A">
        <outline text="A &amp;lt;b&amp;gt;" title="" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/></outline>"""
    )
    assert [(one.folders, one.title) for one in inoreader.listed] == [(("Q&A 'x'",), "A <b>")]


def test_what_freshrss_makes_out_of_pages_is_told_and_its_whole_texts_are_taken_along() -> None:
    found = parse(
        """<outline text="قسم" frss:opmlUrl=""><outline text="A" type="rss" xmlUrl="https://a.example/feed"
        frss:priority="important" frss:cssFullContent="article"/>
        <outline text="B" type="HTML+XPath" xmlUrl="https://b.example/" frss:xPathItem="//div"/>
        <outline text="C" type="JSONFeed" xmlUrl="https://c.example/"/></outline>
        <outline text="D" type="JSON+DotNotation" xmlUrl="https://d.example/"/>"""
    )
    assert [(one.url, one.settings.full_text) for one in found.listed] == [
        ("https://a.example/feed", "always"),
        ("https://c.example/", ""),
    ]
    assert found.refusals == [Refused("https://b.example/", Why.SCRAPED), Refused("https://d.example/", Why.SCRAPED)]


def test_folders_of_no_feeds_and_outlines_of_other_kinds_are_passed_over() -> None:
    found = parse(
        """<outline text="tt-rss-prefs" schema-version="1"><outline pref-name="X" value="y"/></outline>
        <outline text="search" type="vfolder"/><outline text="more" type="link" url="https://a.example/list.opml"/>
        <outline text="A" xmlUrl="https://a.example/"/>"""
    )
    assert found.listed == [ListedFeed("https://a.example/", "A")]
    assert found.refusals == []


@pytest.mark.parametrize(
    "ours",
    [
        "nashra:headers='Cookie: a&#10;Host: b&#10;X: &#13;&#10;no colon&#10;: y'",
        "nashra:proxy='file:///etc'",
        "nashra:proxy='http://me:secret@proxy.example'",
        "nashra:userAgent='a&#10;b'",
        "nashra:secret='basic:file:1' nashra:fullText='x' nashra:asBrowser='no' nashra:private='1'",
    ],
)
def test_a_setting_that_can_not_be_used_is_left_out(ours: str) -> None:
    [one] = parse(f"<outline xmlUrl='https://a.example/' {ours}/>").listed
    assert one == ListedFeed("https://a.example/")


@given(st.text(alphabet=st.sampled_from('<>/"=& opmlbdyutineUrxL:;#!?[]-\n')) | st.binary())
def test_any_document_is_read_or_told(document: str | bytes) -> None:
    data = document if isinstance(document, bytes) else f"<opml>{document}".encode()
    told: OpmlError | None = None
    try:
        opml.parse(data, PATH)
    except OpmlError as error:
        told = error
    assert told is None or told.args_["line"].isdigit()
