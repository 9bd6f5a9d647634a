"""What the documents say, held to."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from documents.__main__ import DOCS, MADE
from feeds.search.query import parse

ROOT = Path(__file__).parent.parent
SEARCHING = (ROOT / "docs" / "searching.md").read_text("utf-8")
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def asked() -> list[str]:
    """What the tables of the document on searching say can be typed."""
    found: list[str] = []
    for row in re.findall(r"^\| (.+) \|$", SEARCHING, re.MULTILINE):
        columns = row.split(" | ")
        properties = len(columns) == 3
        for column in columns[: 2 if properties else 1]:
            begun = ""
            for code in re.findall(r"`([^`]+)`|<code>(.+?)</code>", column):
                typed = (code[0] or code[1]).replace("&#124;", "|")
                if typed.endswith(":"):
                    typed += "خبر" if "لغة" not in typed else "عربية"
                    typed = {"قبل:خبر": "قبل:أمس", "منذ:خبر": "منذ:أمس"}.get(typed, typed)
                elif properties and ":" not in typed and begun:
                    typed = begun + typed
                begun = typed.partition(":")[0] + ":" if ":" in typed else begun
                found.append(typed)
    return found


def test_the_document_on_searching_has_examples() -> None:
    assert len(asked()) > 50


@pytest.mark.parametrize("typed", asked())
def test_what_the_document_says_can_be_typed_is_understood(typed: str) -> None:
    assert parse(typed, NOW) is not None


@pytest.mark.parametrize("name", MADE)
def test_documents_that_are_made_from_the_code_say_what_it_does(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == MADE[name](), "make documents"
