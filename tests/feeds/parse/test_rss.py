"""RSS in all its versions, as publishers write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeds.parse import parse
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure

URL = "https://example.com/feed.xml"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "dc": "http://purl.org/dc/elements/1.1/",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "media": "http://search.yahoo.com/mrss/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "slash": "http://purl.org/rss/1.0/modules/slash/",
        "wfw": "http://wellformedweb.org/CommentAPI/",
        "sy": "http://purl.org/rss/1.0/modules/syndication/",
        "atom": "http://www.w3.org/2005/Atom",
    }.items()
)


def feed(channel: str) -> ParsedFeed:
    return parse(f'<rss version="2.0" {NAMESPACES}><channel>{channel}</channel></rss>'.encode(), url=URL)


def item(inside: str) -> ParsedArticle:
    return feed(f"<item>{inside}</item>").articles[0]


def test_a_channel_says_who_it_is_and_how_often_to_ask() -> None:
    parsed = feed(
        "<title>نشرة</title><link>https://example.com/</link><description>أخبار</description><language>ar-eg</language>"
        "<image><url>/logo.png</url><title>x</title></image><ttl>30</ttl>"
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>"
        "<skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>x</hour></skipHours>"
        "<skipDays><day>Friday</day><day>saturday</day></skipDays>"
    )
    assert (parsed.format, parsed.title, parsed.url, parsed.description) == (
        "rss2.0",
        "نشرة",
        "https://example.com/",
        "أخبار",
    )
    assert (parsed.language, parsed.icon) == ("ar-eg", "https://example.com/logo.png")
    assert (parsed.ttl, parsed.skip_hours, parsed.skip_days) == (3600, (0, 5), (4, 5))
    assert feed("<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>").ttl == 5400
    assert feed("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>").ttl == 21_600


def test_an_item_is_read_whole() -> None:
    article = item(
        "<title>عنوان</title><link>/a</link><guid isPermaLink='false'>id-1</guid><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>"
        "<description>&lt;p&gt;قصير&lt;/p&gt;</description><content:encoded><![CDATA[<p>طويل</p>]]></content:encoded>"
        "<category>سياسة</category><category>العالم</category><category>سياسة</category><dc:subject>Gaza</dc:subject>"
        "<comments>https://example.com/a#c</comments><wfw:commentRss>https://example.com/a/c.xml</wfw:commentRss>"
        "<slash:comments>7</slash:comments><enclosure url='/a.mp3' type='audio/mpeg' length='99'/><dc:language>ar</dc:language>"
    )
    assert article == ParsedArticle(
        guid="id-1",
        url="https://example.com/a",
        title="عنوان",
        summary="<p>قصير</p>",
        content="<p>طويل</p>",
        base="https://example.com/a",
        published=datetime(2004, 1, 1, 19, 48, 21, tzinfo=UTC),
        categories=("سياسة", "العالم", "Gaza"),
        enclosures=(Enclosure("https://example.com/a.mp3", "audio/mpeg", 99),),
        language="ar",
        comments_url="https://example.com/a#c",
        comments_feed="https://example.com/a/c.xml",
        comments_count=7,
    )


@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ("AT&amp;T &amp; co", "AT&T & co"),
        ("A &amp;amp; B &amp;quot;C&amp;quot;", 'A & B "C"'),
        ("&lt;b&gt;Bold&lt;/b&gt; word", "Bold word"),
        ("one&lt;br&gt;two", "one two"),
        ("1 &lt; 2 and vector&lt;int&gt;", "1 < 2 and vector<int>"),
        ("?a=1&amp;copy=2", "?a=1&copy=2"),
        ("<![CDATA[A&nbsp;B]]>", "A B"),
        ("[/b] [@click=app.bell]x", "[/b] [@click=app.bell]x"),
        ("  a\n\t b  ", "a b"),
        ("a <i>nested</i> word", "a nested word"),
        ("&#x202E;gnp.exe", "gnp.exe"),
        ("it\u0092s", "it’s"),
        ("أخبار العالم".encode().decode("iso-8859-1"), "أخبار العالم"),
        ("&#195;&#169;t&#195;&#169; &#226;&#128;&#166;", "été …"),
    ],
)
def test_a_title_is_one_line_of_plain_text(sent: str, title: str) -> None:
    assert item(f"<title>{sent}</title>").title == title


@pytest.mark.parametrize(
    ("sent", "author"),
    [
        ("<author>a@b.org (Sara Ali)</author>", Author("Sara Ali", email="a@b.org")),
        ("<author>Sara Ali &lt;a@b.org&gt;</author>", Author("Sara Ali", email="a@b.org")),
        ("<author>a@b.org</author>", Author("a@b.org", email="a@b.org")),
        ("<dc:creator>سارة علي</dc:creator>", Author("سارة علي")),
        ("<itunes:author>Radio</itunes:author>", Author("Radio")),
        ("<author><name>Sara</name><uri>/sara</uri></author>", Author("Sara", "https://example.com/sara")),
        ("<dc:creator>Sara</dc:creator><author>a@b.org (Sara)</author>", Author("Sara", email="a@b.org")),
    ],
)
def test_an_author_is_told_apart_from_the_address(sent: str, author: Author) -> None:
    assert item(sent).authors == (author,)


def test_all_authors_are_kept() -> None:
    authors = item("<dc:creator>سارة</dc:creator><dc:creator>علي</dc:creator>").authors
    assert [author.name for author in authors] == ["سارة", "علي"]


@pytest.mark.parametrize(
    ("sent", "url"),
    [
        ("<link>https://example.com/x</link><guid>https://example.com/y</guid>", "https://example.com/x"),
        ("<guid>https://example.com/y</guid>", "https://example.com/y"),
        ("<link/><guid isPermaLink='true'>https://example.com/y</guid>", "https://example.com/y"),
        ("<guid isPermaLink='false'>https://example.com/y</guid>", ""),
        ("<guid>12345</guid>", ""),
        ("<atom:link href='/z'/>", "https://example.com/z"),
        ("<link> https://example.com/\n a?x=1&amp;y=2 </link>", "https://example.com/a?x=1&y=2"),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>file:///etc/passwd</link>", ""),
        ("<link>http://[broken</link>", "http://[broken"),
    ],
)
def test_the_link_is_an_address_of_the_web_or_nothing(sent: str, url: str) -> None:
    assert item(sent).url == url


@pytest.mark.parametrize(
    ("sent", "image", "files"),
    [
        ("<media:thumbnail url='/t.jpg'/>", "https://example.com/t.jpg", []),
        ("<media:content url='/t.jpg' medium='image'/>", "https://example.com/t.jpg", []),
        ("<media:group><media:content url='/v.mp4' type='video/mp4' fileSize='5'/><media:thumbnail url='/t.jpg'/></media:group>",
         "https://example.com/t.jpg", ["https://example.com/v.mp4"]),
        ("<itunes:image href='/t.jpg'/>", "https://example.com/t.jpg", []),
        ("<image><url>/t.jpg</url></image>", "https://example.com/t.jpg", []),
        ("<enclosure url='/t.jpg' type='image/jpeg'/>", "https://example.com/t.jpg", ["https://example.com/t.jpg"]),
        ("<enclosure url='/a.mp3'/><media:content url='/a.mp3'/>", "", ["https://example.com/a.mp3"]),
    ],
)  # fmt: skip
def test_pictures_and_files_are_told_apart(sent: str, image: str, files: list[str]) -> None:
    article = item(sent)
    assert (article.image, [file.url for file in article.enclosures]) == (image, files)


def test_the_terms_of_dublin_core_tell_when_it_was_made_issued_and_changed() -> None:
    made = "<dcterms:created>2026-11-23</dcterms:created>"
    article = item(f"{made}<dcterms:modified>2026-11-25</dcterms:modified>")
    assert (article.published, article.updated) == (
        datetime(2026, 11, 23, tzinfo=UTC),
        datetime(2026, 11, 25, tzinfo=UTC),
    )
    assert item(f"<dcterms:issued>2026-11-24</dcterms:issued>{made}").published == datetime(2026, 11, 24, tzinfo=UTC)


def test_of_two_descriptions_the_longer_is_the_body() -> None:
    article = item("<description>the whole long text</description><description>short</description>")
    assert (article.summary, article.content) == ("short", "the whole long text")


def test_markup_that_was_not_escaped_is_kept() -> None:
    assert item("<description>one <b>two</b> three</description>").summary == "one <b>two</b> three"


def test_rss_1_has_its_items_beside_the_channel() -> None:
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><dc:language>fa</dc:language></channel>'
        '<item rdf:about="urn:1"><title>خبر</title><link>http://e.org/1</link><dc:date>2004-01-01</dc:date></item></rdf:RDF>'
    )
    parsed = parse(body.encode(), url=URL)
    (article,) = parsed.articles
    assert (parsed.format, article.guid, article.language) == ("rss1.0", "urn:1", "fa")
    assert article.published == datetime(2004, 1, 1, tzinfo=UTC)


def test_the_picture_of_a_feed_stands_beside_the_channel_of_rss_1_or_comes_as_media() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>'
        '<image rdf:resource="/i.png"/></channel><image rdf:about="/i.png"><url>/i.png</url></image></rdf:RDF>'
    )
    assert parse(rdf.encode(), url=URL).icon == "https://example.com/i.png"
    media = "<media:content url='/v.mp4' type='video/mp4'/><media:content url='/m.png' type='image/png'/>"
    assert feed(media).icon == "https://example.com/m.png"
    assert feed("<media:thumbnail url='/t.png'/>").icon == "https://example.com/t.png"
    assert feed(f"{media}<image><url>/i.png</url></image>").icon == "https://example.com/i.png"


def test_rss_0_9_is_read_in_both_forms() -> None:
    netscape = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
        "<channel><title>T</title></channel><item><title>a</title></item></rdf:RDF>"
    )
    userland = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
        '<rss version="0.91"><channel><title>T</title><item><title>a&eacute;</title></item></channel></rss>'
    )
    for body, title in ((netscape, "a"), (userland, "aé")):
        parsed = parse(body.encode(), url=URL)
        assert (parsed.format, parsed.articles[0].title) == ("rss0.9x", title)


def test_upper_case_rss_is_read() -> None:
    parsed = parse(
        b"<RSS VERSION='2.0'><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>a</TITLE><LINK>http://e.org/</LINK></ITEM></CHANNEL></RSS>",
        url=URL,
    )
    assert (parsed.title, parsed.articles[0].title, parsed.articles[0].url) == ("T", "a", "http://e.org/")


def test_cdf_is_read() -> None:
    parsed = parse(
        b'<CHANNEL HREF="http://e.org/"><TITLE>T</TITLE><ITEM HREF="http://e.org/1" LASTMOD="2026-11-25T08:00"><TITLE>a</TITLE>'
        b"<ABSTRACT>b</ABSTRACT></ITEM></CHANNEL>",
        url=URL,
    )
    (article,) = parsed.articles
    assert (parsed.title, parsed.url) == ("T", "http://e.org/")
    assert (article.title, article.url, article.summary) == ("a", "http://e.org/1", "b")
    assert article.published == datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_entities_of_html_and_control_characters_do_not_need_the_slow_way() -> None:
    parsed = parse(b"<rss><channel><title>A&nbsp;B &copy; \x1b[31m&#27;]52;c;x&#7;</title></channel></rss>", url=URL)
    assert parsed.title == "A B © [31m]52;c;x"
