"""A thread with answers, opened by its key on a small screen and printed by the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds.types import Scope
from tests.feeds.test_comments import FEED, item, rss
from tests.tui.conftest import Open, nashra
from tests.tui.test_keys import press, settled
from tui.roles import Role

THREAD = (
    item(14, "جواب الجواب", hour=11, answers=12, words="ردًا على"),
    item(13, "التعليق الثاني", hour=10),
    item(12, "الجواب", hour=9, answers=11, words="ردًا على"),
    item(11, "التعليق الأول", hour=8),
)


@pytest.fixture
def library(tmp_path: Path, httpserver: HTTPServer) -> Path:
    httpserver.expect_request("/feed").respond_with_data(FEED.format(url=httpserver.url_for("/comments")))
    httpserver.expect_request("/comments").respond_with_data(rss(*THREAD))
    path = tmp_path / "commented.db"
    words = ("--library", str(path), "add", "--allow-private", httpserver.url_for("/feed"))
    assert nashra(*words).returncode == 0
    return path


async def test_answers_stand_set_in_under_what_they_answer_whichever_comes_first(open_app: Open, library: Path) -> None:
    app = open_app("ar", path=library)

    def shown() -> list[tuple[str, int]]:
        """The texts of the comments with the cells that they are set in by, at the right."""
        rows = app.main.page.rows
        under = next(at for at, row in enumerate(rows) if row.role is Role.COMMENTS)
        bodies = [row for row in rows[under:] if row.role is Role.BODY]
        return [(row.text.strip(), len(row.text) - len(row.text.rstrip())) for row in bodies]

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if row.title == "خبر"))
        await press(pilot, "enter")
        await press(pilot, "c")
        await settled(pilot)
        oldest = shown()
        assert [room for _, room in oldest] == [0, 4, 8, 0]
        await press(pilot, "c")
        assert shown() == [oldest[3], *oldest[:3]]


def test_the_commands_print_the_thread_under_the_article(library: Path) -> None:
    from feeds.reader import Reader

    with Reader(library) as reader:
        article = next(row.id for row in reader.articles(Scope()).rows if row.title == "خبر")
    words = ("--library", str(library), "--lang", "ar")
    assert nashra(*words, "comments", str(article)).returncode == 0
    lines = nashra(*words, "show", str(article)).stdout.splitlines()
    texts = ["التعليق الأول", "  الجواب", "    جواب الجواب", "التعليق الثاني"]
    assert [line for line in lines if line in texts] == texts
