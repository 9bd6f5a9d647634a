"""Unicode's own cases for UAX #9, UAX #29 and UAX #14."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import lookup, mirrored, name

import pytest

from feeds.scripts import Direction, first_strong
from tests.shared import shared
from tui.text.levels import resolve
from tui.text.line import mirror, settled, visual
from tui.text.segment import breaks, cluster_ends

CHUNKS = 8
CHARACTER_CASES = 91_707
CLASS_CASES = 770_241

EXAMPLES = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "ES": "+",
    "ET": "$",
    "AN": "\u0661",
    "CS": ",",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "NSM": "\u0300",
    "BN": "\u00ad",
    "LRE": "\u202a",
    "LRO": "\u202d",
    "RLE": "\u202b",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}
REMOVED = {"LRE", "RLE", "LRO", "RLO", "PDF", "BN"}
"""What rule X9 removes: it has no level and no place in the order."""


def laid(text: str, base: Direction) -> tuple[bytes, list[int]]:
    """The levels of a line after L1 and the logical indexes from left to right."""
    levels = settled(text, resolve(text, base), 0, len(text), int(base == "rtl"))
    order: list[int] = []
    for start, end, level in visual(levels):
        order += range(end - 1, start - 1, -1) if level % 2 else range(start, end)
    return levels, order


def numbers(field: str) -> list[int]:
    return [int(number) for number in field.split()]


def character_cases() -> Iterator[list[str]]:
    with lzma.open(shared("ucd/BidiCharacterTest.txt.xz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.strip().split(";")


def class_cases() -> Iterator[tuple[list[str], Direction | None, list[str], list[int]]]:
    """The classes, the base direction (None: by the first strong), levels and order of each case."""
    levels: list[str] = []
    order: list[int] = []
    bases: list[Direction | None] = [None, "ltr", "rtl"]
    with lzma.open(shared("ucd/BidiTest.txt.xz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("@Levels:"):
                levels = line.split()[1:]
            elif line.startswith("@Reorder:"):
                order = numbers(line.partition(":")[2])
            elif line.strip() and line[0] not in "#@":
                classes, bits = line.split(";")
                for bit, base in enumerate(bases):
                    if int(bits) >> bit & 1:
                        yield classes.split(), base, levels, order


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_characters_take_the_levels_and_the_order_that_unicode_gives(chunk: int) -> None:
    wrong = []
    for codes, direction, paragraph_level, levels, order in islice(character_cases(), chunk, None, CHUNKS):
        text = "".join(chr(int(code, 16)) for code in codes.split())
        base = first_strong(text) if direction == "2" else ("ltr", "rtl")[int(direction)]
        found_levels, found_order = laid(text, base)
        kept = [level != "x" for level in levels.split()]
        same = (
            (base == "rtl") == (paragraph_level == "1")
            and all(level in ("x", str(found)) for level, found in zip(levels.split(), found_levels, strict=True))
            and [index for index in found_order if kept[index]] == numbers(order)
        )
        if not same:
            wrong.append(codes)
    assert wrong == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_classes_take_the_levels_and_the_order_that_unicode_gives(chunk: int) -> None:
    wrong = []
    for classes, base, levels, order in islice(class_cases(), chunk, None, CHUNKS):
        text = "".join([EXAMPLES[kind] for kind in classes])
        found_levels, found_order = laid(text, base or first_strong(text))
        same = all(level in ("x", str(found)) for level, found in zip(levels, found_levels, strict=True))
        if not same or [index for index in found_order if levels[index] != "x"] != order:
            wrong.append((classes, base))
    assert wrong == []


def test_no_case_is_left_out() -> None:
    assert sum(1 for _ in character_cases()) == CHARACTER_CASES
    assert sum(1 for _ in class_cases()) == CLASS_CASES


SIDES = {"LEFT": "RIGHT", "LESS-THAN": "GREATER-THAN", "SUBSET": "SUPERSET", "PRECEDES": "SUCCEEDS"}
SIDES |= {other: side for side, other in SIDES.items()}


def opposite(char: str) -> str:
    """The character whose name is the same but for its side, or none."""
    changed = re.sub(rf"\b(?:{'|'.join(SIDES)})\b", lambda found: SIDES[found[0]], name(char))
    try:
        return lookup(changed) if changed != name(char) else ""
    except KeyError:
        return ""


def test_every_mirrored_sign_with_an_opposite_is_exchanged_for_it_and_nothing_else_is() -> None:
    signs = [chr(code) for code in range(0x110000) if mirrored(chr(code))]
    assert [sign for sign in signs if (other := opposite(sign)) and mirror(sign) != other] == []
    assert [chr(code) for code in range(0x110000) if mirror(chr(code)) != chr(code) and not mirrored(chr(code))] == []
    assert all(mirror(mirror(sign)) == sign for sign in signs)


def boundary_cases(file: str) -> Iterator[tuple[str, list[int]]]:
    for line in shared(f"ucd/{file}").read_text("utf-8").splitlines():
        text, expected = "", []
        for token in line.partition("#")[0].split():
            if token == "÷":
                expected.append(len(text))
            elif token != "×":
                text += chr(int(token, 16))
        if text:
            yield text, expected


CHANGED_AFTER_15 = re.compile('^-|[,.]\u0308?\\d|["«»]|\u05d0-\u05d0')
"""Where UAX #14 says something else since 15.1: a hyphen that starts a word (LB20a), a decimal mark that starts a
number (LB15c), quotation marks (LB15a, LB15b, LB19a), a hyphen between Hebrew letters (LB21a)."""


def test_lines_break_where_unicode_says() -> None:
    cases = list(boundary_cases("LineBreakTest.txt"))
    settled_since = [case for case in cases if not CHANGED_AFTER_15.search(case[0])]
    assert len(settled_since) > len(cases) * 0.9
    assert [text for text, expected in settled_since if breaks(text) != expected] == []


def test_clusters_end_where_unicode_says() -> None:
    wrong = []
    for text, expected in boundary_cases("GraphemeBreakTest.txt"):
        found = [0]
        while found[-1] < len(text):
            found.append(cluster_ends()(text, found[-1]))
        # U+2701 was a pictograph until Unicode 17.
        if found != expected and "\u2701" not in text:
            wrong.append(text)
    assert wrong == []
