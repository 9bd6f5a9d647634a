"""What was taken back or done again, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import notices
from tui.i18n import _, plural

if TYPE_CHECKING:
    from feeds.answers import Change


def told(change: Change | None, *, back: bool) -> str:
    """One line about a deed that was taken ``back``, or done again."""
    if change is None:
        return _("Nothing to undo.") if back else _("Nothing to redo.")
    return f"{_('Undo') if back else _('Redo')} · {now(change, change.value is not back)}"


def turned(change: Change | None, keys: notices.Keys, *, back: bool) -> str:
    """The same with the key that turns it round."""
    line = told(change, back=back)
    return notices.with_steps(line, keys, "redo" if back else "undo") if change else line


def all_read(count: int, keys: notices.Keys) -> str:
    """How many articles of a list were marked as read, and how to take that back."""
    told = plural("{n} article marked as read.", "{n} articles marked as read.", count)
    return notices.with_steps(told, keys, "undo") if count else told


def now(change: Change, value: bool) -> str:
    """How the articles are now."""
    n = change.articles
    match change.kind, value:
        case "read", True:
            return plural("{n} article marked as read.", "{n} articles marked as read.", n)
        case "read", False:
            return plural("{n} article is unread again.", "{n} articles are unread again.", n)
        case "star", True:
            return plural("{n} article starred.", "{n} articles starred.", n)
        case "star", False:
            return plural("The star of {n} article removed.", "The stars of {n} articles removed.", n)
        case "tag", True:
            return plural("{n} article tagged «{tag}».", "{n} articles tagged «{tag}».", n, tag=change.name)
        case "tag", False:
            return plural(
                "Tag «{tag}» taken from {n} article.", "Tag «{tag}» taken from {n} articles.", n, tag=change.name
            )
        case "rule", True:
            return plural(
                "Rule «{name}» applied to {n} article.", "Rule «{name}» applied to {n} articles.", n, name=change.name
            )
        case "rule", False:
            return plural(
                "What rule «{name}» did with {n} article is taken back.",
                "What rule «{name}» did with {n} articles is taken back.",
                n,
                name=change.name,
            )
        case "mute", True:
            return plural(
                "«{name}» is muted: {n} article hidden.", "«{name}» is muted: {n} articles hidden.", n, name=change.name
            )
        case "mute", False:
            return plural(
                "«{name}» is muted no more: {n} article shown again.",
                "«{name}» is muted no more: {n} articles shown again.",
                n,
                name=change.name,
            )
        case "note", _either:
            return _("The note is as it was.")
        case _:
            return _feeds_now(change, value)


def _feeds_now(change: Change, value: bool) -> str:
    """How the feeds and sections are now."""
    n = change.articles
    if change.kind != "unsubscribe":
        again, before = _("The feeds and sections are changed again."), _("The feeds and sections are as they were.")
        return again if value else before
    if value:
        return unsubscribed(n)
    return plural("{n} feed is back with its articles.", "{n} feeds are back with their articles.", n)


def unsubscribed(count: int) -> str:
    """How many feeds were left."""
    return plural("Unsubscribed from {n} feed.", "Unsubscribed from {n} feeds.", count)
