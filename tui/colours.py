"""Colours that can be read: what a theme leaves out is worked out, and what has too little contrast is moved.

Contrast is that of WCAG 2.2 (success criterion 1.4.3): 4.5 at least for text, AA; a theme may ask for more.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

AA = 4.5
SURFACES = ("surface", "panel", "cursor", "cursor-focus")
"""What lies under text beside the background, by the names of a theme's variables."""
INKS = ("muted", "primary", "secondary", "accent", "success", "warning", "error")
"""What text is written in beside the foreground."""
_STEPS = 24
_APART: Mapping[str, float] = {"cursor": 1.12, "cursor-focus": 1.3}
"""The contrast that the row under the cursor has at least with what is around it, where there are 256 colours."""
_HARDLY = 1.15
_WHITE, _BLACK = Color(255, 255, 255), Color(0, 0, 0)


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legible(variables: Mapping[str, str], *, dark: bool, few: bool = False) -> dict[str, str]:
    """The variables of a theme of RGB colours with `INKS` that can be read on the background and on all `SURFACES`;
    those that can already stay as they are. With ``few`` all are of the 256 colours of xterm."""
    settled = _of_256 if few else _same
    background = settled(_over(variables["background"], _BLACK if dark else _WHITE))
    foreground = settled(_over(variables["foreground"], background))
    foreground = _moved(foreground, _WHITE if dark else _BLACK, (background,), AA + 1.5, few=few)
    # Text in a colour has less contrast than the plain: what lies under it leaves it some.
    enough = min(contrast(foreground, background), 7.0)
    usual = {
        "muted": foreground.blend(background, 0.3),
        "cursor": background.blend(foreground, 0.08),
        "cursor-focus": background.blend(Color.parse(variables["primary"]), 0.25),
        "border": background.blend(foreground, 0.25),
    }
    found = {name: _over(variables[name], background) if name in variables else usual[name] for name in SURFACES}
    if few and contrast(found["surface"], _over(variables["background"], _BLACK)) < _HARDLY:
        # One of the 256 beside it would be another colour, not another shade.
        found["surface"] = background
    for name, colour in found.items():
        found[name] = _moved(settled(colour), background, (foreground,), enough * 0.8, few=few)
    for name, apart in _APART.items():
        if few or found[name] == background:
            wanted = _over(variables[name], background) if name in variables else usual[name]
            beside = (background, found["surface"])
            found[name] = _seen(found[name], wanted, beside, apart, foreground, enough * 0.8)
    under = (background, *found.values())
    for name in INKS:
        ink = _over(variables[name], background) if name in variables else usual[name]
        found[name] = _moved(settled(ink), foreground, under, AA, few=few)
    border = settled(_over(variables["border"], background)) if "border" in variables else usual["border"]
    found |= {"background": background, "foreground": foreground, "border": border}
    return {
        **variables,
        **{name: colour.hex for name, colour in found.items()},
        "text-disabled": found["muted"].hex,
        "input-cursor-background": foreground.hex,
        "input-cursor-foreground": background.hex,
        "input-selection-background": found["primary"].hex,
        "input-selection-foreground": background.hex,
    }


def _over(written: str, background: Color) -> Color:
    """An opaque colour: one that lets the background through is blended with it."""
    colour = Color.parse(written)
    return background + colour if colour.a < 1 else colour


def _moved(colour: Color, to: Color, beside: tuple[Color, ...], wanted: float, *, few: bool) -> Color:
    """The colour nearest to ``colour`` on the way to ``to`` that has the contrast ``wanted`` with all of ``beside``."""
    settled = _of_256 if few else _same
    for step in range(_STEPS + 1):
        moved = settled(colour.blend(to, step / _STEPS))
        if all(contrast(moved, other) >= wanted for other in beside):
            return moved
    return to


def _same(colour: Color) -> Color:
    return colour


def _of_256(colour: Color) -> Color:
    """One of the 256 colours, which rich sends as it is. For ``colour`` it would send one of the cube, whose dark
    ones are far apart, black for brown: a grey that is much nearer is taken."""
    sent = Color(*RichColor.from_rgb(*colour.rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())
    grey = min(_greys(), key=lambda one: _distance(one, colour))
    return grey if 2 * _distance(grey, colour) < _distance(sent, colour) else sent


def _seen(
    settled: Color, wanted: Color, beside: tuple[Color, ...], apart: float, foreground: Color, enough: float
) -> Color:
    """``settled`` if it has the contrast ``apart`` with all of ``beside``, else the one of the 256 colours nearest to
    ``wanted`` that does, and has the contrast ``enough`` with the text on it."""
    if all(contrast(settled, other) >= apart for other in beside):
        return settled
    fit = [
        colour
        for colour in (*_greys(), *_cube())
        if contrast(colour, foreground) >= enough and all(contrast(colour, other) >= apart for other in beside)
    ]
    return min(fit, key=lambda colour: _distance(colour, wanted), default=settled)


def _distance(one: Color, other: Color) -> int:
    return sum((mine - its) ** 2 for mine, its in zip(one.rgb, other.rgb, strict=True))


@cache
def _greys() -> tuple[Color, ...]:
    """Those of the 256 colours."""
    return tuple(Color(level, level, level) for level in range(8, 248, 10))


@cache
def _cube() -> tuple[Color, ...]:
    """The others of them."""
    levels = (0, 95, 135, 175, 215, 255)
    return tuple(Color(red, green, blue) for red, green, blue in product(levels, repeat=3))
