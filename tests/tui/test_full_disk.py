"""What the reader on the screen does when the disk is full, and when the library is restored under it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from feeds.reader import Reader
from feeds.types import Scope
from tests.feeds.conftest import NOW
from tests.feeds.store.test_full_disk import Disk, disk
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import press, settled
from tui import i18n, words
from tui.app import NashraApp
from tui.text import paragraph

__all__ = ["disk"]

SIZE = (140, 40)


def cells(text: str) -> str:
    return paragraph(text, language="ar").fit(60).text


@pytest.fixture
def app(disk: Disk, library_path: Path) -> Iterator[NashraApp]:
    i18n.use("ar")
    reader = Reader(library_path, clock=lambda: NOW)
    yield NashraApp(reader, now=lambda: datetime.fromtimestamp(NOW, UTC))
    # What SQLite could not write it may tell of once more as it closes.
    with suppress(apsw.IOError):
        reader.close()


@pytest.mark.parametrize("keys", [["s"], ["m"], ["ctrl+a"], ["j", "s"]])
async def test_a_full_disk_is_a_banner_reading_goes_on_and_the_same_key_works_when_there_is_room(
    app: NashraApp, keys: list[str]
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        before = app.reader.counts()
        row = app.main.articles.current
        assert row is not None
        Disk.room = 0
        await press(pilot, *keys)
        assert app.main.notice.display
        assert app.main.notice.text == words.error("disk-full", {"path": str(app.reader.path)})
        assert cells("امتلأ القرص") in text_of(app)
        assert app.reader.counts() == before
        await press(pilot, "j", "enter")
        assert app.main.page.article == app.main.articles.current.id  # type: ignore[union-attr]
        assert app.main.page.rows, "reading goes on"
        await press(pilot, "escape")
        Disk.room = 1_000_000
        await press(pilot, *keys)
        assert app.reader.counts() != before


async def test_a_library_that_is_restored_under_the_reader_is_what_it_shows_from_then_on(open_app: Open) -> None:
    app = open_app("ar")
    path = app.reader.path
    backup = path.with_name("backup.db")
    assert nashra("--library", str(path), "backup", str(backup)).returncode == 0
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "tab", "enter")
        with Reader(path) as other:
            rows = other.articles(Scope(), None, 500).rows
            other.star([row.id for row in rows])
            for feed in other.feeds():
                other.unsubscribe(feed.id)
            other.subscribe("https://other.example/feed")
        app.main.look()
        await settled(pilot)
        assert not app.main.articles.rows
        assert nashra("--library", str(path), "restore", str(backup)).returncode == 0
        app.main.look()
        await settled(pilot)
        assert len(app.main.articles.rows) == len(rows)
        assert {row.id for row in app.main.articles.rows} == {row.id for row in rows}
        await press(pilot, "s")
        assert app.reader.counts().starred == 1
