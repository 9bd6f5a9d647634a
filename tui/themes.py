"""The colours: quiet paper and ink, by day and by night."""

from __future__ import annotations

from textual.theme import Theme

THEMES: tuple[Theme, ...] = (
    Theme(
        name="nashra-dark",
        primary="#8fb8de",
        secondary="#c9a46a",
        accent="#e0b467",
        foreground="#d9d4c7",
        background="#17181b",
        surface="#1c1e22",
        panel="#25282e",
        success="#9cc28a",
        warning="#e0b467",
        error="#e58a7b",
        dark=True,
        variables={
            "border": "#3a3e46",
            "muted": "#9a958a",
            "cursor": "#25282e",
            "cursor-focus": "#2f4257",
            "scrollbar": "#3a3e46",
            "scrollbar-background": "#17181b",
        },
    ),
    Theme(
        name="nashra-light",
        primary="#1f4e79",
        secondary="#7a5416",
        accent="#8a5a00",
        foreground="#26241f",
        background="#faf7f0",
        surface="#f4f0e6",
        panel="#e9e3d5",
        success="#2f6b2a",
        warning="#8a5a00",
        error="#a3281a",
        dark=False,
        variables={
            "border": "#cfc7b5",
            "muted": "#6b665b",
            "cursor": "#eee8da",
            "cursor-focus": "#d3e0ec",
            "scrollbar": "#cfc7b5",
            "scrollbar-background": "#faf7f0",
        },
    ),
)
