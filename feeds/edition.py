"""What goes into an edition: a choice of the unread that has an end, made fairly over sections and feeds.

Sections take turns, and in a section its feeds do, so that none that writes a lot drowns the others. A story stands in
it once. Nothing here asks the library: the length of an article is asked of the caller, since few are looked at.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

LEAST = 20
"""Seconds that an article counts at least: to open it and to take in its headline takes time too."""
LARGEST_PART = 3
"""No article takes more than this part of an edition, as a divisor, where there are others."""
LOOKED_AT = 500
"""Articles whose length is asked for at most."""

_DAY = 86_400
_FRESH = (2 * _DAY, 7 * _DAY)
"""Seconds: what is older comes after all of its section that is not."""


class Candidate(NamedTuple):
    """An unread article. ``story`` is the same number for all that tell one story, ``told_by`` how many do."""

    id: int
    section: int | None
    feed: int
    story: int
    told_by: int
    sort_at: int
    """UTC seconds."""


class Chosen(NamedTuple):
    id: int
    section: int | None
    seconds: int


def choose(candidates: Iterable[Candidate], length: Callable[[int], int], *, minutes: int, now: int) -> list[Chosen]:
    """The articles of an edition of ``minutes``, section after section in the order in which ``candidates`` name them;
    in each what is fresh, told most and newest first. ``length`` gives the seconds that it takes to read an
    article, by its id.

    It is never longer than that, but for the one article of an edition into which nothing else goes.
    """
    room = minutes * 60
    longest = room // LARGEST_PART
    chosen: dict[int | None, list[Chosen]] = {}
    turns: deque[tuple[int | None, Iterator[Candidate]]] = deque()
    for section, of_section in _by_section(candidates).items():
        chosen[section] = []
        turns.append((section, _in_turn(of_section, now)))
    told: set[int] = set()
    shortest: Chosen | None = None
    looked_at = 0
    while turns and room >= LEAST and looked_at < LOOKED_AT:
        section, waiting = turns.popleft()
        for candidate in waiting:
            if candidate.story in told:
                continue
            one = Chosen(candidate.id, section, length(candidate.id))
            looked_at += 1
            if shortest is None or one.seconds < shortest.seconds:
                shortest = one
            cost = max(one.seconds, LEAST)
            if cost <= min(room, longest):
                told.add(candidate.story)
                chosen[section].append(one)
                room -= cost
                turns.append((section, waiting))
                break
            if looked_at == LOOKED_AT:
                break
    found = [one for of_section in chosen.values() for one in of_section]
    return found or ([shortest] if shortest else [])


def _by_section(candidates: Iterable[Candidate]) -> dict[int | None, list[Candidate]]:
    found: defaultdict[int | None, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        found[candidate.section].append(candidate)
    return found


def _in_turn(candidates: Iterable[Candidate], now: int) -> Iterator[Candidate]:
    """Those of a section: of each feed its first, then of each its second."""
    ranks: defaultdict[tuple[int, int], int] = defaultdict(int)
    ranked: list[tuple[int, int, int, Candidate]] = []
    for candidate in sorted(candidates, key=lambda one: (-one.told_by, -one.sort_at, one.id)):
        age = sum(now - candidate.sort_at > limit for limit in _FRESH)
        rank = ranks[age, candidate.feed]
        ranks[age, candidate.feed] += 1
        ranked.append((age, rank, len(ranked), candidate))
    return (candidate for *_order, candidate in sorted(ranked))
