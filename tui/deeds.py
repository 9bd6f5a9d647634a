"""What was taken back or done again, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import _, plural

if TYPE_CHECKING:
    from feeds.answers import Change


def told(change: Change | None, *, back: bool) -> str:
    """One line about a deed that was taken ``back``, or done again."""
    if change is None:
        return _("Nothing to undo.") if back else _("Nothing to redo.")
    return f"{_('Undo') if back else _('Redo')} · {_now(change, change.value is not back)}"


def _now(change: Change, value: bool) -> str:
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
        case _:
            return _("The note is as it was.")
