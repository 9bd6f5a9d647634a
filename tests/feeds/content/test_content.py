"""HTML to blocks: what is there comes out, what is unsafe can't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.blocks import (
    Block,
    Cell,
    Code,
    Comment,
    Definition,
    Figure,
    Heading,
    ListBlock,
    Media,
    Paragraph,
    Quote,
    Rule,
    Span,
    SpanKind,
    Table,
    Text,
)
from feeds.content import to_content, to_text
from feeds.types import Author, Link

BASE = "https://news.example/a/"


def blocks(html: str) -> tuple[Block, ...]:
    return to_content(html, base=BASE).blocks


CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def strings_of(found: Any) -> Iterator[str]:
    """Every string in what came out: texts, addresses, titles, names."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, tuple):
        for one in found:
            yield from strings_of(one)
    elif hasattr(type(found), "__dataclass_fields__"):
        for name in type(found).__dataclass_fields__:
            yield from strings_of(getattr(found, name))


def texts_of(found: Any) -> Iterator[Text]:
    """Every text in blocks, however deep."""
    if isinstance(found, Text):
        yield found
    elif isinstance(found, tuple):
        for one in found:
            yield from texts_of(one)
    elif hasattr(type(found), "__dataclass_fields__"):
        for name in type(found).__dataclass_fields__:
            yield from texts_of(getattr(found, name))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("نص بلا وسوم", Paragraph(Text("نص بلا وسوم"))),
        ("<p>a</p>", Paragraph(Text("a"))),
        ("<p>a<br>b</p>", Paragraph(Text("a\nb"))),
        ("<h3>t</h3>", Heading(3, Text("t"))),
        ("<blockquote><p>q</p></blockquote>", Quote((Paragraph(Text("q")),))),
        ("<ul><li>a<li>b</ul>", ListBlock(((Paragraph(Text("a")),), (Paragraph(Text("b")),)))),
        ("<ol start=3><li>a</ol>", ListBlock(((Paragraph(Text("a")),),), 3)),
        (
            "<ul><li>a<ul><li>b</ul></ul>",
            ListBlock(((Paragraph(Text("a")), ListBlock(((Paragraph(Text("b")),),))),)),
        ),
        ("<dl><dt>t<dd>m</dl>", Definition(((Text("t"), (Paragraph(Text("m")),)),))),
        ("<pre>a\n  b</pre>", Code("a\n  b")),
        ("<hr>", Rule()),
        ("<img src=i.jpg alt=x>", Figure(BASE + "i.jpg", "x")),
        (
            "<figure><img src=/i.jpg><figcaption>c</figcaption></figure>",
            Figure("https://news.example/i.jpg", "", Text("c")),
        ),
        ("<video src=v.mp4></video>", Media(BASE + "v.mp4", "video")),
        ("<iframe src='https://v.example/1'></iframe>", Media("https://v.example/1", "embed")),
        (
            "<table><caption>c<tr><th>a<th>b<tr><td>1<td>2</table>",
            Table(
                (
                    (Cell(Text("a"), header=True), Cell(Text("b"), header=True)),
                    (Cell(Text("1")), Cell(Text("2"))),
                ),
                Text("c"),
            ),
        ),
        ("<p dir=rtl lang=ar>a</p>", Paragraph(Text("a", direction="rtl", language="ar"))),
    ],
)
def test_each_kind_of_markup_gives_its_block(html: str, expected: Block) -> None:
    assert blocks(html) == (expected,)


def test_spans_stand_over_their_words_and_links_have_whole_addresses() -> None:
    (found,) = blocks("<p>a <b>b <i>c</i></b> <a href=x>d</a> <code>e</code></p>")
    assert isinstance(found, Paragraph)
    assert found.text.text == "a b c d e"
    assert set(found.text.spans) == {
        Span(2, 5, SpanKind.STRONG),
        Span(4, 5, SpanKind.EMPHASIS),
        Span(6, 7, SpanKind.LINK, BASE + "x"),
        Span(8, 9, SpanKind.CODE),
    }


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<p hidden>x</p>",
        "<p style='display:none'>x</p>",
        "<img src='https://pixel.example/1.gif' width=1 height=1>",
        "<img src='data:image/png;base64,x'>",
        "<noscript></noscript>",
        "<!-- x -->",
        "",
        "   ",
    ],
)
def test_what_is_not_for_reading_gives_nothing(html: str) -> None:
    assert blocks(html) == ()


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "-x", "vbscript:x"])
def test_a_link_to_another_kind_of_address_is_only_its_words(href: str) -> None:
    (found,) = blocks(f"<p><a href='{href}'>x</a></p>")
    spans = [span for text in texts_of(found) for span in text.spans]
    assert not [span for span in spans if not span.href.startswith(("https://news.example/", "http"))]


