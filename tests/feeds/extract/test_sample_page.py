"""The user's own page comes apart into what it is made of, whatever the theme it is set in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from lxml import etree

from feeds.blocks import Figure, Paragraph, texts_and_rest
from feeds.extract import Page, extract
from feeds.types import Link
from tests.feeds.extract import pages
from tests.feeds.extract.pages import Sample, sample
from tests.shared import shared

MARKUPS = {made.__name__: made for made in (pages.wordpress, pages.jannah, pages.sahifa, pages.bare)}


@pytest.fixture(params=MARKUPS.values(), ids=MARKUPS)
def markup(request: pytest.FixtureRequest) -> Callable[[Sample], bytes]:
    made: Callable[[Sample], bytes] = request.param
    return made


@pytest.fixture
def html(markup: Callable[[Sample], bytes]) -> bytes:
    return markup(sample())


@pytest.fixture
def page(html: bytes) -> Page:
    return extract(html, pages.URL, "text/html; charset=UTF-8")


def lines() -> list[str]:
    """The lines of the user's document."""
    return [line for line in shared("sample/article-page.txt").read_text("utf-8").splitlines() if line.strip()]


def words(text: str) -> str:
    return " ".join(text.split())


def controls(html: bytes) -> Iterator[str]:
    """What the forms and the buttons of a page say: their texts, labels, values and placeholders."""
    root = etree.HTML(html.decode())
    for control in root.iter("form", "button"):
        for element in control.iter():
            yield from filter(None, (words(text) for text in (element.text or "", element.tail or "")))
            yield from filter(None, (words(element.get(name) or "") for name in ("value", "placeholder")))


def said(page: Page) -> list[str]:
    """All that comes out to be read, a line each."""
    texts, _ = texts_and_rest(page.blocks)
    out = [page.title, page.section, *(text.text for text in texts), *(link.title for link in page.related)]
    return [words(line) for line in [*out, *(part for one in page.authors for part in (one.name, one.bio))]]


def test_the_parts_of_the_sample_are_all_the_lines_of_the_document() -> None:
    parts = sample()
    assert len(parts.paragraphs) == 14
    assert [
        *(parts.section, parts.headline, *parts.paragraphs, parts.author, parts.biography),
        *(parts.related, parts.comment, parts.top),
    ] == lines()


def test_the_page_says_every_line_of_the_document_and_all_that_must_not_come_out(html: bytes) -> None:
    told = words("".join(etree.HTML(html.decode()).itertext()))
    comments = [part for comment in pages.COMMENTS for part in comment]
    assert [line for line in (*lines(), *comments, *pages.FURNITURE) if words(line) not in told] == []
    assert len(set(controls(html))) > 8


def test_the_section_and_the_headline_are_told(page: Page) -> None:
    assert (page.section, page.title) == (sample().section, sample().headline)
    assert (page.language, page.direction) == ("ar", "rtl")


def test_the_body_is_all_its_paragraphs_and_nothing_else(page: Page) -> None:
    assert [block.text.text for block in page.blocks if isinstance(block, Paragraph)] == list(sample().paragraphs)
    assert all(isinstance(block, Paragraph | Figure) for block in page.blocks)


def test_the_picture_over_the_text_comes_where_the_site_sets_one_and_no_face_does(markup: object, page: Page) -> None:
    pictures = [block.url for block in page.blocks if isinstance(block, Figure)]
    assert pictures == ([] if markup is pages.bare else ["https://news.example/lead.jpg"])


def test_the_author_comes_with_card(page: Page) -> None:
    (author,) = page.authors
    assert (author.name, author.bio) == (sample().author, sample().biography)
    assert (author.url, author.avatar) == (pages.AUTHOR_URL, pages.AVATAR)


def test_related_articles_come_by_their_titles_once_each(page: Page) -> None:
    assert page.related == tuple(Link(url, title) for url, title in pages.RELATED)


def test_what_comes_out_is_the_document_and_nothing_of_forms_buttons_comments_or_the_site(
    html: bytes, page: Page
) -> None:
    related = [title for _, title in pages.RELATED]
    document = [line for line in lines() if line not in (sample().related, sample().comment, sample().top)]
    assert sorted(said(page)) == sorted(map(words, [*document, *related]))
    told = repr(page)
    outside = [*pages.FURNITURE, *(part for comment in pages.COMMENTS for part in comment), "avatar1", "avatar2"]
    outside += [sample().comment, sample().top, *(words for words in controls(html) if len(words) > 3)]
    assert [words for words in outside if words in told] == []


def test_comments_that_are_longer_than_the_article_stay_out(
    monkeypatch: pytest.MonkeyPatch, markup: Callable[[Sample], bytes]
) -> None:
    text = "هذا رأي قارئ يكتب فيه ما يراه عن الخبر وعن الشركة ويطيل حتى يملأ الصفحة. " * 4
    many = tuple((f"قارئ {'ا' * number}", f"{text} {number}", "26 سبتمبر 2025") for number in range(60))
    shown = "".join(
        f'<li id="comment-{number}" class="comment"><article class="comment-body"><b class="fn">{name}</b><div'
        f' class="comment-content"><p>{words}</p></div></article></li>'
        for number, (name, words, _) in enumerate(many)
    )
    monkeypatch.setattr(pages, "COMMENTS", many)
    monkeypatch.setattr(pages, "_comments", lambda: f'<ol class="comment-list">{shown}</ol>')
    page = extract(markup(sample()), pages.URL)
    assert [block.text.text for block in page.blocks if isinstance(block, Paragraph)] == list(sample().paragraphs)
    assert [author.name for author in page.authors] == [sample().author]


def test_the_comments_are_counted(page: Page) -> None:
    assert page.comments_count == len(pages.COMMENTS)


def test_the_days_of_publishing_and_of_the_last_change_are_told(markup: object, page: Page) -> None:
    if markup is pages.jannah:
        # Where only the words under the headline tell them, as days.
        assert (page.published, page.updated) == (datetime(2025, 9, 26, tzinfo=UTC), datetime(2025, 9, 27, tzinfo=UTC))
    else:
        assert page.published == datetime.fromisoformat(pages.PUBLISHED)
        assert page.updated == datetime.fromisoformat(pages.UPDATED)
