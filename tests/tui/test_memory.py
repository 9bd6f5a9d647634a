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
from tui.memory import collect

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

some = [bytes(50_000) for _ in range(2_000)]
kept = some[::20]
del some
before = resident()
collect()
print(before - resident())
"""


THREADS = """
import re, sys, threading
from pathlib import Path
from tui.memory import hold_together

if sys.argv[1:]:
    hold_together()
held = []
threads = [threading.Thread(target=lambda: held.append([bytes(1_000) for _ in range(1_000)])) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
starts = re.findall(r"(?m)^([0-9a-f]+)-\\S+ rw.* 0 *$", Path("/proc/self/maps").read_text())
print(sum(int(start, 16) % (64 << 20) == 0 for start in starts))
"""
"""Prints how many places beside the first one memory is taken from: each is 64 MiB of addresses from a round one on."""

GNU = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library has no call for it")


def said(program: str, *words: str) -> int:
    command = [sys.executable, "-c", program, *words]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


@GNU
def test_what_was_freed_between_things_that_stay_is_given_back() -> None:
    assert said(PROGRAM) > 50_000_000


@GNU
def test_all_threads_take_memory_from_one_place() -> None:
    assert said(THREADS) > 0
    assert said(THREADS, "together") == 0


async def test_the_clock_does_it_though_the_keys_never_end(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr(tui_app, "collect", lambda: given.append("all"))
    app = open_app("en")
    async with app.run_test():
        app._collect_at_rest(tui_app._AT_LAST)
    assert given == ["all"]
