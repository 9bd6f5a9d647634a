"""Many inputs in several processes; input ``n`` of a seed is the same whatever the number of processes."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from feeds.errors import NashraError
from fuzz.checks import check
from fuzz.mutations import mutated

_MEMORY = 1_500 * 1024 * 1024
"""Bytes of address space of one process, which serves thousands of inputs and holds the seeds."""

_TELL_EVERY = 10_000

_KEPT = Path(__file__).parent / "failures"

_CONTENT_TYPES = ("", "", "text/xml; charset=utf-8", "text/xml; charset=windows-1256", "application/xml; charset=none")


@dataclass
class Found:
    """How many inputs ended in which way, and one line for each failure."""

    ends: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def run(seeds: Sequence[bytes], count: int, *, seed: int, processes: int) -> Found:
    """Check ``count`` inputs made of ``seeds``. An input that fails is kept in fuzz/failures under its number."""
    found = Found()
    slices = [range(start, min(start + 500, count)) for start in range(0, count, 500)]
    work = partial(_check_slice, seeds, seed)
    if processes < 2:
        results: Iterable[Found] = map(work, slices)
        return _added(found, results)
    with multiprocessing.get_context("fork").Pool(processes, _limit) as pool:
        return _added(found, pool.imap_unordered(work, slices))


def _added(found: Found, results: Iterable[Found]) -> Found:
    told = 0
    for result in results:
        found.ends += result.ends
        found.failures += result.failures
        if (done := found.ends.total()) - told >= _TELL_EVERY:
            told = done
            sys.stderr.write(f"{done:,} inputs, {len(found.failures)} failures\n")
    return found


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def body_of(seeds: Sequence[bytes], seed: int, number: int) -> tuple[bytes, str]:
    """Input ``number`` of ``seed``, and the HTTP header that comes with it."""
    chance = Random(f"{seed}/{number}")  # noqa: S311 (reproducible, not secret)
    body = mutated(chance, chance.choice(seeds), chance.choice(seeds))
    return body, chance.choice(_CONTENT_TYPES)


def _check_slice(seeds: Sequence[bytes], seed: int, numbers: range) -> Found:
    found = Found()
    for number in numbers:
        body, content_type = body_of(seeds, seed, number)
        try:
            found.ends[check(body, content_type=content_type)] += 1
        except NashraError:
            raise
        except Exception as error:
            found.ends["failed"] += 1
            _KEPT.mkdir(exist_ok=True)
            (_KEPT / f"{seed}-{number}").write_bytes(body)
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            found.failures.append(f"{seed}-{number}: {type(error).__name__} at {where}: {str(error)[:200]}")
    return found
