"""Memory goes back to the system while the reader is open."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.tui.conftest import Open
from tui import app as tui_app

PROGRAM = """
from pathlib import Path
from tui.memory import give_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

some = [bytes(50_000) for _ in range(2_000)]
kept = some[::20]
del some
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library has no call for it")
def test_what_was_freed_between_things_that_stay_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) > 50_000_000


async def test_it_is_given_back_when_garbage_was_collected(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr(tui_app, "give_back", lambda: given.append("all"))
    app = open_app("en")
    async with app.run_test():
        app._collect_at_rest(tui_app._AT_LAST)
    assert given == ["all"]
