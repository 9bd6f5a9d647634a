"""Stories in the library: new articles join those that tell the same, under the earliest."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import apsw
import pytest

from feeds.answers import Change
from feeds.errors import ArticleNotFound
from feeds.parsed import ParsedArticle
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store import groups
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_feed
from tests.feeds.stories import agency, series
from tests.feeds.stories.papers import PAPERS, Printed, copy, papers, retold

DAY = 86_400
STORY = agency.story(random.Random(7), agency.QUAKE)


def article(name: str, printed: Printed, at: int = NOW - 3_600) -> ParsedArticle:
    """What ``printed`` is in its paper's feed."""
    link = f"https://{printed.paper}/{name}"
    html = "".join(f"<p>{part}</p>" for part in printed.text.split(". ") if part)
    return ParsedArticle(
        guid=link, url=link, title=printed.title, summary=html, published=datetime.fromtimestamp(at, UTC), language="ar"
    )


def save(store: Store, paper: str, *articles: ParsedArticle, now: int = NOW) -> list[int]:
    """Store ``articles`` as news of the paper's feed: their ids, in the order of ``articles``."""
    known = next((feed for feed in store.feeds() if paper in feed.url), None)
    feed = known or store.subscribe(f"https://{paper}/feed")
    store.save_articles(feed.id, make_feed(articles), FetchState(), now)
    with store._connections.read() as connection:
        rows = dict(connection.execute("SELECT x.url, a.id FROM article_text x JOIN article a ON a.id = x.article"))
    return [rows[one.url] for one in articles]


def told(store: Store, count: int, *, gap: int = 60) -> list[int]:
    """One story in ``count`` papers, ``gap`` seconds between them, the earliest first: their ids."""
    ids = []
    for number, paper in enumerate(PAPERS[:count]):
        printed = Printed(
            STORY.headlines[number % len(STORY.headlines)], ". ".join(STORY.sentences[number % 2 :]), paper
        )
        ids += save(store, paper, article("story", printed, NOW - 7_200 + number * gap))
    return ids


def stories(store: Store) -> dict[int, int | None]:
    with store._connections.read() as connection:
        return dict(connection.execute("SELECT id, story FROM article ORDER BY id"))


def sources(store: Store, article_id: int) -> list[int]:
    return [row.id for row in store.sources(article_id)]


def test_the_papers_that_tell_one_story_are_its_sources_and_the_earliest_leads_them(store: Store) -> None:
    ids = told(store, 4)
    assert store.group(100) == 4
    assert stories(store) == dict.fromkeys(ids, ids[0])
    assert {tuple(sources(store, one)) for one in ids} == {tuple(ids)}
    assert [row.feed_title for row in store.sources(ids[2])] == ["أخبار المثال"] * 4


def test_an_article_that_is_alone_is_its_own_only_source(store: Store) -> None:
    [alone] = told(store, 1)
    store.group(100)
    assert stories(store) == {alone: None}
    assert sources(store, alone) == [alone]
    with pytest.raises(ArticleNotFound):
        store.sources(99)


def test_what_came_is_looked_through_once_in_calls_of_any_size(store: Store) -> None:
    ids = told(store, 5)
    assert [store.group(2) for _ in range(4)] == [2, 2, 1, 0]
    assert stories(store) == dict.fromkeys(ids, ids[0])


def test_news_of_a_later_refresh_join_the_story_and_an_earlier_one_takes_the_lead(store: Store) -> None:
    first, second = told(store, 2)
    store.group(100)
    late = Printed(f"عاجل | {STORY.headlines[0]}", ". ".join(STORY.sentences), PAPERS[5])
    [third] = save(store, PAPERS[5], article("late", late, NOW - 8_000))
    store.group(100)
    assert stories(store) == dict.fromkeys((first, second, third), third)
    assert sources(store, first) == [third, first, second]


