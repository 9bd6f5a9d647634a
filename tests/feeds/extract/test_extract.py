"""What a page says of its article, around it and in its body."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.blocks import Figure, Heading, ListBlock, Media, Paragraph, Quote, Table
from feeds.errors import NoArticle, Paywalled
from feeds.extract import extract
from feeds.types import Author, Link
from tests.feeds.extract.making import SENTENCE, TEXT, URL, article, linked_data, page, texts

# ── What the head says ──────────────────────────────────────────────────────────────────────────────────────


def test_json_ld_gives_headline_authors_section_dates_picture_and_comments() -> None:
    found = page(
        f"<article>{TEXT}</article>",
        linked_data(
            headline="عنوان &quot;المقال&quot;",
            author=[
                {"@type": "Person", "name": "سارة", "url": "/sara", "image": "/s.jpg", "description": "كاتبة"},
                "علي",
            ],
            articleSection=["اقتصاد", "تقنية"],
            datePublished="2026-11-24T10:00:00+02:00",
            dateModified="2026-11-24T12:30:00Z",
            image={"@type": "ImageObject", "url": "/lead.jpg"},
            commentCount="7",
        ),
    )
    assert (found.title, found.section, found.comments_count) == ('عنوان "المقال"', "اقتصاد", 7)
    assert found.authors == (
        Author("سارة", url="https://news.example/sara", avatar="https://news.example/s.jpg", bio="كاتبة"),
        Author("علي"),
    )
    assert found.published == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert found.updated == datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    assert found.image == "https://news.example/lead.jpg"


def test_an_author_named_by_reference_in_a_graph_is_found() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "@id": "#page"},
            {"@type": ["Article"], "headline": "عنوان", "author": {"@id": "#sara"}},
            {"@type": "Person", "@id": "#sara", "name": "سارة", "image": {"@id": "#i"}, "description": "كاتبة"},
            {"@type": "ImageObject", "@id": "#i", "contentUrl": "https://news.example/s.jpg"},
            {
                "@type": "BreadcrumbList",
                "itemListElement": [{"name": "الرئيسية"}, {"name": "ثقافة"}, {"name": "عنوان"}],
            },
        ]
    }
    found = page(f"<article>{TEXT}</article>", f'<script type="application/ld+json">{json.dumps(graph)}</script>')
    assert found.authors == (Author("سارة", avatar="https://news.example/s.jpg", bio="كاتبة"),)
    assert found.section == "ثقافة"


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, '{"@type": 3, "author": [1, null, {}], "@graph": "x"}', "null", ""]
)
def test_json_ld_that_is_none_is_passed_over(script: str) -> None:
    found = article(TEXT, f'<script type="application/ld+json">{script}</script>')
    assert (found.title, len(found.blocks)) == ("العنوان", 6)


def test_metas_give_what_json_ld_does_not() -> None:
    found = page(
        f"<article>{TEXT}</article>",
        "<title>عنوان - صحيفة</title><meta property=og:title content='عنوان'>"
        "<meta property=article:section content=رياضة>"
        "<meta name=author content=سارة><meta property=article:author content='https://news.example/sara'>"
        "<meta property=article:published_time content='2026-11-24T10:00:00Z'>"
        "<meta property=article:modified_time content='2026-11-25T10:00:00Z'><meta property=og:image content=/i.jpg>",
    )
    assert (found.title, found.section, found.image) == ("عنوان", "رياضة", "https://news.example/i.jpg")
    assert found.authors == (Author("سارة", "https://news.example/sara"),)
    assert found.published == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert found.updated == datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_the_name_of_the_site_leaves_a_title_that_nothing_else_gives() -> None:
    assert page(f"<article>{TEXT}</article>", "<title>عنوان المقال | صحيفة</title>").title == "عنوان المقال"


def test_a_logo_in_h1_is_not_the_headline() -> None:
    found = page(f"<h1>صحيفة</h1><article><h2>عنوان المقال</h2>{TEXT}</article>", "<title>عنوان المقال - صحيفة</title>")
    assert found.title == "عنوان المقال"
    assert "عنوان المقال" not in texts(found.blocks)


def test_an_only_h1_of_one_word_is_a_heading_of_the_text_where_the_title_of_the_page_has_more() -> None:
    found = page(f"<article><h1>تمهيد</h1>{TEXT}</article>", "<title>تاريخ مدينة</title>")
    assert (found.title, texts(found.blocks)[0]) == ("تاريخ مدينة", "تمهيد")
    assert page(f"<article><h1>تمهيد</h1>{TEXT}</article>", "<title>صحيفة</title>").title == "تمهيد"


@pytest.mark.parametrize("logo", ["صحيفة اليوم", "<img src=/l.png alt='صحيفة اليوم'>"])
def test_but_it_is_the_headline_where_that_title_is_the_name_of_the_site(logo: str) -> None:
    body = f"<header><a href=/>{logo}</a></header><article><h1>تمهيد</h1>{TEXT}</article>"
    assert page(body, "<title>صحيفة اليوم</title>").title == "تمهيد"


@pytest.mark.parametrize("href", ["/", "https://news.example", "https://news.example/index.html"])
def test_an_h1_that_leads_to_the_front_page_is_a_logo_too(href: str) -> None:
    found = page(f"<h1><a href='{href}'>صحيفة</a></h1><div>{TEXT}</div>", "<title>عنوان المقال</title>")
    assert found.title == "عنوان المقال"


def test_a_byline_over_the_body_does_not_make_a_biography_of_it() -> None:
    found = page(
        f"<div class=story><h1>العنوان</h1><p>بقلم <a rel=author href=/sara>سارة</a></p>{TEXT}</div>"
        f"<p>{SENTENCE * 9}</p>"
    )
    assert found.authors == (Author("سارة", "https://news.example/sara"),)
    assert sum(SENTENCE.strip() in text for text in texts(found.blocks)) >= 6


def test_a_columnist_in_the_menu_did_not_write_the_article() -> None:
    menu = f"<div><ul><li><a href=/author/ali>علي</a><p>{SENTENCE}</p></ul></div>"
    assert page(f"{menu}<article><h1>العنوان</h1>{TEXT}</article>").authors == ()


def test_a_box_gives_the_name_and_not_its_heading_or_the_day() -> None:
    box = (
        "<div class=author-box><h3>About the author</h3><p class=author-name>26 نوفمبر 2026</p><h4>سارة علي</h4>"
        "<p>صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين في القاهرة.</p></div>"
    )
    found = page(f"<article><h1>العنوان</h1>{TEXT}</article>{box}")
    assert found.authors == (Author("سارة علي", bio="صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين في القاهرة."),)


def test_of_several_boxes_the_named_author_is_taken() -> None:
    boxes = "".join(
        f"<div class=author-box><a rel=x class=author-name href=/author/{name}>{name}</a><p>{SENTENCE}</p></div>"
        for name in ("ali", "sara", "omar")
    )
    found = page(f"<article><h1>العنوان</h1>{TEXT}</article>{boxes}", "<meta name=author content=sara>")
    assert [author.name for author in found.authors] == ["sara"]


def test_the_front_page_is_no_section_and_neither_is_the_title() -> None:
    crumbs = "<nav class=breadcrumb><a href=/>الرئيسية</a> / <a href=/a>{}</a></nav>"
    for label, section in (("اقتصاد", "اقتصاد"), ("العنوان", ""), ("الرئيسية", "")):
        assert page(f"{crumbs.format(label)}<article><h1>العنوان</h1>{TEXT}</article>").section == section


def test_what_is_paid_for_is_not_related() -> None:
    links = (
        "<a href=https://news.example/b>خبر آخر من الأخبار</a>"
        "<a href=https://ads.example.org/c>اربح ألف دولار يوميا</a>"
    )
    found = page(f"<article><h1>العنوان</h1>{TEXT}</article><div class=related-posts>{links}</div>")
    assert found.related == (Link("https://news.example/b", "خبر آخر من الأخبار"),)


def test_links_in_running_text_stay_however_short() -> None:
    found = article(f"{SENTENCE}<a href=/x>هنا</a> {SENTENCE}<br><br>{SENTENCE}<b>و</b> {SENTENCE}<br><br>{SENTENCE}")
    assert "هنا" in " ".join(texts(found.blocks))
    assert "https://news.example/x" in repr(found.blocks)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("تعليقان على “أفضل 10 هواتف”", 2),
        ("تعليق واحد", 1),
        ("٣ تعليقات", 3),
        ("لا توجد تعليقات", 0),
        ("One thought on “10 phones”", 1),
        ("اترك تعليقا", None),
    ],
)
def test_comments_are_counted_in_figures_or_in_words(line: str, count: int | None) -> None:
    found = page(
        f"<article><h1>العنوان</h1>{TEXT}</article><section id=x><h2 class=comments-title>{line}</h2></section>"
    )
    assert found.comments_count == count


def test_comments_that_a_page_shows_without_a_number_are_counted_and_name_no_author() -> None:
    comment = '<li id="comment-{n}" class=comment><div id="div-comment-{n}"><b class="vcard fn">سالم {n}</b></div></li>'
    shown = "".join(comment.format(n=n) for n in range(3))
    found = page(f"<article><h1>العنوان</h1>{TEXT}</article><ol class=commentlist>{shown}</ol>")
    assert (found.comments_count, found.authors) == (3, ())


def test_a_day_under_the_headline_that_only_a_class_tells_is_that_of_publishing() -> None:
    found = page(
        "<aside><span class=date>1 يناير 2020</span></aside><article><h1>العنوان</h1><span class=post-date>"
        f"24 نوفمبر 2026</span><span class=last-updated>آخر تحديث: 25 نوفمبر 2026</span>{TEXT}</article>"
    )
    assert (found.published, found.updated) == (datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC))


def test_a_headline_that_went_with_the_comments_around_it_is_still_the_title() -> None:
    found = page(
        f"<div class=comments><h3>العنوان هنا</h3></div><article>{TEXT}</article>", "<title>العنوان هنا</title>"
    )
    assert (found.title, found.published) == ("العنوان هنا", None)


def test_the_way_to_all_that_an_author_wrote_is_no_part_of_the_biography() -> None:
    box = (
        "<div class=author-box><h4 class=author-name>سارة علي</h4><p class=bio>"
        "صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين."
        " <a href=/author/sara/ rel=author>كل المقالات</a></p></div>"
    )
    (author,) = page(f"<article><h1>العنوان</h1>{TEXT}</article>{box}").authors
    assert author == Author(
        "سارة علي", "https://news.example/author/sara/", bio="صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين."
    )


def test_a_biography_that_begins_with_the_name_keeps_it() -> None:
    said = "سارة علي صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين."
    box = f"<div class=author-box><h4 class=author-name>سارة علي</h4><p class=author-bio>{said}</p></div>"
    assert [one.bio for one in page(f"<article><h1>العنوان</h1>{TEXT}</article>{box}").authors] == [said]
    apart = f"<div class=author-box><div class=author-bio><h4>سارة علي</h4> {said}</div></div>"
    assert [one.bio for one in page(f"<article><h1>العنوان</h1>{TEXT}</article>{apart}").authors] == [said]


# ── The body ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_body_keeps_every_kind_of_block_with_directions_and_players() -> None:
    found = article(
        f"<p>{SENTENCE}1</p><h2>عنوان داخلي</h2><p>{SENTENCE}2</p><ul><li>بند أول<li>بند ثان</ul>"
        f"<figure><img src=/i.jpg alt=صورة><figcaption>شرح الصورة</figcaption></figure>"
        f"<p dir=ltr lang=en>{'An English line. ' * 6}</p>"
        f"<blockquote><p>{SENTENCE}3</p></blockquote><iframe src=https://www.youtube.com/embed/abcdefghijk></iframe>"
        f"<table><tr><th>أ<th>ب<tr><td>1<td>2</table><p>{SENTENCE}4</p>"
    )
    assert {Paragraph, Heading, ListBlock, Figure, Quote, Media, Table} <= {type(block) for block in found.blocks}
    (english,) = [block for block in found.blocks if isinstance(block, Paragraph) and block.text.language == "en"]
    assert english.text.direction == "ltr"
    (figure,) = [block for block in found.blocks if isinstance(block, Figure)]
    assert figure.caption is not None
    assert figure.caption.text == "شرح الصورة"


def test_a_line_that_leads_to_another_article_goes_to_the_related_ones() -> None:
    found = article(f"{TEXT}<p><strong>اقرأ أيضًا:</strong> <a href=/other>خبر آخر من اليوم</a></p>{TEXT}")
    assert found.related == (Link("https://news.example/other", "خبر آخر من اليوم"),)
    assert all("خبر آخر" not in text for text in texts(found.blocks))


def test_a_form_around_the_whole_page_does_not_take_the_article_with_it() -> None:
    found = page(f"<form id=aspnetForm><input><div><article><h1>العنوان</h1>{TEXT}</article></div></form>")
    assert len(texts(found.blocks)) == 6


def test_a_body_that_stands_only_in_json_ld_is_found() -> None:
    found = page("<div id=app></div>", linked_data(headline="عنوان", articleBody=SENTENCE * 6))
    assert SENTENCE.strip() in " ".join(texts(found.blocks))


def test_addresses_stand_on_the_base_that_the_page_names() -> None:
    found = page(f"<article><h1>العنوان</h1>{TEXT}<p>{SENTENCE}<a href=x>هنا</a></p></article>", "<base href=/deep/>")
    assert any("https://news.example/deep/x" in repr(block) for block in found.blocks)


def test_windows_1256_pages_are_read() -> None:
    html = (
        f"<html><head><meta charset=windows-1256></head><body><article><h1>العنوان</h1>{TEXT}</article></body></html>"
    )
    assert extract(html.encode("cp1256"), URL).title == "العنوان"


# ── Whatever comes ──────────────────────────────────────────────────────────────────────────────────────────

_TAGS = (
    "<div class=about-author>|<div id=related-posts>|<section id=author-box>|</div>|</section>|<p dir=rtl>|<a href=//[>"
    "|<div class=comments>|<h3>|<p class=post-date>|<div class=author-bio>|<figure>"
    "|<button>accept</button>|<h1>|<form>|</form>|<table>|<tr>|<td>|<img src=x>|<iframe src=//y>|<base href=http://[>|<title>|<article>|<ul>|<li>"
    '|<script type=application/ld+json>{"@type":"Article","author":"\x1b"}</script>|<nav>|<svg>|<template>|<time>'
)
_PIECES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.sampled_from(["\x1b[31m", "\u202e", "\x00", "\x9b", "&#27;", SENTENCE, TEXT, "<!--", "]]>", "<![CDATA["]),
    st.sampled_from(_TAGS.split("|")),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_page_gives_an_article_or_says_that_there_is_none_and_nothing_unclean_comes_out(html: str) -> None:
    try:
        found = extract(html.encode(), URL)
    except (NoArticle, Paywalled):
        return
    said = [found.title, found.section, *texts(found.blocks), *(link.title for link in found.related)]
    said += [part for author in found.authors for part in (author.name, author.bio, author.url, author.avatar)]
    assert not set("".join(said)) & set("\u202e\x1b\x00\x07\x9b")
