"""What this terminal draws, and what the reader wants drawn: the same for every paragraph."""

from __future__ import annotations


class _Drawing:
    harakat = True
    joined_emoji = False
    stacked_marks = True


def show_harakat(shown: bool) -> None:
    """Draws or hides vowel marks in every paragraph that does not say so itself, also in those already made."""
    _Drawing.harakat = shown


def harakat_shown() -> bool:
    """Whether vowel marks are drawn."""
    return _Drawing.harakat


def join_emoji(joined: bool) -> None:
    """Says whether the terminal draws an emoji sequence (U+200D, U+FE0F, skin tones) as one emoji of two cells.

    Where it does not, as in xterm and VTE, the first emoji of a sequence stands for it, or the row would shift.
    """
    _Drawing.joined_emoji = joined


def stack_marks(stacked: bool) -> None:
    """Says whether the terminal draws a mark on its letter, as xterm and VTE do; st drops marks, others misplace them.

    Letters without presentation forms, as in Kurdish and Pashto, are drawn joined only where it does.
    """
    _Drawing.stacked_marks = stacked


def wanted(harakat: bool | None) -> tuple[bool, bool, bool]:
    """What ``glyphs`` is to be told for a paragraph that says ``harakat`` itself, or None."""
    return _Drawing.harakat if harakat is None else harakat, _Drawing.joined_emoji, _Drawing.stacked_marks
