"""Text within a paragraph or a cell as it is set: its marks, its digits, raised and lowered figures."""

from __future__ import annotations

import re

from feeds.blocks import SpanKind, Text
from tui import i18n, region
from tui.roles import LinkKey
from tui.text import Mark

_SET = {
    SpanKind.SUPER: str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    SpanKind.SUB: str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
"""A terminal raises and lowers nothing, and 10 to the sixth is not 106."""


_NUMBER = "\u200e\\[\\d+\\]\u200e"


def number_of(link: int) -> str:
    """The number of a link as it stands behind its words: between marks of its direction, so that it is whole beside
    words of any script, and known again."""
    return f"\u200e[{i18n.number(link)}]\u200e"


def without_numbers(text: str) -> str:
    """A text without the numbers of its links."""
    return re.sub(_NUMBER, "", text)


def marks_of(text: Text) -> tuple[Mark, ...]:
    """The spans of a text as marks."""
    return tuple(
        Mark(span.start, span.end, LinkKey(span.href) if span.kind is SpanKind.LINK else span.kind)
        for span in text.spans
    )


def written(text: Text, language: str) -> str:
    """A text with the digits that the reader wants, each character in its place."""
    told = region.digits_of(text.text, language)
    for span in text.spans:
        if span.kind in _SET:
            part = told[span.start : span.end]
            turned = part.translate(_SET[span.kind])
            # Of a word of which only some characters can be raised, none is.
            if not any(old == new and not old.isspace() for old, new in zip(part, turned, strict=True)):
                told = told[: span.start] + turned + told[span.end :]
    return told
