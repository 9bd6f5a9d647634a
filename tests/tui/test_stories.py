"""A story that several papers tell: one row, read as one, with the others under the article."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import WIDE, press, settled
from tui.commands import refreshing
from tui.config import Config
from tui.document import document
from tui.text import paragraph

TEXT = (
    "<p>أعلنت وزارة التربية تأجيل امتحانات الشهادة الثانوية أسبوعين بسبب موجة الحر التي تضرب البلاد، وقال الوزير سامر"
    " الخطيب في مؤتمر صحفي إن الموعد الجديد هو 15 يوليو، وإن 214 ألف طالب يشملهم القرار في 1300 مدرسة.</p>"
)


OWN = (
    {
        "title": "افتتاح حديقة جديدة في حلب",
        "summary": "",
        "content": "<p>أشجار ومقاعد خشبية ونافورة صغيرة للأطفال.</p>",
    },
    {"title": "سعر الزيت يهبط في تونس", "summary": "", "content": "<p>المعاصر تعمل ليلًا والزيتون وفير هذا الموسم.</p>"},
    {"title": "معرض للخط العربي في فاس", "summary": "", "content": "<p>ستون لوحة لخطاطين من المغرب وإيران وتركيا.</p>"},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three papers; each tells the same story and another of its own."""
    path = tmp_path / "stories.db"
    store = Store(path, clock=lambda: NOW)
    for number, title in enumerate(
        (
            "عاجل: تأجيل امتحانات الثانوية أسبوعين",
            "تأجيل امتحانات الثانوية أسبوعين بسبب الحر",
            "امتحانات الثانوية تؤجل أسبوعين",
        )
    ):
        feed = store.subscribe(f"https://{number}.example/feed", title=f"صحيفة {number}")
        own = make_article(1, guid="own", url=f"https://{number}.example/own", **OWN[number])
        told = make_article(2, guid="told", url=f"https://{number}.example/told", title=title, content=TEXT)
        store.save_articles(feed.id, make_feed([own, told]), FetchState(), NOW)
    store.close()
    with Reader(path, clock=lambda: NOW) as reader:
        reader.group(100)
        assert {row.told_by for row in reader.articles(Scope()).rows} == {0, 3}
    return path


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_it_is_one_row_and_reading_it_reads_all(open_app: Open, path: Path, language: str) -> None:
    app = open_app(language, path=path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert len(app.main.articles.rows) == 4
        at = next(at for at, row in enumerate(app.main.articles.rows) if row.told_by)
        await press(pilot, "tab")
        app.main.articles.go_to(at)
        await press(pilot, "enter")
        assert app.reader.counts().unread == 3
        await press(pilot, "u")
        assert app.reader.counts().unread == 6


async def test_with_a_row_for_each_they_are_read_one_by_one(open_app: Open, path: Path) -> None:
    app = open_app("ar", path=path, config=Config(stories="each"))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert len(app.main.articles.rows) == 6
        await press(pilot, "tab")
        app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if row.told_by))
        await press(pilot, "enter")
        assert app.reader.counts().unread == 5


async def test_the_others_stand_under_the_article_and_beside_the_row(open_app: Open, path: Path) -> None:
    app = open_app("ar", path=path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert paragraph("وآخران", language="ar").fit(20).text in text_of(app)
        row = next(row for row in app.main.articles.rows if row.told_by)
        pieces = document(app.reader.article(row.id), app.reader.content(row.id), app.now())
        links = {piece.href for piece in pieces}
        assert {f"https://{number}.example/told" for number in range(3)} - {row.url} <= links


def test_what_follows_a_refresh_finds_them(path: Path) -> None:
    with Reader(path, clock=lambda: NOW) as reader:
        reader._store._connections.get().execute(
            "UPDATE article SET story = NULL; DELETE FROM telling; UPDATE grouped SET upto = 0"
        )
        assert refreshing.keep_up(reader, Namespace(settings=Config())) == 0
        assert {row.told_by for row in reader.articles(Scope()).rows} == {0, 3}
