"""What workers tell the screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from feeds.errors import NashraError
from feeds.types import ArticleRow, FeedRefreshed, Page, RefreshSummary, Scope

if TYPE_CHECKING:
    from feeds.answers import Edition, PagesTaken, SmartSection, Snippet
    from feeds.searching import Spans
    from tui.layout import Row


class Refreshed(Message):
    """One feed is done."""

    def __init__(self, one: FeedRefreshed) -> None:
        super().__init__()
        self.one = one


class RefreshEnded(Message):
    """A refresh is over; ``summary`` is None when it broke off, and ``error`` may say why, or the user ``stopped``
    it."""

    def __init__(
        self, summary: RefreshSummary | None, error: NashraError | None = None, *, stopped: bool = False
    ) -> None:
        super().__init__()
        self.stopped = stopped
        self.summary = summary
        self.error = error


class OfflineEnded(Message):
    """Taking all unread offline is over; ``done`` is why it was not done, and None when it broke off."""

    def __init__(self, done: PagesTaken | NashraError | None) -> None:
        super().__init__()
        self.done = done


class Listed(Message):
    """A page of a list that took a while to find; ``first`` begins it, ``renewed`` is all of it that was shown.
    ``spans`` tells where titles have what was searched for, of whose articles ``waiting`` are not indexed yet."""

    def __init__(
        self, scope: Scope, page: Page, *, first: bool, renewed: bool, spans: Spans | None = None, waiting: int = 0
    ) -> None:
        super().__init__()
        self.renewed = renewed
        self.spans = spans
        self.waiting = waiting
        self.scope = scope
        self.page = page
        self.first = first


class Snipped(Message):
    """What articles of the list that ``scope`` is say of what was searched for, by their ids."""

    def __init__(self, scope: Scope, snippets: Mapping[int, Snippet]) -> None:
        super().__init__()
        self.scope = scope
        self.snippets = snippets


class Counted(Message):
    """The sections that make themselves, with what of each is unread; the first is today."""

    def __init__(self, sections: Sequence[SmartSection]) -> None:
        super().__init__()
        self.sections = sections


class Edited(Message):
    """The edition to read is there."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.edition = edition


class LaidOut(Message):
    """An article is ready to be shown at ``width``, from its comments on with ``at_comments``; ``lead`` is the address
    of the picture that it has room for."""

    def __init__(
        self, article: int, width: int, rows: Sequence[Row], url: str, lead: str, *, at_comments: bool
    ) -> None:
        super().__init__()
        self.lead = lead
        self.at_comments = at_comments
        self.article = article
        self.width = width
        self.rows = rows
        self.url = url


class Near(Message):
    """Articles of the library that are near one were found."""

    def __init__(self, article: int, rows: Sequence[ArticleRow]) -> None:
        super().__init__()
        self.article = article
        self.rows = rows


class Failed(Message):
    """Work in the background met an error."""

    def __init__(self, error: NashraError) -> None:
        super().__init__()
        self.error = error
