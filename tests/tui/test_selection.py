"""Text selected on a page is what is seen to be selected, and is copied as it is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.blocks import Cell, Table, Text
from tui.document import Piece
from tui.layout import Row, rows_of
from tui.roles import Role
from tui.selection import Selectable, Selection, between
from tui.words import beside

ARABIC = "قالت مريم (Mariam Hassan) إن العدد 2025 «كبير» لا يُنسى"
ENGLISH = "Reuters reported from غزة on Sunday."


def page(*texts: str, width: int = 24) -> list[Row]:
    return rows_of([Piece(Role.BODY, text) for text in texts], width)


def letters(row: Row) -> list[str]:
    """The letter of the text that each cell of a row shows."""
    found = [" "] * row.width
    for at, _column, line in row.lines():
        for cell in range(line.width):
            found[at + cell] = line.source.text[line.offset_at(cell)]
    return found


def cell_of(rows: list[Row], row: int, letter: str) -> int:
    """The first cell of the row that shows ``letter``."""
    return letters(rows[row]).index(letter)


def selected(rows: list[Row], start: tuple[int, int], end: tuple[int, int]) -> str:
    found = Selectable(rows)
    one, other = found.place(*start), found.place(*end)
    assert one is not None
    assert other is not None
    return found.text(between(one, other))


def test_a_drag_over_the_whole_of_a_line_takes_it_in_the_order_of_reading_from_either_side() -> None:
    rows = page(ARABIC, width=80)
    for ends in (((0, 0), (0, 79)), ((0, 79), (0, 0))):
        assert selected(rows, *ends) == ARABIC


def test_a_drag_within_a_latin_word_of_an_arabic_line_takes_its_letters() -> None:
    rows = page(ARABIC, width=80)
    first = cell_of(rows, 0, "M")
    assert selected(rows, (0, first), (0, first + 5)) == "Mariam"
    assert selected(rows, (0, first + 5), (0, first)) == "Mariam"


def test_a_drag_from_arabic_into_latin_takes_all_that_is_read_between() -> None:
    rows = page(ARABIC, width=80)
    start = cell_of(rows, 0, "M")
    text = selected(rows, (0, 79), (0, start))
    assert text == ARABIC[: ARABIC.index("M") + 1]


def test_what_is_marked_need_not_stand_together() -> None:
    rows = page(ARABIC, width=80)
    found = Selectable(rows)
    until = ARABIC.index("Hassan")
    cells = sorted(found.cells(Selection(0, 0, 0, until), 0))
    assert cells != list(range(cells[0], cells[-1] + 1))
    shown = letters(rows[0])
    assert {shown[cell] for cell in cells if shown[cell].isascii()} == set(" (Mariam")


def test_a_selection_over_lines_and_paragraphs_has_a_line_for_each_paragraph() -> None:
    rows = page(ARABIC, ENGLISH)
    assert selected(rows, (0, 23), (len(rows) - 1, 23)) == f"{ARABIC}\n{ENGLISH}"


def test_a_cell_beside_the_text_is_the_end_of_the_line_at_that_side() -> None:
    rows = rows_of([Piece(Role.BODY, "نعم", language="ar"), Piece(Role.BODY, "yes")], 24)
    assert selected(rows, (0, 23), (0, 2)) == "نعم"
    assert selected(rows, (2, 0), (2, 20)) == "yes"
    assert selected(rows, (0, 0), (2, 0)) == "\ny"


def test_a_blank_row_is_the_start_of_what_follows() -> None:
    rows = page(ENGLISH, ENGLISH, width=60)
    found = Selectable(rows)
    assert found.place(1, 5) == found.place(2, -1)
    end = found.place(50, 3)
    assert end is not None
    assert (end.text, end.start) == (1, found.place(2, 3).start)  # type: ignore[union-attr]


def test_a_letter_with_its_marks_and_a_lam_alef_are_taken_whole() -> None:
    rows = page("لا تُنسى", width=20)
    assert selected(rows, (0, 19), (0, 19)) == "لا"
    tah = cell_of(rows, 0, "ت")
    assert selected(rows, (0, tah), (0, tah)) == "تُ"


def test_twice_takes_the_word_with_its_marks_and_thrice_the_paragraph() -> None:
    rows = page("مَن قال: hello-world؟", width=60)
    found = Selectable(rows)
    first = found.place(0, 59)
    assert first is not None
    assert found.text(found.word(first)) == "مَن"
    assert found.text(found.whole(first)) == "مَن قال: hello-world؟"


def test_the_cells_of_a_table_are_parted_by_tabs_in_the_order_of_reading() -> None:
    cells = tuple(tuple(Cell(Text(word)) for word in row) for row in (("المدينة", "العدد"), ("غزة", "12")))
    rows = rows_of([Piece(Role.TABLE, language="ar", table=Table(cells))], 40)
    lines = [at for at, row in enumerate(rows) if row.lines()]
    assert selected(rows, (lines[0], 39), (lines[-1], 0)) == "المدينة\tالعدد\nغزة\t12"


def test_marks_that_hold_a_line_together_are_not_copied() -> None:
    rows = rows_of([Piece(Role.BYLINE, beside(["نشرة", "CNN", "12"]), base="rtl")], 40)
    assert selected(rows, (0, 39), (0, 0)) == "نشرة · CNN · 12"


def test_a_page_without_text_has_no_place() -> None:
    assert Selectable(rows_of([Piece(Role.RULE)], 20)).place(0, 3) is None


texts = st.lists(
    st.text(st.sampled_from("ابتلا مَنّ abc 123 ١٢ («»)-./ שלום 漢😀👩‍👧\u200c"), min_size=1, max_size=60),
    min_size=1,
    max_size=3,
)


@given(texts, st.integers(4, 30), st.data())
def test_what_is_copied_is_what_the_marked_cells_show(words: list[str], width: int, data: st.DataObject) -> None:
    rows = page(*words, width=width)
    found = Selectable(rows)
    spot = st.tuples(st.integers(0, len(rows) - 1), st.integers(-2, width + 2))
    one, other = found.place(*data.draw(spot)), found.place(*data.draw(spot))
    if one is None or other is None:
        return
    selection = between(one, other)
    text = found.text(selection)
    for at, row in enumerate(rows):
        marked = set(found.cells(selection, at))
        assert all(0 <= cell < row.width for cell in marked)
        for start, _column, line in row.lines():
            for cell in range(line.width):
                shown = line.source.text[slice(*line.span_at(cell))]
                assert (start + cell in marked) <= (shown in text)
    if one.start < one.end:
        assert one.end - one.start <= len(text)
