"""The colours: quiet paper and ink, by day and by night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from textual.theme import Theme

from tui.i18n import N_, SOURCE, _, language

PLAIN = "nashra-16"
"""The theme of the terminal's own colours, taken also where there are no more than those, or none."""
TITLES: Mapping[str, str] = {
    "nashra-dark": N_("Night"),
    "nashra-light": N_("Paper"),
    "nashra-salmon": N_("Salmon paper"),
    "nashra-mist": N_("Mist"),
    "nashra-lamp": N_("Lamplight"),
    "nashra-sea": N_("Night at sea"),
    "nashra-contrast": N_("High contrast"),
    PLAIN: N_("The terminal's own 16 colours"),
}
"""Our themes as people call them; others go by their own names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of a theme, as CSS writes them.

    All but the first two may be empty, and are worked out from those that are not (`tui.colours.legible`)."""

    foreground: str
    """Text."""
    background: str
    """What it stands on."""
    surface: str = ""
    """The background of dialogs, of code and of the last line."""
    panel: str = ""
    """The background of notices and of boxes to type in."""
    primary: str = ""
    """Links, headings within an article, and what is selected."""
    secondary: str = ""
    """The section of an article, labels, code and the headings of dialogs."""
    accent: str = ""
    """The dot of what is unread, stars, keys and what was searched for."""
    error: str = ""
    """What failed, always with a sign or in words too."""
    success: str = ""
    """What went well."""
    warning: str = ""
    """What wants care."""
    muted: str = ""
    """Sources, dates, captions: what stands back."""
    border: str = ""
    """Frames and the lines between panes."""
    cursor: str = ""
    """The row that the cursor is on, in a pane that has no focus."""
    cursor_focus: str = ""
    """The same in the pane that has it."""


def theme(name: str, palette: Palette, *, dark: bool, ansi: bool = False) -> Theme:
    """A theme of Textual with the colours of ``palette``."""
    given = {key: value for key, value in asdict(palette).items() if value}
    own = {
        key.replace("_", "-"): given.pop(key) for key in ("muted", "border", "cursor", "cursor_focus") if key in given
    }
    if "border" in own:
        own |= {"scrollbar": own["border"], "scrollbar-background": palette.background}
    if ansi:
        # Textual lets dialogs show through what lies under them.
        own |= {name: given.get(name, palette.background) for name in ("surface", "panel")}
        own |= {"ansi-background": palette.background, "ansi-foreground": palette.foreground}
        own |= {"scrollbar": "ansi_bright_black", "scrollbar-background": palette.background}
    given.setdefault("primary", palette.foreground)
    return Theme(name=name, dark=dark, ansi=ansi, variables=own, **given)


_NIGHT = Palette(
    foreground="#d9d4c7",
    background="#17181b",
    surface="#1c1e22",
    panel="#25282e",
    primary="#8fb8de",
    secondary="#c9a46a",
    accent="#e0b467",
    error="#f09a8b",
    success="#9cc28a",
    warning="#e0b467",
    muted="#a8a296",
    border="#3a3e46",
    cursor="#25282e",
    cursor_focus="#2a3b4e",
)
_PAPER = Palette(
    foreground="#26241f",
    background="#faf7f0",
    surface="#f4f0e6",
    panel="#e9e3d5",
    primary="#1f4e79",
    secondary="#70490f",
    accent="#7d4f00",
    error="#a3281a",
    success="#2a6026",
    warning="#7d4f00",
    muted="#5e594e",
    border="#cfc7b5",
    cursor="#eee8da",
    cursor_focus="#d3e0ec",
)
_SALMON = Palette(
    foreground="#2d2a27",
    background="#fff1e5",
    surface="#f9e8d9",
    panel="#f2dfce",
    primary="#0b5a66",
    secondary="#7d2f46",
    accent="#96143f",
    error="#a81616",
    success="#2c5f2d",
    warning="#7a4a00",
    muted="#635a52",
    border="#d9c3af",
    cursor="#f6e3d3",
    cursor_focus="#e4d5d0",
)
_MIST = Palette(
    foreground="#20262c",
    background="#f1f4f6",
    surface="#e8edf0",
    panel="#dde4e9",
    primary="#1c4f8a",
    secondary="#5a4480",
    accent="#8a3d12",
    error="#a1232b",
    success="#22603f",
    warning="#7a4a00",
    muted="#515c66",
    border="#bcc7cf",
    cursor="#e3e9ed",
    cursor_focus="#cfdfee",
)
_LAMP = Palette(
    foreground="#e3d5bd",
    background="#1e1915",
    surface="#241e19",
    panel="#2d261f",
    primary="#d8b07a",
    secondary="#cfa08c",
    accent="#e8b75c",
    error="#ef9a80",
    success="#b3bd7c",
    warning="#e8b75c",
    muted="#b09f88",
    border="#4a3f34",
    cursor="#2d261f",
    cursor_focus="#43321f",
)
_SEA = Palette(
    foreground="#d3dde0",
    background="#0f1b22",
    surface="#13222a",
    panel="#1a2c36",
    primary="#7cc4d8",
    secondary="#9fc3a2",
    accent="#e6bf7a",
    error="#f2988e",
    success="#8fcf9e",
    warning="#e6bf7a",
    muted="#93a8b0",
    border="#2b434f",
    cursor="#1a2c36",
    cursor_focus="#1a3d4e",
)
_CONTRAST = Palette(
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    primary="#87d7ff",
    secondary="#ffd75f",
    accent="#ffd700",
    error="#ffafaf",
    success="#afff87",
    warning="#ffd700",
    muted="#e4e4e4",
    border="#9e9e9e",
    cursor="#303030",
    cursor_focus="#002b80",
)
# Magenta alone has a contrast of 4.5 on both black and white, by the colours that xterm has at first.
_OWN = Palette(
    foreground="ansi_default",
    background="ansi_default",
    primary="ansi_magenta",
    secondary="ansi_magenta",
    accent="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    warning="ansi_magenta",
    muted="ansi_default",
    border="ansi_default",
    cursor="ansi_default",
    cursor_focus="ansi_default",
)

THEMES: tuple[Theme, ...] = (
    theme("nashra-dark", _NIGHT, dark=True),
    theme("nashra-light", _PAPER, dark=False),
    theme("nashra-salmon", _SALMON, dark=False),
    theme("nashra-mist", _MIST, dark=False),
    theme("nashra-lamp", _LAMP, dark=True),
    theme("nashra-sea", _SEA, dark=True),
    theme("nashra-contrast", _CONTRAST, dark=True),
    theme(PLAIN, _OWN, dark=True, ansi=True),
)


own_titles: dict[str, Mapping[str, str]] = {}
"""What users call the themes of their own: by the name of one and by language."""


def title(name: str) -> str:
    """A theme as people call it."""
    if name in own_titles:
        titles = own_titles[name]
        return titles.get(language()) or titles[SOURCE]
    return _(TITLES[name]) if name in TITLES else name
