"""All the keys, made from the registry, and found by words of either language, by letters of them, or by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from tui import fuzzy, i18n, keymap
from tui.actions import ACTIONS, Action, Place
from tui.colon.commands import ARABIC
from tui.compiled import Catalog
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field

_LOCALES = Path(i18n.__file__).parent / "locales"
_KEY, _BEGINS = 3 * fuzzy.FIRST, 2 * fuzzy.FIRST
"""What an action is worth whose key was typed, and one of whose keys that is the beginning."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An action with what it is found by: its name in use, other words, and its keys as they are shown."""

    choice: Choice
    name: str
    also: str
    keys: Sequence[str]

    def score(self, typed: str, words: fuzzy.Words) -> int | None:
        """How well it fits: by a key, then by its name, then by other words; None where it does not."""
        if typed in self.keys:
            return _KEY
        if any(key.startswith(f"{typed} ") for key in self.keys):
            return _BEGINS
        if not words:
            return None
        found = fuzzy.score(words, self.name)
        if found is None and (fuzzy.score(words, self.also) or 0) >= fuzzy.AFTER_ARTICLE * len(words):
            return 0
        return found


class HelpScreen(Dialog):
    """Each action with the keys that are the user's own; what is typed into the field narrows the list, Enter does what
    is under the cursor. ``typed`` is what is looked for to begin with."""

    TALL = True
    FIELD_FIRST = False
    BINDINGS: ClassVar[list[Binding]] = [Binding("slash", "search", show=False, id="filter")]

    def __init__(self, typed: str = "") -> None:
        super().__init__(_("Help"))
        self.typed = typed
        self._known: list[_Known] = []

    def above(self) -> Iterable[Widget]:
        hint = _("{key}: words, letters of them, or a key", key=self.key_or_name("filter"))
        yield Field(self.typed, placeholder=hint, select_on_focus=False)

    def shown(self) -> None:
        self.query_one(Field).action_end()
        self.on_rows_moved()

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

    def _know(self) -> Iterator[_Known]:
        catalogs = [Catalog(compiled.read_bytes()) for compiled in _LOCALES.glob("*/LC_MESSAGES/nashra.mo")]
        for action in ACTIONS:
            names = [keymap.name(key) for key in self.nashra.keys[action.id]]
            if names or action.palette:
                name = _(action.help)
                others = [one.gettext(action.help) for one in catalogs]
                choice = Choice(name, "  ".join(names), action)
                yield _Known(
                    choice,
                    fuzzy.comparable(name),
                    fuzzy.comparable(" ".join((action.help, *others, action.id, ARABIC.get(action.id, "")))),
                    names,
                )

    def choices(self) -> Sequence[Choice]:
        if not self._known:
            self._known = list(self._know())
        typed = self.query_one(Field).value.strip()
        if not typed:
            self.list.spans = None
            return list(self._by_place())
        # A key may also be typed as the settings write it.
        read, words = keymap.read(typed), fuzzy.wanted(typed)
        key = keymap.name(read) if read else typed
        self.list.spans = lambda name: fuzzy.spans(words, name)
        return [self._known[at].choice for at in fuzzy.best((one.score(key, words), one.name) for one in self._known)]

    def empty_hint(self) -> str:
        return _("Nothing found. Fewer letters find more.")

    def _by_place(self) -> Iterator[Choice]:
        for place in Place:
            yield Choice(_(place.value), heading=True)
            for one in self._known:
                if isinstance(one.choice.value, Action) and one.choice.value.place is place:
                    yield one.choice

    def on_input_changed(self) -> None:
        self.list.show(self.choices())
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        """Tell what Enter does, and by which name the settings give the action other keys."""
        action = self.list.current and self.list.current.value
        if not isinstance(action, Action):
            self.foot("")
        elif action.place is Place.DIALOG:
            self.foot(_("Of lists and forms. Its name in the settings: {id}", id=f"keys.{action.id}"))
        else:
            key, name = self.key_or_name("choose"), f"keys.{action.id}"
            self.foot(_("{key} does it. Its name in the settings: {id}", key=key, id=name))

    # ── What is done ─────────────────────────────────────────────────────────────────────────────────────────

    def action_search(self) -> None:
        self.query_one(Field).focus()

    def action_leave(self) -> None:
        """Out of the field first."""
        field = self.query_one(Field)
        if field.has_focus:
            field.value = ""
            self.list.focus()
        else:
            self.dismiss()

    def on_input_submitted(self) -> None:
        self.action_choose()

    def chosen(self, choice: Choice) -> None:
        app, action = self.nashra, choice.value
        if isinstance(action, Action) and action.place is not Place.DIALOG:
            self.dismiss()
            app.call_later(app.do, action.run)
