"""The rows of the list of articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tui.conftest import Open
from tests.tui.test_keys import settled
from tui.app import NashraApp

NAMES = {"ar": "صحيفة الأخبار اليومية المسائية", "en": "The Daily and Evening News of the World"}


async def second_line(app: NashraApp, width: int, **changed: object) -> str:
    """What stands under the title of an article of three days ago."""
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = app.main.articles
        published = app.now() - timedelta(days=3)
        pane.rows[0] = replace(pane.rows[0], published=published, read=True, starred=False, **changed)  # type: ignore[arg-type]
        cells = [segment.text for segment in pane.draw(0, 1, width)]
        assert sum(map(len, cells)) == width
        return "".join(cells)


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_long_name_of_a_feed_is_cut_and_not_the_date_beside_it(open_app: Open, language: str) -> None:
    line = await second_line(open_app(language), 30, feed_title=NAMES[language])
    assert "…" in line
    assert ("3 days ago" if language == "en" else "3") in line
    assert line.rstrip().endswith("3 days ago") if language == "en" else line.lstrip()[0] not in "…0123456789"


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_short_name_stands_close_to_the_date(open_app: Open, language: str) -> None:
    line = await second_line(open_app(language), 30, feed_title="CNN")
    assert "…" not in line
    assert "CNN · " in line if language == "en" else " · CNN" in line
