"""What changed in an article: its blocks with the words that went and those that came, in logical order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from feeds.blocks import Content
from feeds.types import Article
from tui import words
from tui.document import Piece, body, logical, sided
from tui.i18n import _, language
from tui.roles import ADDED, REMOVED, Role
from tui.text import Mark

_WORD = re.compile(r"(\s*)(\S+)")
_ALIKE = 0.4
"""The part of the words of two blocks that they share, at least, if one was made of the other."""
_NEAR = 8
"""Blocks that are looked through for the one that a new one was made of."""
_BLOCKS = 2_000
"""Blocks of each text that are compared."""
_WORK = 4_000_000
"""Words of one text times those of the other, of all blocks whose words are compared, which bounds the time to seconds
for a text made to be slow; of blocks after them each word went or came."""


class Changed(NamedTuple):
    """A page of what changed; ``any`` is false where all words are the same."""

    pieces: tuple[Piece, ...]
    any: bool


def changes(article: Article, content: Content, was: Article, had: Content, now: datetime) -> Changed:
    """The page of what changed from ``was`` with its content ``had`` to ``article`` as its feed has it; ``now`` is
    what the age of the change is told from."""
    tongue = content.language or article.row.language
    titles = [Piece(Role.TITLE, one.row.title or _("Untitled"), language=tongue, close=True) for one in (was, article)]
    found = compared([titles[0], *_plain(body(was, had))], [titles[1], *_plain(body(article, content))])
    changed = any(mark.key in (REMOVED, ADDED) for piece in found for mark in piece.marks)
    when = words.moment(was.updated, now) if was.updated else ""
    return Changed(sided([*_told(changed, when), *found, _top()], article, content), changed)


def _told(changed: bool, when: str) -> Iterator[Piece]:
    yield Piece(Role.LABEL, _("What was changed, {when}", when=when), language=language(), close=True)
    went, came = _("what went"), _("what came")
    if changed:
        text = f"[{went}] {came}"
        marks = (Mark(0, len(went) + 2, REMOVED), Mark(len(went) + 3, len(text), ADDED))
        yield Piece(Role.BYLINE, text, marks, language=language(), close=True)
    else:
        yield Piece(Role.BYLINE, _("No word is another than it was."), language=language(), close=True)


def _top() -> Piece:
    return Piece(Role.TOP, _("Back to top"), language=language())


def _plain(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """``pieces`` with a paragraph for each row of a table."""
    for piece in pieces:
        if piece.table is None:
            yield piece
            continue
        for at, row in enumerate(piece.table.rows):
            text = " | ".join(" ".join(cell.text.text.split()) for cell in row)
            yield replace(piece, role=Role.BODY, text=text, table=None, close=piece.close or at > 0)


def compared(old: Sequence[Piece], new: Sequence[Piece]) -> list[Piece]:
    """``new`` with marks over the words that ``old`` has not, and with those put in that only ``old`` has, in
    brackets: not each terminal strikes words out."""
    rest, old, new = new[_BLOCKS:], old[:_BLOCKS], new[:_BLOCKS]
    blocks = SequenceMatcher(None, [_key(piece) for piece in old], [_key(piece) for piece in new])
    found: list[Piece] = []
    left = _WORK
    for kind, old_start, old_end, new_start, new_end in blocks.get_opcodes():
        if kind == "equal":
            found += new[new_start:new_end]
            continue
        for before, after in _pairs(old[old_start:old_end], new[new_start:new_end]):
            if before and after:
                left -= len(before.text.split()) * len(after.text.split())
                if left >= 0:
                    found.append(_merged(before, after))
                    continue
            found += [_whole(before, REMOVED)] if before and before.text.strip() else []
            found += [_whole(after, ADDED)] if after else []
    return [*found, *rest]


def _key(piece: Piece) -> tuple[Role, str]:
    return piece.role, " ".join(piece.text.split())


def _pairs(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Blocks of ``new`` with those that they were made of, in order, and all that have no other."""
    at = 0
    came: list[Piece] = []
    for piece in new:
        alike = [(_likeness(one, piece), -n) for n, one in enumerate(old[at : at + _NEAR])]
        likeness, back = max(alike, default=(0.0, 0))
        if likeness < _ALIKE:
            came.append(piece)
            continue
        yield from ((one, None) for one in old[at : at - back])
        yield from ((None, one) for one in came)
        yield old[at - back], piece
        came = []
        at += 1 - back
    yield from ((one, None) for one in old[at:])
    yield from ((None, one) for one in came)


def _likeness(one: Piece, other: Piece) -> float:
    if one.role is not other.role:
        return 0.0
    if one.role is Role.TITLE:
        return 1.0
    of_one, of_other = set(one.text.split()), set(other.text.split())
    return 2 * len(of_one & of_other) / max(len(of_one) + len(of_other), 1)


def _whole(piece: Piece, key: str) -> Piece:
    text = f"[{piece.text.strip()}]" if key == REMOVED else piece.text
    return replace(piece, text=text, marks=(Mark(0, len(text), key),) if text else ())


def _merged(before: Piece, after: Piece) -> Piece:
    old, new = (_WORD.findall(piece.text) for piece in (before, after))
    starts = [found.start(2) for found in _WORD.finditer(after.text)]
    runs = SequenceMatcher(None, [word for _gap, word in old], [word for _gap, word in new])
    text, marks = "", list[Mark]()
    for kind, old_start, old_end, new_start, new_end in runs.get_opcodes():
        if kind in ("delete", "replace"):
            gap, gone = _joined(old[old_start:old_end])
            text += gap or (" " if text else "")
            marks.append(Mark(len(text), len(text) + len(gone) + 2, REMOVED))
            text += f"[{gone}]"
        if kind in ("equal", "insert", "replace"):
            gap, kept = _joined(new[new_start:new_end])
            text += gap or (" " if text else "")
            first, last = starts[new_start], starts[new_end - 1] + len(new[new_end - 1][1])
            moved = len(text) - first
            marks += [
                Mark(max(mark.start, first) + moved, min(mark.end, last) + moved, mark.key)
                for mark in after.marks
                if mark.start < last and mark.end > first
            ]
            if kind != "equal":
                marks.append(Mark(len(text), len(text) + len(kept), ADDED))
            text += kept
    return replace(after, text=text, marks=tuple(marks))


def _joined(run: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The gap before words and the words with the gaps between them."""
    (gap, first), *rest = run
    return gap, first + "".join(gap + word for gap, word in rest)


def in_words(pieces: Sequence[Piece]) -> Iterator[str]:
    """What changed, as lines to be heard."""
    for piece in pieces:
        runs = [mark for mark in piece.marks if mark.key in (REMOVED, ADDED)]
        if not runs or piece.role is Role.BYLINE:
            continue
        for mark in runs:
            said = piece.text[mark.start : mark.end]
            if mark.key == REMOVED:
                yield _("Went: {text}", text=said[1:-1])
            else:
                yield _("Came: {text}", text=said)
        yield _("Where it is now: {text}", text=logical(_now(piece)))


def _now(piece: Piece) -> Piece:
    """A block without the words that went."""
    text, at = "", 0
    for mark in sorted((mark for mark in piece.marks if mark.key == REMOVED), key=lambda mark: mark.start):
        text += piece.text[at : mark.start]
        at = mark.end
    return replace(piece, text=" ".join((text + piece.text[at:]).split()), marks=(), label="", indent=0)
