"""The one table of all benchmarks, in Markdown, and the page that keeps the last one."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.measuring import Row

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
_COLUMNS = "| bench | what | Nashra | beside it | its figure | Nashra takes |\n|---|---|---|---|---|---|\n"
_HEAD = """\
# Benchmarks

`make bench` prints this table, and `make bench ARGS="--write"` keeps it here; with names, as in
`make bench ARGS="start scroll --write"`, those alone are measured and the other rows stay as they were. `actions`,
`scale` and `memory` take minutes and are measured where they are named; `--large` has `search` and `scale` measure
libraries of a million articles as well. Each figure is a median beside that of a peer in the same run, taken in turn,
so that what else the machine does falls on both; the last column is the one over the other. What a name stands for is
told at the head of its file in `bench/`.

Measured on {machine}.

"""


def lines(rows: Mapping[str, Iterable[Row]]) -> list[str]:
    """A line of the table for each row, by the name of its bench."""
    return [f"| {name} | {' | '.join(row)} |" for name, some in rows.items() for row in some]


def table(some: Iterable[str]) -> str:
    """The table of such lines."""
    return _COLUMNS + "".join(f"{line}\n" for line in some)


def kept(page: str, new: Sequence[str], names: Sequence[str]) -> list[str]:
    """The lines of ``page`` with ``new`` ones in place of those of the same benches, in the order of ``names``."""
    measured = {_name(line) for line in new}
    old = [line for line in page.splitlines() if _name(line) in names and _name(line) not in measured]
    return sorted([*old, *new], key=lambda line: names.index(_name(line)))


def write(new: Sequence[str], names: Sequence[str]) -> None:
    """Keep the table on its page."""
    page = PAGE.read_text("utf-8") if PAGE.exists() else ""
    PAGE.write_text(_HEAD.format(machine=_machine()) + table(kept(page, new, names)), "utf-8")


def _name(line: str) -> str:
    return line.split("|")[1].strip() if line.count("|") > 2 else ""


def _machine() -> str:
    """The machine in general terms."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"{os.cpu_count()} cores, {platform.system()}, Python {python}"
