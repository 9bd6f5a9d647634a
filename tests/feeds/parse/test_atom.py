"""Atom 0.3 and 1.0."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeds.parse import parse
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure, Link

URL = "https://example.com/atom.xml"


def feed(inside: str, attributes: str = "") -> ParsedFeed:
    body = f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" {attributes}>{inside}</feed>'
    return parse(body.encode(), url=URL)


def entry(inside: str, attributes: str = "") -> ParsedArticle:
    return feed(f"<entry>{inside}</entry>", attributes).articles[0]


def test_a_feed_and_its_entry_are_read_whole() -> None:
    parsed = feed(
        '<title>نشرة</title><subtitle>أخبار</subtitle><link href="/"/><link rel="self" href="/atom.xml"/><icon>/i.png</icon>'
        "<author><name>هيئة التحرير</name></author>"
        '<entry><id>tag:1</id><title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><link href="/1"/>'
        '<published>2026-11-25T08:00:00+03:00</published><updated>2026-11-25T06:00:00Z</updated><category term="t" label="سياسة"/>'
        '<summary>1 &lt; 2</summary><content type="html">&lt;p&gt;x&lt;/p&gt;</content>'
        '<link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="9" title="صوت"/>'
        '<link rel="related" href="/2" title="قريب"/>'
        '<link rel="replies" type="application/atom+xml" href="/1.atom" thr:count="3"/>'
        '<link rel="replies" type="text/html" href="/1#c"/></entry>',
        'xml:lang="ar"',
    )
    assert (parsed.format, parsed.title, parsed.url, parsed.description) == (
        "atom1.0",
        "نشرة",
        "https://example.com/",
        "أخبار",
    )
    assert (parsed.language, parsed.icon) == ("ar", "https://example.com/i.png")
    assert parsed.articles == (
        ParsedArticle(
            guid="tag:1",
            url="https://example.com/1",
            title="A & B",
            summary="1 &lt; 2",
            content="<p>x</p>",
            base="https://example.com/1",
            authors=(Author("هيئة التحرير"),),
            published=datetime(2026, 11, 25, 5, tzinfo=UTC),
            updated=datetime(2026, 11, 25, 6, tzinfo=UTC),
            categories=("سياسة",),
            enclosures=(Enclosure("https://example.com/a.mp3", "audio/mpeg", 9, "صوت"),),
            language="ar",
            related=(Link("https://example.com/2", "قريب"),),
            comments_url="https://example.com/1#c",
            comments_feed="https://example.com/1.atom",
            comments_count=3,
        ),
    )


def test_xml_base_is_honoured_at_every_level() -> None:
    article = entry(
        '<link href="a"/><content type="html" xml:base="deep/">&lt;img src="i.png"&gt;</content>',
        'xml:base="https://other.org/x/"',
    )
    assert (article.url, article.base) == ("https://other.org/x/a", "https://other.org/x/deep/")
    own = '<entry xml:base="own/"><link href="a"/><content type="xhtml"><div xml:base="in/">x</div></content></entry>'
    (article,) = feed(own, 'xml:base="https://other.org/x/"').articles
    assert (article.url, article.base) == ("https://other.org/x/own/a", "https://other.org/x/own/in/")


def test_xhtml_content_loses_its_wrapping_and_its_prefixes() -> None:
    div = '<div xmlns="http://www.w3.org/1999/xhtml">one <b>two</b><br/></div>'
    assert entry(f'<content type="xhtml">{div}</content>').content == "one <b>two</b><br>"
    prefixed = '<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>one</h:p></h:div>'
    assert entry(f'<content type="xhtml">{prefixed}</content>').content == "<p>one</p>"


def test_the_authors_of_an_entry_have_address_and_mail_and_go_before_the_feeds() -> None:
    article = entry(
        "<author><name>سارة</name><uri>/s</uri><email>s@e.org</email></author><author><name>علي</name></author>"
    )
    assert article.authors == (Author("سارة", "https://example.com/s", "s@e.org"), Author("علي"))


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<link href="/a"/><link rel="self" href="/b"/>', "https://example.com/a"),
        (
            '<link rel="alternate" type="application/json" href="/j"/><link href="/a" type="text/html"/>',
            "https://example.com/a",
        ),
        ('<link rel="alternate" type="application/json" href="/j"/>', "https://example.com/j"),
        ('<id>https://example.com/id</id><link rel="enclosure" href="/a.mp3"/>', "https://example.com/id"),
        ('<id>tag:1</id><link rel="self" href="/b"/>', "https://example.com/b"),
        ('<id>tag:1</id><content type="text/html" src="/c"/>', "https://example.com/c"),
        ("<id>tag:1</id>", ""),
    ],
)
def test_the_alternate_page_is_the_link(links: str, url: str) -> None:
    assert entry(links).url == url


def test_atom_0_3_is_read_with_its_modes() -> None:
    body = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><tagline>S</tagline><entry><title mode="escaped" '
        'type="text/html">&lt;i&gt;a&lt;/i&gt;</title><issued>2004-01-01T00:00:00Z</issued><modified>2004-01-02T00:00:00Z</modified>'
        '<content type="text/html" mode="base64">PHA+eDwvcD4=</content></entry></feed>'
    )
    parsed = parse(body.encode(), url=URL)
    (article,) = parsed.articles
    assert (parsed.format, parsed.description, article.title, article.content) == ("atom0.3", "S", "a", "<p>x</p>")
    assert (article.published, article.updated) == (datetime(2004, 1, 1, tzinfo=UTC), datetime(2004, 1, 2, tzinfo=UTC))


def test_a_feed_without_the_namespace_and_a_bare_entry_are_read() -> None:
    assert parse(b"<feed><title>T</title><entry><title>a</title></entry></feed>", url=URL).articles[0].title == "a"
    bare = parse(b'<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title></entry>', url=URL)
    assert [article.title for article in bare.articles] == ["a"]


def test_html_that_was_declared_text_is_taken_as_html() -> None:
    assert entry("<summary>&lt;p&gt;one&lt;/p&gt;</summary>").summary == "<p>one</p>"
