"""The comments on an article, fetched when they are opened, under it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from textual.pilot import Pilot

from feeds.blocks import Comment, Paragraph, Text
from feeds.types import Scope
from tests.feeds.test_comments import COMMENTS, FEED
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import press, settled
from tui.app import NashraApp
from tui.roles import Role
from tui.text import paragraph

MANY = [Comment("قارئ", (Paragraph(Text("تعليق")),)) for _ in range(20)]


def cells(text: str) -> str:
    return paragraph(text, language="ar").fit(60).text


@pytest.fixture
def app(open_app: Open, tmp_path: Path, httpserver: HTTPServer) -> NashraApp:
    httpserver.expect_request("/feed").respond_with_data(FEED.format(url=httpserver.url_for("/comments")))
    library = tmp_path / "commented.db"
    words = ("--library", str(library), "add", "--allow-private", httpserver.url_for("/feed"))
    assert nashra(*words).returncode == 0
    return open_app("ar", path=library)


async def opened(pilot: Pilot[None], title: str) -> None:
    app: NashraApp = pilot.app  # type: ignore[assignment]
    await settled(pilot)
    await press(pilot, "tab")
    app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if row.title == title))
    await press(pilot, "enter")


async def test_a_key_fetches_them_and_goes_to_them_and_once_more_turns_their_order(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/comments").respond_with_data(COMMENTS)
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(pilot, "خبر")
        await press(pilot, "c")
        await settled(pilot)
        shown = text_of(app)
        assert shown.index(cells("مقال جيد")) < shown.index(cells("شكرًا لكم"))
        assert cells("تعليقان") in shown
        await press(pilot, "c")
        shown = text_of(app)
        assert shown.index(cells("مقال جيد")) > shown.index(cells("شكرًا لكم"))


async def test_who_goes_elsewhere_before_they_come_is_not_led_to_them(
    app: NashraApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = asyncio.Event()

    async def fetched(_library: Path, article: int) -> int:
        await came.wait()
        app.reader._store.save_comments(article, MANY)
        return len(MANY)

    monkeypatch.setattr("tui.jobs.comments", fetched)
    async with app.run_test(size=(120, 12)) as pilot:
        await opened(pilot, "خبر")
        await pilot.press("c")
        await pilot.pause()
        for title in ("بلا تعليقات", "خبر"):
            row = next(row for row in app.main.articles.rows if row.title == title)
            app.main.open_article(row)
            while app.main.page.article != row.id:
                await pilot.pause()
        came.set()
        await settled(pilot)
        assert any(row.role is Role.COMMENTS for row in app.main.page.rows)
        assert app.main.page.scroll_y == 0


async def test_comments_that_could_not_be_had_are_not_gone_to_when_they_come_later(app: NashraApp) -> None:
    async with app.run_test(size=(120, 12)) as pilot:
        await opened(pilot, "بلا تعليقات")
        await press(pilot, "c")
        await settled(pilot)
        assert app.main.opened is not None
        app.reader._store.save_comments(app.main.opened, MANY)
        app.main.lay_out_again()
        await settled(pilot)
        assert any(row.role is Role.COMMENTS for row in app.main.page.rows)
        assert app.main.page.scroll_y == 0


async def test_what_goes_wrong_is_told_in_words(app: NashraApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await opened(pilot, "بلا تعليقات")
        await press(pilot, "c")
        await settled(pilot)
        assert cells("لا خلاصة لتعليقات هذا المقال")[-20:] in text_of(app)


def test_the_command_prints_the_article_with_its_comments(app: NashraApp, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/comments").respond_with_data(COMMENTS)
    library = app.reader.path
    row = next(row for row in app.reader.articles(Scope()).rows if row.title == "خبر")
    done = nashra("--library", str(library), "--lang", "en", "comments", str(row.id))
    assert done.returncode == 0
    assert done.stdout.index("خبر") < done.stdout.index("مقال جيد")
    assert nashra("--library", str(library), "--lang", "en", "show", str(row.id)).stdout == done.stdout
    failed = nashra("--library", str(library), "--lang", "en", "comments", str(row.id + 99))
    assert failed.returncode == 1
