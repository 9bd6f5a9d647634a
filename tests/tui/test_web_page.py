"""An article whose web page was fetched, as the article pane sets it: all, in the order of the user's document."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds import adding
from feeds.blocks import Comment, Content, Heading, Paragraph, Text
from feeds.fulltext import refresh_full_text
from feeds.reader import Reader
from feeds.store.library import Store
from feeds.types import Article, ArticleRow, Author, Link, Scope
from feeds.webcontent import WebContent
from tests.feeds.conftest import NOW
from tests.feeds.extract import pages
from tests.feeds.extract.pages import Sample, sample
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import press, settled
from tui import i18n, words
from tui.document import Piece, document
from tui.layout import rows_of
from tui.links import numbered
from tui.roles import Role

THEMES = {made.__name__: made for made in (pages.wordpress, pages.jannah, pages.sahifa, pages.bare)}
AT = datetime.fromtimestamp(NOW, UTC)


def served(httpserver: HTTPServer, library: Path, html: bytes) -> int:
    """A library with a feed of the summary of one article, whose page is ``html``: the article."""
    path = "/2025/09/26/article/"
    link = httpserver.url_for(path)
    feed = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>أخبار</title><item><guid>1</guid>
    <title>{escape(sample().headline)}</title><link>{link}</link><dc:creator>{sample().author}</dc:creator>
    <description>ملخص قصير.</description></item></channel></rss>"""
    httpserver.expect_request("/feed").respond_with_data(feed)
    httpserver.expect_request(path).respond_with_data(html, content_type="text/html; charset=UTF-8")
    store = Store(library, clock=lambda: NOW)
    asyncio.run(adding.add(store, httpserver.url_for("/feed"), allow_private=True))
    (row,) = store.articles(Scope()).rows
    store.close()
    return row.id


@pytest.mark.parametrize("made", THEMES.values(), ids=THEMES)
def test_the_page_of_a_site_is_the_users_document_and_nothing_is_there_twice(
    tmp_path: Path, httpserver: HTTPServer, made: Callable[[Sample], bytes]
) -> None:
    i18n.use("ar")
    html = made(sample()).replace(b"https://news.example/", httpserver.url_for("/").encode())
    article = served(httpserver, tmp_path / "library.db", html)
    asyncio.run(refresh_full_text(Store(tmp_path / "library.db", clock=lambda: NOW), article))
    with Reader(tmp_path / "library.db") as reader:
        set_ = document(reader.article(article), reader.content(article), AT)
    said = [(piece.role, piece.text) for piece in set_ if piece.role not in (Role.BYLINE, Role.FIGURE)]
    page = sample()
    assert said == [
        (Role.SECTION, page.section),
        (Role.TITLE, page.headline),
        *((Role.BODY, text) for text in page.paragraphs),
        (Role.LABEL, "نبذة عن الكاتب"),
        (Role.NAME, page.author),
        (Role.NOTE, page.biography),
        (Role.LINK, httpserver.url_for("/author/mariam/")),
        (Role.LABEL, page.related),
        *((Role.LINK, title) for _, title in pages.RELATED),
        (Role.COMMENTS, "التعليقات (2)"),
        (Role.LINK, "كتابة تعليق"),
        (Role.TOP, "العودة إلى الأعلى"),
    ]
    related = [piece.href for piece in set_ if piece.role is Role.LINK and piece.label]
    assert related == [httpserver.url_for(url.removeprefix("https://news.example")) for url, _ in pages.RELATED]
    pictures = [piece.href for piece in set_ if piece.role is Role.FIGURE]
    assert len(pictures) == len(set(pictures))
    assert pictures[-1] == httpserver.url_for("/mariam.jpg")


def test_the_commands_print_the_same(tmp_path: Path, httpserver: HTTPServer) -> None:
    html = pages.wordpress(sample())
    library = tmp_path / "library.db"
    article = served(httpserver, library, html)
    words = ("--library", str(library), "--lang", "ar")
    fetched = nashra(*words, "fetch", str(article))
    assert fetched.returncode == 0
    lines = fetched.stdout.splitlines()
    body = [sample().section, sample().headline, *sample().paragraphs, sample().author, sample().biography]
    assert [line for line in lines if line in body] == body
    assert lines[-2:] == ["كتابة تعليق", "العودة إلى الأعلى"]
    assert nashra(*words, "show", str(article)).stdout == fetched.stdout