def test_a_card_related_links_and_comments_leave_the_body() -> None:
    content = to_content(
        "<p>body</p><div class=h-card><img class=u-photo src=p.jpg><a class='p-name u-url' href=/m>مريم</a>"
        "<p class=p-note>كاتبة</p></div><ul class=related><li><a href=/2>آخر</a></ul>"
        "<div class='u-comment h-cite'><span class=p-author>علي</span>"
        "<time class=dt-published datetime=2026-11-24T10:00:00Z></time><p class=e-content>نعم</p>"
        "<div class='u-comment h-cite'><span class=p-author>مريم</span><p class=e-content>شكرًا</p></div></div>",
        base=BASE,
    )
    assert content.blocks == (Paragraph(Text("body")),)
    assert content.authors == (Author("مريم", url="https://news.example/m", avatar=BASE + "p.jpg", bio="كاتبة"),)
    assert content.related == (Link("https://news.example/2", "آخر"),)
    assert content.comments == (
        Comment("علي", (Paragraph(Text("نعم")),), datetime(2026, 11, 24, 10, tzinfo=UTC)),
        Comment("مريم", (Paragraph(Text("شكرًا")),), depth=1),
    )


def test_ten_thousand_elements_inside_one_another_give_their_text() -> None:
    assert [text.text for text in texts_of(blocks("<div>" * 10_000 + "x"))] in (["x"], [])
    assert next(texts_of(blocks("<b>" * 500 + "x" + "</b>" * 500))).text == "x"
    assert next(texts_of(blocks("<b>a<b>b</b></b>"))).spans == (
        Span(0, 2, SpanKind.STRONG),
        Span(1, 2, SpanKind.STRONG),
    )


def test_a_reference_to_a_control_gives_nothing_and_can_not_make_another() -> None:
    assert blocks("<pre>a&#27;b&#x1b;<br>c&#1</pre><p>x&#&#1;27;y&#151;z</p>") == (
        Code("ab\nc"),
        Paragraph(Text("x&#27;y—z")),
    )


def test_plain_text_keeps_words_and_begins_a_line_with_each_block() -> None:
    assert to_text("<p>a <b>b</b></p><ul><li>c<li>d &amp; e</ul><script>x</script>") == "a b\nc\nd & e"
    assert to_text("a <object data=x>b</object><iframe src=x>d</iframe><b>c</b>") == "a bc"
    assert to_text("AT&amp;T  &lt;x&gt;\n y") == "AT&T <x> y"


_NAMES = "p div b i a ul ol li table tr td th blockquote pre code br hr img figure figcaption h1 dl dt dd span q sup"
_NAMES += (
    " form button iframe video audio source object lite-youtube script base figure section picture center font bdo"
)
_ATTRIBUTES = ["", "dir=rtl", "href=/x", "src=y.jpg", "class=h-card", "class='u-comment h-cite'", "class=related"]
_ATTRIBUTES += ["xml:base='http://['", "xml:base=/b/", "href='http://['", "class=twitter-tweet href=//x.com/a/status/1"]
_ATTRIBUTES += [
    "data-telegram-post='a/1\x1b'",
    "class=share",
    "role=doc-backlink href=#x",
    "id=x",
    "href=#x name=y",
    "href=#y name=x",
    "src=//youtu.be/dQw4w9WgXcQ",
    "lang=\x9b",
]
_LETTERS = st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("\u202e\x1b<>&\u0627\u0644 \n"))
_MARKUP = st.recursive(
    st.text(_LETTERS, max_size=12),
    lambda inner: st.builds(
        lambda tag, extra, parts: f"<{tag} {extra}>{''.join(parts)}</{tag}>",
        st.sampled_from(_NAMES.split()),
        st.sampled_from(_ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(_MARKUP)
def test_no_markup_raises_and_no_control_comes_out_of_it(html: str) -> None:
    assert not set("".join(strings_of(to_content(html, base=BASE)))) & (CONTROLS - {"\n"})


@given(_MARKUP)
def test_no_markup_raises_and_all_that_comes_out_is_clean_with_spans_in_place(html: str) -> None:
    content = to_content(html, base=BASE)
    for text in texts_of((content.blocks, content.comments)):
        assert not set(text.text) & set("\u202e\x1b\x07\x9b")
        for span in text.spans:
            assert 0 <= span.start < span.end <= len(text.text)
            assert (span.kind is SpanKind.LINK) == bool(span.href)
            assert re.match(r"https?://[^/]|mailto:.|#(?:note|mark)-\d+$", span.href or "mailto:x", re.IGNORECASE)
    to_text(html)
