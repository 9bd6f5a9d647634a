"""``nashra config``: where the settings are, what they are, and changing them by hand."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import FileUnwritable
from tui import paths
from tui.commands import Command
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from tui.commands.parser import Parser

_EDITORS = ("sensible-editor", "nano", "vi")
"""Where neither $VISUAL nor $EDITOR names one."""


def _words(of: Parser) -> None:
    of.below("deed", "path|show|edit|check", required=True)
    of.command("path", _("Print where the settings are kept."))
    of.command("show", _("Print all settings as they are in use, as TOML.")).for_json()
    of.command("edit", _("Open the settings in $VISUAL or $EDITOR, and check them after."))
    of.command("check", _("Tell each mistake in the settings with its line and what is allowed."))


def config(given: Namespace) -> int:
    """Runs the deed that was typed."""
    file = paths.config()
    return {"path": _path, "show": _show, "edit": _edit, "check": _check}[given.deed](file, given)


def _path(file: Path, _given: Namespace) -> int:
    Printer(sys.stdout).write(f"{file}\n")
    return 0


def _show(file: Path, given: Namespace) -> int:
    """Those at first have a mark, so that those of the user's own stand out."""
    from tui.config import Config, load

    settings, at_first = asdict(load(file)), asdict(Config())
    if given.json:
        import json

        from tui.commands import records

        records.write(json.dumps(settings, ensure_ascii=False) + "\n")
        return 0
    import tomlkit

    document = tomlkit.document()
    for name, value in settings.items():
        if value != at_first[name] or not isinstance(value, dict):
            document.add(name, tomlkit.item(value))
            if value == at_first[name]:
                document[name].comment(_("as at first"))
    Printer(sys.stdout).write(tomlkit.dumps(document))
    return 0


def _check(file: Path, _given: Namespace) -> int:
    from tui.settings_mistakes import mistakes

    found = mistakes(file)
    err = Printer(sys.stderr)
    for one in found:
        err.write(f"{one}\n")
    if not found:
        told = _("The settings are right: {path}") if file.exists() else _("There are no settings of your own: {path}")
        Printer(sys.stdout).say(told.format(path=file) + "\n")
    return 1 if found else 0


def _edit(file: Path, given: Namespace) -> int:
    err = Printer(sys.stderr)
    editor = _editor()
    if not editor:
        err.write(_("No editor was found: name one in $EDITOR.") + "\n")
        return 1
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileUnwritable(path=file, why=error.strerror) from error
    while True:
        if subprocess.run([*editor, os.fspath(file)]).returncode:  # noqa: S603 (the user's own editor, by no shell)
            err.write(_("The editor ended with an error: {name}", name=editor[0]) + "\n")
            return 1
        if not (code := _check(file, given)) or not sys.stdin.isatty():
            return code
        err.write(_("Edit again? [Y/n]") + " ")
        if sys.stdin.readline().strip().casefold() in ("n", "no", "ل", "لا"):
            return code


def _editor() -> list[str]:
    """The editor and its arguments; empty where there is none."""
    for named in (os.environ.get("VISUAL", ""), os.environ.get("EDITOR", ""), *_EDITORS):
        try:
            words = shlex.split(named)
        except ValueError:
            continue
        if words and shutil.which(words[0]):
            return words
    return []


COMMANDS = {"config": Command(_words, apart=config)}
