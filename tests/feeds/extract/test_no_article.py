"""Pages that hold no article, or not all of it: what is told of them."""

from __future__ import annotations

import pytest

from feeds.errors import NoArticle, Paywalled
from feeds.extract import extract
from tests.feeds.extract.making import SENTENCE, TEXT, URL, article, linked_data, page


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html><body></body></html>",
        "<p>Not found</p>",
        "<main>"
        + "".join(f"<h2><a href=/{n}>خبر رقم {n} من أخبار اليوم في المدينة</a></h2>" for n in range(60))
        + "</main>",
        "<html><body><script>document.write('x')</script><div id=app></div></body></html>",
    ],
)
def test_a_page_without_an_article_is_told(html: str) -> None:
    with pytest.raises(NoArticle) as raised:
        extract(html.encode(), URL)
    assert raised.value.args_ == {"url": URL}


COOKIES = "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لحفظ معلومات على جهازك والوصول إليها وعرض إعلانات تناسبك. "


def test_a_demand_for_consent_is_no_article_and_an_article_about_consent_is_one() -> None:
    button = "<button>Accept all</button>"
    with pytest.raises(NoArticle):
        page(f"<div><h1>خصوصيتك</h1><p>{COOKIES * 2}</p><p>{COOKIES * 2}</p></div>{button}")
    with pytest.raises(NoArticle):
        extract(f"<p>{SENTENCE * 4}</p>{button}".encode(), "https://consent.news.example/?to=article")
    assert page(f"<div><h1>خصوصيتك</h1><p>{COOKIES * 2}</p><p>{COOKIES * 2}</p></div>").blocks
    assert page(f"<h1>خصوصيتك</h1><p>{COOKIES * 4}</p>{button}", linked_data(headline="خصوصيتك")).blocks
    assert (
        len(page(f"<article><h1>العنوان</h1>{TEXT}</article><div class=notice><p>{COOKIES}</p>{button}</div>").blocks)
        >= 6
    )


@pytest.mark.parametrize("start", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"GIF89a", b"PK\x03\x04", b"\0\0\0 ftypmp42"])
def test_a_file_of_another_kind_is_no_article_whatever_the_server_calls_it(start: bytes) -> None:
    with pytest.raises(NoArticle):
        extract(start + SENTENCE.encode() * 20, URL, "text/html")


def test_a_page_that_the_server_calls_something_else_is_read() -> None:
    html = f"<!DOCTYPE html><html><body><article><h1>العنوان</h1>{TEXT}</article></body></html>".encode()
    assert extract(html, URL, "application/octet-stream").title == "العنوان"
    assert extract(html.decode().encode("utf-16"), URL, "text/html").title == "العنوان"


def test_a_short_piece_of_news_is_an_article_where_the_page_calls_it_one() -> None:
    assert len(page(f"<article><p>{SENTENCE}</p></article>").blocks) == 1
    with pytest.raises(NoArticle):
        page(f"<div><p>{SENTENCE}</p></div>")


@pytest.mark.parametrize("free", [False, "False", "false", "http://schema.org/False"])
def test_the_opening_of_a_paywalled_article_is_told_as_such(free: object) -> None:
    with pytest.raises(Paywalled) as raised:
        article(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>", linked_data(headline="العنوان", isAccessibleForFree=free))
    assert raised.value.args_ == {"url": URL}


def test_a_page_whose_parts_are_closed_is_told_as_such_unless_it_says_that_it_is_free() -> None:
    parts = [{"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}]
    with pytest.raises(Paywalled):
        article(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>", linked_data(headline="العنوان", hasPart=parts))
    assert not article(TEXT, linked_data(headline="العنوان", hasPart=parts, isAccessibleForFree=True)).paywalled


def test_a_paywalled_article_whose_text_came_is_read_and_marked() -> None:
    assert article(TEXT * 2, linked_data(headline="العنوان", isAccessibleForFree=False)).paywalled
    assert article(TEXT * 2, "<meta property=article:content_tier content=locked>").paywalled
    assert not article(TEXT * 2, linked_data(headline="العنوان", isAccessibleForFree=True)).paywalled
