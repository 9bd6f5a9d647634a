"""``nashra save`` and ``nashra send``: an article into a file, or to a program of the user's own."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import NotFound
from feeds.limits import confine
from tui import reporting, sharing
from tui.commands import Command, finished
from tui.commands.complaints import whole
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser

_SECONDS = 120
_MEMORY = 2 * 1024**3
"""Bytes of addresses."""


def _save_words(of: Parser) -> None:
    _article_word(of)
    forms = {"markdown": _("As Markdown."), "html": _("As one page of HTML."), "epub": _("As a book (EPUB 3).")}
    of.one_of("form", forms, required=True)
    of.add_argument("--to", type=Path, metavar="FOLDER", help=_("The folder, in place of that of the settings."))
    of.add_argument("--pictures", action="store_true", help=_("Fetch its pictures, to go along; not in Markdown."))
    of.for_app()


def _send_words(of: Parser) -> None:
    _article_word(of)
    of.add_argument("name", metavar="NAME", help=_("A program that the settings name under [commands]."))


def _article_word(of: Parser) -> None:
    of.add_argument("article", type=whole(), metavar="ARTICLE", help=_("The number that «nashra list» gives."))


def save(reader: Reader, given: Namespace) -> int:
    """Writes an article into a new file and tells where that is. Pictures that were fetched before go along."""
    # Whatever a decoder does with what a site sent, it ends.
    confine(_SECONDS, _MEMORY)
    fetch = given.pictures and given.settings.pictures != "never"
    path = finished(
        reader.save(
            given.article,
            given.form,
            given.to.expanduser() if given.to else sharing.folder(given.settings),
            dated=sharing.dated_for(reader, given.article),
            fetch_pictures=fetch,
        )
    )
    if given.report:
        reporting.report({"kind": "saved", "path": os.fspath(path)})
        return 0
    out = Printer(sys.stdout)
    out.write(f"{path}\n" if not out.terminal else _("Saved: {path}", path=path) + "\n")
    if given.pictures and not fetch:
        Printer(sys.stderr).write(_("Pictures are not fetched, by the settings.") + "\n")
    return 0


def send(reader: Reader, given: Namespace) -> int:
    """Gives an article to a program of the user's own. What that says is on standard output."""
    command = given.settings.commands.get(given.name)
    if command is None:
        raise NotFound(name=given.name)
    try:
        said = sharing.send(reader, given.article, given.name, command)
    except sharing.NotDoneError as error:
        Printer(sys.stderr).write(f"{error}\n")
        return 1
    out = Printer(sys.stdout)
    if said:
        out.write(f"{said}\n")
    elif out.terminal:
        out.write(_("Sent: {name}", name=given.name) + "\n")
    return 0


COMMANDS = {"save": Command(_save_words, save), "send": Command(_send_words, send)}