# ── What a page says where the feed says less, and the other way round ──────────────────────────────────────


def article(title: str = "العنوان", section: str = "", published: datetime | None = None) -> Article:
    row = ArticleRow(1, 1, "صحيفة", title, "", "https://news.example/a", "ar", 0, published, read=False, starred=False)
    return Article(row, section, "ملخص.", (), (), (), (), "", "", None, "", None, AT)


def content(*texts: str, **said: object) -> WebContent:
    return WebContent(tuple(Paragraph(Text(text)) for text in texts), "ar", **said)  # type: ignore[arg-type]


def told(set_: tuple[Piece, ...], role: Role) -> list[str]:
    return [piece.text for piece in set_ if piece.role is role]


def test_the_section_that_the_page_names_stands_over_the_headline_else_the_users_own() -> None:
    assert told(document(article(section="تقنية"), content("نص", section="اقتصاد"), AT), Role.SECTION) == ["اقتصاد"]
    assert told(document(article(section="تقنية"), content("نص"), AT), Role.SECTION) == ["تقنية"]
    assert told(document(article(section="تقنية"), Content((), "ar"), AT), Role.SECTION) == ["تقنية"]


def test_the_title_of_the_page_stands_in_for_one_that_the_feed_does_not_give() -> None:
    assert told(document(article(""), content("نص", title="عنوان الصفحة"), AT), Role.TITLE) == ["عنوان الصفحة"]
    assert told(document(article(), content("نص", title="عنوان الصفحة"), AT), Role.TITLE) == ["العنوان"]


def test_the_days_that_the_page_tells_are_told() -> None:
    i18n.use("en")
    day = AT - timedelta(days=3)
    (line,) = told(document(article(), content("نص", published=day), AT), Role.BYLINE)
    assert "3\N{NO-BREAK SPACE}days" in line
    assert "Edited" not in line
    (line,) = told(document(article(published=day), content("نص", updated=AT - timedelta(hours=2)), AT), Role.BYLINE)
    assert "Edited 2 hours ago" in line.replace("\N{NO-BREAK SPACE}", " ")
    (line,) = told(document(article(published=day), content("نص", updated=day + timedelta(minutes=1)), AT), Role.BYLINE)
    assert "Edited" not in line


def test_a_day_that_is_no_longer_told_by_its_distance_stands_there_once() -> None:
    i18n.use("en")
    (line,) = told(document(article(), content("نص", published=AT - timedelta(days=40)), AT), Role.BYLINE)
    day = words.day(AT - timedelta(days=40))
    assert line.replace("\N{NO-BREAK SPACE}", " ").count(day) == 1


def test_a_headline_that_the_body_repeats_is_shown_once() -> None:
    for first in (Heading(1, Text("العُنوان")), Paragraph(Text("العنوان"))):
        shown = document(article(), Content((first, Paragraph(Text("نص"))), "ar"), AT)
        assert told(shown, Role.BODY) == ["نص"]
        assert told(shown, Role.HEADING) == []
    only = document(article(), Content((Paragraph(Text("العنوان")),), "ar"), AT)
    assert told(only, Role.BODY) == ["ملخص."]


def test_what_is_not_free_says_that_it_may_be_cut() -> None:
    i18n.use("ar")
    set_ = document(article(), content("نص", paywalled=True), AT)
    assert told(set_, Role.NOTE) == ["لا يتيح الموقع النص الكامل إلا لمشتركيه، فقد يكون هذا مطلعه فقط."]
    assert told(document(article(), content("نص"), AT), Role.NOTE) == []


def test_the_number_of_comments_that_the_page_tells_leads_to_them() -> None:
    i18n.use("en")
    set_ = document(article(), content("نص", comments_count=7), AT)
    assert told(set_, Role.COMMENTS) == ["Comments (7)"]
    assert [piece.href for piece in set_ if piece.role is Role.LINK] == ["https://news.example/a"]
    assert told(document(article(), content("نص"), AT), Role.COMMENTS) == []


