"""``nashra doctor``: how Arabic is sent to this terminal, what told so, and a card on which to see what is right."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from pathlib import Path

from tui import card, paths
from tui.commands import Command
from tui.fonts import ArabicFont, arabic_font
from tui.i18n import _
from tui.printing import Printer
from tui.settings_file import put
from tui.terminal_session import Session
from tui.text.terminal.detection import Found, named

_NAMED = ("NASHRA_TERMINAL=", "terminal=")


def doctor(given: Namespace) -> int:
    """Tells what was found; on a terminal it shows the card and keeps the answer as the setting. Returns 0."""
    with Session(os.environ, given.settings.terminal) as session:
        found = session.found
    # What is found without the user's word is of use to one who doubts it.
    out = Printer(sys.stdout, found.strategy)
    for line in _report(found, given.library):
        out.write(line + "\n")
    if not (out.terminal and sys.stdin.isatty()):
        return 0
    out.write("\n")
    for row in card.card():
        sys.stdout.write(row.sent + "\n")
    sys.stdout.flush()
    out.write("\n" + _("Which line reads right? Its number, or Enter to leave all as it is:") + " ")
    _keep(sys.stdin.readline(), out)
    return 0


def _keep(answer: str, out: Printer) -> None:
    if not answer.strip():
        return
    chosen = card.answered(answer)
    if chosen is None:
        out.write(_("There is no line {number}.", number=answer.strip()) + "\n")
        return
    put(paths.config(), "terminal", chosen.name)
    out.write(_("Kept in the settings: {name}", name=f'terminal = "{chosen.name}"') + "\n")
    over = named(os.environ)
    if over and over.strategy.name != chosen.name:
        out.write(_("NASHRA_TERMINAL still says otherwise: {name}", name=over.strategy.name) + "\n")


def _report(found: Found, library: Path) -> list[str]:
    size = shutil.get_terminal_size()
    lines = [
        how(found),
        _(
            "Vowel signs: {state}",
            state=_("shown") if found.strategy.marks else _("hidden, as they would be misplaced"),
        ),
        _("Cells: {columns} by {rows}", columns=size.columns, rows=size.lines),
        of_font(arabic_font(os.environ)),
        _("Settings: {path}", path=paths.config()),
        _("Library: {path}", path=library),
    ]
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        lines.append(
            _("Your locale is not UTF-8, so letters may be lost: set LANG, as in {value}", value="LANG=C.UTF-8")
        )
    return lines


def how(found: Found) -> str:
    """By which strategy rows are sent, and what that was told from."""
    name = found.strategy.name
    if found.source.startswith(_NAMED):
        return _("Arabic is sent as «{name}», as you set it: {source}", name=name, source=found.source)
    if found.source:
        return _("Arabic is sent as «{name}», told from {source}", name=name, source=found.source)
    return _("Arabic is sent as «{name}»: the terminal gave no sign that it needs another way.", name=name)


def of_font(font: ArabicFont | None) -> str:
    """Where joined letters come from."""
    if font is None:
        return _("Font: can't be looked at from here.")
    if not font.family:
        return _("Font: none with joined Arabic letters is installed. DejaVu Sans Mono has them.")
    if not font.even:
        return _(
            "Font: joined letters come from {family}, where they may not touch. DejaVu Sans Mono fits.",
            family=font.family,
        )
    return _("Font: {family} has the joined letters.", family=font.family)


COMMANDS = {"doctor": Command(lambda _of: None, apart=doctor)}
