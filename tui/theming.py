"""The themes of the app: ours, Textual's and the user's own, which are watched; and what is drawn where there are few
colours."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor

from tui import paths, themes
from tui.colours import legible
from tui.themes import PLAIN, THEMES

if TYPE_CHECKING:
    from tui.config import Config
    from tui.screens.main import MainScreen
    from tui.user_themes import Found, Stamp

_WATCH = 2.0
"""Seconds between two looks at the user's own themes."""


class _Stylesheet(Stylesheet):
    """Parses its sources once for the same colours: each change of the theme asks for it, and takes 15 ms."""

    _parsed_for: object = None

    def reparse(self) -> None:
        wanted = dict(self._variables), dict(self.source)
        if wanted != self._parsed_for:
            super().reparse()
            self._parsed_for = wanted


class Themed(App[None]):
    """Base of the app."""

    if TYPE_CHECKING:
        config: Config
        main: MainScreen

    _stamp: Stamp = frozenset()
    _own: frozenset[str] = frozenset()

    def start_theme(self, wanted: str) -> None:
        """Take a theme before anything is parsed: a change afterwards would parse all of it again."""
        self.stylesheet = _Stylesheet(variables=self.get_css_variables())
        for theme in THEMES:
            self.register_theme(theme)
        if paths.themes().is_dir():
            from tui import user_themes

            self._stamp = user_themes.stamp(paths.themes())
            self._take(user_themes.read(paths.themes()))
        self.set_reactive(App.theme, self.shown_theme(wanted))
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        # Textual parses all in the same breath as it styles all, which holds the keys for as long as both.
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.reparse()
        self.call_next(super().refresh_css, animate)

    def watch_themes(self) -> None:
        """Look at the user's own themes from now on."""
        self.set_interval(_WATCH, self.look_at_themes)

    async def look_at_themes(self) -> None:
        """Take the user's own themes as they are now, if they are others than before."""
        from tui import user_themes

        folder = paths.themes()
        stamp = await asyncio.to_thread(user_themes.stamp, folder)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._take(await asyncio.to_thread(user_themes.read, folder))
        wanted = self.shown_theme(self.config.theme)
        if self.theme == wanted:
            # Textual looks at the name alone.
            self.set_reactive(App.theme, "")
        self.theme = wanted

    def _take(self, found: Found) -> None:
        names = frozenset(theme.name for theme in found.themes)
        if not found.faults:
            for gone in self._own - names:
                self.unregister_theme(gone)
                themes.own_titles.pop(gone, None)
        for theme in found.themes:
            self.register_theme(theme)
        self._own = self._own | names if found.faults else names
        themes.own_titles.update(found.titles)
        if found.faults:
            self.call_later(self._tell_of_themes, "\n".join(found.faults))

    def _tell_of_themes(self, faults: str) -> None:
        self.main.tell(faults, error=True)

    def theme_missed(self) -> Sequence[str]:
        """What is to be said of the theme of the settings where there is none of that name."""
        if self.config.theme in self.available_themes:
            return ()
        from tui.settings_mistakes import no_theme

        return (no_theme(self.config.theme, self.available_themes),)

    def shown_theme(self, wanted: str) -> str:
        """The theme that is shown where the settings name ``wanted``: where there are few colours or none, one of the
        terminal's own."""
        theme = self.available_themes.get(wanted, THEMES[0])
        return theme.name if theme.ansi or not self.few_colours else PLAIN

    @property
    def few_colours(self) -> bool:
        """Whether the terminal has 16 colours at most, or shall have none (NO_COLOR)."""
        return self.no_color or self.console.color_system in (None, "standard")

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        theme = self.current_theme
        if theme.ansi:
            plain = dict.fromkeys(("muted", "cursor", "cursor-focus"), "ansi_default")
            self.theme_variables = plain | {"panel": "ansi_default", "surface": "ansi_default"} | variables
        else:
            few = self.console.color_system == "256"
            self.theme_variables = legible(variables, dark=theme.dark, few=few)
        return self.theme_variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Textual makes greys where there are to be no colours, and turns the terminal's own into others.
        found = (NoColor() if isinstance(one, Monochrome) else one for one in super().get_line_filters())
        own = self.native_ansi_color
        return [one for one in found if not (own and isinstance(one, ANSIToTruecolor))]