def test_one_that_tells_two_stories_that_were_apart_brings_them_together(store: Store) -> None:
    half = len(STORY.sentences) // 2
    parts = (STORY.sentences[:half], STORY.sentences[half:])
    ids = []
    for paper, part in zip(PAPERS, (*parts, *parts, STORY.sentences), strict=False):
        ids += save(store, paper, article("part", Printed(STORY.headlines[0], ". ".join(part), paper)))
        store.group(100)
        if len(ids) == 4:
            assert stories(store) == dict(zip(ids, ids[:2] * 2, strict=True))
    assert stories(store) == dict.fromkeys(ids, ids[0])


def test_the_same_text_more_than_three_days_later_is_another_story(store: Store) -> None:
    ids = told(store, 2, gap=-3 * DAY - 1)
    store.group(100)
    assert stories(store) == dict.fromkeys(ids, None)


def test_a_chain_of_tellings_does_not_stretch_a_story_over_more_than_three_days(store: Store) -> None:
    ids = told(store, 4, gap=-2 * DAY)
    store.group(100)
    assert list(stories(store).values()) == [ids[1], ids[1], ids[3], ids[3]]


def test_the_same_page_in_two_sections_of_a_paper_is_one(store: Store) -> None:
    printed = Printed(STORY.headlines[0], STORY.sentences[0], "khabar.example")
    [first] = save(store, "khabar.example/world", article("page", printed, NOW - 7_200))
    in_other = Printed(f"{STORY.headlines[0]} - الخبر", "", "khabar.example")
    feed = store.subscribe("https://khabar.example/asia")
    store.save_articles(feed.id, make_feed([article("page?utm_source=rss", in_other)]), FetchState(), NOW)
    store.group(100)
    assert stories(store) == dict.fromkeys((first, first + 1), first)


def test_what_is_short_in_the_feed_is_compared_by_its_body_too(store: Store) -> None:
    text = ". ".join(STORY.sentences)
    for paper, summary in zip(PAPERS, ("تفاصيل الهزة كما رواها مراسلنا", "اقرأ القصة كاملة في موقعنا"), strict=False):
        link = f"https://{paper}/1"
        one = ParsedArticle(guid=link, url=link, title=STORY.headlines[0], summary=summary, content=f"<p>{text}</p>")
        save(store, paper, one)
    store.group(100)
    assert stories(store) == {1: 1, 2: 1}


def test_reading_one_marks_all_of_its_story_and_one_undo_takes_all_back(store: Store) -> None:
    ids = told(store, 3)
    [other] = save(store, PAPERS[6], article("other", Printed("خبر آخر", "نص لا صلة له بما سبق", PAPERS[6])))
    store.group(100)
    store.mark_read([ids[0]])
    assert store.mark_story_read(ids[1]) == 2
    assert [row.read for row in store.sources(ids[0])] == [True] * 3
    assert store.counts().unread == 1
    assert store.undo() == Change("read", True, 2)
    assert [row.read for row in store.sources(ids[0])] == [True, False, False]
    assert store.mark_story_read(other) == 1
    assert store.mark_story_read(99) == 0


def test_the_next_earliest_leads_when_the_leader_s_feed_goes_and_one_that_is_left_is_alone(store: Store) -> None:
    first, second, third = told(store, 3)
    store.group(100)
    leading, other = (row.feed for row in store.sources(first)[:2])
    store.unsubscribe(leading)
    assert stories(store) == {second: second, third: second}
    store.unsubscribe(other)
    assert stories(store) == {third: None}


def test_one_that_does_not_lead_leaves_the_story_to_the_others(store: Store) -> None:
    first, _second, third = told(store, 3)
    store.group(100)
    store.unsubscribe(store.sources(first)[1].feed)
    assert stories(store) == {first: first, third: first}


def test_an_app_has_the_sources_of_a_story_and_marks_it_by_the_door(library: Reader) -> None:
    ids = told(library._store, 3)
    assert library.group(100) == 3
    assert [row.id for row in library.sources(ids[1])] == ids
    assert library.mark_story_read(ids[2]) == 3
    assert library.undo() == Change("read", True, 3)


