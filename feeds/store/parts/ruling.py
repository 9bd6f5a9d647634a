"""Rules at work on the articles that came. A part of `Store`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feeds.store.connections import Connections, told
from feeds.store.parts import Part

if TYPE_CHECKING:
    import apsw

    from feeds.answers import News, PageFailure, Preview, Rule, RulesRun
    from feeds.errors import NashraError, QueryError
    from feeds.search.query import Query
    from feeds.store.rules import Run

SLICE = 50
"""Articles that are looked at in one transaction: about 0.5 ms a rule, so a writer of another thread or program never
waits long."""


class Ruling(Part):
    """An article is looked at once, when its text is in the index; those that were there before a rule are not."""

    def rules(self) -> list[Rule]:
        """See `rules.rules`."""
        from feeds.store import rules

        with self._connections.snapshot() as connection:
            return rules.rules(connection, self.clock())

    def add_rule(self, rule: Rule) -> int:
        """See `rules.add`."""
        from feeds.store import rules

        with self._connections.write() as connection:
            return rules.add(connection, rule)

    def change_rule(self, rule: Rule) -> None:
        """See `rules.change`."""
        from feeds.store import rules

        with self._connections.write() as connection:
            rules.change(connection, rule)

    def remove_rule(self, rule_id: int) -> None:
        """See `rules.remove`."""
        from feeds.store import rules

        with self._connections.write() as connection:
            rules.remove(connection, rule_id)

    def mute(self, rule: Rule, slices: Iterable[Sequence[int]]) -> int:
        """See `muting.mute`."""
        from feeds.store import muting

        return muting.mute(self._connections, rule, slices, self.clock())

    def unmute(self, rule_id: int) -> int:
        """See `muting.unmute`."""
        from feeds.store import muting

        return muting.unmute(self._connections, rule_id, self.clock())

    def turn_mute_on(self, rule: Rule, slices: Iterable[Sequence[int]]) -> int:
        """See `muting.turn_on`."""
        from feeds.store import muting

        return muting.turn_on(self._connections, rule, slices, self.clock())

    def turn_mute_off(self, rule_id: int) -> int:
        """See `muting.turn_off`."""
        from feeds.store import muting

        return muting.turn_off(self._connections, rule_id, self.clock())

    def move_rule(self, rule_id: int, by: int) -> None:
        """See `rules.move`."""
        from feeds.store import rules

        with self._connections.write() as connection:
            rules.move(connection, rule_id, by)

    def preview(self, query: Query, stop: Callable[[], bool] = lambda: False) -> Preview | None:
        """See `sifting.preview`."""
        from feeds.store import sifting

        return sifting.preview(self.path, query, self.clock(), stop=stop)

    def run_rules(self, stop: Callable[[], bool] = lambda: False) -> RulesRun:
        """Do what the rules say with the articles that came since the last run, a slice at a time; ``stop`` is asked
        between two. Two programs may be at it: each slice is one's alone."""
        from feeds.answers import RulesRun

        if self._connections.read_only:
            return RulesRun({})
        return run(self.path, self.clock(), stop)

    def wanted_pages(self) -> list[tuple[int, str]]:
        """See `rules.wanted_pages`."""
        from feeds.store import rules

        with self._connections.read() as connection:
            return rules.wanted_pages(connection)

    def take_page(self, article: int) -> bool:
        """See `rules.take_page`."""
        from feeds.store import rules

        with self._connections.write() as connection:
            return rules.take_page(connection, article, self.clock())

    def page_failed(self, article: int, error: NashraError) -> None:
        """See `rules.page_failed`."""
        from feeds.store import rules

        with self._connections.write() as connection:
            rules.page_failed(connection, article, error.code, error.args_)

    def take_news(self) -> list[News]:
        """See `notifications.take`."""
        from feeds.store import notifications

        with self._connections.read() as connection:
            if not notifications.waits(connection):
                return []
        with self._connections.write() as connection:
            return notifications.take(connection, self.clock())

    def page_failures(self) -> list[PageFailure]:
        """Those of the last 30 days; see `rules.page_failures`."""
        from feeds.store import rules

        with self._connections.read() as connection:
            return rules.page_failures(connection, self.clock() - rules.LATELY)


def run(library: Path, now: int, stop: Callable[[], bool]) -> RulesRun:
    """See `Ruling.run_rules`."""
    from feeds.answers import RulesRun
    from feeds.store import rules, sifting

    # Of its own: the index is open beside the library only here.
    connections = Connections(library)
    try:
        with told(library):
            sifting.ready(connections.get(), library)
        running = _Running(library, rules.Run(now))
        with suppress(sifting.IndexDamaged):
            while not stop():
                with connections.write() as connection:
                    if not running.slice(connection):
                        break
        return RulesRun(running.run.touched, tuple(running.broken.values()))
    finally:
        connections.close()


class _Running:
    """One run, slice after slice."""

    def __init__(self, library: Path, run: Run) -> None:
        self.library = library
        self.run = run
        self.broken: dict[int, tuple[Rule, QueryError]] = {}
        self._moment = datetime.fromtimestamp(run.now, UTC).astimezone()

    def slice(self, connection: apsw.Connection) -> bool:
        """Look at the next articles, within a transaction that the caller holds; whether there may be more."""
        from feeds.store import rules, search_file, sifting

        there = rules.enabled(connection)
        if not there:
            rules.set_upto(connection, search_file.last(connection, "article"))
            return False
        index = sifting.index_of(connection) if search_file.is_attached(connection) else None
        if index is None:
            return False
        after = rules.upto(connection)
        upto = sifting.known_upto(connection, index, after)
        rows: Any = connection.execute(
            "SELECT id FROM article WHERE id > ? AND id <= ? ORDER BY id LIMIT ?", (after, upto, SLICE)
        ).fetchall()
        ids = [id_ for (id_,) in rows]
        for rule, made_after in there:
            mine = [id_ for id_ in ids if id_ > made_after]
            if mine and (query := self._query(rule)):
                matching = sifting.among(connection, self.library, query, index, mine, self.run.now)
                rules.apply(connection, rule, matching, self.run)
        rules.set_upto(connection, ids[-1] if ids else upto)
        return len(ids) == SLICE

    def _query(self, rule: Rule) -> Query | None:
        from feeds.errors import QueryError
        from feeds.search.query import parse

        try:
            return parse(rule.query, self._moment)
        except QueryError as error:
            self.broken[rule.id] = (rule, error)
            return None
