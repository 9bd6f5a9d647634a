"""What is told ends with the key of the next step, as it is bound: all notices are put together here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tui import keymap, words
from tui.i18n import N_, _
from tui.keyed import joined, unbroken

if TYPE_CHECKING:
    from feeds.errors import NashraError

Keys = Mapping[str, Sequence[str]]
"""The keys of each action by its id, in Textual's names."""

STEPS: Mapping[str, str] = {
    "undo": N_("{key} takes it back."),
    "redo": N_("{key} does it again."),
    "failures": N_("{key} says why."),
    "feed": N_("{key} opens the feed's page."),
    "browser": N_("{key} opens it in the browser."),
    "settings": N_("{key} opens the settings."),
    "stop-refresh": N_("{key} stops it."),
    "refresh-all": N_("{key} fetches what is new."),
    "filter": N_("{key} opens the search box."),
    "links": N_("{key} lists them all."),
    "refresh": N_("{key} fetches it."),
    "add": N_("{key} adds a feed."),
    "palette": N_("{key} has a sample edition, a catalogue and OPML files."),
    "back": N_("{key} shows all again."),
    "star": N_("{key} gives an article a star."),
    "tags": N_("{key} gives an article tags."),
    "go-all": N_("{key} shows all articles."),
    "leave": N_("{key} closes this."),
    "rules": N_("{key} lists what is muted."),
    "open": N_("{key} opens one."),
    "direction": N_("{key} turns it back."),
}
"""What the key of an action does next, by the id of the action."""
_AGAIN = N_("{key} tries again.")
_KEY = N_("The key: {key}")

_AFTER: Mapping[str, str] = {
    **dict.fromkeys(("refused", "forbidden", "proxy-failed", "no-secret"), "feed"),
    **dict.fromkeys(("extract", "no-article", "paywalled", "extract-timeout", "no-comments", "missing"), "browser"),
    **dict.fromkeys(("too-large", "http", "not-a-feed", "empty-document", "bad-redirect", "gone"), "browser"),
}
"""The action that leads on from an error of an article's page, by its code; from all others the same once more does."""


def hints(keys: Keys, named: Iterable[tuple[str, str]], *, in_field: bool = False) -> str:
    """Keys with what they do, for actions that have one, each with a word for it on the same line."""
    bound = ((keymap.of(keys, action, in_field=in_field), name) for action, name in named)
    # Between marks of its own direction ^s stays as it is typed.
    told = (joined("", ("\u200e", key, "\u200e ", _(name))) for key, name in bound if key)
    return words.beside(map(unbroken, told))


def with_steps(text: str, keys: Keys, *actions: str) -> str:
    """``text``, then a sentence for each of ``actions`` that has a key."""
    return joined(" ", (text, *(_(STEPS[one], key=keymap.of(keys, one)) for one in actions if keys[one])))


def again(text: str, keys: Keys, action: str, sentence: str = _AGAIN) -> str:
    """``text``, and which key does ``action`` once more."""
    return joined(" ", (text, _(sentence, key=keymap.of(keys, action)))) if keys[action] else text


def failed(error: NashraError, keys: Keys, action: str = "") -> str:
    """What went wrong with what ``action`` does, if it was one, and how to go on."""
    if error.code == "article-not-found":
        return _("This article is not in the library any more.")
    text = words.error(error.code, error.args_)
    if not action:
        return text
    if error.code in _AFTER:
        return with_steps(text, keys, _AFTER[error.code])
    # Some sentences say to try again themselves.
    return again(text, keys, action, _KEY if error.code in words.OF_PAGES else _AGAIN)
