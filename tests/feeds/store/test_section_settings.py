"""The one setting of a section: whether its articles are shown as their pages have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.errors import FeedNotFound, NotFound
from feeds.reader import Reader
from feeds.store.migrations import MIGRATIONS, version
from feeds.store.opening import open_library
from feeds.types import FeedSettings, FullText
from tests.feeds.store.test_nested_sections import OPML

WANTED = {"عامة": "https://a.example/feed", "غزة": "https://b.example/feed", "بلدة": "https://c.example/feed"}


@pytest.fixture
def nested(library: Reader, tmp_path: Path) -> Reader:
    """Feeds in a section, in one in it, in one in that, and in another."""
    (tmp_path / "feeds.opml").write_text(OPML, "utf-8")
    library.import_file(tmp_path / "feeds.opml")
    return library


def say(library: Reader, name: str, full_text: FullText) -> None:
    section = next(one.id for one in library.sections() if one.name == name)
    library.set_section_full_text(section, full_text)


def wanting(library: Reader) -> set[str]:
    return {feed.title for feed in library.feeds() if library.wants_full_text(feed.id)}


def test_a_section_says_nothing_until_something_is_set_and_keeps_that(nested: Reader) -> None:
    assert {one.full_text for one in nested.sections()} == {""}
    assert wanting(nested) == set()
    say(nested, "عربية", "always")
    with Reader(nested.path) as again:
        assert {one.name: one.full_text for one in again.sections() if one.full_text} == {"عربية": "always"}


def test_what_a_section_says_holds_for_all_that_stands_in_it_at_any_depth(nested: Reader) -> None:
    say(nested, "أخبار", "always")
    assert wanting(nested) == set(WANTED)
    say(nested, "أخبار", "")
    assert wanting(nested) == set()


def test_the_nearest_section_that_says_anything_is_the_one_that_counts(nested: Reader) -> None:
    say(nested, "أخبار", "always")
    say(nested, "عربية", "never")
    assert wanting(nested) == {"عامة"}
    assert [nested.section_wants_full_text(one.id) for one in nested.sections()] == [True, False, False, False]
    say(nested, "محلية", "always")
    assert wanting(nested) == {"عامة", "بلدة"}


def test_a_feed_that_says_something_itself_heeds_no_section(nested: Reader) -> None:
    ids = {feed.title: feed.id for feed in nested.feeds()}
    say(nested, "أخبار", "always")
    nested.set_feed_settings(ids["غزة"], FeedSettings(full_text="never"))
    nested.set_feed_settings(ids["كرة"], FeedSettings(full_text="always"))
    assert wanting(nested) == {"عامة", "بلدة", "كرة"}
    assert nested.feed_settings(ids["غزة"]).full_text == "never"


def test_sections_that_stand_in_each_other_are_no_endless_way(nested: Reader) -> None:
    connection = nested._store._connections.get()
    connection.execute("UPDATE section SET parent = (SELECT id FROM section WHERE name = 'محلية') WHERE name = 'أخبار'")
    assert not any(nested.wants_full_text(feed.id) for feed in nested.feeds())


def test_what_is_not_there_is_an_error(library: Reader) -> None:
    with pytest.raises(NotFound):
        library.set_section_full_text(9, "always")
    with pytest.raises(FeedNotFound):
        library.wants_full_text(9)


def test_the_sections_of_a_library_of_version_3_say_nothing_and_can_be_told(version_1: Path) -> None:
    connections, _ = open_library(version_1, MIGRATIONS[:2])
    assert version(connections.get()) == 3
    connections.close()
    with Reader(version_1) as reader:
        assert [one.full_text for one in reader.sections()] == [""]
        reader.set_section_full_text(1, "always")
        assert [reader.wants_full_text(feed.id) for feed in reader.feeds() if feed.section] == [True]
