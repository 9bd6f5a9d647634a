"""The feeds of the project and those that lie beside it: as seeds, and each parsed once under the limits that users are
promised."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from fuzz.checks import check_blocks, check_texts, read
from tests.shared import ROOT, SHARED

OWN = (ROOT / "feeds" / "sample", ROOT / "fuzz" / "seeds")
"""A few feeds of each format, which are always there."""
FOLDERS = ("feedparser", "gofeed", "chardet", "nnw", "rss-parser", "feedjira", "feeds_rtl", "picturingjordan")
SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf", ".json", ".feed", ".cdf", ""})
MEMORY = 300 * 1024 * 1024
"""Bytes of address space in which every feed must be parsed."""

_LONGEST_SEED = 20_000


def feed_files() -> list[Path]:
    """Every feed of ours and of the corpora, real and made, in a fixed order."""
    folders = [*OWN, *(SHARED / "corpus" / folder for folder in FOLDERS)]
    found = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return [path for path in found if path.is_file() and path.suffix.lower() in SUFFIXES]


def seeds() -> list[bytes]:
    """The feeds to spoil: the beginnings and ends of long ones, so that thousands of inputs a minute are tried."""
    found = []
    for path in feed_files():
        body = path.read_bytes()
        if path.suffix == ".json" and read(body)[0] == "refused":
            # What a parser's test expects of a feed, not a feed.
            continue
        if len(body) > _LONGEST_SEED:
            body = body[: _LONGEST_SEED - 2_000] + body[-2_000:]
        if body:
            found.append(body)
    return found


@dataclass
class Checked:
    """A line for each file that raises, is slow or leaves a control, and how much the worst of all took."""

    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    """Of the processor's time, to read one file."""
    slowest: str = ""
    memory: int = 0
    """Bytes of the one process that read them all."""


def check_corpus(paths: Sequence[Path] | None = None) -> Checked:
    """Read each file, and turn its articles into blocks, in one process held to MEMORY."""
    chosen = feed_files() if paths is None else list(paths)
    work = subprocess.run(
        [sys.executable, "-m", "fuzz.corpus"],
        input="\n".join(map(str, chosen)),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    lines = work.stdout.splitlines()
    if work.returncode or work.stderr or not lines:
        return Checked([*lines, f"the process ended with {work.returncode}: {work.stderr[-2_000:]}"])
    found = Checked(**json.loads(lines[-1]))
    if lines[:-1] != [str(path) for path in chosen]:
        found.failures.append(f"{len(lines) - 1} of {len(chosen)} files were checked")
    return found


def _check_all(paths: Iterable[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    found = Checked()
    for path in paths:
        body = Path(path).read_bytes()
        start = time.process_time()
        seconds = 0.0
        try:
            end, feed = read(body)
            seconds = time.process_time() - start
            if feed:
                check_texts(feed)
                check_blocks(feed)
        except Exception as error:  # every kind is a finding
            end = f"{type(error).__name__}: {str(error)[:200]}"
        if end not in ("strict", "lenient", "refused"):
            found.failures.append(f"{path}: {end} after {time.process_time() - start:.1f} s")
        if seconds > found.seconds:
            found.seconds, found.slowest = seconds, path
        sys.stdout.write(f"{path}\n")
    # Bytes on macOS, KiB on others.
    found.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    _check_all(sys.stdin.read().splitlines())
