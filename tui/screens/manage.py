"""All feeds by their sections, with how each does, to name, move, order and leave them, several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from feeds.errors import NashraError
from feeds.search import fold
from feeds.statistics import FeedFigures
from feeds.types import Feed, Section
from tui import feed_words, notices, statistics_words, words
from tui.i18n import N_, _
from tui.screens.arranging import Arranger, paths
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice, ChoiceList
from tui.widgets.dragging import Dragging
from tui.widgets.field import Field
from tui.widgets.heading import Prose

_WIDE = 64
"""Columns from which a row has room for all of a feed's health."""
_HINTS = (
    *(("tick", N_("tick")), ("rename", N_("rename")), ("move-to", N_("move")), ("remove", N_("remove"))),
    *(("full-text", N_("whole text")), ("refresh-ticked", N_("refresh")), ("new-section", N_("new section"))),
    *(("undo", N_("undo")), ("filter", N_("search"))),
)
"""Actions that are named over the list."""


class _Feeds(Dragging, ChoiceList):
    """Tells how a feed does only where it is seen: of a thousand the words would take a second."""

    health: Callable[[int], str]
    section_of: Callable[[int], int | None]
    """The section of a feed."""

    def can_carry(self, index: int) -> bool:
        return isinstance(self.choices[index].value, int)

    def can_put(self, index: int, onto: int) -> bool:
        feed = self.choices[index].value
        return isinstance(feed, int) and self.section_at(onto) != self.section_of(feed)

    def section_at(self, index: int) -> int | None:
        """The section that a row is, or that of the feed on it."""
        value = self.choices[index].value
        return value.id if isinstance(value, Section) else self.section_of(value) if isinstance(value, int) else None

    def beside(self, choice: Choice) -> str:
        return self.health(choice.value) if isinstance(choice.value, int) else choice.aside


