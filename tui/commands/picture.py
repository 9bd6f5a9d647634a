"""``nashra picture``: a picture of an article for the app, fetched and decoded in a process of its own."""

from __future__ import annotations

import asyncio
import base64
from argparse import Namespace
from typing import TYPE_CHECKING

from feeds.limits import confine
from tui import reporting
from tui.commands import Command
from tui.commands.complaints import whole

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser

_SECONDS = 30
_MEMORY = 2 * 1024**3
"""Bytes of addresses."""


def _words(of: Parser) -> None:
    of.add_argument("article", type=whole())
    of.add_argument("width", type=whole())
    of.add_argument("height", type=whole())
    of.add_argument("url")
    of.add_argument("--sixels", action="store_true")
    of.for_app()


def picture(reader: Reader, given: Namespace) -> int:
    """Reports the pixels of a picture, row by row, within a width and a height, or its sixels."""
    # Whatever a decoder does with what a site sent, it ends.
    confine(_SECONDS, _MEMORY)
    found = asyncio.run(reader.picture(given.article, given.url, width=given.width, height=given.height))
    if given.sixels:
        from tui.graphics import sixel

        drawn = sixel(found)
        reporting.report({"kind": "sixels", "width": found.width, "height": found.height, "sixels": drawn})
        return 0
    rgb = base64.b64encode(found.rgb).decode()
    reporting.report({"kind": "picture", "width": found.width, "height": found.height, "rgb": rgb})
    return 0


COMMANDS = {"picture": Command(_words, picture)}
