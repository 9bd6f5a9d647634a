"""The direction of text is detected; a key turns it for an article, or for a feed, and takes it back."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Open
from tests.tui.test_keys import press, settled
from tui.app import NashraApp

SIZE = (140, 40)


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, request: pytest.FixtureRequest) -> NashraApp:
    return open_app(request.param)


def gap(app: NashraApp, at: int) -> bool:
    """Whether row ``at`` of the page starts with an empty cell: it stands at the right."""
    return app.main.page.rows[at].text.startswith(" ")


async def to_list(app: NashraApp, language: str) -> int:
    """Put the cursor of the list on the first article in a language."""
    at = next(at for at, row in enumerate(app.main.articles.rows) if row.language == language)
    app.main.articles.go_to(at)
    return at


@pytest.mark.parametrize(("language", "right"), [("ar", True), ("en", False)])
async def test_a_key_turns_the_article_on_the_page_and_once_more_takes_it_back(
    app: NashraApp, language: str, right: bool
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        at = await to_list(app, language)
        await press(pilot, "enter")
        title = next(at for at, row in enumerate(app.main.page.rows) if row.role == "title")
        assert gap(app, title) is right
        await press(pilot, "d")
        assert gap(app, title) is not right
        assert app.reader.article(app.main.articles.rows[at].id).row.direction == ("ltr" if right else "rtl")
        await press(pilot, "d")
        assert gap(app, title) is right
        assert app.reader.article(app.main.articles.rows[at].id).row.direction == ""


async def test_code_runs_from_left_to_right_whatever_way_the_article_is_turned(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        at = next(at for at, row in enumerate(app.main.articles.rows) if "تنكسر" in row.title)
        app.main.articles.go_to(at)
        await press(pilot, "enter", "d")
        assert any(row.text.startswith("def join(word):") for row in app.main.page.rows)


async def test_on_the_row_of_a_feed_it_turns_all_its_articles_and_one_of_them_can_be_turned_back(
    app: NashraApp,
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        feed = next(feed for feed in app.reader.feeds() if feed.language == "en")
        at = next(
            at for at, entry in enumerate(app.main.sections.entries) if entry.scope.id == feed.id and entry.indent
        )
        app.main.sections.go_to(at)
        await press(pilot, "d")
        assert {row.direction for row in app.main.articles.rows} == {"rtl"}
        first = app.main.articles.rows[0].id
        await press(pilot, "tab", "d")
        assert app.reader.article(first).row.direction == "ltr"
        assert {row.direction for row in app.main.articles.rows} == {"rtl", "ltr"}
        await press(pilot, "d")
        assert {row.direction for row in app.main.articles.rows} == {"rtl"}
        await press(pilot, "shift+tab", "d")
        assert {row.direction for row in app.main.articles.rows} == {""}
