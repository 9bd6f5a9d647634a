"""From a server to the screen and back after a restart; and what a hostile feed comes to on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds.reader import Reader
from feeds.types import Scope
from tests.shared import shared
from tests.tui.conftest import HOSTILE, nashra, text_of
from tests.tui.test_keys import press, settled
from tui import i18n
from tui.app import NashraApp
from tui.document import document
from tui.layout import rows_of
from tui.text import paragraph


def page_feed(text: str) -> tuple[str, list[str]]:
    """The user's own page as a feed: its section, headline, paragraphs, author card and the rest."""
    lines = [line for line in text.split("\n") if line.strip()]
    section, title, *body = lines
    card = body.index("Mariam Hassan")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body[:card])
    author = (
        f'<div class="h-card"><a class="p-name">{body[card]}</a><p class="p-note">{escape(body[card + 1])}</p></div>'
    )
    related = '<ul class="related"><li><a href="https://news.example/2">مقال آخر</a></li></ul>'
    markup = escape(paragraphs + author + related)
    feed = (
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>داي نيوز</title>"
        f"<item><title>{escape(title)}</title><link>https://news.example/1</link><guid>1</guid>"
        f"<pubDate>Fri, 26 Sep 2025 08:00:00 GMT</pubDate><dc:creator>{body[card]}</dc:creator>"
        f"<category>{section}</category><comments>https://news.example/1#comments</comments>"
        f"<description>{markup}</description></item></channel></rss>"
    )
    return feed, lines


async def test_a_feed_is_added_refreshed_read_marked_and_still_there_after_a_restart(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    feed, lines = page_feed(shared("sample/article-page.txt").read_text("utf-8"))
    httpserver.expect_request("/feed").respond_with_data(feed.encode())
    library, url = tmp_path / "library.db", httpserver.url_for("/feed")
    given = ("--library", str(library), "--lang", "ar")

    refused = nashra(*given, "add", url)
    assert refused.returncode == 1
    assert "[ن/ل]" in refused.stderr
    added = nashra(*given, "add", "--section", lines[0], url, said="نعم\n")
    assert (added.returncode, added.stdout) == (0, "أُضيفت: داي نيوز\n"), added.stderr
    assert nashra(*given, "refresh").returncode == 0

    i18n.use("ar")
    for start in (1, 2):
        with Reader(library) as reader:
            app = NashraApp(reader)
            async with app.run_test(size=(140, 50)) as pilot:
                row = app.main.articles.rows[0]
                if start == 1:
                    assert not row.read
                    await press(pilot, "tab", "s", "enter")
                    shown = text_of(app)
                    assert paragraph(lines[1]).fit(70).text in shown
                else:
                    assert (row.read, row.starred) == (True, True)
                    await settled(pilot)


async def test_all_that_the_users_page_shows_is_shown(tmp_path: Path, httpserver: HTTPServer) -> None:
    feed, lines = page_feed(shared("sample/article-page.txt").read_text("utf-8"))
    httpserver.expect_request("/feed").respond_with_data(feed.encode())
    library = tmp_path / "library.db"
    i18n.use("ar")
    with Reader(library) as reader:
        await reader.add(httpserver.url_for("/feed"), section=lines[0], allow_private=True)
        number = reader.articles(Scope()).rows[0].id
        article, content = reader.article(number), reader.content(number)
    pieces = document(article, content, datetime.now(UTC))
    told = [piece.text for piece in pieces]
    for line in lines:
        same = {"اترك تعليقاً": "كتابة تعليق", "زر الذهاب إلى الأعلى": "العودة إلى الأعلى"}.get(line, line)
        assert same in told, line
    cells = "\n".join(row.text for row in rows_of(pieces, 72))
    for run in ("+972", "2025", "1200", "Mariam Hassan"):
        assert run in cells
    # The opening mark stands at the right, the closing one at the left, and neither is turned round.
    assert len(re.findall("”[^“”\n]+“", cells)) == 2


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_hostile_names_are_shown_as_typed_in_every_widget_and_do_nothing(
    hostile_library: Path, language: str
) -> None:
    i18n.use(language)
    with Reader(hostile_library) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=(140, 50)) as pilot:
            await press(pilot, "tab", "enter")
            for _ in HOSTILE:
                await press(pilot, "n")
            await press(pilot, "s", "R")
            seen = text_of(app)
            await press(pilot, "ctrl+p", *"click")
            seen += text_of(app)
            await press(pilot, "escape", "e")
            seen += text_of(app)
            await press(pilot, "escape", "slash", *"[/b]")
            seen += text_of(app)
            assert app.is_running
        for shown in ("[/b]", "[@click=app.bell]x", "[red]a[/red]", "[/i][@click=app.quit]s"):
            assert shown in seen or paragraph(shown, base="rtl").fit(80).text in seen
        assert not set(seen) & {"\x1b", "\x07", "\x9b", "\u202e"}
