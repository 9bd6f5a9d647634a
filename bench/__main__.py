"""``python -m bench [start|refresh|beside|open|scroll|titles|shape|search|stories|scale|memory …]``: all without a name
but ``memory``, which takes ten minutes."""

from __future__ import annotations

import argparse
import compileall
import os
import sysconfig
from pathlib import Path

NAMES = ("start", "refresh", "beside", "open", "scroll", "titles", "shape", "search", "stories", "scale")
LONG = ("memory",)


def main() -> None:
    words = argparse.ArgumentParser(prog="bench", description=__doc__)
    words.add_argument("names", nargs="*", choices=[*NAMES, *LONG, []], metavar="NAME", help=", ".join((*NAMES, *LONG)))
    names = words.parse_args().names or NAMES
    # Both sides start from compiled bytecode, whatever way they were installed.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for folder in (sysconfig.get_path("purelib"), Path(__file__).parent.parent):
        compileall.compile_dir(folder, quiet=2, workers=0)
    if "start" in names:
        from bench import start

        start.run()
    if "refresh" in names:
        from bench import refresh

        refresh.run()
    if "beside" in names:
        from bench import beside

        beside.run()
    if "open" in names or "scroll" in names:
        from bench import opening

        opening.run(*(name for name in ("open", "scroll") if name in names))
    if "titles" in names:
        from bench import titles

        titles.run()
    if "shape" in names:
        from bench import shaping

        shaping.run()
    if "search" in names:
        from bench import search

        search.run()
    if "stories" in names:
        from bench import stories

        stories.run()
    if "scale" in names:
        from bench import scale

        scale.run()
    if "memory" in names:
        from bench import memory

        memory.run()


if __name__ == "__main__":
    main()
