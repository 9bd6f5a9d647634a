"""The page of all keys, from the registry of actions and the presets."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tui import i18n, keymap
from tui.actions import ACTIONS, Action, Place
from tui.i18n import _

_PRESETS = ("nashra", "newsboat", "vim")
_BEGIN = """\
# Keys

*Made from the registry of actions by `make documents`.*

Each action has an id. Keys of your own stand in the settings file (`nashra doctor` tells where it is), by that id, and
take the place of all that the action had:

```toml
preset = "nashra"    # or "newsboat", or "vim"
keyboard = ""        # the layout beside the Latin one; empty finds it out

[keys]
read-on = ["space", "g n"]   # two keys: Space, and g followed by n
refresh-all = ["^r"]         # Ctrl and r
zen = []                     # none
```

A key is written as it is typed (`j`, `?`, `G`), by its name (`Space`, `Enter`, `PgDn`, `F1`), or with what is held
beside it (`ctrl+p` or `^p`, `alt+x`). Keys with spaces between them are typed one after another. `toward` and `away`
are the arrow that points at the article and the one that points away from it. Keys that are at odds are told of at the
start.

A number before a key is its count: `5 j` goes down five rows, `10 G` to the tenth. ٥ and ۵ count as 5.

All keys work while an Arabic, Persian, Hebrew, Urdu or Kurdish layout is on, except in text fields: `ي` is `d` where
the same key has both. Where the terminal speaks kitty's keyboard protocol, it tells the key itself.
"""


def page() -> str:
    """The page in Markdown."""
    language = i18n.language()
    try:
        return _BEGIN + "".join(_tables())
    finally:
        i18n.use(language)


def _tables() -> Iterator[str]:
    for place in Place:
        own = [action for action in ACTIONS if action.place is place]
        names = {language: _in(language, [place.value, *(action.help for action in own)]) for language in ("en", "ar")}
        yield f"\n## {names['en'][0]} · {names['ar'][0]}\n\n"
        yield "| id | what it does | | " + " | ".join(_PRESETS) + " |\n|---|---|---|---|---|---|\n"
        for action, english, arabic in zip(own, names["en"][1:], names["ar"][1:], strict=True):
            keys = " | ".join(_keys(action, preset) for preset in _PRESETS)
            yield f"| `{action.id}` | {english} | {arabic} | {keys} |\n"


def _in(language: str, messages: list[str]) -> list[str]:
    i18n.use(language)
    return [_(message) for message in messages]


def _keys(action: Action, preset: str) -> str:
    bound = keymap.keys({}, rtl=False, preset=preset)[action.id]
    return " ".join(map(pressed, bound))


def pressed(key: str) -> str:
    """A key, or keys one after another, as a page shows them."""
    return f"<kbd>{escape(keymap.name(key)).replace('|', '&#124;')}</kbd>"
