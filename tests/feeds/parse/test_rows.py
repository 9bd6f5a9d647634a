"""What the world sends, row by row: texts that want to reach the terminal, and feeds with modules or without keys."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from feeds.content import to_content, to_text
from feeds.parse import parse, parse_anywhere
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure
from fuzz.checks import check_texts
from fuzz.corpus import check_corpus
from tests.feeds.parse.reading import read_here
from tests.feeds.parse.test_rss import NAMESPACES, item

URL = "https://example.com/feed.xml"

# ── Text ────────────────────────────────────────────────────────────────────────────────────────────────────

HOSTILE = {
    "ESC": "\x1b[31m",
    "OSC 52": "\x1b]52;c;eA==\x07",
    "OSC 8": "\x1b]8;;http://e.org\x1b\\",
    "OSC 0": "\x1b]0;t\x07",
    "CSI of C1": "\x9b31m",
    "OSC of C1": "\x9d0;t\x9c",
    "NUL": "\x00",
    "BEL and BS": "\x07\x08",
    "CR": "\r",
    "DEL": "\x7f",
    "embeddings and overrides": "\u202ax\u202bx\u202cx\u202dx\u202egnp.exe",
    "isolates": "\u2066x\u2067x\u2068x\u2069",
}


def in_every_field(bad: str) -> dict[str, bytes]:
    """A feed of each kind, and one that is not well-formed, with ``bad`` in each of its fields."""
    rss = (
        f"<title>a{bad}b</title><link>https://e.org/{bad}</link><description>a{bad}b</description><language>ar{bad}</language>"
        f"<image><url>/l{bad}.png</url></image><item><title>a{bad}b</title><link>https://e.org/a{bad}b</link><guid>g{bad}</guid>"
        f"<author>a@e.org (a{bad}b)</author><dc:creator>c{bad}d</dc:creator><category>a{bad}b</category><comments>/c{bad}</comments>"
        f"<description>&lt;p&gt;a{bad}b</description><content:encoded>&lt;p&gt;x{bad}&lt;/p&gt;y{bad}</content:encoded>"
        f"<enclosure url='/a{bad}.mp3' type='audio/{bad}mpeg' length='1{bad}'/><media:thumbnail url='/t{bad}.jpg'/>"
        f"<dc:language>a{bad}r</dc:language><media:content url='/v{bad}.mp4'><media:title>a{bad}b</media:title></media:content>"
        f"<itunes:keywords>a{bad},b{bad}</itunes:keywords><wfw:commentRss>/r{bad}</wfw:commentRss></item>"
    )
    atom = (
        f"<title type='html'>a{bad}b&lt;br&gt;</title><subtitle>a{bad}b</subtitle><icon>/i{bad}.png</icon><entry><id>i{bad}</id>"
        f"<title>a{bad}b</title><link href='/a{bad}b' title='t{bad}'/><link rel='related' href='/r{bad}' title='a{bad}b'/>"
        f"<author><name>a{bad}b</name><email>e{bad}@e.org</email><uri>/u{bad}</uri></author><category term='a{bad}b'/>"
        f"<content type='html'>&lt;p&gt;a{bad}b&lt;/p&gt;</content><link rel='enclosure' href='/e{bad}' type='a{bad}' title='{bad}'/></entry>"
    )
    objects = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"a{bad}b",
        "description": f"a{bad}",
        "language": f"ar{bad}",
        "icon": f"/i{bad}",
        "items": [
            {
                "id": f"i{bad}",
                "url": f"/a{bad}",
                "title": f"a{bad}b",
                "content_html": f"<p>a{bad}b</p>{bad}",
                "summary": f"a{bad}",
                "tags": [f"a{bad}b"],
                "authors": [{"name": f"a{bad}b", "url": f"/u{bad}", "avatar": f"/v{bad}"}],
                "attachments": [{"url": f"/a{bad}", "mime_type": f"a{bad}", "title": f"a{bad}b"}],
            }
        ],
    }
    head = f"<rss version='2.0' {NAMESPACES}><channel>"
    return {
        "rss": f"{head}{rss}</channel></rss>".encode(),
        "broken": f"{head}<br>{rss}</channel>".encode(),
        "atom": f"<feed xmlns='http://www.w3.org/2005/Atom'>{atom}</feed>".encode(),
        "json": json.dumps(objects).encode(),
    }


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", ["rss", "broken", "atom", "json"])
@pytest.mark.parametrize("written", ["as it is", "as a reference", "as a reference inside HTML"])
def test_no_control_and_no_override_comes_out_of_any_field_of_any_kind_of_feed(
    name: str, kind: str, written: str
) -> None:
    bad = HOSTILE[name]
    if written != "as it is":
        bad = "".join(f"&#{ord(char)};" if not char.isalnum() else char for char in bad)
    if written == "as a reference inside HTML":
        bad = escape(bad)
    parsed = read_here(in_every_field(bad)[kind], url=URL)
    assert parsed is not None
    assert len(parsed.articles) == 1
    check_texts(parsed)


MARKUP = ("[/b]", "[link=http://e.org]x", "[@click=app.bell]x[/]", "[red]", "[b", "\\[b]")


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_of_the_terminal_library_stays_as_typed_in_titles_and_names(typed: str) -> None:
    article = item(f"<title>{typed}</title><dc:creator>{typed}x</dc:creator><category>{typed}</category>")
    assert (article.title, article.authors, article.categories) == (typed, (Author(f"{typed}x"),), (typed,))


FORMAT = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"


@pytest.mark.parametrize("char", FORMAT, ids=lambda char: f"U+{ord(char):04X}")
def test_no_format_character_stays_in_an_address(char: str) -> None:
    sent = f"https://e.org/a{char}b"
    article = item(
        f"<link>{sent}</link><enclosure url='{sent}'/><comments>{sent}</comments><wfw:commentRss>{sent}</wfw:commentRss>"
        f"<media:thumbnail url='{sent}'/><author><name>x</name><uri>{sent}</uri></author><atom:link rel='related' href='{sent}'/>"
        f"<description>&lt;a href='{sent}'>x&lt;/a>&lt;img src='{sent}'></description>"
    )
    (author,), (file,), (related,) = article.authors, article.enclosures, article.related
    (link,), picture = to_content(article.summary).blocks[0].text.spans, to_content(article.summary).blocks[1].url  # type: ignore[union-attr]
    found = [article.url, article.comments_url, article.comments_feed, article.image, author.url, file.url, related.url]
    assert {*found, link.href, picture} == {"https://e.org/ab"}


def test_overrides_go_from_titles_file_names_and_addresses() -> None:
    article = item(
        "<title>صورة\u202egnp.exe</title><link>https://e.org/\u202egpj.exe</link>"
        "<enclosure url='https://e.org/a\u200d\u202ecod.exe' type='x'/><media:content url='/v'><media:title>\u2066a\u2069</media:title></media:content>"
    )
    assert (article.title, article.url) == ("صورةgnp.exe", "https://e.org/gpj.exe")
    assert [(file.url, file.title) for file in article.enclosures] == [
        ("https://e.org/acod.exe", ""),
        ("https://example.com/v", "a"),
    ]


async def test_entities_ampersands_queries_and_unclosed_tags_in_broken_xml_lose_nothing() -> None:
    body = (
        "<rss version='2.0'><channel><title>AT&T & co</title><link>https://e.org/?s=1&amp;t=2&u</link>"
        "<item><title>A&nbsp;B</title><link>https://e.org/?a=1&b=2&copy=3</link><description>x &lt; y & z</description></item><br>"
        "<item><title>AT&T &amp; co</title><link>https://e.org/?a=1&amp;b=2</link></item><br>"
        "<item><title>&laquo;خبر&raquo;</title></item></channel></rss>"
    )
    parsed = await parse_anywhere(body.encode(), url=URL)
    assert (parsed.title, parsed.url) == ("AT&T & co", "https://e.org/?s=1&t=2&u")
    assert [article.title for article in parsed.articles] == ["A B", "AT&T & co", "«خبر»"]
    assert [article.url for article in parsed.articles] == [
        "https://e.org/?a=1&b=2&copy=3",
        "https://e.org/?a=1&b=2",
        "",
    ]
    assert to_text(parsed.articles[0].summary) == "x < y & z"


@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ("A &amp;amp; B", "A & B"),
        ("&amp;quot;نص&amp;quot;", '"نص"'),
        ("&amp;#39;x&amp;#39;", "'x'"),
        ("a &amp;lt; b", "a < b"),
    ],
)
def test_a_title_that_was_escaped_twice_is_read_once_more(sent: str, title: str) -> None:
    assert item(f"<title>{sent}</title>").title == title


# ── Encodings ───────────────────────────────────────────────────────────────────────────────────────────────

TITLES = {
    "windows-1256": "أعلنت الحكومة اليوم عن خطة جديدة",
    "iso-8859-6": "أعلنت الحكومة اليوم عن خطة جديدة",
    "windows-1255": "הממשלה הודיעה היום על תוכנית חדשה",
    "iso-8859-8": "הממשלה הודיעה היום על תוכנית חדשה",
    "utf-16": "أعلنت الحكومة اليوم عن خطة جديدة",
    "utf-8-sig": "أعلنت الحكومة اليوم عن خطة جديدة",
}


@pytest.mark.parametrize("charset", TITLES)
@pytest.mark.parametrize("end", ["</channel></rss>", "<br></channel>"])
async def test_a_feed_in_the_charset_that_it_declares_is_read_right_whole_or_broken(charset: str, end: str) -> None:
    title = TITLES[charset]
    text = f"<?xml version='1.0' encoding='{charset.removesuffix('-sig')}'?><rss version='2.0'><channel><title>{title}</title><item><title>{title}</title></item>{end}"
    parsed = await parse_anywhere(text.encode(charset), url=URL)
    assert (parsed.title, [article.title for article in parsed.articles]) == (title, [title])


@pytest.mark.parametrize(("charset", "declared"), [("cp1255", "utf-8"), ("utf-8", "windows-1255"), ("utf-8", "windows-1256"), ("cp1256", "utf-8")])  # fmt: skip
async def test_a_feed_in_another_charset_than_it_declares_is_read_right(charset: str, declared: str) -> None:
    title = TITLES["windows-1255" if "1255" in charset + declared else "windows-1256"]
    text = (
        f"<?xml version='1.0' encoding='{declared}'?><rss version='2.0'><channel><title>{title}</title></channel></rss>"
    )
    parsed = await parse_anywhere(text.encode(charset), url=URL, content_type=f"text/xml; charset={declared}")
    assert parsed.title == title


@pytest.mark.parametrize("title", [TITLES["windows-1256"], TITLES["windows-1255"]])
async def test_one_bad_byte_in_a_feed_of_utf8_is_one_replacement_character(title: str) -> None:
    cut = title.encode().replace(b" ", b" \xff", 1)
    body = b"<rss version='2.0'><channel><title>" + cut + b"</title></channel></rss>"
    assert (await parse_anywhere(body, url=URL)).title == title.replace(" ", " \ufffd", 1)


# ── Feeds ───────────────────────────────────────────────────────────────────────────────────────────────────


def rss(items: str) -> ParsedFeed:
    return parse(f"<rss version='2.0' {NAMESPACES}><channel>{items}</channel></rss>".encode(), url=URL)


def test_an_item_without_guid_or_without_guid_and_link_is_still_an_article() -> None:
    parsed = rss("<item><title>a</title><link>/a</link></item><item><title>b</title></item><item/>")
    assert [(article.guid, article.url, article.title) for article in parsed.articles] == [
        ("", "https://example.com/a", "a"),
        ("", "", "b"),
        ("", "", ""),
    ]


def test_a_guid_that_is_repeated_with_other_links_gives_two_articles() -> None:
    one, two = (f"<item><guid isPermaLink='false'>g</guid><link>/{name}</link></item>" for name in "ab")
    assert [(article.guid, article.url[-1]) for article in rss(one + two).articles] == [("g", "a"), ("g", "b")]


def test_what_is_said_of_places_and_of_unknown_things_is_passed_over() -> None:
    article = item(
        "<title>a</title><georss:point xmlns:georss='http://www.georss.org/georss'>31.9 35.9</georss:point>"
        "<geo:lat xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#'>31.9</geo:lat><x:title xmlns:x='urn:x'>b</x:title><made>up</made>"
    )
    assert article == ParsedArticle(guid="", title="a", base=URL)


def test_a_podcast_gives_its_file_with_kind_and_length_its_picture_its_summary_and_its_people() -> None:
    article = item(
        "<itunes:title>الحلقة 1</itunes:title><itunes:author>إذاعة</itunes:author><itunes:image href='/1.jpg'/>"
        "<itunes:summary>نبذة</itunes:summary><itunes:duration>1:02:03</itunes:duration><itunes:explicit>no</itunes:explicit>"
        "<itunes:keywords>أخبار, اقتصاد</itunes:keywords><itunes:category text='فنون'><itunes:category text='كتب'/></itunes:category>"
        "<enclosure url='/1.mp3' type='Audio/MPEG' length='12345678'/>"
    )
    assert (article.title, article.authors, article.image) == (
        "الحلقة 1",
        (Author("إذاعة"),),
        "https://example.com/1.jpg",
    )
    assert (article.summary, article.categories) == ("نبذة", ("أخبار", "اقتصاد", "فنون", "كتب"))
    assert article.enclosures == (Enclosure("https://example.com/1.mp3", "audio/mpeg", 12_345_678),)


def test_media_in_groups_give_files_a_picture_a_title_a_text_and_categories() -> None:
    article = item(
        "<media:group><media:title>عنوان</media:title><media:description>وصف</media:description><media:thumbnail url='/t.jpg'/>"
        "<media:content url='/v.mp4' type='video/mp4' fileSize='99'><media:title>مقطع</media:title></media:content></media:group>"
        "<media:category label='سياسة'>news/politics</media:category><media:keywords>غزة, القدس</media:keywords>"
    )
    assert (article.title, article.summary, article.image) == ("عنوان", "وصف", "https://example.com/t.jpg")
    assert article.enclosures == (Enclosure("https://example.com/v.mp4", "video/mp4", 99, "مقطع"),)
    assert article.categories == ("سياسة", "غزة", "القدس")


def test_dublin_core_alone_tells_everything_of_an_article() -> None:
    article = item(
        "<dc:title>عنوان</dc:title><dc:description>نص</dc:description><dc:creator>سارة</dc:creator><dc:creator>علي</dc:creator>"
        "<dc:subject>سياسة</dc:subject><dc:date>2026-11-25T08:00:00+03:00</dc:date><dc:language>ar</dc:language>"
    )
    assert (article.title, article.summary, article.language) == ("عنوان", "نص", "ar")
    assert [author.name for author in article.authors] == ["سارة", "علي"]
    assert (article.categories, article.published) == (("سياسة",), datetime(2026, 11, 25, 5, tzinfo=UTC))


def test_each_article_keeps_the_language_that_it_declares() -> None:
    parsed = rss(
        "<language>en_US</language><item xml:lang='ar'><title>a</title></item><item><content:encoded xml:lang='fa'>x</content:encoded></item>"
        "<item><dc:language>he</dc:language></item><item><title>b</title></item>"
    )
    assert [article.language for article in parsed.articles] == ["ar", "fa", "he", "en-US"]
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><entry xml:lang='ar'><title>a</title></entry>"
        "<entry><summary xml:lang='ur'>x</summary><content xml:lang='fa'>y</content></entry><entry><title>c</title></entry></feed>"
    )
    assert [article.language for article in parse(atom.encode(), url=URL).articles] == ["ar", "fa", "en"]


def test_comments_are_a_page_a_feed_and_a_number_in_rss_and_in_atom() -> None:
    article = item(
        "<comments>/a#c</comments><wfw:commentRss>/a.rss</wfw:commentRss><slash:comments>3</slash:comments>"
        "<thr:total xmlns:thr='http://purl.org/syndication/thread/1.0'>4</thr:total>"
    )
    assert (article.comments_url, article.comments_feed, article.comments_count) == (
        "https://example.com/a#c",
        "https://example.com/a.rss",
        4,
    )


def test_an_entry_that_says_only_when_it_was_changed_is_dated_by_that() -> None:
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title><updated>2026-11-25T08:00:00Z</updated></entry></feed>"
    (article,) = parse(atom.encode(), url=URL).articles
    assert article.published == article.updated == datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_prefixes_that_nobody_declared_are_read_as_every_publisher_means_them() -> None:
    body = "<rss version='2.0'><channel><item><dc:creator>سارة</dc:creator><content:encoded>نص</content:encoded><x:y>z</x:y></item></channel></rss>"
    (article,) = parse(body.encode(), url=URL).articles
    assert (article.authors, article.content) == ((Author("سارة"),), "نص")


def test_quotes_of_windows_that_came_as_control_characters_are_kept_as_quotes() -> None:
    article = item("<title>don\x92t</title><description>don\x92t &amp;#146;x&amp;#148;</description>")
    assert (article.title, article.summary) == ("don’t", "don’t ’x”")


def test_documents_made_to_hurt_stay_within_300_megabytes_and_5_seconds(tmp_path: Path) -> None:
    text = "نص " * 280
    entry = f"<item><title>خبر</title><link>https://e.org/1</link><description>{text}</description></item>"
    attributes = " ".join(f'a{number}="1"' for number in range(100_000))
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    documents = {
        "twelve megabytes": f"<rss version='2.0'><channel>{entry * 8_500}</channel></rss>",
        "attributes": f"<rss version='2.0'><channel {attributes}><item {attributes}><title>x</title></item></channel></rss>",
        "levels": f"<rss version='2.0'><channel><title>T</title>{'<a>' * 200_000}{'</a>' * 200_000}</channel></rss>",
        "laughs": f"<!DOCTYPE rss [{laughs}]><rss version='2.0'><channel><title>&a9;</title></channel></rss>",
        "author": f"<rss version='2.0'><channel><item><author>{'a' * 40_000}</author></item></channel></rss>",
    }
    for name, markup in (("items", "<li>x"), ("tables", "<table><tr><td>a<td>b</table>"), ("words", "<b>x</b>")):
        body = markup * (10_000_000 // len(markup))
        documents[name] = f"<rss><channel><item><description><![CDATA[{body}]]></description></item></channel></rss>"
    paths = []
    for name, document in documents.items():
        paths.append(tmp_path / name)
        paths[-1].write_text(document, encoding="utf-8")
    assert check_corpus(paths).failures == []
