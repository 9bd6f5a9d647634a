"""The built-in edition: real feeds with everything that an article of the reader can have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from feeds import opml
from feeds.blocks import (
    Block,
    Code,
    Content,
    Definition,
    Figure,
    Heading,
    ListBlock,
    Media,
    Paragraph,
    Quote,
    Rule,
    SpanKind,
    Table,
)
from feeds.content import to_content, to_text
from feeds.errors import Missing
from feeds.fetch import fetch, open_client
from feeds.language import detect
from feeds.parse import parse
from feeds.parsed import ParsedArticle, ParsedFeed

FOLDER = files("feeds.sample")
NAMES = sorted(found.name for found in FOLDER.iterdir() if found.name.endswith((".rss", ".atom")))
ARABIC = ("culture.atom", "economy.rss", "science.rss", "sports.rss", "technology.atom", "world.rss")


def feed(name: str) -> ParsedFeed:
    """The strict way only: it raises for what needs the lenient one."""
    return parse(FOLDER.joinpath(name).read_bytes(), url=f"sample://edition/{name}")


def contents() -> Iterator[tuple[ParsedArticle, Content]]:
    for name in NAMES:
        for article in feed(name).articles:
            yield article, to_content(article.content, base=article.base, language=article.language)


def inside(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from inside(block.blocks)
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from inside(item)


def test_the_list_names_each_file_once_with_a_section_of_its_own() -> None:
    from pathlib import Path

    outlines = opml.parse(FOLDER.joinpath("edition.opml").read_bytes(), Path("edition.opml"), ("sample",))
    assert sorted(one.url for one in outlines.listed) == [f"sample://edition/{name}" for name in NAMES]
    assert len({one.folders for one in outlines.listed}) == len(NAMES)


def test_there_are_sixteen_arabic_articles_and_two_each_in_five_other_languages() -> None:
    assert sum(len(feed(name).articles) for name in ARABIC) >= 16
    others = {feed(name).language: len(feed(name).articles) for name in NAMES if name not in ARABIC}
    assert others == {"en": 2, "fa": 2, "ur": 2, "ckb": 2, "he": 2}


def test_each_article_is_told_to_be_in_the_language_of_its_feed() -> None:
    for article, content in contents():
        assert content.language == article.language, article.title
        assert detect(article.title + " " + article.summary, "") == article.language


def test_every_article_has_a_title_an_author_a_date_a_link_and_a_summary() -> None:
    for article, _content in contents():
        assert all((article.title, article.authors, article.published, article.url, article.guid, article.summary))


def test_every_article_is_of_120_to_400_words_and_of_november_2026_up_to_the_24th() -> None:
    for article, _content in contents():
        assert 120 <= len(to_text(article.content).split()) <= 400, article.title
        assert article.published is not None
        assert (article.published.year, article.published.month) == (2026, 11), article.title
        assert article.published.day <= 24, article.title


def test_every_kind_of_block_and_what_stands_around_an_article_occurs() -> None:
    kinds: Counter[type] = Counter()
    spans: Counter[SpanKind] = Counter()
    cards = related = answers = 0
    for _article, content in contents():
        for block in inside(content.blocks):
            kinds[type(block)] += 1
            if isinstance(block, Paragraph):
                spans.update(span.kind for span in block.text.spans)
        cards += sum(bool(author.bio and author.avatar) for author in content.authors)
        related += len(content.related)
        answers += sum(comment.depth > 0 for comment in content.comments)
    for kind in (Paragraph, Heading, Quote, ListBlock, Definition, Code, Table, Figure, Media, Rule):
        assert kinds[kind], kind
    assert all(spans[kind] for kind in (SpanKind.LINK, SpanKind.EMPHASIS, SpanKind.STRONG))
    assert min(cards, related, answers) >= 1


def test_the_text_has_tashkeel_both_kinds_of_digits_latin_names_and_both_kinds_of_quotes() -> None:
    text = "".join(FOLDER.joinpath(name).read_text("utf-8") for name in ARABIC)
    for sign in ("\u064e", "\u064b", "\u0651", "1200", "٣٨", "Keystone", "“", "”", "«", "»", "+972"):
        assert sign in text, sign


async def test_the_edition_is_served_with_its_etag_and_304_to_it() -> None:
    async with open_client() as client:
        first = await fetch(client, "sample://edition/world.rss")
        second = await fetch(client, "sample://edition/world.rss", etag=first.headers["etag"])
        assert first.body == FOLDER.joinpath("world.rss").read_bytes()
        assert second.body is None
        for other in ("sample://edition/none.rss", "sample://edition/transport.py", "sample://other/world.rss"):
            with pytest.raises(Missing):
                await fetch(client, other)
