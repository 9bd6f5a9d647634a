"""What a rule muted, in lists and searches."""

from __future__ import annotations

import pytest

from feeds.reader import Reader
from feeds.types import Scope, ScopeKind
from tests.feeds.coming import come, follow, rule
from tests.feeds.conftest import NOW


def listed(library: Reader, scope: Scope) -> list[int]:
    page = library.find(scope, limit=100) if scope.text else library.articles(scope, limit=100)
    assert page is not None
    return [row.id for row in page.rows]


@pytest.fixture
def muted(library: Reader) -> int:
    """One of three articles of a section and a category, which a rule muted."""
    library.subscribe("https://news.example/feed", section="بيئة")
    library.add_rule(rule("نخيل", mute=True))
    [one, _, _] = come(library, [3, 4, 5], categories=("مناخ",))
    follow(library)
    return one


OWN = [
    Scope(ScopeKind.FEED, 1),
    Scope(ScopeKind.FEED, 1, text="خبر"),
    Scope(text="نخيل is:muted"),
    Scope(text="حالة:مكتوم"),
]
OTHERS = [
    Scope(),
    Scope(ScopeKind.UNREAD),
    Scope(ScopeKind.SECTION, 1),
    Scope(ScopeKind.CATEGORY, 1),
    Scope(ScopeKind.TODAY, NOW - 86_400),
    Scope(text="خبر"),
    Scope(ScopeKind.SECTION, 1, text="خبر"),
    Scope(text="has:image OR خبر"),
]


@pytest.mark.parametrize("scope", OWN, ids=str)
def test_what_is_muted_is_in_its_feeds_own_list_and_found_by_who_asks_for_it(
    library: Reader, muted: int, scope: Scope
) -> None:
    assert muted in listed(library, scope)


@pytest.mark.parametrize("scope", OTHERS, ids=str)
def test_what_is_muted_is_left_out_of_all_other_lists_and_searches(library: Reader, muted: int, scope: Scope) -> None:
    found = listed(library, scope)
    assert len(found) == 2
    assert muted not in found


def test_what_is_muted_counts_nowhere_as_unread_and_comes_back_by_undo(library: Reader, muted: int) -> None:
    assert library.counts().unread == 2
    assert [section.unread for section in library.sections()] == [2]
    library.undo()
    assert library.counts().unread == 3
    assert muted in listed(library, Scope())


def test_what_is_muted_and_has_a_star_or_a_tag_is_among_those(library: Reader, muted: int) -> None:
    library.star([muted])
    library.tag([muted], "نخل")
    assert listed(library, Scope(ScopeKind.STARRED)) == [muted]
    assert listed(library, Scope(ScopeKind.TAG, 1)) == [muted]


def test_a_rule_may_ask_for_what_an_earlier_one_muted(library: Reader) -> None:
    library.add_rule(rule("نخيل", mute=True))
    library.add_rule(rule("is:muted", tags=("مكتوم",)))
    [one, _] = come(library, [3, 4])
    follow(library)
    assert library.labels(one)[0] == ("مكتوم",)
