"""Rules for the articles that come. A part of `Reader`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from feeds.muting import Muting

if TYPE_CHECKING:
    from feeds.answers import News, PageFailure, Preview, Rule, RulesRun
    from feeds.errors import QueryError
    from feeds.search.query import Query
    from feeds.store.library import Store

PAGES = 20
"""Pages that are fetched in one run at most."""
PAGES_OF_HOST = 3
"""Of one host."""


class Ruling(Muting):
    """Rules are few: to list and change them costs next to nothing. All else off the event loop."""

    _store: Store

    def rules(self) -> list[Rule]:
        """In the order in which they are applied: a later one sees what an earlier one did."""
        return self._store.rules()

    def add_rule(self, rule: Rule) -> int:
        """Put a rule after the others, for the articles that come from now on; ``rule.id`` is not looked at: the id.
        Raises QueryError, BadSetting (``name`` is query, actions or tag)."""
        self._checked(rule.query)
        return self._store.add_rule(rule)

    def change_rule(self, rule: Rule) -> None:
        """Its name, its query, its actions, and whether it is on. Raises QueryError, BadSetting, NotFound."""
        self._checked(rule.query)
        self._store.change_rule(rule)

    def turn_rule(self, rule: Rule, enabled: bool) -> None:
        """Turn a rule on, for the articles that come from now on, or off: one that mutes by `turn_mute`. Raises
        NotFound."""
        from feeds.values import replace

        self._store.change_rule(replace(rule, enabled=enabled))

    def remove_rule(self, rule_id: int) -> None:
        """What it did stays. Raises NotFound."""
        self._store.remove_rule(rule_id)

    def move_rule(self, rule_id: int, by: int) -> None:
        """Apply a rule ``by`` places later, or earlier. Raises NotFound."""
        self._store.move_rule(rule_id, by)

    def rule_error(self, rule: Rule) -> QueryError | None:
        """Why a rule is left out: its query can't be read."""
        from feeds.errors import QueryError

        try:
            self._checked(rule.query)
        except QueryError as error:
            return error
        return None

    def preview(self, text: str, *, stop: Callable[[], bool] = lambda: False) -> Preview | None:
        """What a rule with this query would match of all that is stored; None for a text that asks for nothing, and
        where ``stop``, which is asked many times a second, says so. It takes 2 seconds at most. Raises QueryError."""
        query = self._checked(text)
        return self._store.preview(query, stop) if query else None

    def run_rules(self, *, stop: Callable[[], bool] = lambda: False) -> RulesRun:
        """Do what the rules say with the articles that came since the last run and that are in the index (`index`);
        ``stop`` is asked many times a second. What is done stays done, and no article is looked at twice."""
        return self._store.run_rules(stop)

    async def fetch_wanted_pages(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """Fetch the pages that rules want, one after the other: how many came. At most `PAGES`, and `PAGES_OF_HOST` of
        one host, the newest first; those that are left are fetched after the next refreshes. A page is asked for once,
        whatever comes of it: see `page_failures`."""
        wanted = self._store.wanted_pages()
        if not wanted:
            return 0
        from feeds.errors import FeedError, NotFound
        from feeds.fulltext import refresh_full_text
        from feeds.store.addresses import host_of

        asked: Counter[str] = Counter()
        fetched = 0
        for article, url in wanted:
            host = host_of(url)
            if stop() or asked.total() >= PAGES:
                break
            if asked[host] >= PAGES_OF_HOST or self._rests(host) or not self._store.take_page(article):
                continue
            try:
                if self._store.web_page(article) is None:
                    asked[host] += 1
                    await refresh_full_text(self._store, article)
                    fetched += 1
            except FeedError as error:
                self._store.page_failed(article, error)
            except NotFound:
                # It has gone meanwhile, with all that was wanted of it.
                continue
        return fetched

    def take_news(self) -> list[News]:
        """What rules want told of the articles of the last day, the newest first. Each is given once, whichever program
        asks: who takes it tells it."""
        return self._store.take_news()

    def page_failures(self) -> list[PageFailure]:
        """The pages that rules wanted in the last 30 days and that could not be had, the last first."""
        return self._store.page_failures()

    def _rests(self, host: str) -> bool:
        """Whether a host wants to be left alone now: its pages can wait."""
        from feeds.hosts import Hosts, Rests

        try:
            Hosts(self._store.hosts()).check(host, self._store.clock())
        except Rests:
            return True
        return False

    def _checked(self, text: str) -> Query | None:
        from feeds.search.query import parse

        return parse(text, datetime.fromtimestamp(self._store.clock(), UTC).astimezone())
