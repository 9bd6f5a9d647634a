"""Rules in words: what they do, how much they did, and what stands in their way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feeds.answers import PageFailure, Preview, Rule, RuleActions
from feeds.errors import BadSetting, NashraError, QueryError
from tui import i18n, words
from tui.i18n import N_, _, plural

if TYPE_CHECKING:
    from feeds.reader import Reader

_LATELY = 30
"""The days of `Rule.touched`."""

ACTIONS: tuple[tuple[str, str, str], ...] = (
    ("read", N_("Mark as read"), N_("read")),
    ("star", N_("Star"), N_("star")),
    ("mute", N_("Mute: read, and in its feed's list alone"), N_("mute")),
    ("notify", N_("Notify"), N_("notify")),
    ("full_text", N_("Fetch the whole text"), N_("whole text")),
)
"""The fields of `RuleActions` that are on or off: in full, and as one word of a list."""


def actions(done: RuleActions) -> str:
    """What a rule does, in a few words."""
    return words.comma(i18n.language()).join(_actions(done))


def _actions(done: RuleActions) -> Iterator[str]:
    for name, _full, short in ACTIONS:
        if getattr(done, name):
            yield _(short)
    if done.tags:
        yield tags(done)


def tags(done: RuleActions) -> str:
    """The tags that a rule gives, each as it is written in a text."""
    return " ".join(f"#{name}" for name in done.tags)


def aside(rule: Rule, error: QueryError | None) -> str:
    """What stands beside a rule in the list."""
    if error:
        return _("left out")
    return words.beside((actions(rule.actions), words.number(rule.touched) if rule.enabled else _("off")))


def lately(rule: Rule) -> str:
    """What a rule did."""
    return plural(
        "{n} article in the last {days} days", "{n} articles in the last {days} days", rule.touched, days=_LATELY
    )


def fault(text: str, error: NashraError) -> str:
    """Why what was typed is no query or no rule, with the place."""
    if isinstance(error, BadSetting):
        told = {"query": _("A rule needs a query."), "tag": _("That is no name for a tag.")}
        return told.get(error.args_["name"], _("Tick what the rule is to do."))
    sentence = words.error(error.code, error.args_)
    if not isinstance(error, QueryError):
        return sentence
    piece = text[error.at : error.at + error.length].strip()
    return _("At «{piece}»: {sentence}", piece=piece, sentence=sentence) if piece else sentence


def left_out(rule: Rule, error: QueryError) -> str:
    """That a rule did nothing, and why."""
    return _("Rule «{name}» is left out. {why}", name=rule.name, why=fault(rule.query, error))


def counted(seen: Preview | None) -> str:
    """How many articles a query matches; nothing where none was asked for."""
    if seen is None:
        return ""
    if seen.complete:
        return plural("Matches {n} stored article.", "Matches {n} stored articles.", seen.count)
    return plural("Matches at least {n} stored article.", "Matches at least {n} stored articles.", seen.count)


def failed(one: PageFailure) -> str:
    """A page that a rule wanted and that could not be had."""
    return words.beside((one.title, words.error(one.error, one.error_args)))


def errors(reader: Reader) -> list[tuple[Rule, QueryError | None]]:
    """The rules, each with what keeps it from being applied."""
    return [(rule, reader.rule_error(rule)) for rule in reader.rules()]
