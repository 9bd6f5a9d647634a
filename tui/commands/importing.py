"""Taking what another reader kept, and taking that back."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from feeds import newsboat_config
from feeds.types import Feed
from tui import import_words, paths
from tui.commands import Command
from tui.commands.complaints import whole
from tui.i18n import _
from tui.import_words import Taken
from tui.printing import Printer
from tui.reporting import Progress, report

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser


_SHOWN = 1_000
"""Addresses that were not taken, as the app is told of them."""


def _words(of: Parser) -> None:
    which = of.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=_("The file or the folder of the other reader.")
    )
    which.add_argument("--undo", type=whole(), metavar="N", help=_("Take an import back, by the number it told."))
    of.add_argument(
        "--flag", default="", metavar="LETTER", help=_("The flag of newsboat's that means starred; any without it.")
    )
    of.add_argument("--json", action="store_true", help=_("Tell what came of it as JSON."))
    of.for_app()


def import_(reader: Reader, given: Namespace) -> int:
    """Takes what another reader kept, or takes that back. What was not taken is one line each on standard error."""
    if given.undo is not None:
        return _undo(reader, given)
    file = given.file.expanduser()
    config = None if given.report else newsboat_config.read(file / "config" if file.is_dir() else file)
    if config is not None and not file.is_dir():
        return _take_config(reader, config)
    out, failures = Printer(sys.stdout), Printer(sys.stderr)
    done = reader.import_file(
        file,
        flag=given.flag,
        proxies=_for_app if given.report else _allow,
        progress=_progress(given, out),
    )
    taken = Taken(
        done.id,
        [feed.id for feed in done.added],
        done.known,
        done.articles,
        done.hidden,
        [(one.address, one.why) for one in done.refused],
        len(done.refused),
    )
    if given.json or given.report:
        # The app reads a line at a time and shows no more than anybody would go through.
        refused = [{"address": address, "why": why} for address, why in taken.refused]
        told = {"added": len(taken.feeds), "refused": refused[:_SHOWN] if given.report else refused}
        report({"kind": "imported", **asdict(taken), **told})
        return 0
    out.erase()
    for address, why in taken.refused:
        failures.write(f"{address}: {import_words.refused(why)}\n")
    lines = import_words.sentences(taken)
    if taken.id is not None:
        lines.append(_("To take it back: {command}", command=f"nashra import --undo {taken.id}"))
    out.say("\n".join(lines) + "\n")
    return _take_config(reader, config) if config is not None else 0


def _take_config(reader: Reader, lines: Sequence[Sequence[str]]) -> int:
    """Takes what newsboat's config has a counterpart for here. What was taken is told, and what was not is a line each
    on standard error."""
    from feeds.errors import SettingsUnreadable
    from tui import keymap, newsboat_settings, settings
    from tui.settings_file import put

    found = newsboat_settings.taken(lines, {feed.url: feed.title for feed in reader.feeds()})
    out, failures = Printer(sys.stdout), Printer(sys.stderr)
    for name, value in found.settings.items():
        put(paths.config(), name, value)
        out.write(f"{settings.label(name)}: {settings.named(name, value)}\n")
    for action, keys in found.keys.items():
        with suppress(SettingsUnreadable):
            put(paths.config(), action, keys, within="keys")
            out.write(f"{action}: {', '.join(map(keymap.name, keys))}\n")
    there = {(one.query, one.actions) for one in reader.rules()}
    for rule in found.rules:
        if (rule.query, rule.actions) not in there:
            reader.add_rule(rule)
        out.write(_("Rule: {query}", query=rule.query) + "\n")
    for line in found.left:
        failures.write(_("No counterpart here: {line}", line=line) + "\n")
    return 0


def _progress(given: Namespace, out: Printer) -> Callable[[int, int], None] | None:
    if given.report:
        return lambda done, total: report({"kind": "progress", "done": done, "total": total})
    return None if given.json else Progress(out).draw


def _allow(proxies: Sequence[str]) -> bool:
    out = Printer(sys.stderr)
    out.write(import_words.through(proxies) + "\n" + _("Take it along? [y/N]") + " ")
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "ن", "نعم")


def _for_app(proxies: Sequence[str]) -> bool:
    report({"kind": "proxies", "proxies": list(proxies)})
    return sys.stdin.readline().strip() == "y"


def _undo(reader: Reader, given: Namespace) -> int:
    undone = reader.undo_import(given.undo)
    touched: Sequence[Feed] = undone.touched
    if given.json or given.report:
        stay = [feed.id for feed in touched]
        report({"kind": "undone", "feeds": undone.feeds, "articles": undone.articles, "touched": stay})
    else:
        told = import_words.undone(undone.feeds, undone.articles, [feed.title for feed in touched])
        Printer(sys.stdout).say("\n".join(told) + "\n")
    return 1 if touched and not undone.feeds else 0


COMMANDS = {"import": Command(_words, import_)}
