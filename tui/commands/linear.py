"""``nashra read``: the reader line by line, for screen readers and braille."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from tui.commands import Command
from tui.commands.complaints import whole
from tui.i18n import _

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser

_INTERRUPTED = 130


def _words(of: Parser) -> None:
    of.add_argument("--lines", type=whole(0), metavar="N", help=_("How many lines are said at a time; 0 for all."))


def read(reader: Reader, given: Namespace) -> int:
    """Says places, lists and articles by lines, and takes lines. Its end and an interrupt leave it."""
    from tui import i18n, keyboard, keymap
    from tui.linear.lines import Lines
    from tui.linear.session import Session

    if isinstance(sys.stdin, io.TextIOWrapper):
        # What is typed in another encoding is still a line.
        sys.stdin.reconfigure(errors="replace")
    settings = given.settings
    keys = keymap.keys(settings.keys, rtl=i18n.rtl(), preset=settings.preset)
    lines = Lines(sys.stdin, sys.stdout)
    try:
        return Session(reader, lines, keys, given).run(settings.keyboard or keyboard.by_locale(os.environ))
    except KeyboardInterrupt:
        lines.say("")
        return _INTERRUPTED


COMMANDS = {"read": Command(_words, read)}
