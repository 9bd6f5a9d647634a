"""The sections pane: all, unread, today and starred, saved searches, tags, each section with its feeds, and topics."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment

from feeds.types import Counts, Feed, Scope, ScopeKind, Section
from tui import i18n, places, words
from tui.places import Entry
from tui.widgets.bidi import blank
from tui.widgets.dragging import Dragging

if TYPE_CHECKING:
    from feeds.answers import SmartSection

_SHOWN_FEEDS = 30
"""With more feeds than this sections start folded, those too that come later."""


class SectionsPane(Dragging):
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

    def say_again(self) -> None:
        """Name what has its name from the interface in the language that is in use now."""
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
        return places.entries(*self._known, self._smart, folded)

    def count(self) -> int:
        return len(self.entries)

    def can_stand(self, index: int) -> bool:
        return super().can_stand(index) and not self.entries[index].heading

    def can_carry(self, index: int) -> bool:
        return self.entries[index].scope.kind is ScopeKind.FEED

    def can_put(self, index: int, onto: int) -> bool:
        kinds = (ScopeKind.FEED, ScopeKind.SECTION)
        return self.entries[onto].scope.kind in kinds and self.section_of(onto) != self.section_of(index)

    def section_of(self, index: int) -> int | None:
        """The section that a row is, or in which it is; None for a feed of none."""
        entry = self.entries[index]
        if entry.scope.kind is ScopeKind.SECTION:
            return entry.scope.id
        around = (one for one in reversed(self.entries[:index]) if one.indent < entry.indent)
        found = next(around, None)
        return found.scope.id if found else None

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
        quiet = self.style("quiet", cursor=here)
        # Digits alone have no side, and the blank is to stand at that of the name.
        figures = self.cell(beside, len(beside), quiet, end=True, base=i18n.side()) if beside else []
        indent = 2 * entry.indent
        name = self.cell(entry.name, max(width - indent - len(beside), 1), style, language=entry.language)
        return self.side_by_side([blank(indent, style)] if indent else [], name, figures)
