"""``nashra serve``: the reader on a page in a browser, on this machine unless others are let in."""

from __future__ import annotations

import sys
from argparse import Namespace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tui.commands import Command, finished
from tui.commands.complaints import whole
from tui.exit_codes import Exit
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from tui.commands.parser import Parser

_HOST, _PORT = "127.0.0.1", 8000
_INSTALL = "uv tool install 'nashra[serve]'"


def _words(of: Parser) -> None:
    of.add_argument(
        "--host", default=_HOST, metavar="ADDRESS", help=_("Where to listen: {default}, if not given.", default=_HOST)
    )
    of.add_argument(
        "--port",
        type=whole(0, 65_535),
        default=_PORT,
        metavar="N",
        help=_("The port: {default}, if not given; 0 for any that is free.", default=_PORT),
    )
    of.add_argument("--expose", action="store_true", help=f"{_('Let other machines in.')} {_meaning()}")


def _meaning() -> str:
    """What it means that others reach the page."""
    return _(
        "Whoever has the page's address reads and changes your library and starts your programs, and all is sent"
        " unencrypted."
    )


def serve(given: Namespace) -> int:
    """Serves until it is interrupted. Returns 1 where it can't, 2 where others would be let in unasked."""
    out, errors = Printer(sys.stdout), Printer(sys.stderr)
    if find_spec("textual_serve") is None:
        errors.write(_("The page needs Nashra's extra «serve»: {command}", command=_INSTALL) + "\n")
        return 1
    from tui.serving import Page, is_loopback

    local = is_loopback(given.host)
    if not (local or given.expose):
        errors.write(
            _(
                "{host} lets other machines in. {meaning} If you want that, add --expose.",
                host=given.host,
                meaning=_meaning(),
            )
            + "\n"
        )
        return 2

    def tell(address: str) -> None:
        # On a line of its own: what stands beside a direction mark is not opened by a click.
        out.write(_("Nashra is on this page until Ctrl+C:") + f"\n{address}\n")
        if not local:
            errors.write(_meaning() + "\n")

    try:
        finished(Page(given.library, given.host, given.port).run(tell), in_order=True)
    except OSError as error:
        where = f"{given.host}:{given.port}"
        # Python adds in parentheses where, which is told already.
        why = (error.strerror or str(error)).partition(" (")[0]
        errors.write(_("{where} can't be listened on: {why}", where=where, why=why) + "\n")
        return 1
    return Exit.INTERRUPTED


COMMANDS = {"serve": Command(_words, apart=serve)}
