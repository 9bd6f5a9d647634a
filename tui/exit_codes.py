"""The exit codes of every command, in one place: what a script may go by."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from tui.i18n import N_


class Exit(IntEnum):
    """What a command leaves with. Those over 128 are what a shell tells of a program that a signal ended."""

    DONE = 0
    FAILED = 1
    WRONG_USE = 2
    PARTLY = 3
    INTERRUPTED = 130
    UNREAD = 141


TOLD: Mapping[Exit, str] = MappingProxyType(
    {
        Exit.DONE: N_("It is done."),
        Exit.FAILED: N_("It failed, and why is on standard error; or nothing was found, or there was nothing to do."),
        Exit.WRONG_USE: N_("What was typed can't be understood."),
        Exit.PARTLY: N_("A part is done: some feeds or pages failed, one line each on standard error."),
        Exit.INTERRUPTED: N_("It was interrupted; what was done until then is kept."),
        Exit.UNREAD: N_("Who was to read what is printed had enough of it, as «head» does."),
    }
)
"""What each one says."""
