"""The places of the reader: all, unread, today, starred, saved searches, tags, sections with feeds, and topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from feeds.types import Counts, Feed, Scope, ScopeKind, Section
from feeds.values import dataclass
from tui.i18n import _

if TYPE_CHECKING:
    from feeds.answers import SmartSection


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: what it shows, and the articles that it stands for. A section that has feeds can be folded; a heading
    stands for nothing."""

    name: str
    scope: Scope
    unread: int
    indent: int = 0
    language: str = ""
    failed: bool = False
    foldable: bool = False
    heading: bool = False


def today(now: datetime) -> int:
    """When the day of ``now`` began where it is told, in UTC seconds."""
    return int(now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def entries(
    sections: Sequence[Section],
    feeds: Sequence[Feed],
    counts: Counts,
    smart: Sequence[SmartSection],
    folded: Collection[int] = (),
) -> list[Entry]:
    """All places in their order, ``smart`` with today first, but for what is in the sections that are ``folded``."""
    found = [
        Entry(_("All articles"), Scope(), counts.unread),
        Entry(_("Unread"), Scope(ScopeKind.UNREAD), counts.unread),
        *(Entry(_("Today"), Scope(one.kind, one.id), one.unread) for one in smart[:1]),
        Entry(_("Starred"), Scope(ScopeKind.STARRED), counts.starred),
    ]
    found += [_of_smart(one) for one in smart if one.kind in (ScopeKind.SAVED, ScopeKind.TAG)]
    within: defaultdict[int | None, list[Feed]] = defaultdict(list)
    for feed in feeds:
        within[feed.section].append(feed)
    parents = {section.parent for section in sections}
    depths: dict[int | None, int] = {None: -1}
    hidden = set(folded)
    for section in sections:
        depth = depths[section.id] = depths.get(section.parent, -1) + 1
        if section.parent in hidden:
            hidden.add(section.id)
            continue
        inside = within[section.id]
        foldable = bool(inside) or section.id in parents
        scope = Scope(ScopeKind.SECTION, section.id)
        found.append(Entry(section.name, scope, section.unread, depth, foldable=foldable))
        if section.id not in hidden:
            found += [_of_feed(feed, indent=depth + 1) for feed in inside]
    known = {section.id for section in sections}
    found += [_of_feed(feed, indent=0) for feed in feeds if feed.section not in known]
    if topics := [_of_smart(one) for one in smart if one.kind is ScopeKind.CATEGORY]:
        found += [Entry(_("Topics"), Scope(), 0, heading=True), *topics]
    return found


def _of_smart(one: SmartSection) -> Entry:
    signs = {ScopeKind.SAVED: "⌕ ", ScopeKind.TAG: "#"}
    return Entry(signs.get(one.kind, "") + one.name, Scope(one.kind, one.id), one.unread)


def _of_feed(feed: Feed, indent: int) -> Entry:
    return Entry(feed.title, Scope(ScopeKind.FEED, feed.id), feed.unread, indent, feed.language, bool(feed.error))
