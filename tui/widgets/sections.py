"""The sections pane: all, unread, today and starred, saved searches, tags, each section with its feeds, and topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment

from feeds.types import Counts, Feed, Scope, ScopeKind, Section
from tui import words
from tui.i18n import _
from tui.widgets.bidi import blank
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from feeds.answers import SmartSection

_SHOWN_FEEDS = 30
"""With more feeds than this sections start folded, those too that come later."""


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


class SectionsPane(Rows):
    """Where the reader picks what to read."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.entries: list[Entry] = []
        self._known: tuple[Sequence[Section], Sequence[Feed], Counts] = ((), (), Counts(0, 0, 0))
        self._smart: Sequence[SmartSection] = ()
        self._folded: set[int] = set()
        self._unfolded: frozenset[int] = frozenset()
        self._sought: Scope | None = None

    @property
    def scope(self) -> Scope:
        """What the cursor stands on."""
        return self.entries[self.cursor].scope if self.entries else Scope()

    def restore(self, folded: Sequence[int], unfolded: Sequence[int]) -> None:
        """Have sections folded as they were."""
        self._folded, self._unfolded = set(folded), frozenset(unfolded)

    def seek(self, scope: Scope | None) -> None:
        """Have the cursor on ``scope`` as soon as it is among what is shown, unless it was moved; None gives up."""
        self._sought = scope

    def go_to(self, index: int) -> None:
        self._sought = None
        super().go_to(index)

    def folding(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The sections that are folded, and the others."""
        known = {section.id for section in self._known[0]}
        return tuple(sorted(known & self._folded)), tuple(sorted(known - self._folded))

    def show(self, sections: Sequence[Section], feeds: Sequence[Feed], counts: Counts) -> None:
        """Take new figures; the cursor stays on what it stood on."""
        before = {section.id for section in self._known[0]}
        self._known = (sections, feeds, counts)
        if len(feeds) > _SHOWN_FEEDS:
            self._folded |= {section.id for section in sections} - before - self._unfolded
        self._arrange()

    def show_smart(self, smart: Sequence[SmartSection]) -> None:
        """Take the sections that make themselves, the first of them today."""
        if smart != self._smart:
            self._smart = smart
            self._arrange()

    def fold(self) -> None:
        """Fold or unfold the section under the cursor, or the one that the feed under it is in."""
        for at in range(self.cursor, -1, -1):
            entry = self.entries[at]
            around = at == self.cursor or entry.indent < self.entries[self.cursor].indent
            if around and entry.foldable and entry.scope.id is not None:
                self._folded ^= {entry.scope.id}
                self.cursor = at
                self._arrange()
                return
            if not entry.indent:
                return

    def everywhere(self) -> list[Entry]:
        """All rows, those of folded sections too, but for headings."""
        return [entry for entry in self._entries(set()) if not entry.heading]

    def go_to_scope(self, scope: Scope) -> bool:
        """Put the cursor on ``scope``, unfolding what it is in; whether there is such a row."""
        entries = self._entries(set())
        at = next((at for at, entry in enumerate(entries) if entry.scope == scope and not entry.heading), None)
        if at is None:
            return False
        indent = entries[at].indent
        for entry in reversed(entries[:at]):
            if entry.foldable and entry.indent < indent and entry.scope.id is not None:
                self._folded.discard(entry.scope.id)
                indent = entry.indent
        self._arrange()
        self.go_to(next(at for at, entry in enumerate(self.entries) if entry.scope == scope))
        return True

    def _arrange(self) -> None:
        stood = self._sought or self.scope
        self.entries = self._entries(self._folded)
        self.changed()
        at = next((at for at, entry in enumerate(self.entries) if entry.scope == stood), None)
        if at is not None:
            self.cursor, self._sought = at, None

    def _entries(self, folded: Collection[int]) -> list[Entry]:
        sections, feeds, counts = self._known
        entries = [
            Entry(_("All articles"), Scope(), counts.unread),
            Entry(_("Unread"), Scope(ScopeKind.UNREAD), counts.unread),
            *(Entry(_("Today"), Scope(one.kind, one.id), one.unread) for one in self._smart[:1]),
            Entry(_("Starred"), Scope(ScopeKind.STARRED), counts.starred),
        ]
        entries += [_of_smart(one) for one in self._smart if one.kind in (ScopeKind.SAVED, ScopeKind.TAG)]
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
            entries.append(Entry(section.name, scope, section.unread, depth, foldable=foldable))
            if section.id not in hidden:
                entries += [_of_feed(feed, indent=depth + 1) for feed in inside]
        known = {section.id for section in sections}
        entries += [_of_feed(feed, indent=0) for feed in feeds if feed.section not in known]
        if topics := [_of_smart(one) for one in self._smart if one.kind is ScopeKind.CATEGORY]:
            entries += [Entry(_("Topics"), Scope(), 0, heading=True), *topics]
        return entries

    def count(self) -> int:
        return len(self.entries)

    def can_stand(self, index: int) -> bool:
        return super().can_stand(index) and not self.entries[index].heading

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        entry = self.entries[index]
        here = index == self.cursor
        if entry.heading:
            return self.cell(entry.name, width, self.style("accent"))
        style = self.style("strong" if entry.unread else "plain", cursor=here)
        if entry.failed:
            style = self.style("error", cursor=here)
        number = words.number(entry.unread) if entry.unread else ""
        sign = "!" if entry.failed else ""
        beside = f" {sign}{number}" if sign or number else ""
        figures = self.cell(beside, len(beside), self.style("quiet", cursor=here), end=True) if beside else []
        indent = 2 * entry.indent
        name = self.cell(entry.name, max(width - indent - len(beside), 1), style, language=entry.language)
        return self.side_by_side([blank(indent, style)] if indent else [], name, figures)


def _of_smart(one: SmartSection) -> Entry:
    signs = {ScopeKind.SAVED: "⌕ ", ScopeKind.TAG: "#"}
    return Entry(signs.get(one.kind, "") + one.name, Scope(one.kind, one.id), one.unread)


def _of_feed(feed: Feed, indent: int) -> Entry:
    name = feed.title or feed.url
    return Entry(name, Scope(ScopeKind.FEED, feed.id), feed.unread, indent, feed.language, bool(feed.error))