def test_answers_are_set_in_under_what_they_answer_and_never_past_the_room_for_a_line() -> None:
    thread = tuple(Comment(f"s{n}", (Paragraph(Text(f"t{n}")),), depth=n) for n in (0, 1, 2, 9))
    set_ = document(article(), Content((), "ar", comments=(*thread, Comment("s", (Paragraph(Text("t")),)))), AT)
    assert [piece.indent for piece in set_ if piece.text.startswith("t")] == [0, 1, 2, 4, 0]
    newest = document(
        article(), Content((), "ar", comments=(*thread, Comment("s", (Paragraph(Text("t")),)))), AT, newest=True
    )
    assert told(newest, Role.BODY)[-5:] == ["t", "t0", "t1", "t2", "t9"]


def test_an_author_and_links_of_the_page_stand_beside_those_of_the_feed() -> None:
    page = content("نص", authors=(Author("سارة", bio="كاتبة"),), related=(Link("https://a.example/1", "خبر"),))
    set_ = document(article(), page, AT)
    assert told(set_, Role.NAME) == ["سارة"]
    assert told(set_, Role.LINK) == ["خبر"]
    assert [piece.role for piece in set_][-1] is Role.TOP


# ── By keys, on a small screen ──────────────────────────────────────────────────────────────────────────────

ENGLISH = """<html lang="en"><head><title>A library opens again - Daily</title></head><body><nav><a href="/">Home</a>
</nav><main><article><a rel="category tag" href="/c">Culture</a><h1>A library opens again</h1>{body}
<div class="author-box"><img src="/m.jpg"><h4 class="author-name"><a rel="author" href="/author/sara/">Sara Ali</a></h4>
<p class="author-bio">Sara Ali writes about cities and the books that are read in them, from Beirut.</p></div></article>
<section class="related-posts"><h3>Related articles</h3><ul><li><a href="/r/1">Another library, another city</a></ul>
</section><section class="comments-area"><h2 class="comments-title">3 comments</h2><form><button>Post comment</button>
</form></section></main><a class="back-to-top" href="#">Back to top</a></body></html>"""
SENTENCE = "The city has said that its library will open its doors to readers again after years of work, number {n}. "


def parts(screen: str) -> set[str]:
    """What stands in each pane of each line, without scroll bars."""
    return {part.strip(" ▁▂▃▄▅▆▇█") for line in screen.split("\n") for part in re.split("[▏▕]", line)}


@pytest.mark.parametrize("tongue", ["ar", "en"])
async def test_a_key_shows_all_of_the_page_and_the_same_key_the_feeds_text_again(
    tmp_path: Path, httpserver: HTTPServer, open_app: Open, tongue: str
) -> None:
    body = "".join(f"<p>{(SENTENCE.format(n=n)) * 2}</p>" for n in range(9))
    html = pages.jannah(sample()) if tongue == "ar" else ENGLISH.format(body=body).encode()
    library = tmp_path / "served.db"
    article = await asyncio.to_thread(served, httpserver, library, html)
    app = open_app(tongue, path=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")
        await settled(pilot)
        sent = [row.text for row in app.main.page.rows]
        await press(pilot, "f")
        await settled(pilot)
        set_ = document(app.reader.article(article), app.reader.content(article), AT)
        expected = [row.text for row in rows_of(numbered(set_), app.main.page.measure)]
        assert [row.text for row in app.main.page.rows] == expected
        seen = parts(text_of(app))
        while not app.main.page.at_end:
            await press(pilot, "down")
            seen |= parts(text_of(app))
        assert [text for text in expected if text.strip() not in seen] == []
        assert {Role.SECTION, Role.BODY, Role.NAME, Role.NOTE, Role.COMMENTS, Role.TOP} <= {one.role for one in set_}
        await press(pilot, "f")
        await settled(pilot)
        assert [row.text for row in app.main.page.rows] == sent
