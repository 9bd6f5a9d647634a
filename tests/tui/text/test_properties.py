"""What holds for every string: hypothesis looks for one on which it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from time import process_time
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from feeds.clean import clean
from tests.tui.text.reading import cells, readable, skeleton
from tests.tui.text.strategies import bases, languages, texts, widths
from tui.text import Line, Mark, Paragraph, join_emoji, paragraph, printed
from tui.text.glyphs import glyphs, written
from tui.text.levels import resolve
from tui.text.line import settled
from tui.text.segment import cluster_ends
from tui.text.shape import FILLER


@pytest.fixture(autouse=True, params=[False, True], ids=["plain", "joined"])
def emoji(request: pytest.FixtureRequest) -> Iterator[None]:
    join_emoji(request.param)
    yield
    join_emoji(False)


def drawn_offsets(line: Line) -> list[int]:
    return [offset for run in line.runs for offset in run.offsets]


# ── The four that everything else stands on ─────────────────────────────────────────────────────────────────────────


@given(texts, bases, languages, widths)
@settings(max_examples=400)
def test_layout_never_raises(text: str, base: str, language: str, width: int) -> None:
    found = paragraph(text, base=base, language=language)  # type: ignore[arg-type]
    for line in (*found.wrap(width), found.fit(width)):
        assert line.text == "".join(run.text for run in line.runs)
    assert printed(text, width, language)


@given(texts, bases, languages, widths)
@settings(max_examples=400)
def test_no_line_is_wider_than_asked_but_for_a_single_cluster(text: str, base: str, language: str, width: int) -> None:
    found = paragraph(text, base=base, language=language)  # type: ignore[arg-type]
    for line in found.wrap(width):
        assert line.width == cell_len(line.text)
        assert line.width <= width or len(set(drawn_offsets(line))) == 1
    assert found.fit(width).width == cell_len(found.fit(width).text) <= width


@given(texts, bases, languages, widths)
@settings(max_examples=400)
def test_the_logical_text_read_back_from_the_lines_is_the_text(text: str, base: str, language: str, width: int) -> None:
    found = paragraph(text, base=base, language=language)  # type: ignore[arg-type]
    lines = found.wrap(width)
    assert "".join(found.text[line.start : line.end] for line in lines) == found.text
    drawn = glyphs(written(found.text))
    shown: set[int] = set()
    for line in lines:
        read = sorted(cells(line.runs))
        shown.update(offset for offset, _ in read)
        there = readable(found.text, line.start, line.end)
        assert "".join(skeleton(cell[0]) for _, cell in read).rstrip() == there.rstrip()
    for at, char in enumerate(found.text):
        if category(char)[0] in "LNPS" and drawn.text[at] != FILLER:
            assert max(drawn.starts.rfind(1, 0, at + 1), 0) in shown


@given(texts, bases, languages, widths)
@settings(max_examples=400)
def test_the_offset_of_every_cell_points_at_a_character_that_is_drawn_in_it(
    text: str, base: str, language: str, width: int
) -> None:
    found = paragraph(text, base=base, language=language)  # type: ignore[arg-type]
    for line in found.wrap(width):
        for offset, cell in cells(line.runs):
            assert line.start <= offset < line.end
            assert skeleton(cell[0])[0] == skeleton(found.text[offset])
    flat, line = found.text.replace("\n", " "), found.fit(width)
    for offset, cell in cells(line.runs):
        assert cell == "…" if offset == line.end else skeleton(cell[0])[0] == skeleton(flat[offset])


# ── What the engine promises beside ─────────────────────────────────────────────────────────────────────────────────

PICTOGRAPH = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"


def marks(text: str) -> set[str]:
    return {char for char in text if category(char) in ("Mn", "Me", "Mc")}


def zero_width(text: str) -> set[str]:
    """The characters without width of their own that are not marks, nor younger than Python's Unicode."""
    return {char for char in text if cell_len(char) == 0 and category(char) not in ("Mn", "Me", "Mc", "Cn")}


@given(texts, widths)
@settings(max_examples=300)
def test_cells_are_those_of_rich(text: str, width: int) -> None:
    found = paragraph(text)
    for line in (*found.wrap(width), found.fit(width)):
        assert line.width == cell_len(line.text)
        for run in line.runs:
            assert run.width == len(run.offsets) == cell_len(run.text)


@given(texts, widths)
@settings(max_examples=300)
def test_offsets_are_each_cluster_of_the_line_once(text: str, width: int) -> None:
    found = paragraph(text)
    for line in found.wrap(width):
        offsets = drawn_offsets(line)
        clusters = [offset for at, offset in enumerate(offsets) if at == 0 or offsets[at - 1] != offset]
        assert len(clusters) == len(set(clusters))
        assert all(line.start <= offset < line.end for offset in clusters)
        for cell, offset in enumerate(offsets):
            assert line.offset_at(cell) == offset
            assert line.span_at(cell)[0] == offset < line.span_at(cell)[1] <= line.end


