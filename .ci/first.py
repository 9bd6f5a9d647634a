"""The README's first command, typed in this clone on a pty: the reader comes, and three steps lead to an edition."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.terminal import Terminal

_INSTALLED = 600
_STEPS = (("\r", "Which line reads right?"), ("\r", "The sample edition"), ("j\r", "lamplighter"))


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        homes = {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "STATE", "DATA")}
        environ = {**os.environ, **homes, "TERM": "xterm-256color"}
        began = time.monotonic()
        with Terminal(["make", "run", "ARGS=--lang en"], environ=environ) as terminal:
            terminal.until("Welcome to Nashra", _INSTALLED)
            print(f"make run: the reader is on the screen after {time.monotonic() - began:.0f} s", flush=True)
            for key, then in _STEPS:
                terminal.type(key)
                terminal.until(then, 60)
            terminal.type("q")
            assert terminal.end(30) == 0
    print("make run: an edition through the three steps, and left in order")


if __name__ == "__main__":
    main()
