"""Feeds of the world: each is read or refused with a word, and what is read is what feedparser reads, where it is right."""

from __future__ import annotations

import pytest

from tests.feeds.parse.measured import agreement, files, ours
from tests.feeds.parse.tables import rows_of

MADE = ("feedparser", "gofeed")
AGREE = 0.995


@pytest.mark.filterwarnings("ignore:To avoid breaking existing software:DeprecationWarning")
async def test_real_feeds_have_the_entries_titles_links_and_dates_that_feedparser_finds() -> None:
    """And where they have others, ours are right: the table says why."""
    found = await agreement()
    assert found.values["count"] > 400
    assert found.values["title"] > 7_000
    assert found.share >= AGREE
    told = rows_of("disagreements.tsv")
    assert found.differ == {(feed, kind): int(number) for feed, kind, number, _, _ in told}
    assert all(who == "ours" and why for _, _, _, who, why in told)


async def test_feeds_made_to_break_readers_are_read_or_refused_but_never_raise() -> None:
    read = 0
    for path in files(MADE):
        read += await ours(path.read_bytes()) is not None
    assert read > 2_000
