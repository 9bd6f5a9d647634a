"""On the page of an article: its neighbours of the list, quotations with their source, how far it has been read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import ArticleRow
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import WIDE, press, settled
from tui import i18n
from tui.quoting import citation, quoted

LONG = "".join(f"<p>فقرة رقم {n} وفيها كلام كثير يملأ سطرًا أو أكثر من الصفحة. {'كلمة ' * 30}</p>" for n in range(30))
WHEN = datetime(2025, 9, 26, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A paper with three articles, each longer than a screen."""
    path = tmp_path / "long.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://paper.example/feed", title="الجريدة").id
    articles = [make_article(n, title=f"عنوان {n}", content=LONG, language="ar") for n in (1, 2, 3)]
    store.save_articles(feed, make_feed(articles), FetchState(), NOW)
    store.close()
    return path


def row(title: str = "العنوان", language: str = "ar", url: str = "https://p.example/1") -> ArticleRow:
    return ArticleRow(1, 1, "الجريدة", title, "", url, language, 0, WHEN, read=True, starred=False)


async def test_keys_open_the_next_article_of_the_list_and_the_one_before(open_app: Open, path: Path) -> None:
    app = open_app("en", path=path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        rows = [one.id for one in app.main.articles.rows]
        await press(pilot, "tab", "enter", "J")
        assert (app.main.opened, app.main.articles.cursor) == (rows[1], 1)
        await press(pilot, "K")
        assert app.main.opened == rows[0]
        await press(pilot, "K")
        assert (app.main.opened, app.main.notice.text) == (rows[0], "This is the first of the list.")
        await press(pilot, "2", "J")
        assert app.main.opened == rows[2]
        await press(pilot, "J")
        assert (app.main.opened, app.main.notice.text) == (rows[2], "This is the last article of the list.")


async def test_the_last_line_tells_how_much_of_the_article_has_been_seen(open_app: Open, path: Path) -> None:
    app = open_app("ar", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.main.status.position is None
        await press(pilot, "tab", "enter")
        first = app.main.status.position
        assert first is not None
        assert 0 < first < 50
        assert f"{first}٪" in text_of(app).splitlines()[-1]
        await press(pilot, "G")
        assert app.main.status.position == 100
        await press(pilot, "escape")
        assert app.main.status.position is None


async def test_what_is_quoted_is_the_headline_the_paragraph_in_view_or_what_is_selected(
    open_app: Open, path: Path
) -> None:
    app = open_app("ar", path=path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "quotation_mark")
        assert app.clipboard.splitlines()[0] == f"«{app.main.articles.rows[0].title}»"
        await press(pilot, "enter", "quotation_mark")
        assert app.clipboard.splitlines()[0] == f"«{app.main.articles.rows[0].title}»"
        await press(pilot, "pagedown", "quotation_mark")
        said, source, address = app.clipboard.splitlines()
        assert said.startswith("«فقرة رقم ")
        assert "الجريدة" in source
        assert address == app.main.articles.rows[0].url
        await pilot.double_click(app.main.page, offset=(app.main.page.size.width // 2, 4))
        word = app.main.page.selected_text
        assert " " not in word
        await press(pilot, "quotation_mark")
        assert app.clipboard.splitlines()[0] == f"«{word}»"


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("قال «نعم» ومضى", "ar", "«قال “نعم” ومضى»"),
        ("«كله مقتبس»", "ar", "«كله مقتبس»"),
        ("«أول» ثم «ثان»", "ar", "«“أول” ثم “ثان”»"),
        ("he said “yes”, then", "en", "“he said ‘yes’, then”"),
        (" x ", "en", "“x”"),
    ],
)
def test_a_quotation_has_the_marks_of_its_language_and_others_within(text: str, language: str, said: str) -> None:
    assert quoted(text, language) == said


def test_the_source_of_a_quotation_is_told_in_the_articles_language() -> None:
    i18n.use("ar")
    assert citation("قول", row(), ["مريم", "علي"], WHEN) == (
        "«قول»\n— مريم، علي، «العنوان»، الجريدة، 26 سبتمبر 2025\nhttps://p.example/1"
    )
    assert citation("", row(url=""), [], None) == "«العنوان»\n— الجريدة"
    assert "، 2025-09-26\n" not in citation("", row(), [], WHEN)
    i18n.use("en")
    assert citation("", row(), [], WHEN) == "«العنوان»\n— الجريدة، 2025-09-26\nhttps://p.example/1"
    assert citation("x", row("A title", "en"), ["Sara Ali"], WHEN) == (
        "“x”\n— Sara Ali, “A title”, الجريدة, 26 September 2025\nhttps://p.example/1"
    )
