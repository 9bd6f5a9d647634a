"""``python -m bench [--write] [--large] [NAME …]``: all without a name, but those that take minutes by themselves. What
comes is told as it comes on standard error, and as one table on standard output."""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import sysconfig
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

from bench import measuring, table
from bench.library import LARGE, SIZES

NAMES = ("start", "commands", "refresh", "beside", "taking", "open", "scroll", "titles", "shape", "search", "stories")
LONG = ("actions", "scale", "memory")
_SIZED = ("search", "scale")
"""What is measured on libraries of several sizes."""
_MODULES = {"open": "opening", "scroll": "opening", "shape": "shaping"}
"""Where the module has another name."""


def main() -> None:
    words = argparse.ArgumentParser(prog="bench", description=__doc__)
    every = (*NAMES, *LONG)
    words.add_argument("names", nargs="*", choices=[*every, []], metavar="NAME", help=", ".join(every))
    words.add_argument("--write", action="store_true", help=f"keep the table in docs/{table.PAGE.name}")
    words.add_argument(
        "--large", action="store_true", help=f"libraries of {LARGE:,} articles as well: {', '.join(_SIZED)}"
    )
    given = words.parse_args()
    # Both sides start from compiled bytecode, whatever way they were installed.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for folder in (sysconfig.get_path("purelib"), Path(__file__).parent.parent):
        compileall.compile_dir(folder, quiet=2, workers=0)
    rows = {}
    with redirect_stdout(sys.stderr):
        for name in given.names or NAMES:
            measuring.TABLE.clear()
            module = import_module(f"bench.{_MODULES.get(name, name)}")
            if name in _SIZED:
                module.run(sizes=(*SIZES, LARGE) if given.large else SIZES)
            else:
                module.run(*[name] * (_MODULES.get(name) == "opening"))
            rows[name] = list(measuring.TABLE)
            if given.write:
                # At once: who ends it before the last keeps what came.
                table.write(table.lines({name: rows[name]}), every)
    print(table.table(table.lines(rows)), end="")


if __name__ == "__main__":
    main()
