"""A screen as plain text: what is painted on each cell, and in which look.

Each row of the screen is a line after ``|``, its cells from left to right as they are painted; where letters run from
right to left in it an override comes first, so that a viewer which knows of directions leaves the cells as they are.
Under it come, where there is something to tell, with a letter under each cell:

- after ``:`` the ink, capital where the text is bold, empty where it is the plain foreground or a frame's own;
- after ``=`` the ground, empty where it is the usual one of the screen;
- after ``~`` what else was done to the text.

The last lines say what the letters mean. Colours go by the names that a theme gives them, so another shade of one
changes nothing here. Only the `Part` of the screen that a state is about is drawn, for the rest is another state's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from unicodedata import bidirectional

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.geometry import Region

from tui.app import NashraApp
from tui.screens.dialog import Dialog

THEME = "nashra-light"
"""All that lies under text has a colour of its own in it."""
_OVERRIDE = "\u202d"
_FRAME = re.compile("[\u2500-\u257f]")
_INKS: Mapping[str, str] = {
    "foreground": " ",
    "muted": "m",
    "primary": "p",
    "secondary": "s",
    "accent": "a",
    "error": "e",
    "success": "g",
    "border": "b",
    "background": "o",
}
_GROUNDS: Mapping[str, str] = {
    "background": "o",
    "surface": "s",
    "panel": "n",
    "cursor": "c",
    "cursor-focus": "C",
    "primary": "P",
    "accent": "A",
    "foreground": "F",
    "border": "b",
}
_DONE: Mapping[str, str] = {
    "underline": "u",
    "italic": "i",
    "strike": "x",
    "reverse": "r",
    "dim": "d",
    "blink": "k",
}


class Part(Enum):
    """What of the screen is drawn; of one over the reader it is the frame."""

    WHOLE = auto()
    PANES = auto()
    """All above the last line."""
    PAGE = auto()
    """The pane of the article."""


class Cells(SingleFileSnapshotExtension):
    """Keeps each drawing in a file of its own."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


def drawn(app: NashraApp, part: Part) -> str:
    """What is on the screen now."""
    screen = app.screen
    width, height = app.size
    area = _area(app, part)
    usual = "surface" if isinstance(screen, Dialog) else "background"
    strips = screen._compositor.render_strips()
    met = _Met(app.theme_variables, usual)
    lines = [f"{type(screen).__name__}, {area.width}x{area.height} at {area.x},{area.y} of {width}x{height}"]
    for y in area.line_range:
        strip = strips[y].crop(area.x, area.right)
        assert strip.cell_length == area.width
        lines += met.row([(segment.text, segment.style or Style()) for segment in strip if not segment.control])
    return "\n".join([*lines, *met.legend()]) + "\n"


def _area(app: NashraApp, part: Part) -> Region:
    screen = app.screen
    if isinstance(screen, Dialog):
        return screen.query_one("#dialog").region
    if part is Part.PAGE:
        return screen.query_one("#right").region
    last = 1 if part is Part.PANES and screen is app.main and app.main.status.display else 0
    return Region(0, 0, app.size.width, app.size.height - last)


class _Met:
    """The looks that were met so far."""

    def __init__(self, variables: Mapping[str, str], usual: str) -> None:
        self._inks = {variables[name].lower(): name for name in reversed(_INKS)}
        self._grounds = {variables[name].lower(): name for name in reversed(_GROUNDS)}
        self.usual = usual
        self._inks_met: dict[str, str] = {}
        self._grounds_met: dict[str, str] = {}
        self._done_met: dict[str, str] = {}

    def row(self, runs: list[tuple[str, Style]]) -> Iterator[str]:
        text = "".join(part for part, _style in runs).rstrip()
        turned = any(bidirectional(char) in ("R", "AL") for char in text)
        yield f"|{_OVERRIDE if turned else ''}{text}"
        yield from _line(":", "".join(self._ink(part, style) for part, style in runs))
        yield from _line("=", "".join(self._ground(style) * cell_len(part) for part, style in runs))
        for name, letter in _DONE.items():
            done = "".join((letter if getattr(style, name) else " ") * cell_len(part) for part, style in runs)
            if done.strip():
                self._done_met[letter] = name
            yield from _line("~", done)

    def _ink(self, text: str, style: Style) -> str:
        """A letter for each cell of a run; blanks have none to be seen."""
        name = self._name(style.color, self._inks)
        letter = _INKS.get(name) or self._other(name, self._inks_met)
        if style.bold:
            letter = "F" if letter == " " else letter.upper()
        plain = " " if name == "border" else letter
        inks = [" " if char.isspace() else plain if _FRAME.match(char) else letter for char in text]
        if letter != " " and letter in inks:
            self._inks_met[letter.lower()] = "foreground, bold" if letter == "F" else name
        return "".join(ink * cell_len(char) for ink, char in zip(inks, text, strict=True))

    def _ground(self, style: Style) -> str:
        name = self._name(style.bgcolor, self._grounds)
        if name == self.usual:
            return " "
        letter = _GROUNDS.get(name) or self._other(name, self._grounds_met)
        self._grounds_met[letter] = name
        return letter

    @staticmethod
    def _name(colour: Color | None, names: Mapping[str, str]) -> str:
        if colour is None or colour.triplet is None:
            return "none"
        return names.get(colour.triplet.hex.lower(), colour.triplet.hex)

    @staticmethod
    def _other(name: str, met: Mapping[str, str]) -> str:
        """The figure of a colour that no theme has a name for."""
        known = {colour: figure for figure, colour in met.items()}
        return known.get(name) or str(sum(figure.isdecimal() for figure in met) + 1)

    def legend(self) -> Iterator[str]:
        for sign, met in ((":", self._inks_met), ("=", self._grounds_met), ("~", self._done_met)):
            if met:
                yield f"{sign} " + ", ".join(f"{letter} {name}" for letter, name in sorted(met.items()))


def _line(sign: str, letters: str) -> Iterator[str]:
    if letters.strip():
        yield sign + letters.rstrip()
