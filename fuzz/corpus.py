"""The feeds that lie beside the project: as seeds, and each parsed once under the limits that users are promised."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from fuzz.checks import SECONDS, check
from tests.shared import SHARED

FOLDERS = ("feedparser", "gofeed", "chardet", "nnw", "rss-parser", "feedjira", "feeds_rtl", "picturingjordan")
SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf", ".json", ".feed", ".cdf", ""})
MEMORY = 300 * 1024 * 1024
"""Bytes of address space in which every feed must be parsed."""

_LONGEST_SEED = 20_000


def feed_files() -> list[Path]:
    """Every feed of the corpora, real and made, in a fixed order."""
    found = [path for folder in FOLDERS for path in sorted((SHARED / "corpus" / folder).rglob("*"))]
    return [path for path in found if path.is_file() and path.suffix.lower() in SUFFIXES]


def seeds() -> list[bytes]:
    """The feeds to spoil: the beginnings and ends of long ones, so that thousands of inputs a minute are tried."""
    found = []
    for path in feed_files():
        body = path.read_bytes()
        if len(body) > _LONGEST_SEED:
            body = body[: _LONGEST_SEED - 2_000] + body[-2_000:]
        if body:
            found.append(body)
    return found


def check_corpus(paths: Sequence[Path] | None = None) -> list[str]:
    """Parse each file in one process held to MEMORY: a line for each that raises, is slow or leaves a control."""
    chosen = feed_files() if paths is None else list(paths)
    work = subprocess.run(
        [sys.executable, "-m", "fuzz.corpus"],
        input="\n".join(map(str, chosen)),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    failures = work.stdout.splitlines()
    if work.returncode or work.stderr or not failures or failures.pop() != f"checked {len(chosen)}":
        failures.append(f"the process ended with {work.returncode}: {work.stderr[-2_000:]}")
    return failures


def _check_all(paths: Iterable[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    checked = 0
    for path in paths:
        start = time.process_time()
        try:
            end = check(Path(path).read_bytes())
        except Exception as error:  # every kind is a finding
            end = f"{type(error).__name__}: {str(error)[:200]}"
        if end not in ("strict", "lenient", "refused") or time.process_time() - start > SECONDS:
            sys.stdout.write(f"{path}: {end} after {time.process_time() - start:.1f} s\n")
        checked += 1
    sys.stdout.write(f"checked {checked}\n")


if __name__ == "__main__":
    _check_all(sys.stdin.read().splitlines())
