"""The rows of a page: each as wide as the page, and drawn when they are first seen."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from feeds.blocks import Cell, Table, Text
from feeds.clean import clean
from tests.tui.text.reading import cells as cells_of
from tests.tui.text.reading import readable, skeleton
from tests.tui.text.strategies import bases, languages, texts, widths
from tui.document import Piece
from tui.layout import Row, rows_of
from tui.roles import Role
from tui.text import levels
from tui.widgets.article import ArticlePane

SENTENCE = "قررت شركة Microsoft تعليق بعض خدماتها (Azure) المقدمة للجيش، بعد أن كشفت مراجعة داخلية في 25/09/2025 "


def page(paragraphs: int) -> list[Piece]:
    return [Piece(Role.BODY, f"{SENTENCE * 3} {number}", language="ar") for number in range(paragraphs)]


def resolved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose levels are resolved from now on."""
    found: list[str] = []

    def resolve(text: str, *rest: object) -> bytes:
        found.append(text)
        return levels.resolve(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("tui.text.drawn.resolve", resolve)
    return found


def test_a_page_is_wrapped_whole_and_only_rows_that_are_asked_for_are_put_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ordered = resolved(monkeypatch)
    table = Table(tuple((Cell(Text(f"{SENTENCE} {row}")), Cell(Text(f"{SENTENCE} {row} ب"))) for row in range(9)))
    rows = rows_of([*page(90), Piece(Role.TABLE, table=table)], 61)
    assert all(row.width in (0, 61) for row in rows)
    assert ordered == []
    assert rows[0].runs is rows[0].runs
    assert len(ordered) == 1
    assert len(rows[-1].text) > 0
    assert len(ordered) == 3


def test_a_long_paragraph_is_put_in_order_with_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = resolved(monkeypatch)
    rows = rows_of([Piece(Role.BODY, SENTENCE * 40 + "نهاية", language="ar")], 62)
    assert len(ordered) == 1
    assert all(row.text for row in rows)
    assert len(ordered) == 1


class _Reading(App[None]):
    def compose(self) -> ComposeResult:
        yield ArticlePane(66)


async def test_the_pane_draws_no_row_before_it_is_seen() -> None:
    app = _Reading()
    async with app.run_test(size=(80, 20)) as pilot:
        pane = app.query_one(ArticlePane)
        rows = rows_of(page(50), pane.measure)
        pane.show(1, rows)
        await pilot.pause()
        assert 0 < sum(row._runs is not None for row in rows) <= 20
        pane.scroll_to(y=100, animate=False)
        await pilot.pause()
        assert 20 < sum(row._runs is not None for row in rows) <= 40


async def test_rows_scrolled_back_to_are_not_drawn_again_until_their_look_may_have_changed() -> None:
    app = _Reading()
    async with app.run_test(size=(80, 20)) as pilot:
        pane = app.query_one(ArticlePane)
        pane.show(1, rows_of(page(50), pane.measure))
        await pilot.pause()
        lines = pane.render_lines(pane.size.region)
        pane.scroll_to(y=7, animate=False)
        await pilot.pause()
        assert pane.render_lines(pane.size.region)[:13] == lines[7:]
        pane.scroll_to(y=0, animate=False)
        await pilot.pause()
        assert all(one is other for one, other in zip(pane.render_lines(pane.size.region), lines, strict=True))
        app.theme = "textual-light"
        await pilot.pause()
        assert pane.render_lines(pane.size.region)[3].text == lines[3].text
        assert pane.render_lines(pane.size.region)[3] != lines[3]
        pane.show(1, rows_of([Piece(Role.BODY, "خبر آخر")], pane.measure))
        await pilot.pause()
        assert pane.render_lines(pane.size.region)[1].text != lines[1].text


@given(
    texts,
    bases,
    languages,
    widths,
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(["", "•", "12.", "1234567."]),
)
def test_every_row_of_a_piece_is_as_wide_as_the_page(
    text: str, base: str, language: str, width: int, indent: int, quoted: int, label: str
) -> None:
    piece = Piece(
        Role.BODY,
        text,
        base=base,
        language=language,
        indent=indent,
        quoted=quoted,
        label=label,  # type: ignore[arg-type]
    )
    for row in rows_of([piece, Piece(Role.RULE)], width):
        assert row.width == cell_len(row.text) == sum(run.width for run in row.runs)
        for run in row.runs:
            assert run.width == len(run.offsets) == cell_len(run.text)
        assert row.width in (0, width) or one_cluster(row)


@given(texts, bases, languages, widths, st.integers(0, 3))
def test_the_text_read_back_from_the_rows_of_a_piece_is_its_text(
    text: str, base: str, language: str, width: int, indent: int
) -> None:
    piece = Piece(Role.BODY, text, base=base, language=language, indent=indent, label="7.")  # type: ignore[arg-type]
    cleaned = clean(text)
    for row in rows_of([piece], width):
        for offset, cell in words(row):
            assert skeleton(cell[0])[0] == skeleton(cleaned[offset])
    read = "".join(skeleton(cell[0]) for row in rows_of([piece], width) for _, cell in sorted(words(row)))
    assert "".join(read.split()) == "".join(readable(cleaned, 0, len(cleaned)).split())


def words(row: Row) -> list[tuple[int, str]]:
    """What there is on a row but indent, bars, labels and frames."""
    return [(offset, cell) for offset, cell in cells_of(row.runs) if offset >= 0]


def one_cluster(row: Row) -> bool:
    """Whether a row holds a single cluster, which may be wider than the page."""
    offsets = {offset for run in row.runs for offset in run.offsets if offset >= 0}
    return len(offsets) == 1


def test_headers_with_nothing_under_them_are_told_too() -> None:
    head = (Cell(Text("البلد"), header=True), Cell(Text("السكان"), header=True))
    for rows in ((head,), (head, (Cell(Text("غزة")),))):
        told = rows_of([Piece(Role.TABLE, language="ar", table=Table(rows))], 11)
        letters = [skeleton(cell) for row in told for _, cell in words(row)]
        assert {*"بلد", *"سكن"} <= set(letters)


cells = st.builds(
    Cell,
    st.builds(Text, texts, direction=bases, language=languages),
    header=st.booleans(),
    span=st.integers(1, 3),
)
tables = st.builds(
    Table,
    st.lists(st.lists(cells, max_size=4).map(tuple), max_size=4).map(tuple),
    direction=bases,
)


@given(tables, languages, widths)
def test_no_row_of_a_table_is_wider_than_the_page(table: Table, language: str, width: int) -> None:
    for row in rows_of([Piece(Role.TABLE, language=language, table=table)], width):
        assert row.width == cell_len(row.text)
        assert row.width <= width or one_cluster(row)


@given(tables, languages, widths)
def test_everything_that_a_table_holds_is_on_its_rows(table: Table, language: str, width: int) -> None:
    rows = rows_of([Piece(Role.TABLE, language=language, table=table)], width)
    read = Counter(skeleton(cell[0]) for row in rows for _, cell in words(row))
    held: Counter[str] = Counter()
    for cell in (cell for line in table.rows for cell in line):
        text = clean(cell.text.text)
        held.update(letter for letter in readable(text, 0, len(text)) if not letter.isspace())
    assert held <= Counter("".join(read.elements()))