@given(texts, widths)
@settings(max_examples=300)
def test_nothing_without_width_is_drawn_but_marks_and_parts_of_an_emoji(text: str, width: int) -> None:
    for line in paragraph(text).wrap(width):
        parts = zero_width(line.text)
        assert parts <= {"\u200d", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400)), *map(chr, range(0xE0020, 0xE0080))} | {
            char for char in parts if "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
        }
        assert FILLER not in line.text
        assert "\n" not in line.text
        for before, joined in pairwise(line.text.split("\u200d")):
            assert re.search(PICTOGRAPH + r"\Z", before.rstrip("".join(parts | marks(before))))
            assert re.match(PICTOGRAPH, joined)
        assert not line.text or category(line.text[0]) not in ("Mn", "Me")


@given(texts, bases, widths)
@settings(max_examples=300)
def test_a_line_keeps_the_levels_of_its_paragraph(text: str, base: str, width: int) -> None:
    found = paragraph(text, base=base, protect=False)  # type: ignore[arg-type]
    odd = int(found._source.runs_rtl)
    levels = bytearray(resolve(written(found.text), "rtl" if odd else "ltr"))
    for line in found.wrap(width):
        leveled = settled(written(found.text), bytes(levels), line.start, line.end, odd)
        offsets = drawn_offsets(line)
        for left, right in pairwise(offsets):
            same = leveled[left - line.start] == leveled[right - line.start]
            between = leveled[min(left, right) - line.start : max(left, right) - line.start + 1]
            if same and left != right and len(set(between)) == 1:
                assert (left < right) == (leveled[left - line.start] % 2 == 0)


@given(texts, st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=4), widths)
@settings(max_examples=300)
def test_marks_cover_what_they_covered_in_the_text(text: str, spans: list[tuple[int, int]], width: int) -> None:
    found = paragraph(clean(text), marks=[Mark(start, end, at) for at, (start, end) in enumerate(spans)])
    for line in found.wrap(width):
        for run in line.runs:
            for offset in set(run.offsets):
                end = cluster_end(found, offset)
                touched = tuple(at for at, (start, stop) in enumerate(spans) if max(start, offset) < min(stop, end))
                assert run.keys == touched


def cluster_end(found: Paragraph, offset: int) -> int:
    starts = glyphs(written(found.text), True).starts
    following = starts.find(1, offset + 1)
    return following if following >= 0 else len(starts)


@given(texts)
@settings(max_examples=300)
def test_the_fast_way_cuts_the_clusters_that_uax_29_has(text: str) -> None:
    cleaned = clean(text)
    found = glyphs(cleaned, True)
    ends, at = {0}, 0
    while at < len(cleaned):
        at = cluster_ends()(cleaned, at)
        ends.add(at)
    # We join more than UAX #29 does, a lam-alef and what is not drawn, and part only after its prepended signs.
    prepended = {at + 1 for at, char in enumerate(cleaned) if category(char) == "Cf"}
    assert {at for at, start in enumerate(found.starts) if start} <= ends | prepended


@given(texts)
@settings(max_examples=200)
def test_hiding_harakat_changes_no_width_and_no_break(text: str) -> None:
    shown, hidden = paragraph(text, harakat=True), paragraph(text, harakat=False)
    assert [(line.start, line.end, line.width) for line in shown.wrap(12)] == [
        (line.start, line.end, line.width) for line in hidden.wrap(12)
    ]


@given(texts)
@settings(max_examples=200)
def test_cleaning_again_changes_nothing(text: str) -> None:
    found = paragraph(text)
    assert paragraph(found.text).text == found.text


REPEATED = [
    "a",
    "a-",
    "a.",
    "%",
    "a+",
    "@a.",
    "#",
    "_",
    "1",
    "1 ",
    "1-",
    "+1",
    "(1",
    "Ab ",
    "Ab! ",
    "Inc. ",
    "A.",
    "http://",
    ")",
    "www.",
    "ا",
    "\u064e",
    "ـ",
    " ـ",
    " ",
    "👨\u200d",
    "\u200d",
    "(",
    "\n",
    "A (a",
    "a'",
    "e\u0301",
    "لا",
    "سلام ",
    "ب http://a/ ",
    "ڵ",
]


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("language", ["ar", "fa"])
def test_no_repetition_takes_more_than_its_length(piece: str, language: str) -> None:
    text = "ب http://a" + piece * 10_000 + "/@C++"
    before = process_time()
    for line in paragraph(text, language=language).wrap(60)[:100]:
        assert line.runs is not None
    assert process_time() - before < 1.5
