"""The page that keeps the table of the benchmarks."""

from __future__ import annotations

from bench.__main__ import LONG, NAMES
from bench.measuring import TABLE, Row, tell
from bench.table import PAGE, kept, lines, table


def test_a_figure_stands_beside_each_peer_of_its_run() -> None:
    TABLE.clear()
    tell("start", {"nashra": [0.1, 0.3, 0.2], "empty app": [0.1], "newsboat": [0.4]}, "nashra")
    assert [(row.ours, row.peer, row.its, row.ratio) for row in TABLE] == [
        ("200.0 ms", "empty app", "100.0 ms", "2.00"),
        ("200.0 ms", "newsboat", "400.0 ms", "0.50"),
    ]


def test_what_was_not_measured_again_stays_in_its_place() -> None:
    old = table(lines({"start": [Row("a", "1", "b", "2", "0.5")], "scale": [Row("c", "1", "d", "2", "0.5")]}))
    new = lines({"start": [Row("a", "3", "b", "2", "1.5")], "open": [Row("e", "1", "f", "2", "0.5")]})
    assert kept(old, new, (*NAMES, *LONG)) == [*new, "| scale | c | 1 | d | 2 | 0.5 |"]


def test_each_row_of_the_page_has_a_peer() -> None:
    rows = [line.split("|")[1:-1] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    assert rows
    for name, *cells in rows:
        assert name.strip() in (*NAMES, *LONG)
        assert len(cells) == 5
        assert all(cell.strip() for cell in cells)
