"""The picture over the text, wherever a page sets it."""

from __future__ import annotations

import pytest

from feeds.blocks import Block, Figure, Paragraph, Text
from feeds.extract import extract
from feeds.extract.lead import with_lead

URL = "https://news.example/a/1"
LEAD = "https://news.example/i/lead.jpg"
SENTENCE = "قال المتحدث إن الاجتماع الذي عقد صباح اليوم في المدينة انتهى إلى اتفاق واسع بين الأطراف كلها. "
BODY = "<div class=entry-content>" + "".join(f"<p>{SENTENCE}{number}</p>" for number in range(6)) + "</div>"
PICTURE = "<img src=/i/lead-1024x576.jpg alt=مبنى>"


def figures(over: str, head: str = "", body: str = BODY) -> list[Figure]:
    return [block for block in blocks(over, head, body) if isinstance(block, Figure)]


def blocks(over: str, head: str = "", body: str = BODY) -> tuple[Block, ...]:
    html = (
        f"<html><head>{head}</head><body><header><img src=/logo.png></header><article><header><h1>العنوان</h1></header>"
        f"{over}{body}</article></body></html>"
    )
    return extract(html.encode(), URL).blocks


def test_the_one_between_headline_and_body_comes_with_its_caption() -> None:
    over = (
        f"<div class=featured-area><figure>{PICTURE}<noscript>{PICTURE}</noscript><figcaption>شرح</figcaption></figure>"
    )
    (figure,) = figures(f"{over}</div>", f"<meta property=og:image content={LEAD}>")
    assert (figure.url, figure.alt) == ("https://news.example/i/lead-1024x576.jpg", "مبنى")
    assert figure.caption is not None
    assert figure.caption.text == "شرح"


def test_it_comes_too_where_the_place_of_the_body_is_not_known() -> None:
    (figure,) = figures(f"<figure>{PICTURE}</figure>", body=f"<p>{SENTENCE}</p>" * 9 + "<p><img src=/i/late.jpg></p>")
    assert figure.alt == "مبنى"


SUMMARY = "ملخص قصير تحت العنوان يشرح الخبر في سطر واحد قبل الصورة"


@pytest.mark.parametrize("markup", ["<p class=article__subhead><em>{}</em></p>", "<h2 class=entry-sub-title>{}</h2>"])
def test_the_lines_under_the_headline_that_sum_the_article_up_come_first_and_once(markup: str) -> None:
    over = markup.format(SUMMARY)
    found = blocks(f"{over}<figure>{PICTURE}</figure>")
    assert [getattr(block, "text", None) and block.text.text for block in found[:2]] == [SUMMARY, None]  # type: ignore[union-attr]
    again = blocks(over, body=BODY.replace("<p>", f"<p>{SUMMARY}. ", 1))
    assert sum(SUMMARY in repr(block) for block in again) == 1
    assert SUMMARY not in repr(blocks(f"<aside>{over}</aside>"))


def test_faces_and_logos_are_none() -> None:
    face = "<p class=by><img src=/face.jpg width=60> سارة</p>"
    assert figures(face) == []
    assert [figure.url for figure in figures(face + f"<div>{PICTURE}</div>")] == [
        "https://news.example/i/lead-1024x576.jpg"
    ]


def test_the_one_that_the_head_names_stands_in_where_there_is_none() -> None:
    assert figures("", f"<meta property=og:image content={LEAD}>") == [Figure(LEAD)]


def test_it_stands_over_the_text_once() -> None:
    text = tuple(Paragraph(Text(f"نص {number}")) for number in range(4))

    def urls(*blocks: Block, lead: Figure | None = None, image: str = LEAD) -> list[str]:
        return [block.url for block in with_lead(blocks, lead, image) if isinstance(block, Figure)]

    assert urls(*text) == [LEAD]
    assert urls(*text, image="") == []
    assert urls(*text, lead=Figure("https://news.example/i/own.jpg")) == ["https://news.example/i/own.jpg"]
    for size in ("lead.jpg?w=600", "lead-1024x576.jpg", "lead-scaled.jpg", "lead.webp"):
        assert urls(*text, Figure(f"https://cdn.example/i/{size}")) == [f"https://cdn.example/i/{size}"]
    assert urls(Figure("https://news.example/other.jpg"), *text) == ["https://news.example/other.jpg"]
    assert urls(*text, Figure("https://news.example/other.jpg")) == [LEAD, "https://news.example/other.jpg"]
