"""The reader on a page: textual-serve with a page of our own, which asks no other host for anything.

Each tab has a process of its own on the one library. The page draws finished cells, so rows are sent as to a terminal
that orders nothing. An address holds a word that nobody can guess, which keeps out the other users of this machine and
the pages of other sites (a page may open a WebSocket to any host, RFC 6455, section 10.2).
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

from tui import i18n
from tui.i18n import _
from tui.text.terminal import VISUAL

_PAGE = Path(__file__).parent / "page"
_LONGEST_END = 5.0
"""Seconds that the readers have to leave in order."""
_FONT_SIZE = 15
"""Pixels: at this size a cell of the font is 9.03 wide, so that letters touch in cells of whole pixels."""
_HEADERS = {
    # Styles are made by the script of the terminal.
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Page(Server):
    """Serves the reader on ``library`` at ``host`` and ``port``, where 0 takes any that is free."""

    def __init__(self, library: Path, host: str, port: int) -> None:
        words = ("-m", "tui", "--library", str(library), "--lang", i18n.language(), "--terminal", VISUAL.name)
        super().__init__(shlex.join([sys.executable, *words]), host, port, title="نشرة", templates_path=_PAGE)
        self._secret = secrets.token_urlsafe(16)
        self._open: set[asyncio.Task[Any]] = set()

    def initialize_logging(self) -> None:
        logging.basicConfig(level=logging.ERROR, format="%(message)s")

    async def run(self, tell: Callable[[str], None]) -> None:
        """Serve until cancelled; ``tell`` is given the address. Raises OSError where it can't be listened on."""
        self.initialize_logging()
        whole = web.Application(middlewares=[_guarded])
        whole.add_subapp(f"/{self._secret}/", await self._make_app())
        runner = web.AppRunner(whole, access_log=None, shutdown_timeout=_LONGEST_END)
        await runner.setup()
        try:
            # asyncio's own way to listen gives its errors no number, from Python 3.13 on.
            family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            await web.SockSite(runner, socket.create_server((self.host, self.port), family=family)).start()
            tell(f"http://{_in_address(self.host)}:{runner.addresses[0][1]}/{self._secret}/")
            await asyncio.Event().wait()
        finally:
            for page in self._open:
                page.cancel()
            if self._open:
                await asyncio.wait(self._open, timeout=_LONGEST_END)
            await runner.cleanup()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_static("/page", _PAGE)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing: `run` tells the address."""

    @aiohttp_jinja2.template("app_index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        return {
            "language": i18n.language(),
            "direction": "rtl" if i18n.rtl() else "ltr",
            "title": self.title,
            "opening": _("Opening…"),
            "closed": _("The reader was left."),
            "again": _("Open it again"),
            "font_size": to_int(request.query.get("fontsize", ""), _FONT_SIZE),
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        page = asyncio.current_task()
        assert page is not None
        self._open.add(page)
        try:
            return await super().handle_websocket(request)
        finally:
            self._open.discard(page)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on ``host``, an IP address or a name."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@web.middleware
async def _guarded(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turns away the pages of other sites, and tells the browser to ask none of them for anything."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden
    response = await handler(request)
    if not response.prepared:
        response.headers.update(_HEADERS)
    return response
