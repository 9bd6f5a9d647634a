"""Whether the reading of rows would see a fault: rows that are right, and rows of each kind of wrong."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.tui.reading import Known, faults
from tui.text import paragraph

MIXED = "قررت شركة Apple تعليق 3 خدمات (Azure) لا غير، حتى 25/09/2025"
RIGHT = [MIXED, "خبر عن الأدب", "می‌شود", "טקסט בעברית", "ڕۆژنامەی کوردستان", "مُشكَّلةٌ لا تُنسى"]
SHOWN = paragraph(MIXED, language="ar").fit(80).text


@pytest.fixture
def known() -> Known:
    found = Known()
    found.add(RIGHT, "ar")
    return found


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("room", [60, 21, 7])
def test_what_is_right_is_not_complained_of(known: Known, text: str, room: int) -> None:
    row = paragraph(text, language="ar").fit(room).text
    assert faults([f"│ {row}  2025 "], cell_len(row) + 9, known) == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (SHOWN[::-1], "unjoined letters"),
        ("خبر عن الأدب"[::-1], "unjoined letters"),
        ("خبر عن الأدب", "unjoined letters"),
        ("ﺭﺒﺧ", "unjoined letters"),
        ("ﺮﺑﺧ", "unjoined letters"),
        ("תירבעב טקסט", "what nobody wrote"),
        ("טקסט בעברית", "what nobody wrote"),
        ("ﻦﻋ ﺮﺒﺧ ﺏﺩﻷﺍ", "what nobody wrote"),
        (paragraph(MIXED, base="ltr").fit(80).text, "what nobody wrote"),
        (SHOWN.replace("Apple", "elppA"), "what nobody wrote"),
        (SHOWN + "\u200f", "a control, U+200F"),
        (SHOWN + "\x9b", "a control, U+009B"),
    ],
)
def test_what_is_wrong_is_told(known: Known, row: str, why: str) -> None:
    met = faults([row], cell_len(row), known)
    assert met
    assert met[0].startswith(why)


def test_a_row_of_another_width_is_told(known: Known) -> None:
    assert faults([SHOWN], cell_len(SHOWN) + 1, known)[0].endswith(f"cells for {cell_len(SHOWN) + 1} in {SHOWN!r}")
