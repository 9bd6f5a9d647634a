"""What is said of words that can't be understood: the sentences of `argparse` in the catalogs, and what was meant."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

from tui.i18n import N_, _

OF_ARGPARSE = (
    N_("usage: "),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)
"""Those of its messages that our commands can bring about; what it says of wrong parsers is for us alone."""
LARGEST = 2**63 - 1
"""What SQLite has a place for."""
_ALIKE = 0.6
"""How alike a name is to what was typed at least (`difflib`)."""


def meant(typed: str, names: Iterable[str]) -> str:
    """A question whether the name most like ``typed`` was meant, after a blank; empty where none is like it."""
    from difflib import get_close_matches

    near = get_close_matches(typed, names, 1, _ALIKE)
    return f" {_('Did you mean “{name}”?', name=near[0])}" if near else ""


def whole(least: int | None = None, most: int | None = None) -> Callable[[str], int]:
    """What reads a whole number within limits, and says of anything else what it can be."""

    def read(typed: str) -> int:
        try:
            number = int(typed)
        except ValueError as error:
            raise argparse.ArgumentTypeError(_("“{typed}” is not a whole number.", typed=typed)) from error
        if abs(number) > LARGEST:
            raise argparse.ArgumentTypeError(_("“{typed}” is too large a number.", typed=typed))
        if least is not None and most is not None and not least <= number <= most:
            raise argparse.ArgumentTypeError(_("It is a number from {least} to {n}.", least=least, n=most))
        if least is not None and number < least:
            raise argparse.ArgumentTypeError(_("It is a number of {n} or more.", n=least))
        return number

    return read
