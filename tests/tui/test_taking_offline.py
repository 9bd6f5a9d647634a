"""A key has the pages of all that is unread fetched, and the command does the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds.reader import Reader
from feeds.types import Scope
from tests.feeds.test_fulltext import PAGE
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import WIDE, press, settled
from tests.tui.test_web_page import served


@pytest.fixture
def path(tmp_path: Path, httpserver: HTTPServer) -> Path:
    served(httpserver, tmp_path / "one.db", PAGE.encode())
    return tmp_path / "one.db"


async def test_the_key_fetches_them_and_tells_what_came(open_app: Open, path: Path) -> None:
    app = open_app("ar", path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        [row] = app.main.articles.rows
        await press(pilot, "W")
        assert app.main.notice.text == "جُلبت صفحة واحدة"
        assert app.reader.has_full_text(row.id)
        assert not app.main.status.busy
        await press(pilot, "W")
        assert app.main.notice.text == "لا صفحة ناقصة: كل غير المقروء يُقرأ بلا شبكة."


async def test_what_could_not_be_had_is_told_in_words(open_app: Open, path: Path, httpserver: HTTPServer) -> None:
    httpserver.clear_all_handlers()
    httpserver.expect_request("/2025/09/26/article/").respond_with_data("no", status=403)
    app = open_app("en", path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "W")
        assert "1 could not be had" in text_of(app)
        assert "turns the request away (403)" in text_of(app)


def test_the_command_does_the_same(path: Path) -> None:
    done = nashra("--library", str(path), "offline")
    assert (done.returncode, done.stdout.strip("\u200e\n")) == (0, "1 page kept"), done.stderr
    with Reader(path) as reader:
        [row] = reader.articles(Scope()).rows
        assert reader.has_full_text(row.id)
