"""Codes, dates and figures in words, in the language in use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tui.i18n import _, plural

_WORDS_A_MINUTE = 200


def error(code: str, args: Mapping[str, str]) -> str:
    """One sentence about an error: what happened, to what, and what to do."""
    return code + " " + " ".join(args.values())


def moment(then: datetime, now: datetime) -> str:
    """When something was, as it is told to a person."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return plural("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 24 * 60:
        return plural("{n} hour ago", "{n} hours ago", minutes // 60)
    if minutes < 7 * 24 * 60:
        return plural("{n} day ago", "{n} days ago", minutes // (24 * 60))
    return then.astimezone().strftime("%Y-%m-%d")


def reading_time(words: int) -> str:
    """How long ``words`` words take to read."""
    return plural("{n} minute", "{n} minutes", max(round(words / _WORDS_A_MINUTE), 1))


def country(code: str) -> str:
    return code


def subject(key: str) -> str:
    return key


def language_name(code: str) -> str:
    return code
