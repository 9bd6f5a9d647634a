"""The longest that each action of the registry holds the event loop, from the press of its key to the painted screen,
on 100,000 articles, beside the same kind of action in a bare Textual app.

Both sides go the same way: a process of its own for each run, one app in it, all actions in the order of the registry,
each twice. The first time is what it costs in a session that has not done it before, imports and style sheets
included; the second is what it costs from then on, and both are held to the limit. Neither side has what the other
has not done yet: the bare app loads the style of its one screen, and draws its list and its text, when the first action
asks for them. Its list has one page of rows, as the reader's has: with all of the library's it would only be slower.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.library import library
from bench.measuring import TABLE, Row
from bench.presses import LEFT_OUT
from bench.pressing import Figures, Opened
from bench.scale import copies
from feeds.store.index import catch_up

ARTICLES = 100_000
RUNS = 3
FRAME = 0.016
"""Seconds that the event loop may be held longer than in a bare app."""
_TIMES = ("the first time", "again")
REASONS: dict[str, str] = {
    "news": "the first notice takes a line from the panes, and Textual lays out and draws all anew in one callback",
    "refresh-ticked": "the line of the refresh comes under the screen, and Textual draws all anew in one callback",
}
"""Of those that hold it longer than a frame: why."""
_Runs = defaultdict[tuple[str, str], list[float]]
"""Seconds in each run, by the action and which time it was."""


def run(runs: int = RUNS) -> None:
    catch_up(library(ARTICLES))
    ours, bare = _Runs(list), _Runs(list)
    for _turn in range(runs):
        # What a run marks read is unread in the next.
        with copies({ARTICLES: library(ARTICLES)}) as paths:
            opened = _keep("ours", paths[ARTICLES], {}, ours)
            _keep("bare", paths[ARTICLES], opened, bare)
    _tell(ours, bare)


def _keep(side: str, path: Path, opened: Opened, kept: _Runs) -> Opened:
    """Measure one side once. What its screens had in them is returned."""
    command = [sys.executable, "-m", "bench.pressing", side, str(path)]
    done = subprocess.run(command, input=json.dumps(opened), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: Figures
    figures, found = json.loads(done.stdout)
    for action, some in figures.items():
        for which, seconds in zip(_TIMES, some, strict=False):
            kept[action, which].append(seconds)
    return found


def _tell(ours: _Runs, bare: _Runs) -> None:
    print(f"\nlongest callback from key to paint, {ARTICLES:,} articles (thread CPU, ms; median of {RUNS})")
    print(f"  {'':<18} {_TIMES[0]:>23} {_TIMES[1]:>23}")
    print(f"  {'action':<18}" + f" {'ours':>7} {'bare':>7} {'more':>7}" * 2)
    of = {key: (median(some), median(bare[key])) for key, some in ours.items()}
    for action in dict.fromkeys(action for action, _which in of):
        both = [of[action, which] for which in _TIMES if (action, which) in of]
        cells = "".join(f" {own * 1e3:7.1f} {its * 1e3:7.1f} {(own - its) * 1e3:+7.1f}" for own, its in both)
        over = any(own - its > FRAME for own, its in both)
        print(f"  {action:<18}{cells}" + (f"  over a frame: {REASONS.get(action, 'no reason')}" if over else ""))
    for action, why in LEFT_OUT.items():
        print(f"  {action:<18} not measured: {why}")
    for which in _TIMES:
        _row(which, {action: both for (action, time), both in of.items() if time == which})


def _row(which: str, of: dict[str, Sequence[float]]) -> None:
    """The lines of the table: the action that is furthest above the bare app, and the longest of all."""
    over = sum(own - its > FRAME for own, its in of.values())
    print(f"  {which}, {over} of {len(of)} are over {FRAME * 1000:.0f} ms more than in the bare app")
    told = f"longest callback of an action {which} (thread CPU)"
    furthest = max(of, key=lambda action: of[action][0] - of[action][1])
    own, its = of[furthest]
    above = f"{told}: {furthest}, of {len(of)} the furthest above the bare app; {over} are more than a frame above it"
    TABLE.append(Row(above, f"{own * 1000:.1f} ms", "bare Textual app", f"{its * 1000:.1f} ms", f"{own / its:.2f}"))
    own, its = (median(both[side] for both in of.values()) for side in (0, 1))
    half = f"{told}: the median of all {len(of)}"
    TABLE.append(Row(half, f"{own * 1000:.1f} ms", "bare Textual app", f"{its * 1000:.1f} ms", f"{own / its:.2f}"))
