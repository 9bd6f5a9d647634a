"""Feeds that were unsubscribed from: gone from everything, and back as they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from feeds.answers import Change, Rule, RuleActions
from feeds.errors import FeedNotFound
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store import marks, removed
from feeds.types import Counts, FeedSettings, Retention, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed

LEFT, STAYS = 1, 2


def stocked(library: Reader) -> Reader:
    """Two feeds in a section of their own each, alike but for their addresses: the first with all that a reader can do
    to a feed and its articles."""
    store = library._store
    for name in "ab":
        feed = library.subscribe(f"https://{name}.example/feed", title=f"جريدة {name}", section=f"قسم {name}")
        articles = [
            make_article(n, guid=f"{name}{n}", url=f"https://{name}.example/{n}", categories=("سياسة", name))
            for n in range(10)
        ]
        store.save_articles(feed.id, make_feed(articles), FetchState(etag=f'"{name}"', due_at=NOW), NOW)
    ids = [row.id for row in library.articles(Scope(ScopeKind.FEED, LEFT)).rows]
    library.mark_read(ids[:3])
    library.star(ids[2:5])
    library.tag(ids[4:6], "للقراءة")
    library.set_note(ids[0], "ملاحظة")
    library.set_direction(ids[1], "ltr")
    library.set_feed_direction(LEFT, "rtl")
    library.set_feed_settings(LEFT, FeedSettings(as_browser=True, full_text="always", keep_days=-1))
    library.set_secret(LEFT, "bearer", "", "abc.def")
    library.set_section_full_text(1, "always")
    library.add_rule(Rule(0, "", "الخبر", RuleActions(mute=True)))
    library.index()
    return library


@pytest.fixture
def both(library: Reader) -> Reader:
    return stocked(library)


def dump(library: Reader, *but: str) -> dict[str, Any]:
    """Every row of every table that feeds hang on."""
    connection = library._store._connections.get()
    tables = [name for name, _ in removed._hanging(connection) if name not in but]
    return {
        table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in (*tables, "section", "tally")
    }


SHOWN: dict[str, Callable[[Reader], Any]] = {
    "feeds": lambda r: r.feeds(),
    "sections": lambda r: r.sections(),
    "counts": lambda r: r.counts(),
    "all": lambda r: r.articles(Scope()),
    "unread": lambda r: r.articles(Scope(ScopeKind.UNREAD)),
    "starred": lambda r: r.articles(Scope(ScopeKind.STARRED)),
    "its list": lambda r: r.articles(Scope(ScopeKind.FEED, LEFT)),
    "its section": lambda r: r.articles(Scope(ScopeKind.SECTION, 1)),
    "next unread": lambda r: r.next_unread(Scope(), None),
    "smart": lambda r: r.smart_sections(NOW - 86_400),
    "tags": lambda r: r.tags(),
    "found": lambda r: r.find(Scope(text="المراسل")),
    "found as typed": lambda r: r.find(Scope(text="المراس"), typing=True),
    "found by feed": lambda r: r.find(Scope(text="feed:a")),
    "statistics": lambda r: r.statistics(),
    "due": lambda r: r._store.due(NOW + 1, None),
    "forced": lambda r: r._store.due(NOW + 1, [LEFT, STAYS], True),
    "OPML": lambda r: r.export_opml(),
    "JSON": lambda r: list(r.export_json()),
    "Atom": lambda r: list(r.export_atom()),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_removed_feed_is_in_nothing_that_is_shown_and_undo_brings_it_back_to_each(both: Reader, what: str) -> None:
    look = SHOWN[what]
    before = look(both)
    both.unsubscribe(LEFT)
    both.index()
    without = look(both)
    assert without != before or what == "next unread"
    assert "a.example" not in repr(without)
    assert both.undo() == Change("unsubscribe", True, 1, "جريدة a")
    both.index()
    assert look(both) == before
    assert both.redo() == Change("unsubscribe", True, 1, "جريدة a")
    both.index()
    assert look(both) == without
    both.undo()
    both.index()
    assert look(both) == before


def test_every_row_comes_back_as_it_was(both: Reader) -> None:
    both.index()
    both.run_rules()
    before = dump(both)
    assert all(len(before[name]) for name in ("article", "note", "article_tag", "article_setting", "article_category"))
    both.unsubscribe(LEFT)
    assert len(dump(both)["article"]) == 10
    both.undo()
    assert dump(both) == before


def test_the_sign_in_stays_until_no_undo_reaches_the_feed(both: Reader) -> None:
    both.unsubscribe(LEFT)
    assert both.forget_removed() == 0
    both.undo()
    assert both.feed_settings(LEFT).sign_in == "bearer"
    assert json.loads(both.secrets_file.read_text("utf-8"))
    both.redo()
    both._store.clock = lambda: NOW + removed.KEPT
    assert both.forget_removed() == 1
    assert not json.loads(both.secrets_file.read_text("utf-8"))
    assert both._store._connections.get().execute("SELECT count(*) FROM removed_rows").get == 0
    assert both.undo() == Change("note", True, 0), "the deed before it"


def test_keeping_up_lets_it_go_when_the_log_has_left_it_behind(both: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "KEPT", 2)
    both.unsubscribe(LEFT)
    both.mark_read([11])
    assert both.forget_removed() == 0
    both.mark_read([12])
    both.prune(Retention())
    assert both.forget_removed() == 0
    assert both._store._connections.get().execute("SELECT count(*) FROM removed_feed").get == 0


def test_subscribing_to_the_address_again_brings_it_back_and_there_is_nothing_to_undo(both: Reader) -> None:
    before = dump(both)
    both.unsubscribe(LEFT)
    assert both.subscribe("https://a.example/feed").id == LEFT
    assert dump(both) == before
    assert both.undo() == Change("unsubscribe", True, 0, "جريدة a")
    assert dump(both) == before


def test_subscribing_again_takes_the_title_and_the_section_that_are_given(both: Reader) -> None:
    both.unsubscribe(LEFT)
    feed = both.subscribe("https://a.example/feed", title="اسم آخر", section="قسم b")
    assert (feed.id, feed.title, feed.section, feed.total) == (LEFT, "اسم آخر", 2, 10)


def test_an_import_that_lists_it_brings_it_back(both: Reader, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(both.export_opml(), "utf-8")
    before = both.feeds()
    both.unsubscribe(LEFT, STAYS)
    done = both.import_file(file)
    assert (done.added, done.known) == ((), 2)
    assert both.feeds() == before


def test_a_feed_whose_address_another_has_taken_stays_away(both: Reader) -> None:
    both.unsubscribe(LEFT)
    both._store.move(STAYS, "https://a.example/feed")
    assert both.undo() == Change("unsubscribe", True, 0, "جريدة a")
    assert [feed.id for feed in both.feeds()] == [STAYS]


def test_what_it_referred_to_and_is_gone_stays_away(both: Reader) -> None:
    both.run_rules()
    [rule] = both.rules()
    both.unsubscribe(LEFT)
    both.remove_rule(rule.id)
    both.undo()
    assert both.counts() == Counts(20, 17, 3)


def test_its_section_and_those_around_it_come_back_with_it(both: Reader, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="صحف"><outline text="مصر">'
        '<outline text="c" xmlUrl="https://c.example/feed"/></outline></outline></body></opml>',
        "utf-8",
    )
    [feed] = both.import_file(file).added
    before = both.sections()
    both.unsubscribe(feed.id)
    assert [one.name for one in both.sections()] == ["قسم a", "قسم b"]
    assert both.subscribe("https://c.example/feed").id == feed.id
    found = {one.id: one for one in both.sections()}
    section = found[both._store.feed(feed.id).section or 0]
    assert (section.name, found[section.parent or 0].name) == ("مصر", "صحف")
    assert len(found) == len(before)


def test_several_go_and_come_back_in_one(both: Reader) -> None:
    before = dump(both)
    assert both.unsubscribe(LEFT, STAYS, 99) == 2
    assert both.counts() == Counts(0, 0, 0)
    assert both.undo() == Change("unsubscribe", True, 2)
    assert dump(both) == before
    with pytest.raises(FeedNotFound):
        both.unsubscribe(99)


def test_a_story_is_told_together_again_with_what_has_come_since(both: Reader) -> None:
    connection = both._store._connections.get()
    connection.execute("UPDATE article SET story = 10 WHERE id IN (10, 20); UPDATE article SET story = 9 WHERE id = 9")
    both.unsubscribe(LEFT)
    assert connection.execute("SELECT story FROM article WHERE id = 20").get is None
    connection.execute("UPDATE article SET story = 20 WHERE id IN (20, 19)")
    both.undo()
    stories = connection.execute("SELECT id, story FROM article WHERE story IS NOT NULL ORDER BY id").fetchall()
    assert stories == [(10, 19), (19, 19), (20, 19)]


def test_what_was_done_before_can_be_undone_after_it_came_back(both: Reader) -> None:
    both.unsubscribe(LEFT)
    both.mark_all_read(Scope())
    both.undo()
    both.undo()
    assert both.undo() == Change("note", True, 1)


def test_columns_that_a_later_version_drops_or_adds_do_not_keep_it_away(both: Reader) -> None:
    both.unsubscribe(LEFT)
    connection = both._store._connections.get()
    connection.execute("ALTER TABLE article ADD COLUMN lead INTEGER NOT NULL DEFAULT 7")
    connection.execute("ALTER TABLE feed DROP COLUMN description")
    both.undo()
    assert both.counts() == Counts(20, 17, 3)
    assert connection.execute("SELECT DISTINCT lead FROM article").fetchall() == [(7,)]
