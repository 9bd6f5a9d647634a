"""86 lines that readers get wrong, each with its order by UAX #9, and those of them that are protected from it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from unicodedata import normalize

import pytest

from tests.shared import shared
from tui.text import Paragraph, join_emoji, stack_marks

PROTECTED = {
    "phone_raw": ["+972-8-282-1234"],
    "phone_spaces": ["050 123 4567"],
    "plus_code": ["+972"],
    "url_slash_end": ["https://example.org/"],
    "cpp": ["C++", "C#"],
    "mention": ["@user"],
    "hashtag_latin": ["#Gaza"],
    "latin_trailing_dot": ["Microsoft Corp."],
    "latin_bang": ["Yahoo!"],
    "wrap_mixed24_w24": ["Microsoft Corp."],
}
"""What stands in isolates where UAX #9 alone would set it in an order that no reader expects."""


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, str]]]:
    # The rows that hold isolates of their own show what we send to UAX #9; from a feed they would be removed.
    monkeypatch.setattr("tui.text.paragraphs.clean", lambda text: text)
    with shared("bidi/cases.tsv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(found) == 86
    join_emoji(True)
    stack_marks(False)
    yield found
    join_emoji(False)
    stack_marks(True)


def text_of(row: dict[str, str]) -> str:
    return row["input"].encode("ascii").decode("unicode_escape")


def letters(drawn: str) -> str:
    """Finished cells as letters: a lam-alef as the alef left of the lam, Kurdish ae as the heh that it is drawn as."""
    out = ""
    for char in drawn:
        plain = normalize("NFKC", char) if "\ufb50" <= char <= "\ufefc" else char
        out += plain[::-1]
    return out


def shown(row: dict[str, str], text: str, *, protect: bool) -> list[str]:
    """The lines from left to right, as letters."""
    _, _, width = row["note"].partition("cells=")
    found = Paragraph(text, "rtl" if row["base"] == "R" else "ltr", "", (), None, protect)
    return [letters(line.text) for line in found.wrap(int(width) if width else 1_000)]


def expected(row: dict[str, str]) -> list[str]:
    lines = row["expected_visual"].split(" / ")
    return ["".join(chr(int(code, 16)) for code in line.split()).replace("ە", "ه") for line in lines]


def test_every_line_stands_as_uax_9_has_it(rows: list[dict[str, str]]) -> None:
    assert [row["id"] for row in rows if shown(row, text_of(row), protect=False) != expected(row)] == []


def test_what_is_protected_stands_as_if_isolated(rows: list[dict[str, str]]) -> None:
    by_id = {row["id"]: row for row in rows}
    for name, stretches in PROTECTED.items():
        row = by_id[name]
        isolated = text_of(row)
        for stretch in stretches:
            assert stretch in isolated
            isolated = isolated.replace(stretch, f"\u2066{stretch}\u2069")
        assert shown(row, text_of(row), protect=True) == shown(row, isolated, protect=False), name
        assert shown(row, text_of(row), protect=True) != expected(row), name


def test_nothing_else_is_protected_from_uax_9(rows: list[dict[str, str]]) -> None:
    others = [row for row in rows if row["id"] not in PROTECTED]
    assert [row["id"] for row in others if shown(row, text_of(row), protect=True) != expected(row)] == []


@pytest.mark.parametrize(
    ("name", "isolated"),
    [("phone_raw", "phone_lri"), ("mention", "mention_lri"), ("latin_trailing_dot", "latin_trailing_dot_lri")],
)
def test_what_is_protected_stands_as_the_isolated_row_says(
    rows: list[dict[str, str]], name: str, isolated: str
) -> None:
    by_id = {row["id"]: row for row in rows}
    assert shown(by_id[name], text_of(by_id[name]), protect=True) == expected(by_id[isolated])
