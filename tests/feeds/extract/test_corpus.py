"""Saved Arabic pages give the text that those who saved them expect, every segment of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from lxml import etree

from feeds.blocks import texts_and_rest
from feeds.content.tree import all_text, parsed
from feeds.extract import Page, extract
from tests.shared import shared

FOLDER = "corpus/articles_rtl"
READABILITY = tuple(f"readability-rtl-{number}" for number in range(1, 5))


@dataclass(frozen=True)
class Segment:
    """A piece of text that must be in what comes out of a page, or must not."""

    page: str
    text: str
    wanted: bool


def read(name: str) -> Any:
    return json.loads((shared(FOLDER) / name).read_text("utf-8"))


def extracted(name: str) -> Page:
    return extract((shared(FOLDER) / name).read_bytes(), "https://news.example/article")


def words(text: str) -> str:
    return " ".join(text.split())


def body(page: Page) -> str:
    texts, _ = texts_and_rest(page.blocks)
    return words("\n".join(text.text for text in texts))


def segments() -> Iterator[Segment]:
    article = read("arabic_article.json")
    text = (shared(FOLDER) / "arabic_article.txt").read_text("utf-8")
    for piece in (article["title"], *text.split("\n\n")):
        yield Segment("arabic_article.html", piece, wanted=True)
    yield Segment("test_cnn_arabic.html", read("test_cnn_arabic.json")["expected"]["cleaned_text"], wanted=True)
    (assabah,) = read("assabah.expected.json").values()
    for piece in (assabah["title"], *assabah["with"]):
        yield Segment(assabah["file"], piece, wanted=True)
    for piece in assabah["without"]:
        yield Segment(assabah["file"], piece, wanted=False)
    for name in READABILITY:
        yield Segment(f"{name}/source.html", read(f"{name}/expected-metadata.json")["title"], wanted=True)
        root = parsed((shared(FOLDER) / name / "expected.html").read_text("utf-8"))
        assert root is not None
        for element in root.iter("h2", "p"):
            yield Segment(f"{name}/source.html", all_text(element), wanted=True)


def test_what_must_be_in_is_in_and_what_must_be_out_is_out() -> None:
    found = list(segments())
    pages = {segment.page: extracted(segment.page) for segment in found}
    assert len(found) == 36
    assert [
        (segment.page, words(segment.text))
        for segment in found
        if (words(segment.text) in f"{words(pages[segment.page].title)}\n{body(pages[segment.page])}") != segment.wanted
    ] == []


def test_where_the_whole_text_is_known_nothing_else_comes_out() -> None:
    text = (shared(FOLDER) / "arabic_article.txt").read_text("utf-8")
    for name in ("arabic_article.html", "test_cnn_arabic.html"):
        assert body(extracted(name)) == words(text)
    for name in READABILITY:
        root = parsed((shared(FOLDER) / name / "expected.html").read_text("utf-8"))
        assert root is not None
        page = extracted(f"{name}/source.html")
        assert page.title == read(f"{name}/expected-metadata.json")["title"]
        assert body(page) == words(all_text(root))


def test_the_direction_of_the_page_is_kept() -> None:
    for name in READABILITY:
        root = etree.HTML((shared(FOLDER) / name / "source.html").read_bytes())
        (article,) = root.iter("article")
        expected = article.get("dir") or read(f"{name}/expected-metadata.json")["dir"]
        assert extracted(f"{name}/source.html").direction == expected == "rtl"


def test_the_lead_picture_is_the_one_that_the_page_names() -> None:
    assert extracted("arabic_article.html").image == read("arabic_article.json")["meta_img"]


DAYS = {
    "arabic_article.html": (2013, 8, 28),
    "test_cnn_arabic.html": (2013, 8, 4),
    "assabah.com.tn.article.html": (2019, 2, 7),
}
"""As the lines under the headlines tell them; the last is the 8th in Tunis, by its RDFa."""


@pytest.mark.parametrize(("name", "day"), DAYS.items())
def test_the_day_of_publishing_is_the_one_beside_the_headline(name: str, day: tuple[int, int, int]) -> None:
    published = extracted(name).published
    assert published is not None
    assert (published.year, published.month, published.day) == day
