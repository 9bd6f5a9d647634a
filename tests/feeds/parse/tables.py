"""Checked-in tables of what is known to differ, tab-separated, with lines of # as comments."""

from __future__ import annotations

from pathlib import Path


def rows_of(name: str) -> list[list[str]]:
    """The rows of a table that lies beside the tests, each as its cells."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
