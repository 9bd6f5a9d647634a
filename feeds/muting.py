"""Muting a subject: what an article may be known by, and the rule that is made of one of these. A part of `Reader`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from feeds.searching import Searching

if TYPE_CHECKING:
    from feeds.answers import Rule, Subject
    from feeds.types import Article, Scope

_WORDS = 5
"""Words of a headline that are offered."""
_SHORTEST = 3
"""Letters of one."""


class Muting(Searching):
    """All of it off the event loop. Each deed is one operation of the log, which undo takes back whole."""

    def subjects(self, article_id: int) -> tuple[Subject, ...]:
        """What articles like this one may be muted by: the words of its headline that say most, the longest first, its
        authors, its categories, its feed. Raises ArticleNotFound."""
        return tuple(_subjects(self._store.article(article_id)))

    def feed_subject(self, name: str) -> Subject:
        """The feed of that name, as what it may be muted by."""
        return _of_feed(name)

    def mute(self, text: str) -> int:
        """Make a rule that mutes what matches ``text``, and mute at once what is stored: how many articles. Raises
        QueryError, BadSetting for a text that asks for nothing."""
        from feeds.answers import Rule, RuleActions

        found = self._with_muted(text)
        with self._finder_apart() as finder:
            rule = Rule(0, "", text, RuleActions(mute=True))
            return self._store.mute(rule, self._found(finder, found, whole=True))

    def turn_mute(self, rule: Rule, enabled: bool) -> int:
        """Turn a rule that mutes on or off, and hide at once what is stored and matches it, or show again what it has
        hidden: how many articles. Raises QueryError, NotFound, BadSetting as `mute` does."""
        if not enabled:
            return self._store.turn_mute_off(rule.id)
        found = self._with_muted(rule.query)
        with self._finder_apart() as finder:
            return self._store.turn_mute_on(rule, self._found(finder, found, whole=True))

    def _with_muted(self, text: str) -> Scope:
        """What matches, with what another rule has muted: it is not to be shown when that one goes. Whatever is wrong
        with it is told before anything is done. Raises QueryError, BadSetting."""
        from feeds.errors import BadSetting
        from feeds.types import Scope

        if self._query(text, typing=False) is None:
            # The empty group would match all there is.
            raise BadSetting(name="query", value=text)
        scope = Scope(text=f"({text}) (is:muted OR -is:muted)")
        self._query(scope.text, typing=False)
        return scope

    def unmute(self, rule_id: int) -> int:
        """Remove a rule and show again what it has muted: how many articles. Raises NotFound."""
        return self._store.unmute(rule_id)


def _subjects(article: Article) -> Iterator[Subject]:
    from feeds.answers import Subject
    from feeds.search.query import Field
    from feeds.search.writing import text_of

    row = article.row
    yield from (Subject("word", word, word) for word in _telling(row.title))
    names = [author.name for author in article.authors if author.name]
    yield from (Subject("author", name, text_of(Field("author", name))) for name in names)
    yield from (Subject("category", name, text_of(Field("category", name))) for name in article.categories)
    if row.feed_title:
        yield _of_feed(row.feed_title)


def _of_feed(name: str) -> Subject:
    from feeds.answers import Subject
    from feeds.search.query import Field
    from feeds.search.writing import text_of

    return Subject("feed", name, text_of(Field("feed", name)))


def _telling(title: str) -> list[str]:
    """The words of a headline that say something, as they are written, the longest first."""
    from feeds.search import fold
    from feeds.search.scanning import OPERATORS
    from feeds.stories import Telling

    said = {word.decode() for word in Telling(title, "").headline} - set(OPERATORS)
    words = dict.fromkeys(re.findall(r"[^\W\d_]+", title))
    telling = [word for word in words if len(word) >= _SHORTEST and fold(word) in said]
    return sorted(telling, key=len, reverse=True)[:_WORDS]
