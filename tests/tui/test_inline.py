"""What stands within a paragraph or a cell: raised and lowered figures, links, and the room between paragraphs."""

from __future__ import annotations

import pytest

from feeds.blocks import Cell, Span, SpanKind, Table, Text
from tui import inline
from tui.document import Piece
from tui.layout import rows_of
from tui.roles import LinkKey, Role


@pytest.mark.parametrize(
    ("text", "start", "end", "kind", "written"),
    [
        ("10 6 مرات", 3, 4, SpanKind.SUPER, "10 ⁶ مرات"),
        ("H2O", 1, 2, SpanKind.SUB, "H₂O"),
        ("1er", 1, 3, SpanKind.SUPER, "1er"),
        ("كلمة", 0, 4, SpanKind.SUPER, "كلمة"),
        ("x2", 1, 2, SpanKind.STRONG, "x2"),
    ],
)
def test_figures_are_raised_and_lowered_where_all_of_a_word_can_be(
    text: str, start: int, end: int, kind: SpanKind, written: str
) -> None:
    assert inline.written(Text(text, (Span(start, end, kind),)), "ar") == written


@pytest.mark.parametrize("width", [60, 9])
def test_a_link_in_a_table_leads_where_it_says(width: int) -> None:
    link = Text("خبر طويل", (Span(0, 8, SpanKind.LINK, "https://a.example/"),))
    head = tuple(Cell(Text(name), header=True) for name in ("البلد", "المصدر"))
    table = Table((head, (Cell(Text("مصر")), Cell(link))))
    rows = rows_of([Piece(Role.TABLE, language="ar", table=table)], width)
    assert LinkKey("https://a.example/") in {key for row in rows for run in row.runs for key in run.keys}


@pytest.mark.parametrize("spacing", [0, 1, 2])
def test_the_blank_lines_between_paragraphs_are_as_set_and_beside_all_else_one_at_least(spacing: int) -> None:
    pieces = [Piece(Role.HEADING, "a"), Piece(Role.BODY, "b"), Piece(Role.BODY, "c"), Piece(Role.LABEL, "d")]
    rows = "".join(row.text.strip() or "-" for row in rows_of(pieces, 20, spacing))
    apart = "-" * max(spacing, 1)
    assert rows == f"a{apart}b{'-' * spacing}c{apart}d"


def test_the_bar_of_a_quotation_runs_on_between_its_paragraphs_and_ends_with_it() -> None:
    said = Piece(Role.BODY, "قول", language="ar", quoted=2)
    pieces = [said, Piece(Role.BODY, "قول آخر", language="ar", quoted=1), Piece(Role.BODY, "نص", language="ar")]
    rows = rows_of(pieces, 20)
    assert [row.text.count("│") for row in rows] == [2, 1, 1, 0, 0]
    assert rows[1].text == " " * 18 + " │"
