"""What feedparser and gofeed expect of thousands of small feeds, each about one thing, held against our reading."""

from __future__ import annotations

import pytest

from tests.feeds.parse.measured import Expectations, feedparser_expectations, gofeed_expectations
from tests.feeds.parse.tables import rows_of

SHARE = 0.97


def check(parser: str, found: Expectations) -> None:
    """97 of 100 are met, and the tables tell the reason of each that is not, and of all that we can't tell."""
    assert found.share >= SHARE
    known = [row for row in rows_of("expectations.tsv") if row[0].startswith(f"{parser}/")]
    assert sorted(found.failed) == sorted(file for file, reason in known if reason)
    unexpressed = [row[1:] for row in rows_of("unexpressed.tsv") if row[0] == parser]
    assert found.unexpressed == {what: int(number) for what, number, reason in unexpressed if reason}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser", "ignore::SyntaxWarning")
def test_97_of_100_of_feedparsers_expectations_hold_and_the_rest_is_told_with_reasons() -> None:
    found = feedparser_expectations()
    assert found.expressed > 1_400
    assert found.expressed + found.unexpressed.total() > 2_080
    check("feedparser", found)


def test_97_of_100_of_gofeeds_expectations_hold_and_the_rest_is_told_with_reasons() -> None:
    found = gofeed_expectations()
    assert found.expressed > 300
    assert found.expressed + found.unexpressed.total() > 540
    check("gofeed", found)
