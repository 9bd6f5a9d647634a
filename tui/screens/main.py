"""The reader: sections, articles and the article."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from feeds.errors import NashraError
from feeds.types import Scope, ScopeKind
from feeds.values import replace
from tui import words
from tui.actions import ACTIONS, Place
from tui.i18n import N_, _
from tui.messages import Counted, LaidOut, Listed, Snipped
from tui.panes import ARTICLES
from tui.screen import ReaderScreen
from tui.screens.main_actions import MainActions
from tui.screens.main_base import told
from tui.screens.main_state import CHOOSE_ONE, Keeping
from tui.waiting import Waits
from tui.widgets.article import ArticlePane
from tui.widgets.articles import ArticlesPane
from tui.widgets.heading import Heading
from tui.widgets.panes import Panes
from tui.widgets.rows import Rows
from tui.widgets.sections import SectionsPane
from tui.widgets.selecting import Selecting
from tui.widgets.status import Notice, StatusBar

_UNINDEXED = 500
"""Articles that may wait for the index without a word."""
_AFTER_THE_START = 2.0
"""Seconds until what was left undone is gone on with: the first screen comes first."""
KEYS_REST = 0.5
"""Seconds after the last mark until the sections that make themselves are counted anew: in a large library that takes
longer than all else that a mark does."""
_ASKED = N_("Search: words, “a phrase”, -not, feed:name")
_POLL = 1.0
"""Seconds between two looks at whether another program has written."""


class MainScreen(MainActions, Keeping, Waits, ReaderScreen):
    """The three panes and what keeps them up to date; what keys do is in `MainActions`."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding(",".join(action.keys) or "f24", action.run, action.help, show=False, id=action.id)
        for action in ACTIONS
        if action.place is not Place.DIALOG
    ]
    AUTO_FOCUS = ""

    order = ""
    """The order of what was found, in words."""
    ranked = False
    """Whether that is by relevance."""
    _resting: Timer | None = None
    """Counts the sections that make themselves when keys rest."""

    def compose(self) -> ComposeResult:
        yield Panes(
            Vertical(Heading(_("Sections"), classes="heading", id="named"), SectionsPane(id="sections"), id="left"),
            Vertical(Heading(classes="heading", id="scope"), ArticlesPane(self.nashra.now, id="articles"), id="middle"),
            Vertical(ArticlePane(self.config.measure, id="article"), id="right"),
            id="panes",
        )
        yield Notice(id="notice")
        yield StatusBar(self.keys, id="status")

    def on_mount(self) -> None:
        self.panes = self.query_one(Panes)
        self.sections = self.query_one(SectionsPane)
        self.articles = self.query_one(ArticlesPane)
        self.page = self.query_one(ArticlePane)
        self.status = self.query_one(StatusBar)
        self.notice = self.query_one(Notice)
        self.scope_heading = self.query_one("#scope", Heading)
        self.version = self.reader.data_version()
        self.restore()
        self.set_interval(_POLL, self.look)
        self.keep_refreshing()
        self.set_timer(_AFTER_THE_START, lambda: self.run_worker(self._catch_up, thread=True, group="catch-up"))
        if self.reader.notice:
            self.tell_error(self.reader.notice)

    def _catch_up(self) -> None:
        """Go on where the last one that kept up was ended."""
        with suppress(NashraError):
            if self.reader.index_waits():
                self.app.call_from_thread(self.keep_up)

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

    @told
    def show_sections(self, *, marked: bool = False) -> None:
        """Take the sections, the feeds and their figures from the library. After what was ``marked`` by a key, the
        sections that make themselves wait until keys rest."""
        feeds = self.reader.feeds()
        self.titles = {feed.id: feed.title for feed in feeds}
        self.sections.show(self.reader.sections(), feeds, self.reader.counts())
        if self._resting:
            self._resting.stop()
        if marked:
            self._resting = self.set_timer(KEYS_REST, self.show_smart)
        else:
            self.call_after_refresh(self.show_smart)

    def show_smart(self) -> None:
        """Have the sections that make themselves counted."""
        began = self.today()
        self.run_worker(lambda: self._count_smart(began), thread=True, group="smart", exclusive=True)

    def _count_smart(self, began: int) -> None:
        with suppress(NashraError):
            found = self.reader.smart_sections(began)
            if not get_current_worker().is_cancelled:
                self.post_message(Counted(found))

    def on_counted(self, message: Counted) -> None:
        self.saved = {one.id: one for one in message.sections if one.kind is ScopeKind.SAVED}
        self.sections.show_smart(message.sections)
        self.found_smart()
        self.title_list()

    @told
    def show_list(self, scope: Scope) -> None:
        """Show the articles of ``scope`` from the newest on."""
        self.scope = scope
        self.articles.waiting = frozenset()
        self.title_list()
        if self.searching:
            self.find(scope, None)
            return
        labels = self.edition_labels() if scope.kind is ScopeKind.EDITION else ()
        self.articles.start(self.reader.articles(self.listed(scope)), self.empty_hint(), labels=labels)

    def go_to(self, scope: Scope) -> None:
        """Put the cursor of the sections pane on ``scope``, whose list that shows."""
        if self.sections.go_to_scope(scope):
            self._focus_pane(self.articles)

    def title_list(self) -> None:
        """Name the list over it."""
        if self.scope.kind is ScopeKind.EDITION:
            self.title_edition()
            return
        entry = next((one for one in self.sections.entries if one.scope == self.scope_without_text), None)
        self.scope_heading.shorter = ()
        self.scope_heading.text = entry.name if entry else _("All articles")
        unread = words.number(entry.unread) if entry and entry.unread else ""
        self.scope_heading.set_class(bool(self.articles.waiting), "-news")
        self.scope_heading.aside = self.news_told() or (self.order if self.searching else unread)

    def say_again(self) -> None:
        """Tell all in the language that is in use now; what is shown, chosen and typed stays."""
        self.query_one("#named", Heading).text = _("Sections")
        for box in self.query("#filter"):
            box.placeholder = _(_ASKED)  # type: ignore[attr-defined]
        self.notice.hide()
        self.sections.say_again()
        self.articles.hint = self.articles.hint and self.empty_hint()
        self.page.hint = self.page.hint and _(CHOOSE_ONE)
        self.order = self.order and self.order_named(ranked=self.ranked)
        self.panes.mirror()
        for widget in self.walk_children():
            widget.refresh(layout=True)

    def order_named(self, *, ranked: bool) -> str:
        """The order of what was found, as the heading has it."""
        return _("by relevance") if ranked else _("newest first")

    def empty_hint(self) -> str:
        """What an empty list says."""
        counts = self.reader.counts()
        if not self.titles:
            return self.with_steps(_("No feeds yet."), "add", "palette")
        if not counts.total:
            return self.with_steps(_("Nothing has been fetched yet."), "refresh-all")
        match self.scope.kind:
            case _any if self.scope.text:
                return self.with_steps(_("Nothing found."), "back")
            case ScopeKind.SAVED:
                return self.with_steps(_("Nothing found."), "feed")
            case ScopeKind.STARRED:
                return self.with_steps(_("No starred articles yet."), "star")
            case ScopeKind.UNREAD:
                return self.with_steps(_("All is read."), "refresh-all", "go-all")
            case ScopeKind.EDITION:
                return self.with_steps(_("All is read."), "refresh-all", "back")
            case ScopeKind.TODAY:
                return self.with_steps(_("Nothing has come today."), "refresh-all")
            case ScopeKind.TAG:
                return self.with_steps(_("No article has this tag."), "tags")
            case ScopeKind.FEED:
                return self.with_steps(_("No articles yet."), "refresh", "feed")
            case ScopeKind.ALL:
                return self.with_steps(_("All that there is is muted."), "rules")
            case _other:
                return self.with_steps(_("No articles yet."), "refresh")

    def show_work(self, text: str) -> None:
        self.status.waiting = text

    # ── What widgets and workers tell ────────────────────────────────────────────────────────────────────────

    def on_rows_moved(self, message: Rows.Moved) -> None:
        if message.rows is self.sections:
            self.drop_filter()
            self.show_list(self.sections.scope)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        if message.rows is self.sections:
            if self.scope.kind is ScopeKind.EDITION:
                self.show_list(self.sections.scope)
            self._focus_pane(self.articles)
        elif message.rows is self.articles and self.articles.current:
            self.open_article(self.articles.current)

    @told
    def on_articles_pane_more_wanted(self) -> None:
        after = self.articles.following
        if self.searching:
            self.find(self.scope, after)
        else:
            self.articles.extend(self.reader.articles(self.listed(self.scope), after))

    def on_listed(self, message: Listed) -> None:
        if message.scope != self.scope:
            return
        if message.first and message.spans:
            self.ranked = message.page.ranked
            self.order = self.order_named(ranked=self.ranked)
            self.title_list()
        if message.renewed:
            self.show_renewed(message.page)
        elif message.first:
            self.articles.start(message.page, self.empty_hint(), message.spans, snippets=bool(message.spans))
            if message.waiting > _UNINDEXED:
                self.tell(_("Older articles are still being indexed; of those only titles and authors are searched."))
        else:
            self.articles.extend(message.page)
        if not message.page.rows and message.page.next is not None:
            self.articles.want_more()

    def on_snipped(self, message: Snipped) -> None:
        if message.scope == self.scope:
            self.articles.snip(message.snippets)

    def on_laid_out(self, message: LaidOut) -> None:
        if message.article == self.opened:
            self.page.show(message.article, message.rows)
            self.show_lead(message)
            self.restore_place(message.article)
            self.shown_page()
            if message.at_comments:
                self.show_comments()

    def on_article_pane_moved(self) -> None:
        # Letters stand over the links that were in view: a scroll and another page lead away from them.
        if not self.page.hints:
            self.end_hints()
        self.status.position = self.page.seen if self.page.has_focus else None

    def on_article_pane_resized(self) -> None:
        self.lay_out_again()

    def on_article_pane_followed(self, message: ArticlePane.Followed) -> None:
        self.follow(message.href)

    def on_selecting_copied(self, message: Selecting.Copied) -> None:
        self.copied(message.text, _("Selection copied."))

    # ── The filter ───────────────────────────────────────────────────────────────────────────────────────────

    async def action_filter(self) -> None:
        """Open the box, or go back to it."""
        boxes = self.query("#filter")
        if not boxes:
            # Imported on first use: the first screen needs no text field.
            from tui.widgets.filter import FilterBox

            box = FilterBox(placeholder=_(_ASKED), id="filter")
            await self.query_one("#middle").mount(box, before=self.articles)
        self.panes.face(ARTICLES)
        self.query_one("#filter").focus()

    async def search_for(self, text: str) -> None:
        """Search for ``text`` as if it had been typed into the box."""
        await self.action_filter()
        box = self.query_one("#filter")
        with self.prevent(type(box).Changed):  # type: ignore[attr-defined]
            box.value = text  # type: ignore[attr-defined]
        self.typing = False
        self.show_list(replace(self.scope_without_text, text=text))
        self._focus_pane(self.articles)

    def on_input_changed(self, message: Message) -> None:
        text = str(getattr(message, "value", "")).strip()
        scope = replace(self.scope_without_text, text=text)
        if scope != self.scope:
            self.typing = True
            self.show_list(scope)

    def action_leave_box(self) -> None:
        """From the box to what it found, by the words as they are."""
        self._focus_pane(self.articles)
        if self.typing and self.scope.text:
            self.typing = False
            self.show_list(self.scope)

    def action_close_filter(self) -> None:
        self.close_filter()

    def close_filter(self) -> None:
        """Close the box and show the whole list again."""
        self.drop_filter()
        if self.scope.text:
            self.show_list(self.scope_without_text)
        self._focus_pane(self.articles)

    def drop_filter(self) -> None:
        """Close the box."""
        self.typing = False
        self.query("#filter").remove()
