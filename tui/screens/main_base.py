"""What all that the keys of the reader do goes by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from feeds.errors import NashraError
from feeds.types import ArticleRow, Cursor, Scope, ScopeKind
from feeds.values import replace
from tui import notices, places
from tui.messages import Failed

if TYPE_CHECKING:
    from feeds.answers import SmartSection
    from feeds.reader import Reader
    from tui.config import Config
    from tui.screen import ReaderScreen
    from tui.widgets.article import ArticlePane
    from tui.widgets.articles import ArticlesPane
    from tui.widgets.heading import Heading
    from tui.widgets.panes import Panes
    from tui.widgets.rows import Rows
    from tui.widgets.sections import SectionsPane
    from tui.widgets.status import Notice, StatusBar

    _Base = ReaderScreen
else:
    _Base = object

_Of = TypeVar("_Of", bound="MainBase")
_Given = ParamSpec("_Given")


def told(method: Callable[Concatenate[_Of, _Given], None]) -> Callable[Concatenate[_Of, _Given], None]:
    """A method that asks the library: what goes wrong there is told in words, and the reader goes on."""

    @wraps(method)
    def telling(self: _Of, /, *given: _Given.args, **named: _Given.kwargs) -> None:
        try:
            method(self, *given, **named)
        except NashraError as error:
            self.tell_error(error)

    return telling


class MainBase(_Base):
    """Mixed into `MainScreen`, which shows what its actions change."""

    if TYPE_CHECKING:
        panes: Panes
        sections: SectionsPane
        articles: ArticlesPane
        page: ArticlePane
        status: StatusBar
        notice: Notice
        scope_heading: Heading
        scope: Scope
        titles: dict[int, str]

        version: int

        def renew(self, *, news: bool = False) -> None: ...
        def find(self, scope: Scope, after: Cursor | None, renewed: int = 0) -> None: ...
        def show_sections(self, *, marked: bool = False) -> None: ...
        def show_list(self, scope: Scope) -> None: ...
        def title_list(self) -> None: ...
        def empty_hint(self) -> str: ...

        def drop_filter(self) -> None: ...
        def end_of_list(self) -> str: ...
        def open_article(self, row: ArticleRow) -> None: ...
        def action_step(self, step: int) -> None: ...
        def action_pictures(self) -> None: ...
        def _current(self) -> ArticleRow | None: ...
        def _focus_pane(self, pane: Rows | ArticlePane) -> None: ...

    saved: Mapping[int, SmartSection] = MappingProxyType({})
    """Saved searches by their ids."""
    typing = False
    """Whether what is searched for is still being typed."""
    by_relevance = False
    """Whether the reader wants what was found in order of relevance."""
    link = ""
    """The link that the action which runs is for; empty where it is for the article."""
    opened: int | None = None
    """The article on the page."""
    opened_row: ArticleRow | None = None

    @property
    def reader(self) -> Reader:
        return self.nashra.reader

    @property
    def config(self) -> Config:
        return self.nashra.config

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        return self.nashra.keys

    def listed(self, scope: Scope) -> Scope:
        """The same as the settings have stories shown."""
        return replace(scope, once=self.config.stories == "once")

    def today(self) -> int:
        """When today began, in UTC seconds."""
        return places.today(self.nashra.now().astimezone())

    @property
    def searching(self) -> bool:
        """Whether the list is of what was searched for, typed or saved."""
        return bool(self.scope.text) or self.scope.kind is ScopeKind.SAVED

    def asked(self, scope: Scope) -> Scope:
        """The same with what a saved search asks for in its text."""
        if scope.kind is not ScopeKind.SAVED:
            return scope
        query = self.saved[scope.id or 0].query if scope.id in self.saved else ""
        return Scope(unread=scope.unread, text=f"({query}) {scope.text}".strip() if scope.text else query)

    @property
    def scope_without_text(self) -> Scope:
        """What the list is drawn from, whatever is filtered."""
        return Scope(self.scope.kind, self.scope.id, self.scope.unread)

    # ── Telling ──────────────────────────────────────────────────────────────────────────────────────────────

    def tell(self, text: str, *steps: str, error: bool = False) -> None:
        """Tell what happened, with the keys of the actions ``steps`` that lead on."""
        self.notice.tell(self.with_steps(text, *steps), error=error)

    def with_steps(self, text: str, *steps: str) -> str:
        """See `notices.with_steps`."""
        return notices.with_steps(text, self.keys, *steps)

    def tell_error(self, error: NashraError, action: str = "") -> None:
        """Tell what went wrong, with ``action`` if it was one of the registry."""
        if error.code == "article-not-found" and error.args_.get("id") == str(self.opened):
            self.close_page()
        self.notice.tell(notices.failed(error, self.keys, action), error=True)

    def close_page(self) -> None:
        """Show no article: the one that was open has left the library."""
        self.opened = self.opened_row = None
        self.page.clear()
        if self.focused is self.page:
            self._focus_pane(self.articles)

    def on_failed(self, message: Failed) -> None:
        self.tell_error(message.error)
