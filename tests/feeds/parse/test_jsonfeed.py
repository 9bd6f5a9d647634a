"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feeds.errors import BrokenFeed, NotAFeed, ParseError
from feeds.parse import parse
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure

URL = "https://example.com/feed.json"


def read(version: str = "1.1", **values: object) -> ParsedFeed:
    document = {"version": f"https://jsonfeed.org/version/{version}", "title": "نشرة", "items": [], **values}
    return parse(json.dumps(document).encode(), url=URL, content_type="application/feed+json")


def test_a_feed_of_1_1_is_read_whole() -> None:
    parsed = read(
        home_page_url="/",
        description="أخبار",
        language="ar",
        icon="/i.png",
        authors=[{"name": "هيئة التحرير", "url": "/us", "avatar": "/us.png"}],
        items=[
            {
                "id": "1",
                "url": "/1",
                "title": "A &amp; B",
                "content_html": "<p>x</p>",
                "summary": "1 < 2",
                "image": "/1.png",
                "date_published": "2026-11-25T08:00:00+03:00",
                "date_modified": "2026-11-25T09:00:00+03:00",
                "tags": ["سياسة", "سياسة", 3],
                "attachments": [
                    {"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9, "title": "صوت"},
                    {"url": 3},
                ],
            }
        ],
    )
    assert (parsed.format, parsed.title, parsed.url, parsed.icon) == (
        "json1.1",
        "نشرة",
        "https://example.com/",
        "https://example.com/i.png",
    )
    assert parsed.articles == (
        ParsedArticle(
            guid="1",
            url="https://example.com/1",
            title="A & B",
            summary="1 &lt; 2",
            content="<p>x</p>",
            base="https://example.com/1",
            authors=(Author("هيئة التحرير", "https://example.com/us", "", "https://example.com/us.png"),),
            published=datetime(2026, 11, 25, 5, tzinfo=UTC),
            updated=datetime(2026, 11, 25, 6, tzinfo=UTC),
            categories=("سياسة",),
            enclosures=(Enclosure("https://example.com/a.mp3", "audio/mpeg", 9, "صوت"),),
            image="https://example.com/1.png",
            language="ar",
        ),
    )


def test_1_0_has_one_author_and_text_becomes_paragraphs() -> None:
    (article,) = read("1", items=[{"id": 7, "author": {"name": "سارة"}, "content_text": "a <b>\nb\n\nc"}]).articles
    assert (article.guid, article.authors) == ("7", (Author("سارة"),))
    assert article.content == "<p>a &lt;b&gt;<br>b</p><p>c</p>"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'{"items": []}', NotAFeed),
        (b"[1, 2]", NotAFeed),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', NotAFeed),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', BrokenFeed),
        (b"[" * 200_000, BrokenFeed),
        (b'{"version": 1' + b"0" * 10_000 + b"}", BrokenFeed),
    ],
)
def test_other_json_and_broken_json_are_told_apart(body: bytes, error: type[ParseError]) -> None:
    with pytest.raises(error) as raised:
        parse(body, url=URL)
    assert raised.value.args_ == {"url": URL}


def test_values_of_the_wrong_type_are_passed_over() -> None:
    (article,) = read(
        items=[None, 3, {"id": None, "url": [], "title": {}, "authors": {}, "tags": "x", "date_published": 0}]
    ).articles
    assert article == ParsedArticle(base=URL)
