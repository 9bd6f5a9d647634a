"""The user's own page comes apart into what it is made of, whatever the theme it is set in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from feeds.blocks import Figure, Paragraph
from feeds.extract import Page, extract
from feeds.types import Link
from tests.feeds.extract import pages
from tests.feeds.extract.pages import Sample, sample


@pytest.fixture(params=[pages.jannah, pages.sahifa, pages.plain], ids=["jannah", "sahifa", "plain"])
def markup(request: pytest.FixtureRequest) -> Callable[[Sample], bytes]:
    made: Callable[[Sample], bytes] = request.param
    return made


@pytest.fixture
def page(markup: Callable[[Sample], bytes]) -> Page:
    return extract(markup(sample()), pages.URL, "text/html; charset=UTF-8")


def test_the_section_and_the_headline_are_told(page: Page) -> None:
    assert (page.section, page.title) == (sample().section, sample().headline)
    assert (page.language, page.direction) == ("ar", "rtl")


def test_the_body_is_all_its_paragraphs_and_nothing_else(page: Page) -> None:
    assert [block.text.text for block in page.blocks if isinstance(block, Paragraph)] == list(sample().paragraphs)
    assert all(isinstance(block, Paragraph | Figure) for block in page.blocks)


def test_the_author_comes_with_card(page: Page) -> None:
    (author,) = page.authors
    assert (author.name, author.bio) == (sample().author, sample().biography)
    assert (author.url, author.avatar) == (pages.AUTHOR_URL, pages.AVATAR)


def test_related_articles_come_by_their_titles_once_each(page: Page) -> None:
    assert page.related == tuple(Link(url, title) for url, title in pages.RELATED)


def test_no_word_of_forms_buttons_or_the_site_comes_out(page: Page) -> None:
    said = repr(page)
    assert [words for words in (*pages.FURNITURE, sample().comment, sample().top) if words in said] == []


def test_the_moment_and_the_count_of_comments_come_where_the_page_tells_them() -> None:
    assert extract(pages.jannah(sample()), pages.URL).comments_count == 4
    assert extract(pages.plain(sample()), pages.URL).published == datetime(2025, 9, 26, 6, 30, tzinfo=UTC)
