"""What a newcomer finds ticked, and the lists of other readers that are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.catalogue import catalogue
from tui import starters


@pytest.mark.parametrize(
    ("language", "country", "first", "subjects"),
    [
        ("ar", "", "بي بي سي عربي", {"news", "economy", "technology", "opinion"}),
        ("ar", "MA", "هسبريس", {"news", "economy", "technology", "opinion"}),
        ("ar", "EG", "اليوم السابع", {"news", "economy", "technology", "opinion", "sport"}),
        ("en", "", "Al Jazeera English", {"news", "technology"}),
        ("fa", "IR", "خبرگزاری مهر", {"news"}),
        ("fr", "FR", "Al Jazeera English", {"news", "technology"}),
    ],
)
def test_a_few_feeds_are_ticked_by_language_and_country(
    language: str, country: str, first: str, subjects: set[str]
) -> None:
    found = starters.ticked(catalogue(), language, country)
    assert found[0].name == first
    assert {feed.subject for feed in found} == subjects
    assert {feed.country for feed in found} <= {"", country}
    assert len([feed for feed in found if feed.subject == "news"]) <= 5
    assert len(set(found)) == len(found) <= 9


def test_all_of_the_catalogue_is_offered_with_the_own_language_and_country_first() -> None:
    found = starters.offered(catalogue(), "ar", "EG")
    assert sorted(feed.url for feed in found) == sorted(feed.url for feed in catalogue())
    tongues = list(dict.fromkeys(feed.language for feed in found))
    assert tongues[0] == "ar"
    assert [feed.country for feed in found[:2]] == ["EG", "EG"]
    groups = [(feed.language, feed.subject) for feed in found]
    assert len(set(groups)) == len([one for one, before in zip(groups, [None, *groups], strict=False) if one != before])


def test_lists_of_other_readers_are_found_newsboats_first(tmp_path: Path) -> None:
    assert starters.lists(tmp_path) == []
    for name in (".config/newsboat/urls", "Downloads/feeds.opml", ".newsboat/urls", "Downloads/feeds.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "folder.opml").mkdir()
    assert [str(path.relative_to(tmp_path)) for path in starters.lists(tmp_path)] == [
        ".newsboat/urls",
        ".config/newsboat/urls",
        "Downloads/feeds.opml",
    ]
