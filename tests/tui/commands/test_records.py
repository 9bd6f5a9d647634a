"""What commands tell as JSON: a line a thing, members of the kinds that the document names, and no secrets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from feeds.answers import Rule, RuleActions
from feeds.feed_list import FeedList, ListedFeed
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tui.cli import main
from tui.commands.records import BY_COMMAND, FIELDS, Record

Run = Callable[..., list[Any]]
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with a section in a section, a feed that signs in by its address, marks, tags and rules."""
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    listed = ListedFeed("https://salma:kahwa@news.example/feed", "", ("أخبار", "غزة"))
    [news] = store.import_list(FeedList([listed])).added
    store.subscribe("https://salma:kahwa@other.example/feed")
    store.save_articles(news.id, make_feed([make_article(n) for n in range(1, 5)]), FetchState(), NOW)
    store.close()
    with Reader(tmp_path / "library.db", clock=lambda: NOW) as reader:
        reader.star([4])
        reader.mark_read([2])
        reader.tag([1, 2], "نخيل")
        reader.add_rule(Rule(0, "ماء", "ماء", RuleActions(mute=True, tags=("بيئة",))))
        reader.index()
    return tmp_path / "library.db"


@pytest.fixture
def run(path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*words: str) -> list[Any]:
        assert main(["--library", str(path), *words]) == 0
        said = capfdbinary.readouterr().out
        assert b"kahwa" not in said
        return [json.loads(line) for line in said.decode("utf-8").splitlines()]

    return run


def members(record: Record) -> Iterator[tuple[str, str]]:
    return ((one.name, one.kind) for one in record)


def fits(value: Any, kind: str) -> bool:
    """Whether a value is of a kind that the document names."""
    if kind.endswith(" or null"):
        return value is None or fits(value, kind.removesuffix(" or null"))
    match kind:
        case "text":
            return isinstance(value, str)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "true or false":
            return isinstance(value, bool)
        case "time":
            return bool(_TIME.fullmatch(value)) and datetime.fromisoformat(value) is not None
        case "date":
            return date.fromisoformat(value) is not None
        case "list of texts":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "list of 24 numbers":
            return len(value) == 24 and all(isinstance(one, int) for one in value)
        case "list":
            return isinstance(value, list)
    raise AssertionError(kind)


def hold(record: Record, told: Any) -> None:
    """That ``told`` has the members of ``record`` and no others, all of their kinds."""
    names = set()
    for one in record:
        value = told
        for name in one.name.split("."):
            value = value[name]
        assert fits(value, one.kind), (one.name, value)
        for inside in value if one.inside else ():
            hold(one.inside, inside)
        names.add(one.name.partition(".")[0])
    assert set(told) == names


@pytest.mark.parametrize("command", BY_COMMAND)
def test_each_member_is_of_the_kind_that_the_document_names(run: Run, command: str) -> None:
    asked = {"search": ["رقم"], "rules test": ["رقم"]}.get(command, [])
    told = run(*command.split(), "--json", *asked)
    assert told
    for one in told:
        hold(BY_COMMAND[command], one)


def test_articles_feeds_sections_tags_and_rules_say_what_they_are(run: Run) -> None:
    newest = run("list", "--json", "--limit", "1")
    assert [(one["id"], one["title"], one["read"], one["starred"]) for one in newest] == [
        (4, "الخبر رقم 1", False, True)
    ]
    assert newest[0]["feed"] == {"id": 1, "title": "أخبار المثال"}
    assert newest[0]["published"] == "2026-11-25T11:00:00Z"
    feeds = {one["id"]: one for one in run("feeds", "--json")}
    assert feeds[1]["section"] == ["أخبار", "غزة"]
    assert feeds[1]["url"] == "https://news.example/feed"
    assert (feeds[1]["unread"], feeds[1]["total"]) == (3, 4)
    assert feeds[2]["title"] == "https://other.example/feed"
    outer, inner = run("sections", "--json")
    assert (inner["name"], inner["parent"], inner["path"]) == ("غزة", outer["id"], ["أخبار", "غزة"])
    assert outer["total"] == 4
    assert run("tags", "--json") == [{"name": "نخيل", "articles": 2}]
    [rule] = run("rules", "--json")
    assert (rule["query"], rule["actions"]["mute"], rule["actions"]["tags"]) == ("ماء", True, ["بيئة"])
    [tried] = run("rules", "test", "--json", "رقم 3")
    assert (tried["count"], tried["newest"][0]["id"]) == (1, 2)


@pytest.mark.parametrize("command", FIELDS)
def test_a_row_in_a_pipe_has_the_fields_that_the_document_names(
    path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    main(["--library", str(path), command, *(["رقم"] if command == "search" else [])])
    rows = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert rows
    assert {len(row) for row in rows} == {len(FIELDS[command])}


@pytest.mark.parametrize("words", [("feeds",), ("feed", "1"), ("feed", "2"), ("sections",)])
def test_a_password_in_an_address_is_shown_by_no_command(
    path: Path, capfd: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["--library", str(path), *words]) == 0
    said = capfd.readouterr()
    assert "kahwa" not in said.out + said.err
    assert said.out


def test_sections_in_a_pipe_are_fields_with_the_sections_around(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--library", str(path), "sections"]) == 0
    rows = [line.split("\t") for line in capfd.readouterr().out.splitlines()]
    assert [row[1:] for row in rows] == [["3", "4", "أخبار"], ["3", "4", "أخبار/غزة"]]