class ManageScreen(Dialog):
    """Space ticks feeds, on a section all of them; what a key does it does to what is ticked, or else to the row under
    the cursor. Enter opens its page."""

    WHOLE = True
    FIELD_FIRST = False
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("slash", "search", show=False, id="filter"),
        Binding("space", "tick", show=False, id="tick"),
        Binding("ctrl+a", "tick_all", show=False, id="tick-all"),
        Binding("r", "rename", show=False, id="rename"),
        Binding("m", "move_to", show=False, id="move-to"),
        Binding("n", "new_section", show=False, id="new-section"),
        Binding("x,delete", "remove", show=False, id="remove"),
        Binding("f", "full_text", show=False, id="full-text"),
        Binding("R", "refresh", show=False, id="refresh-ticked"),
        Binding("y", "copy_link", show=False, id="copy-link"),
        Binding("i", "choose", show=False, id="feed"),
        Binding("J,shift+down", "reorder(1)", show=False, id="order-down"),
        Binding("K,shift+up", "reorder(-1)", show=False, id="order-up"),
        Binding("a", "add", show=False, id="add"),
        Binding("u", "undo", show=False, id="undo"),
        Binding("ctrl+r", "redo", show=False, id="redo"),
    ]

    def __init__(self) -> None:
        super().__init__(_("Manage feeds"))
        self.rows = _Feeds(ticked=set(), id="choices")
        self.rows.health = self._health
        self.rows.section_of = lambda feed: self.feeds[feed].section
        self.list = self.rows
        self.feeds: dict[int, Feed] = {}
        self._found_by: dict[int, tuple[str, str]] = {}
        """The title of each feed and it with the address, folded."""
        self.sections: dict[int, Section] = {}
        self._figures: dict[int, FeedFigures] = {}
        self._told = ("", False)
        """What was told of the last deed, until the cursor moves."""
        self._changed = False
        self._stood: object = None
        """What the cursor stands on."""

    @property
    def ticked(self) -> set[object]:
        assert self.list.ticked is not None
        return self.list.ticked

    def above(self) -> Iterable[Widget]:
        yield Field(placeholder=_("A name or an address"))
        yield Prose(self.hints(_HINTS), id="manage-keys")

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

    def shown(self) -> None:
        self.arranger = Arranger(self.nashra, self._arranged)
        self._look()

    def _look(self) -> None:
        self.run_worker(self._read, thread=True, group="manage", exclusive=True)

    def _read(self) -> None:
        """In a thread: the figures take a quarter of a second."""
        try:
            sections, feeds = self.reader.sections(), self.reader.feeds()
            self.app.call_from_thread(self._show, sections, feeds)
            figures = {one.feed.id: one for one in self.reader.statistics().feeds}
            self.app.call_from_thread(self._count, figures)
        except NashraError as error:
            self.app.call_from_thread(self.tell_error, error)

    def _show(self, sections: Sequence[Section], feeds: Sequence[Feed]) -> None:
        if self.is_attached:
            self.sections = {one.id: one for one in sections}
            self.feeds = {one.id: one for one in feeds}
            self.ticked.intersection_update(self.feeds)
            self._renew()

    def _count(self, figures: dict[int, FeedFigures]) -> None:
        if self.is_attached:
            self._figures = figures
            self.list.refresh()
            self._sum_up()

    def _health(self, feed_id: int) -> str:
        """How a feed does, in as many words as there is room for."""
        feed, figures = self.feeds[feed_id], self._figures.get(feed_id)
        unread = words.number(feed.unread) if feed.unread else ""
        if self.size.width < _WIDE:
            return feed_words.failure(feed.error) if feed.error else unread
        well = words.listed(feed.refreshed, self.nashra.now()) if feed.refreshed else _("not yet")
        answer = feed_words.failure(feed.error) if feed.error else well
        weekly = _("{rate} a week", rate=statistics_words.rate(figures.a_week)) if figures else ""
        return words.beside(part for part in (answer, weekly, unread) if part)

    def _found(self, feed: Feed) -> str:
        """What the feed is found by."""
        title, text = self._found_by.get(feed.id, ("", ""))
        if not text or title != feed.title:
            text = fold(f"{feed.title} {feed.url}")
            self._found_by[feed.id] = feed.title, text
        return text

    def choices(self) -> Sequence[Choice]:
        asked = [fold(word) for word in self.query_one(Field).value.split()]
        inside: dict[int | None, list[Choice]] = {}
        for one in self.feeds.values():
            if not asked or all(word in self._found(one) for word in asked):
                row = Choice(one.title, "", one.id, language=one.language)
                inside.setdefault(one.section, []).append(row)
        rows: list[Choice] = []
        for id_, path in paths(list(self.sections.values())).items():
            section = self.sections[id_]
            if id_ in inside or not asked:
                unread = words.number(section.unread) if section.unread else ""
                rows.append(Choice(path, unread, section, group=True))
            rows += inside.get(id_, ())
        if inside.get(None):
            rows.append(Choice(_("Without a section"), heading=True))
            rows += inside[None]
        return rows

    def empty_hint(self) -> str:
        if self.query_one(Field).value.strip():
            return _("Nothing found. Fewer letters find more.")
        return notices.with_steps(_("No feeds yet."), self.nashra.keys, "add")

    def _renew(self) -> None:
        """Show the rows as they are now, with the cursor on what it stood on."""
        stood, at, rows = self._stand(self.list.current), self.list.cursor, self.choices()
        self.list.show(rows)
        same = next((index for index, row in enumerate(rows) if stood and self._stand(row) == stood), at)
        self.list.go_to(max(0, min(same, len(rows) - 1)))
        self._stood = self._stand(self.list.current)
        self._sum_up()

    def _stand(self, choice: Choice | None) -> object:
        value = choice and choice.value
        return ("section", value.id) if isinstance(value, Section) else value

    def on_rows_moved(self) -> None:
        if self._stand(self.list.current) != self._stood:
            self._stood = self._stand(self.list.current)
            self._told = ("", False)
        self._sum_up()

    def _sum_up(self) -> None:
        """Under the list: what was told of the last deed, or how the feed under the cursor does."""
        told, failed = self._told
        feed = self.feed
        ticked = words.number(len(self.ticked))
        if told:
            self.foot(told, error=failed)
        elif feed and feed.error:
            self.foot(words.error(feed.error, feed.error_args or {}), error=True)
        elif self.ticked:
            self.foot(_("Ticked: {n}", n=ticked))
        elif feed and feed.id in self._figures:
            self.foot(statistics_words.feed(self._figures[feed.id], self.nashra.now()))
        else:
            self.foot("")

    # ── What is meant ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def section(self) -> Section | None:
        """The section under the cursor."""
        value = self.list.current and self.list.current.value
        return value if isinstance(value, Section) else None

    @property
    def feed(self) -> Feed | None:
        """The feed under the cursor."""
        value = self.list.current and self.list.current.value
        return self.feeds.get(value) if isinstance(value, int) else None

    @property
    def meant(self) -> list[Feed]:
        """The feeds that are ticked, or else that under the cursor, or those of the section there."""
        wanted = self.ticked or self._under_cursor()
        return [one for one in self.feeds.values() if one.id in wanted]

    def _under_cursor(self) -> set[object]:
        if section := self.section:
            return {one.id for one in self.feeds.values() if one.section == section.id}
        return {self.list.current.value} if self.list.current else set()

    # ── What keys do ─────────────────────────────────────────────────────────────────────────────────────────

    def chosen(self, choice: Choice) -> None:
        from tui.screens.feed import FeedScreen
        from tui.screens.section import SectionScreen

        if section := self.section:
            self.nashra.show(SectionScreen(section), lambda _none: self._look())
        elif feed := self.feed:
            self.nashra.show(FeedScreen(feed), lambda _none: self._look())

    def action_add(self) -> None:
        """Subscribe to another feed, and come back."""
        from tui.screens.add import AddScreen

        self.nashra.show(AddScreen(), lambda _none: self._look())

    def action_search(self) -> None:
        self.query_one(Field).focus()

    def on_input_changed(self) -> None:
        self.list.hint = self.empty_hint()
        self.list.show(self.choices())
        self._sum_up()

    def on_input_submitted(self) -> None:
        self.list.focus()

    def action_leave(self) -> None:
        """Out of the field first."""
        field = self.query_one(Field)
        if field.has_focus:
            field.value = ""
            self.list.focus()
            return
        self.dismiss()
        if self._changed:
            self.nashra.changed("")

    def action_tick(self) -> None:
        self._tick(self._under_cursor())

    def action_tick_all(self) -> None:
        self._tick({row.value for row in self.list.choices if isinstance(row.value, int)})

    def _tick(self, ids: set[object]) -> None:
        """Tick them all, or if they all are none of them."""
        if ids <= self.ticked:
            self.ticked.difference_update(ids)
        else:
            self.ticked.update(ids)
        self._told = ("", False)
        self.list.refresh()
        self._sum_up()

    def action_rename(self) -> None:
        if section := self.section:
            self.arranger.rename_section(section)
        elif feed := self.feed:
            self.arranger.rename(feed)

    def action_move_to(self) -> None:
        self.arranger.move(self.meant)

    def on_dragging_dropped(self, message: Dragging.Dropped) -> None:
        """Move the feed that was dragged, and if it is ticked all that are."""
        feed = self.list.choices[message.index].value
        if isinstance(feed, int):
            ids = [one.id for one in self.meant] if feed in self.ticked else [feed]
            self.arranger.put(ids, self.rows.section_at(message.onto))

    def action_new_section(self) -> None:
        self.arranger.add_section()

    def action_remove(self) -> None:
        """Of a section only itself goes."""
        if self.section and not self.ticked:
            self.arranger.remove_section(self.section)
        else:
            self.arranger.unsubscribe(self.meant)

    def action_full_text(self) -> None:
        self.arranger.turn_full_text(self.meant)

    def action_refresh(self) -> None:
        self.arranger.refresh(self.meant)

    def action_copy_link(self) -> None:
        self.arranger.copy(self.meant)

    def action_reorder(self, by: int) -> None:
        if section := self.section:
            self.arranger.reorder_section(section, by)
        elif feed := self.feed:
            self.arranger.reorder(feed, by)

    def action_undo(self) -> None:
        self.arranger.undo()

    def action_redo(self) -> None:
        self.arranger.redo()

    def _arranged(self, told: str, failed: bool) -> None:
        self._changed = True
        if self.is_attached:
            self._told = (told, failed)
            self._sum_up()
            self._look()
