"""Where the reader was, kept between starts for each library in a small file that may be lost without harm."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from feeds.types import ScopeKind
from feeds.values import dataclass

_LARGEST = 1 << 18
"""Bytes of a file of ours, at most."""
_MOST = 1 << 62
"""More than any number in it, and what SQLite takes."""


@dataclass(frozen=True, slots=True)
class State:
    """Ids are the library's; what is no longer there is passed over."""

    sections: int = 0
    """Widths in cells, as `tui.panes.Sizes` has them."""
    articles: int = 0
    beside: int = 0
    pane: int = 0
    """What is looked at, as `tui.panes.View` has it."""
    reading: bool = False
    zen: bool = False
    kind: str = ScopeKind.ALL.value
    """The list that is shown."""
    scope: int = 0
    row: int = 0
    """The article under the cursor."""
    row_above: int = 0
    """Lines of the list above it that are in view."""
    section_above: int = 0
    """The same of the sections."""
    article: int = 0
    """The one on the page, and the place in its text that stands at the top: a piece, characters into it, rows after
    the one with that character."""
    piece: int = 0
    offset: int = 0
    skip: int = 0
    folded: tuple[int, ...] = ()
    unfolded: tuple[int, ...] = ()


def load(path: Path, library: Path) -> State:
    """What was kept for ``library``, or the state of a first start where that can't be read or is not what we write."""
    try:
        with path.open("rb") as file:
            read = file.read(_LARGEST)
        kept: Any = json.loads(read)
        if kept.pop("library") != str(library):
            return State()
        known = {one.name: one.default for one in fields(State)}
        given = {name: _as(kept[name], default) for name, default in known.items() if name in kept}
        state = State(**given)
        ScopeKind(state.kind)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return State()
    return state if state.pane in range(3) else State()


def save(path: Path, library: Path, state: State) -> None:
    """Replaces the file whole, so that a crash leaves the old one or the new. What fails is let go."""
    draft = path.with_name(f".{path.name}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text(json.dumps({"library": str(library), **asdict(state)}), "utf-8")
        draft.replace(path)


def _as(value: Any, default: object) -> Any:
    """``value`` if it is of the kind of ``default``. Raises ValueError."""
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(_as(one, 0) for one in value)
    if type(value) is not type(default) or (isinstance(value, int) and not 0 <= value < _MOST):
        raise ValueError(value)
    return value
