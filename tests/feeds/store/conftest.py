"""What tests of the store share: libraries of earlier versions, and damage."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """The path of the library that library_1.sql describes."""
    path = tmp_path / "library.db"
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", "wal")
    connection.execute(Path(__file__).with_name("library_1.sql").read_text("utf-8"))
    connection.close()
    return path


def smash(path: Path, table: str, *, whole: bool) -> None:
    """Overwrite the first page of ``table``, or one of the pages that hold its rows."""
    connection = apsw.Connection(str(path))
    page: int = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).get
    if not whole:
        query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET 2"
        page = connection.execute(query, (table,)).get
    size = connection.pragma("page_size")
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
