"""``python -m fuzz --count 200000 --seed 1``: the parser against the corpus, then against spoiled feeds."""

from __future__ import annotations

import argparse
import sys
import time

from fuzz.corpus import check_corpus, feed_files, seeds
from fuzz.run import run


def main() -> int:
    words = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    words.add_argument("--count", type=int, default=200_000, help="inputs (200000)")
    words.add_argument("--seed", type=int, default=1, help="the same seed makes the same inputs (1)")
    words.add_argument("--processes", type=int, default=2)
    chosen = words.parse_args()
    start = time.monotonic()
    checked = check_corpus()
    sys.stdout.write(
        f"the corpus as it is: {len(feed_files()):,} files, {len(checked.failures)} failures"
        f" in {time.monotonic() - start:.0f} s; the slowest {checked.seconds:.2f} s ({checked.slowest}),"
        f" {checked.memory / 1024**2:.0f} MiB at most\n"
    )
    found = run(seeds(), chosen.count, seed=chosen.seed, processes=chosen.processes)
    ends = ", ".join(f"{number:,} {name}" for name, number in sorted(found.ends.items()))
    sys.stdout.write(f"{sum(found.ends.values()):,} inputs in {time.monotonic() - start:.0f} s: {ends}\n")
    failures = checked.failures + found.failures
    for failure in failures[:50]:
        sys.stdout.write(f"{failure}\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
