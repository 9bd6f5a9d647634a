"""Rules: listed, tried, and applied behind a refresh."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from typing import TYPE_CHECKING

from tui import rules_words, words
from tui.commands import Command, as_json, finished
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser

_LONGEST = 60.0
"""Seconds after which no further page is begun; what is left is fetched after the next refresh."""


def _words(of: Parser) -> None:
    of.set_defaults(query=None)
    of.for_json()
    of.below("deed", "test")
    test = of.command("test", _("See how many stored articles a rule would match."))
    test.for_json()
    test.add_argument("query", metavar="QUERY", help=_("What is searched for, as in the search box."))


def rules(reader: Reader, given: Namespace) -> int:
    """Lists the rules with what each does and did, or tries a query."""
    if given.query is not None:
        return _test(reader, given)
    out = Printer(sys.stdout)
    told = rules_words.errors(reader)
    if as_json("rules", told, given):
        return 0
    for rule, error in told:
        if not out.terminal:
            state = "broken" if error else "on" if rule.enabled else "off"
            done = rules_words.actions(rule.actions)
            out.fields(rule.id, state, rule.touched, rule.name, rule.query, done)
            continue
        name = rule.name if rule.enabled else _("{name} (off)", name=rule.name)
        out.write(f"{name}\n")
        if rule.query != rule.name:
            out.write(f"  {rule.query}\n")
        out.write(f"  {words.beside((rules_words.actions(rule.actions), rules_words.lately(rule)))}\n")
    if not told and out.terminal:
        out.write(_("There are no rules. «nashra» makes them: “Rules” among its commands.") + "\n")
    err = Printer(sys.stderr)
    for rule, error in told:
        if error:
            err.write(rules_words.left_out(rule, error) + "\n")
    for failure in reader.page_failures():
        err.write(rules_words.failed(failure) + "\n")
    return 0


def _test(reader: Reader, given: Namespace) -> int:
    """What a rule with this query would match."""
    from feeds.errors import QueryError

    try:
        seen = reader.preview(given.query)
    except QueryError as error:
        Printer(sys.stderr).write(rules_words.fault(given.query, error) + "\n")
        return 1
    out = Printer(sys.stdout)
    if seen is None:
        Printer(sys.stderr).write(_("A rule needs a query.") + "\n")
        return 1
    if as_json("rules test", [seen], given):
        return 0
    if out.terminal:
        out.write(rules_words.counted(seen) + "\n")
    else:
        out.fields(f"{seen.count}{'' if seen.complete else '+'}")
    out.articles(seen.newest)
    return 0


def follow(reader: Reader) -> None:
    """Applies the rules to what came, fetches pages that they want, and tells what stood in the way."""
    err = Printer(sys.stderr)
    for rule, error in reader.run_rules().broken:
        err.write(rules_words.left_out(rule, error) + "\n")
    end = time.monotonic() + _LONGEST
    before = reader.page_failures()
    if finished(reader.fetch_wanted_pages(stop=lambda: time.monotonic() > end)):
        reader.index()
    for failure in reader.page_failures():
        if failure not in before:
            err.write(rules_words.failed(failure) + "\n")


COMMANDS = {"rules": Command(_words, rules)}
