"""Muting a subject: what an article offers, the rule with what is stored, and both taken back and done again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from feeds.answers import Rule, RuleActions
from feeds.errors import BadSetting, QueryError
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Scope
from tests.feeds.coming import PALMS, come, follow, ids, read, rule
from tests.feeds.conftest import NOW, make_article, make_feed

MUTED = "SELECT id FROM article WHERE muted = 1 ORDER BY id"


def muted(library: Reader) -> list[int]:
    return ids(library, MUTED)


@pytest.fixture
def palms(library: Reader) -> list[int]:
    """Three of five articles, which are of palms."""
    come(library, [3, 6, 9, 4, 5])
    library.index()
    page = library.find(Scope(text="نخيل"), limit=100)
    assert page is not None
    return sorted(row.id for row in page.rows)


def test_what_is_stored_is_muted_at_once_and_what_comes_later_too(library: Reader, palms: list[int]) -> None:
    assert library.mute("نخيل") == 3
    assert muted(library) == read(library) == palms
    [made] = library.rules()
    assert (made.query, made.actions.mute, made.touched) == ("نخيل", True, 3)
    come(library, [12])
    follow(library)
    assert len(muted(library)) == 4


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("indexed", [False, True])
def test_what_is_stored_is_muted_by_its_text_though_the_index_does_not_have_it_yet(
    library: Reader, indexed: bool, turned: bool
) -> None:
    if turned:
        library.mute("نخيل")
        library.turn_mute(library.rules()[0], False)
    [edited] = come(library, [4])
    if indexed:
        library.index()
    come(library, [4], content=PALMS, title="صار غيره")
    late = [edited, come(library, [3])[0]]
    assert (library.turn_mute(library.rules()[0], True) if turned else library.mute("نخيل")) == 2
    assert muted(library) == late
    assert follow(library) == {}, "they have been looked at"
    assert muted(library) == late
    library.undo()
    assert muted(library) == []


def test_what_says_what_is_not_wanted_is_not_muted_though_the_index_does_not_have_it_yet(
    library: Reader, palms: list[int]
) -> None:
    [other, _palms] = come(library, [16, 18])
    assert library.mute("خبر -نخيل") == 3
    assert other in muted(library)
    assert not set(palms) & set(muted(library))


def test_undo_takes_back_the_rule_with_what_it_did_and_redo_brings_both(library: Reader, palms: list[int]) -> None:
    library.mark_read([palms[0]])
    library.mute("نخيل")
    change = library.undo()
    assert change is not None
    assert (change.kind, change.value, change.articles, change.name) == ("mute", True, 3, "نخيل")
    assert (muted(library), read(library), library.rules()) == ([], [palms[0]], [])
    library.redo()
    assert muted(library) == palms
    assert [one.query for one in library.rules()] == ["نخيل"]
    library.undo()
    come(library, [12])
    follow(library)
    assert muted(library) == [], "a rule that was taken back does nothing more"


@pytest.mark.parametrize("text", ["!!!", '""', "AND"])
def test_what_asks_for_nothing_mutes_nothing_and_makes_no_rule(library: Reader, palms: list[int], text: str) -> None:
    with pytest.raises((BadSetting, QueryError)):
        library.mute(text)
    assert (muted(library), library.rules()) == ([], [])
    kept = library._store.add_rule(Rule(0, "", text, RuleActions(mute=True)))
    [made] = library.rules()
    library.turn_mute(made, False)
    with pytest.raises((BadSetting, QueryError)):
        library.turn_mute(made, True)
    assert (muted(library), [(one.id, one.enabled) for one in library.rules()]) == ([], [(kept, False)])


def test_undo_of_a_turn_does_not_bring_back_a_rule_that_was_removed(library: Reader, palms: list[int]) -> None:
    library.mute("نخيل")
    [made] = library.rules()
    library.turn_mute(made, False)
    library.remove_rule(made.id)
    for turn in (library.undo, library.redo):
        turn()
        assert (library.rules(), muted(library)) == ([], []), "nor does it hide what no rule would show again"


def state(library: Reader) -> object:
    """What undo brings back: the rule, and what it does."""
    return [replace(one, touched=0) for one in library.rules()], muted(library), read(library)


def turn(library: Reader, on: bool) -> None:
    [one] = library.rules()
    library.turn_mute(one, on)


_DEEDS: dict[str, tuple[Callable[[Reader], object], ...]] = {
    "made": (lambda library: library.mute("نخيل"),),
    "turned off": (lambda library: library.mute("نخيل"), lambda library: turn(library, False)),
    "turned on": (
        lambda library: library.mute("نخيل"),
        lambda library: turn(library, False),
        lambda library: turn(library, True),
    ),
}


@pytest.mark.parametrize("deeds", _DEEDS.values(), ids=_DEEDS)
@pytest.mark.parametrize(
    "edited",
    [
        {"name": "قديم", "query": "قديم"},
        {"query": "خبر"},
        {"actions": RuleActions(star=True), "enabled": True},
        {"enabled": False, "query": "خبر"},
        {"name": "غيره"},
    ],
    ids=["another query", "a wider one", "other actions", "off", "another name"],
)
def test_undo_brings_back_just_what_was_before_though_the_rule_was_edited_since_and_redo_what_was_after(
    library: Reader, palms: list[int], deeds: Sequence[Callable[[Reader], object]], edited: dict[str, Any]
) -> None:
    library.mark_read([palms[0]])
    for deed in deeds[:-1]:
        deed(library)
    before = state(library)
    deeds[-1](library)
    library.change_rule(replace(library.rules()[0], **edited))
    after = state(library)
    for _twice in range(2):
        library.undo()
        assert state(library) == before
        library.redo()
        assert state(library) == after


def test_a_rule_that_is_brought_back_keeps_its_place_among_the_others(library: Reader, palms: list[int]) -> None:
    library.mute("نخيل")
    library.turn_mute(library.rules()[0], False)
    library.add_rule(rule("ماء", star=True))
    library.move_rule(library.rules()[0].id, 1)
    library.undo()
    assert [(one.query, one.enabled) for one in library.rules()] == [("ماء", True), ("نخيل", True)]


def test_undo_that_was_cut_off_is_done_by_the_next_one(
    library: Reader, palms: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.mute("نخيل")
    before = state(library)
    library.turn_mute(library.rules()[0], False)
    library.change_rule(replace(library.rules()[0], query="خبر"))
    after = state(library)

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cutting:
        cutting.setattr("feeds.store.rules.turn", cut)
        with pytest.raises(KeyboardInterrupt):
            library.undo()
    library.undo()
    assert state(library) == before
    library.redo()
    assert state(library) == after


def test_a_feed_without_a_title_whose_address_signs_in_is_muted_by_what_is_shown_of_it(library: Reader) -> None:
    library._store.subscribe("https://ann:word@news.example/feed")
    [feed] = library.feeds()
    assert "word" not in feed.title
    library._store.save_articles(feed.id, make_feed([make_article(1)], title=""), FetchState(), NOW)
    library.index()
    assert library.mute(library.feed_subject(feed.title).query) == 1


def test_a_rule_that_hides_nothing_yet_is_taken_back_too(library: Reader, palms: list[int]) -> None:
    assert library.mute("لاشيء") == 0
    library.undo()
    assert library.rules() == []


def test_unmuting_shows_again_what_no_other_rule_muted_and_is_taken_back(library: Reader, palms: list[int]) -> None:
    library.mark_read([palms[0]])
    library.mute("نخيل")
    library.add_rule(rule("قديم", mute=True))
    come(library, [15], content="<p>خبر قديم عن النخيل</p>")
    follow(library)
    both = next(iter(set(muted(library)) - set(palms)))
    [palm_rule, _other] = library.rules()
    assert library.unmute(palm_rule.id) == 3
    assert muted(library) == [both]
    assert read(library) == sorted([palms[0], both]), "what someone has read stays read"
    assert [one.query for one in library.rules()] == ["قديم"]
    library.undo()
    assert muted(library) == sorted([*palms, both])
    assert {one.query for one in library.rules()} == {"نخيل", "قديم"}
    library.redo()
    assert muted(library) == [both]
    assert [one.query for one in library.rules()] == ["قديم"]


def test_a_rule_that_is_turned_off_shows_what_it_hid_and_turned_on_hides_what_is_there_by_then(
    library: Reader, palms: list[int]
) -> None:
    library.mark_read([palms[0]])
    library.mute("نخيل")
    [made] = library.rules()
    assert library.turn_mute(made, False) == 3
    assert (muted(library), read(library)) == ([], [palms[0]])
    assert [(one.query, one.enabled) for one in library.rules()] == [("نخيل", False)]
    [later] = come(library, [12])
    follow(library)
    assert muted(library) == []
    [off] = library.rules()
    assert library.turn_mute(off, True) == 4
    assert muted(library) == [*palms, later]
    library.undo()
    assert muted(library) == []
    assert not library.rules()[0].enabled
    library.undo()
    assert muted(library) == palms
    assert library.rules()[0].enabled
    library.redo()
    assert (muted(library), library.rules()[0].enabled) == ([], False)


def test_what_two_rules_mute_is_shown_when_both_are_off(library: Reader, palms: list[int]) -> None:
    library.mute("نخيل")
    assert library.mute("النخيل") == 0, "the other rule has hidden them already"
    [one, other] = library.rules()
    assert library.turn_mute(one, False) == 0
    assert muted(library) == palms
    assert library.turn_mute(other, False) == 3
    assert muted(library) == []


def test_turning_on_hides_alone_whatever_else_the_rule_does_with_what_comes(library: Reader, palms: list[int]) -> None:
    library.add_rule(rule("نخيل", mute=True, star=True))
    [one] = library.rules()
    assert library.turn_mute(one, False) == 0
    assert library.turn_mute(one, True) == 3
    assert muted(library) == palms
    assert ids(library, "SELECT id FROM article WHERE star = 1") == []


def test_an_article_offers_its_telling_words_its_author_its_category_and_its_feed(library: Reader) -> None:
    [one] = come(library, [1], title="عاجل: قال الوزير إن النخيل في خطر", categories=("مناخ وبيئة",))
    offered = library.subjects(one)
    assert [subject.name for subject in offered if subject.kind == "word"] == ["الوزير", "النخيل", "خطر"]
    assert ("category", "مناخ وبيئة") in [(subject.kind, subject.name) for subject in offered]
    assert offered[-1].kind == "feed"
    library.index()
    for subject in offered:
        seen = library.preview(subject.query)
        assert seen is not None
        assert seen.count == 1, subject


@pytest.mark.parametrize(("text", "error"), [("", BadSetting), ("is:nothing", QueryError), ("(", QueryError)])
def test_what_asks_for_nothing_mutes_nothing(library: Reader, text: str, error: type[Exception]) -> None:
    come(library, [1])
    with pytest.raises(error):
        library.mute(text)
    assert library.rules() == []