def test_a_story_goes_on_after_its_leader_went(store: Store) -> None:
    first, second, third = told(store, 3)
    store.group(100)
    store.unsubscribe(store.sources(first)[0].feed)
    late = Printed(STORY.headlines[0], ". ".join(STORY.sentences), PAPERS[5])
    [fourth] = save(store, PAPERS[5], article("late", late))
    store.group(100)
    assert stories(store) == {second: second, third: second, fourth: second}


def test_a_feed_that_goes_while_its_news_are_looked_through_does_no_harm(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _third = told(store, 3)
    [gone] = [feed for feed in store.feeds() if PAPERS[0] in feed.url]
    same_story = groups.same_story

    def meanwhile(*both: groups.Telling) -> bool:
        other = Store(store.path, lambda: NOW)
        if any(feed.id == gone.id for feed in other.feeds()):
            other.unsubscribe(gone.id)
        other.close()
        return same_story(*both)

    monkeypatch.setattr(groups, "same_story", meanwhile)
    assert store.group(100) == 3
    left = stories(store)
    assert first not in left
    assert set(left.values()) <= {None, second}
    assert store.group(100) == 0


def test_what_another_program_grouped_meanwhile_is_left_to_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = told(store, 3)
    same_story = groups.same_story
    there = []

    def meanwhile(*both: groups.Telling) -> bool:
        if not there:
            there.append(True)
            other = Store(store.path, lambda: NOW)
            assert other.group(100) == 3
            other.close()
        return same_story(*both)

    monkeypatch.setattr(groups, "same_story", meanwhile)
    assert store.group(100) == 0
    assert stories(store) == dict.fromkeys(ids, ids[0])


def test_no_slice_writes_more_than_its_articles_want(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """3,000 articles, a third of them of stories that three papers tell: a row and a story for each, and the cursor.
    How long that holds the library is for `bench.stories` to measure."""
    chance = random.Random(8)
    feeds: dict[str, list[ParsedArticle]] = {paper: [] for paper in PAPERS[:3]}
    for number in range(1_000):
        story = agency.story(chance)
        for paper, articles in feeds.items():
            told_there = story if number % 3 == 0 else agency.story(chance)
            articles.append(article(f"{number}", copy(chance, told_there, paper)))
    for paper, articles in feeds.items():
        save(store, paper, *articles)
    written: list[int] = []
    write = store._connections.write

    @contextmanager
    def counted() -> Iterator[apsw.Connection]:
        with write() as connection:
            before = connection.total_changes()
            yield connection
            written.append(connection.total_changes() - before)

    monkeypatch.setattr(store._connections, "write", counted)
    assert store.group(10_000) == 3_000
    assert len(written) == 2
    assert max(written) <= 2 * groups.SLICE + 1


def test_a_library_that_was_never_grouped_begins_with_the_last_days(store: Store) -> None:
    for number, paper in enumerate(PAPERS[:4]):
        printed = Printed(STORY.headlines[0], ". ".join(STORY.sentences), paper)
        save(store, paper, article("old", printed), now=NOW - groups.KEPT - 1 if number < 2 else NOW)
    assert store.group(100) == 2
    assert stories(store) == {1: None, 2: None, 3: 3, 4: 3}


def test_a_story_that_lost_its_leader_to_damage_is_told_no_more(store: Store) -> None:
    """As `rescue` leaves a library, whose rows came over without the cursor, and without some of the articles."""
    first, second, third = told(store, 3)
    store.group(100)
    with store._connections.write() as connection:
        connection.execute("DROP TRIGGER article_left_story")
        connection.execute("DELETE FROM article WHERE id = ?", (first,))
        connection.execute("DELETE FROM telling")
        connection.execute("UPDATE grouped SET upto = 0")
    assert stories(store) == {second: first, third: first}
    store.group(1)
    assert stories(store) == {second: None, third: None}
    store.group(100)
    assert stories(store) == {second: second, third: second}


def test_what_is_kept_in_memory_is_bounded_and_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, little in (("SLICE", 2), ("_KEYS", 10), ("_REMEMBERED", 1)):
        monkeypatch.setattr(groups, name, little)
    ids = told(store, 7)
    [other] = save(store, PAPERS[7], article("other", Printed("خبر آخر", "نص لا صلة له بما سبق " * 9, PAPERS[7])))
    assert store.group(100) == 8
    assert stories(store) == dict.fromkeys(ids, ids[0]) | {other: None}


def test_keys_are_forgotten_a_week_after_an_article_came(tmp_path: Path) -> None:
    now = [NOW]
    store = Store(tmp_path / "library.db", lambda: now[0])
    told(store, 2)
    store.group(100)
    now[0] += groups.KEPT + 1
    [new] = save(
        store, PAPERS[4], article("new", Printed(STORY.headlines[0], STORY.sentences[0], PAPERS[4])), now=now[0]
    )
    store.group(100)
    with store._connections.read() as connection:
        assert connection.execute("SELECT article FROM telling").fetchall() == [(new,)]
    store.close()


def test_libraries_of_stories_and_of_what_looks_so_are_grouped_as_they_should_be(tmp_path: Path) -> None:
    """Six libraries with 70 stories, ten of each kind, in one to five papers each, among 70 pairs that look so: of all
    pairs of articles that are grouped, those that belong together, and of those that do, those that are grouped."""
    right = wrong = missed = 0
    for seed in range(121, 127):
        store = Store(tmp_path / f"{seed}.db", lambda: NOW)
        belongs = _mixed(store, random.Random(seed))
        assert store.group(10_000) == len(belongs)
        right, wrong, missed = (sum(both) for both in zip((right, wrong, missed), _pairs(store, belongs), strict=True))
        store.close()
    precision, recall = right / (right + wrong), right / (right + missed)
    assert precision >= 0.95, (precision, recall)
    assert recall >= 0.8, (precision, recall)


def _mixed(store: Store, chance: random.Random) -> dict[str, int]:
    """Fill a library: a number of what each article, by its address, tells."""
    belongs: dict[str, int] = {}
    feeds: dict[str, list[ParsedArticle]] = {paper: [] for paper in PAPERS}

    def put(printed: Printed, story: int, at: int) -> None:
        name = f"{len(belongs)}"
        belongs[f"https://{printed.paper}/{name}"] = story
        feeds[printed.paper].append(article(name, printed, at))

    for number in range(70):
        story, at = agency.story(chance), NOW - chance.randrange(2 * DAY)
        for paper in papers(chance, chance.randint(1, 5)):
            put(retold(chance, story, paper), number, at + chance.randrange(6 * 3_600))
    for number in range(70):
        at = NOW - chance.randrange(2 * DAY)
        for side, printed in enumerate(chance.choice(series.KINDS)(chance)):
            put(printed, 1_000 + 2 * number + side, at + side * chance.randrange(DAY))
    for paper, articles in feeds.items():
        chance.shuffle(articles)
        save(store, paper, *articles)
    return belongs


def _pairs(store: Store, belongs: dict[str, int]) -> tuple[int, int, int]:
    """Pairs that are together and should be, that are and should not, and that are not and should be."""
    with store._connections.read() as connection:
        rows = connection.execute(
            "SELECT x.url, ifnull(a.story, -a.id) FROM article a JOIN article_text x ON x.article = a.id"
        ).fetchall()
    together = _pairs_of((group, url) for url, group in rows)
    wanted = _pairs_of((belongs[url], url) for url, _ in rows)
    return len(together & wanted), len(together - wanted), len(wanted - together)


def _pairs_of(named: Iterable[tuple[int, str]]) -> set[frozenset[str]]:
    members: dict[int, list[str]] = {}
    for name, url in named:
        members.setdefault(name, []).append(url)
    return {frozenset(pair) for urls in members.values() for pair in combinations(urls, 2)}
