"""What feedparser and gofeed expect of thousands of small feeds, each about one thing, held against our reading."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest

from feeds.parse.encoding import decode
from feeds.parsed import ParsedFeed
from tests.feeds.parse.feedparser_shape import (
    SERVER,
    NotModelledError,
    expectation,
    headers_of,
    holds,
    shape,
)
from tests.feeds.parse.gofeed_shape import differences, expected_of
from tests.feeds.parse.reading import read_here
from tests.feeds.parse.tables import rows_of
from tests.shared import shared

SHARE = 0.97
TABLE = "expectations.tsv"

_NOTHING = ParsedFeed("other")


def known(corpus: str) -> dict[str, str]:
    """The reason by file, of the expectations of one corpus that we do not meet."""
    rows = [row for row in rows_of(TABLE) if row[0].startswith(f"{corpus}/")]
    assert all(len(row) == 2 and row[1] for row in rows)
    return {file: reason for file, reason in rows}  # noqa: C416 (a row is a list of two)


def feed_beside(path: Path) -> Path | None:
    """The feed that an expectation is about: name.xml of name.json, name.json of name_expected.json."""
    if path.stem.endswith("_expected"):
        return path.with_name(path.stem.removesuffix("_expected") + ".json")
    return xml if (xml := path.with_suffix(".xml")).exists() else None


@pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser", "ignore::SyntaxWarning")
def test_97_of_100_of_feedparsers_expectations_hold_and_the_rest_is_told_with_reasons() -> None:
    root = shared("corpus/feedparser")
    met, failed, unmodelled = 0, [], 0
    for path in sorted(root.rglob("*.xml")):
        body, name = path.read_bytes(), path.relative_to(root).as_posix()
        text = decode(body)
        expected = expectation(text)
        if expected is None:
            continue
        headers = headers_of(text)
        url = urljoin(f"{SERVER}/{name}", headers.get("content-location", ""))
        parsed = read_here(body, url=url, content_type=headers.get("content-type", "")) or _NOTHING
        try:
            if holds(expected, shape(parsed)):
                met += 1
            else:
                failed.append(f"feedparser/{name}")
        except NotModelledError:
            unmodelled += 1
    assert met + len(failed) > 1_400
    assert met + len(failed) + unmodelled > 2_080
    assert met >= SHARE * (met + len(failed))
    assert sorted(failed) == sorted(known("feedparser"))


def test_97_of_100_of_gofeeds_expectations_hold_and_the_rest_is_told_with_reasons() -> None:
    root = shared("corpus/gofeed/testdata")
    met, failed = 0, []
    for path in sorted(root.rglob("*.json")):
        feed, expected = feed_beside(path), expected_of(path)
        if feed is None or expected is None:
            continue
        parsed = read_here(feed.read_bytes(), url=f"{SERVER}/{feed.name}") or _NOTHING
        wrong = differences(parsed, expected)
        if wrong:
            failed.append(f"gofeed/{feed.relative_to(root).as_posix()}")
        elif wrong is not None:
            met += 1
    assert met + len(failed) > 270
    assert met >= SHARE * (met + len(failed))
    assert sorted(failed) == sorted(known("gofeed"))
