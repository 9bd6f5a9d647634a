"""Cells and boundaries agree with those whom we took them from."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from tui.text import segment
from tui.text.width import widths

BUILT = range(0xE0200, 0xE0300)
"""Stand for a letter and its marks until they are drawn."""


def test_the_widths_known_from_the_start_are_those_of_rich() -> None:
    program = (
        "from tui.text.width import _WIDTHS; print(len(_WIDTHS)); print(*(f'{k}={v}' for k, v in _WIDTHS.items()))"
    )
    count, told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    pairs = [pair.split("=") for pair in told.split()]
    assert len(pairs) == int(count) > 1_000
    assert [
        code
        for code, width in pairs
        if int(code) not in BUILT and get_character_cell_size(chr(int(code))) != int(width)
    ] == []


@given(st.text(st.characters(codec="utf-8", exclude_characters=list(map(chr, BUILT)))))
def test_every_character_has_the_width_that_rich_gives_it(text: str) -> None:
    assert list(widths(text)) == [get_character_cell_size(char) for char in text]


def test_arabic_and_latin_need_no_tables_of_rich_and_nothing_needs_textual() -> None:
    program = (
        "import sys; from tui.text import paragraph; "
        "paragraph('قال Bob (نعم) في 2025، «لا»…', language='ar').wrap(10)[0].runs; "
        "print(*(name for name in ('rich', 'textual', 'arabic_reshaper', 'apsw.unicode') if name in sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == ""
    )


def test_without_the_c_module_alone_the_public_functions_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    direct = segment._functions.__wrapped__()

    def missing(name: str) -> object:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(segment, "import_module", missing)
    public = segment._functions.__wrapped__()
    assert public != direct
    assert (
        [public[0]("e\u0301a", 0), public[1]("ab cd", 0)] == [direct[0]("e\u0301a", 0), direct[1]("ab cd", 0)] == [2, 3]
    )
