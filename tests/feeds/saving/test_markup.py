"""An article as HTML: all of it, and nothing but it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from feeds.blocks import Span, SpanKind
from feeds.saving.copy import Picture
from feeds.saving.markup import address
from feeds.saving.page import html
from tests.feeds.saving.articles import ARTICLE, PICTURE, p

PICTURES = {PICTURE: Picture(b"\xff\xd8picture", "image/jpeg")}


def read(page: str) -> etree._Element:
    """The page as a browser parses it; it has to be well-formed XML as well."""
    etree.fromstring(page.replace("<!DOCTYPE html>\n", "").encode())
    return lxml_html.document_fromstring(page.encode())


def inside(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode", with_tail=False)


def test_each_block_says_its_direction_and_its_language_where_they_are_not_the_articles() -> None:
    root = read(html(ARTICLE, PICTURES))
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")
    quotes = root.findall(".//blockquote")
    assert [(one.get("dir"), one.get("lang")) for one in quotes] == [("ltr", "en"), (None, None)]
    assert [one.get("dir") for one in quotes[1]] == [None, "ltr"]
    assert [one.get("dir") for one in quotes[0]] == [None, None]
    assert [one.get("dir") for one in root.iter("pre", "table")] == ["ltr", "ltr", None]
    first = root.xpath("//article/p")[0]
    assert inside(first) == "<p>قالت <strong>شركة</strong> <em>Apple</em> إنها «لن تعلق» خدماتها.</p>"


def test_the_page_asks_no_one_for_anything() -> None:
    page = html(ARTICLE, PICTURES)
    root = read(page)
    sources = [value for one in root.iter() for name, value in one.attrib.items() if name in ("src", "srcset", "data")]
    assert sources == ["data:image/jpeg;base64,/9hwaWN0dXJl"]
    assert not list(root.iter("script", "link", "iframe", "object", "base"))
    assert "default-src 'none'" in page
    assert "javascript" not in page
    assert root.xpath("//img/@alt") == ['نخيل "قديم"']
    # Of a picture that stays behind there is the address, to be followed or not.
    assert "https://news.example/not-there.png" in root.xpath("//article//a/@href")


def test_marks_and_their_notes_lead_to_one_another_and_to_nothing_else() -> None:
    root = read(html(ARTICLE, {}))
    names = [one.get("id") for one in root.iter() if one.get("id")]
    ways = [href[1:] for href in root.xpath("//a/@href") if href.startswith("#")]
    assert sorted(names) == sorted(ways) == ["mark-1", "note-1"]
    alone = replace(ARTICLE, blocks=(p("1 لا حاشية", Span(0, 1, SpanKind.LINK, "#note-1")),))
    assert "#note" not in html(alone, {})


KINDS = [kind for kind in SpanKind if kind is not SpanKind.LINK]
SPANS = st.lists(
    st.builds(
        Span,
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(SpanKind),
        st.sampled_from(["https://a.example/", "https://b.example/", "#note-1", "#mark-1", "data:,x"]),
    ),
    max_size=6,
)


@given(st.text("ab<&>\"' \nاب", min_size=9, max_size=9), SPANS)
def test_spans_that_cross_in_any_way_mark_what_they_mark_and_lose_no_letter(text: str, spans: list[Span]) -> None:
    copy = replace(ARTICLE, blocks=(p(text, *spans),))
    [found] = read(html(copy, {})).xpath("//article/p")
    said = re.sub("<br ?/?>", "\n", inside(found))
    assert "".join(etree.fromstring(said).itertext()) == text
    assert not found.xpath(".//a//a")
    for kind, name in ((SpanKind.STRONG, "strong"), (SpanKind.CODE, "code")):
        marked = {at for one in spans if one.kind is kind for at in range(one.start, one.end)}
        left = "".join("#" if at in marked and char != "\n" else char for at, char in enumerate(text))
        shown = etree.fromstring(said)
        for one in shown.iter(name):
            for inner in one.iter():
                inner.text = re.sub("[^\n]", "#", inner.text or "")
                inner.tail = re.sub("[^\n]", "#", inner.tail or "") if inner is not one else inner.tail
        assert "".join(shown.itertext()) == left


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/a b?q=[1]", "https://a.example/a%20b?q=%5B1%5D"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%D8%A3", "https://a.example/%D8%A3"),
        ("https://a.example/طريق", "https://a.example/طريق"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("https://[::1", ""),
        ("https://a.example:port/", ""),
        ("https:///x", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_an_address_is_one_that_any_program_takes_or_none(url: str, safe: str) -> None:
    assert address(url) == safe


def test_what_is_missing_leaves_nothing_empty_behind() -> None:
    bare = replace(ARTICLE, section="", source="", authors=(), published=None, dated="", url="", blocks=())
    root = read(html(bare, {}))
    assert [one.tag for one in root.find(".//article").iter()] == ["article", "header", "h1"]


@pytest.mark.parametrize(
    ("text", "spans", "kept"),
    [
        ("تعلّم C++ و Visual C# 12 الآن", (), [("bdi", "C++"), ("bdi", "Visual C# 12")]),
        ("زوروا https://a.org/ 5 مرات", (), [("bdi", "https://a.org/")]),
        ("اتصل على ٠٥٠-١٢٣-٤٥٦٧ اليوم", (), [("bdo", "٠٥٠-١٢٣-٤٥٦٧")]),
        ("تعلّم Visual C++ الآن", (Span(6, 16, SpanKind.LINK, "https://a.org/"),), [("bdi", "Visual C++")]),
        ("تعلّم Visual C++ الآن", (Span(13, 16, SpanKind.STRONG),), [("bdi", "Visual C++")]),
        ("Learn C++ now", (), []),
    ],
)
def test_what_the_reader_keeps_in_order_is_kept_by_elements_of_its_own(
    text: str, spans: tuple[Span, ...], kept: list[tuple[str, str]]
) -> None:
    root = read(html(replace(ARTICLE, title=text, blocks=(p(text, *spans),)), {}))
    for part in ("//article/p", "//h1"):
        [line] = root.xpath(part)
        found = list(line.iter("bdi", "bdo"))
        assert [(one.tag, "".join(one.itertext())) for one in found] == kept
        assert all(one.get("dir") == "ltr" for one in found)
        assert "".join(line.itertext()) == text
