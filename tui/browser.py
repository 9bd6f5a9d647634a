"""Opening links in what the user has for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from threading import Thread
from urllib.parse import urlsplit

_SCHEMES = ("http", "https", "mailto")

_page: Callable[[str], None] | None = None


def hand_to(page: Callable[[str], None] | None) -> None:
    """Give links to ``page`` from now on: the reader's own browser need not be on this machine."""
    global _page
    _page = page


def can_open(url: str) -> bool:
    """Only web and mail addresses; one that starts with a dash would be an option of the program."""
    return urlsplit(url).scheme in _SCHEMES and not url.startswith("-")


def open_link(url: str) -> bool:
    """Hand ``url`` to $BROWSER or the desktop, as an argument and never through a shell. False where there is neither
    or the address is of another kind."""
    if not can_open(url):
        return False
    if _page is not None:
        _page(url)
        return True
    wanted = [os.environ.get("BROWSER", "").split(":")[0], "open" if sys.platform == "darwin" else "xdg-open"]
    program = next((found for name in wanted if name and (found := shutil.which(name))), None)
    if program is None:
        return False
    quiet = subprocess.DEVNULL
    child = subprocess.Popen([program, url], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    # Somebody has to ask for its exit code, and a browser may run for days.
    Thread(target=child.wait, daemon=True).start()
    return True
