"""The app: what it is opened with, its themes, and the screens it goes between."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import Worker

from feeds.reader import Reader
from feeds.types import Scope
from tui import clipboard, i18n, paths, region, verbosity
from tui.config import Config
from tui.encoding import EncodingCompositor
from tui.key_dispatch import KeyPresses
from tui.last_screen import LastScreen
from tui.memory import collect, keep_what_is_there
from tui.screens.main import MainScreen
from tui.strips import let_rows_go
from tui.terminal_session import Session
from tui.text import harakat_shown, paragraph, show_harakat, stack_marks
from tui.text.terminal import VISUAL
from tui.text.terminal.detection import Found
from tui.themes import THEMES
from tui.theming import Themed
from tui.waiting import Waits
from tui.widgets.bidi import BidiFilter

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tui.notifying import Notice
    from tui.text.terminal.graphics import Graphics

_COLLECT_EVERY = 15.0
"""Seconds."""
_AT_REST, _AT_LAST = 1.0, 5.0
"""Seconds without a key after which garbage is looked for, and those after which it is looked for in any case."""
_HELD = 0.3
"""Seconds at most until the app draws over the last screen, which shows more than its own first one would."""


class NashraApp(Themed, KeyPresses):
    """The reader on a library that is already open."""

    TITLE = "نشرة"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(
        self,
        reader: Reader,
        config: Config | None = None,
        session: Session | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        kept: Path | None = None,
    ) -> None:
        """``now`` is what the age of articles is told from; where the reader was is kept in the file ``kept``."""
        super().__init__()
        let_rows_go()
        self.reader = reader
        self.now = now
        self.kept = kept
        self.config = config or Config()
        self._opened_in = self.config.language, i18n.language()
        """The setting and the language, which the command line may have chosen, at the start."""
        self.choose_keys(self.config)
        self.typed: list[str] = []
        """The lines of ``:``, the last one last."""
        self._bidi = BidiFilter()
        if session:
            self.driver_class = session.driver(self.driver_class)
        self.start_theme(self.config.theme)
        self._session = session
        self.strategy = session.strategy if session else VISUAL
        """How rows are sent to the terminal."""
        self.left_with = ""
        """The rows of the screen that the reader was left with, where the next start shows the same."""
        self._held: ExitStack | None = None
        """What keeps the app from drawing over the last screen."""
        self.told: Sequence[str] = ()
        """What is to be said at the start."""
        self.main = MainScreen()
        self._encoded(self.main)
        self._set_marks()

    def send_as(self, found: Found) -> None:
        """Send rows by another strategy from now on."""
        if self._session:
            self._session.change(found)
        self.strategy = found.strategy
        self._set_marks()
        self.refresh(layout=True)

    def graphics(self) -> Graphics:
        """How pictures of pixels are drawn by this terminal, as far as it has answered by now."""
        from tui.text.terminal.graphics import graphics

        return graphics(os.environ, self._session.replies.said) if self._session else ""

    def _set_marks(self) -> None:
        stack_marks(self.strategy.marks)
        show_harakat(self._shows_harakat())

    def _shows_harakat(self) -> bool:
        """Whether vowel signs are drawn until the reader turns them."""
        return {"show": True, "hide": False}.get(self.config.harakat, self.strategy.marks)

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Before the others, which change colours and look at no text.
        return [self._bidi, *super().get_line_filters()]

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        from tui.screenshot import finished

        return finished(super().export_screenshot(title=paragraph(title or self.title).fit(60).text, simplify=simplify))

    def copy_to_clipboard(self, text: str) -> None:
        super().copy_to_clipboard(text)
        # The clipboard of a page is where its browser is.
        to = [] if self.is_web else clipboard.programs(os.environ)
        if to:
            self.run_worker(lambda: clipboard.give(text, to), thread=True, group="clipboard", exclusive=True)

    def notify_outside(self, notice: Notice) -> None:
        """Show a notification outside of the reader. Off the event loop."""
        from tui import notifying

        answers = self._session.replies.said if self._session else ""
        driver = self._driver
        write = partial(self.call_from_thread, driver.write) if driver else None
        notifying.notify(notice, write, os.environ, answers)

    def _encoded(self, screen: Screen[Any]) -> None:
        """Let the rows of ``screen`` be written as this terminal must be sent them."""
        own = getattr(screen, "OWN_ROWS", False)
        screen._compositor = EncodingCompositor(lambda: self.strategy, own=own)  # noqa: SLF001 (there is no other way in)

    def show(self, screen: Screen[None], closed: Callable[[None], None] | None = None) -> None:
        """Open a screen over the reader; ``closed`` is called when it is left."""
        self._encoded(screen)
        self.push_screen(screen, closed)

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        if self._looks_as_set() and self.main.comes_again():
            update = self.main._compositor.render_full_update()  # noqa: SLF001 (there is no other way in)
            self.left_with = update.render_segments(self.console)
        super().exit(result, return_code, message)

    def _looks_as_set(self) -> bool:
        """Whether the lists are shown, as the settings say."""
        theme = self.shown_theme(self.config.theme)
        shown = self.main.is_mounted and self.screen is self.main
        return shown and self.theme == theme and harakat_shown() == self._shows_harakat()

    def come_up(self) -> None:
        """Draw over the last screen from now on, if it is still to be seen."""
        if self._held:
            self._held.close()
            self._held = None
            self.screen.refresh()

    def on_mount(self) -> None:
        if self._session and self._session.drawn_over:
            self._held = ExitStack()
            self._held.enter_context(self.batch_update())
            self.set_timer(_HELD, self.come_up)
        self.bind_keys()
        if told := [*self.told, *self.theme_missed()]:
            self.call_after_refresh(self.main.tell, "\n".join(told), error=True)
        if self.is_web:
            from tui import browser

            browser.hand_to(self.open_url)
        if not self.reader.feeds():
            self.action_welcome()
        self.call_after_refresh(self._collect_by_the_clock)
        self.watch_themes()
        self._listen()

    def _collect_by_the_clock(self) -> None:
        """Garbage is looked for now and then, not while a key is held down."""
        keep_what_is_there()
        self.set_timer(_COLLECT_EVERY, self._collect_at_rest)

    def _collect_at_rest(self, waited: float = 0.0) -> None:
        """It takes some milliseconds, so it waits for a moment between the keys, a little while."""
        if self.at_rest < _AT_REST and waited < _AT_LAST:
            self.set_timer(_AT_REST, partial(self._collect_at_rest, waited + _AT_REST))
            return
        collect()
        self.set_timer(_COLLECT_EVERY, self._collect_at_rest)

    def _listen(self) -> None:
        """Leave in good order when told to end, and say nothing on the shell of children that end with the reader."""
        verbosity.hush_asyncio()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    # ── What is the same on every screen ─────────────────────────────────────────────────────────────────────

    def action_theme(self) -> None:
        """Go on to the next of our themes."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]

    def action_welcome(self) -> None:
        from tui.screens.welcome import WelcomeScreen

        self.show(WelcomeScreen(feeds=bool(self.reader.feeds())))

    def action_import(self) -> None:
        from tui.screens.opml import OpmlScreen

        self.show(OpmlScreen())

    def action_add(self) -> None:
        from tui.screens.add import AddScreen

        self.show(AddScreen())

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.show(HelpScreen())

    def action_command(self) -> None:
        from tui.screens.command import CommandScreen

        self.show(CommandScreen())

    def action_palette(self) -> None:
        from tui.screens.palette import PaletteScreen

        self.show(PaletteScreen(self.main.sections.everywhere()))

    def action_settings(self) -> None:
        from tui.screens.settings import SettingsScreen

        self.show(SettingsScreen())

    def action_terminal(self, closed: Callable[[None], None] | None = None) -> None:
        from tui.screens.card import CardScreen

        self.show(CardScreen(), closed)

    def action_failures(self) -> None:
        from tui.screens.failures import FailuresScreen

        self.show(FailuresScreen([feed for feed in self.reader.feeds() if feed.error]))

    def action_statistics(self) -> None:
        from tui.screens.statistics import StatisticsScreen

        self.show(StatisticsScreen())

    def action_manage(self) -> None:
        from tui.screens.manage import ManageScreen

        self.show(ManageScreen())

    def action_rules(self) -> None:
        from tui.screens.rules import RulesScreen

        self.show(RulesScreen(self.main.scope.text))

    def configure(self, config: Config) -> None:
        """Take other settings from now on."""
        self.look_as(config)
        # After the language, which says where the arrows lead.
        self.choose_keys(config)
        self.bind_keys()
        self.main.keep_refreshing()

    def look_as(self, config: Config) -> None:
        """Look as these settings say, which need not be kept."""
        self.config = config
        self.theme = self.shown_theme(config.theme)
        before = i18n.language()
        setting, opened_in = self._opened_in
        i18n.use(opened_in if config.language == setting else config.language or i18n.from_locale(os.environ))
        region.use(region.of(config, os.environ))
        self._set_marks()
        if i18n.language() != before:
            self._say_again()
        self.main.redraw()

    def _say_again(self) -> None:
        """Have all that is open told in the language that is in use now."""
        from tui.screens.dialog import Dialog

        for screen in self.screen_stack:
            if isinstance(screen, MainScreen | Dialog):
                screen.say_again()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What the app itself has done is waited for on the screen in front."""
        # Work may end when the app has left its screens.
        front = self.screen_stack[-1] if self.screen_stack else None
        if isinstance(front, Waits):
            front.follow_work(event.worker, event.state)

    # ── What the screens over the reader tell it ─────────────────────────────────────────────────────────────

    def changed(self, told: str, *steps: str, refresh: Sequence[int] = ()) -> None:
        """There are other feeds than before; ``refresh`` those. ``steps`` as `MainBase.tell` has them."""
        self.main.renew()
        if told:
            self.main.tell(told, *steps)
        if refresh:
            self.main.refresh_feeds(list(refresh))

    def go_to(self, scope: Scope) -> None:
        """Show a section or a feed."""
        self.main.go_to(scope)

    async def do(self, action: str) -> None:
        """Run an action of the registry, as its key would."""
        await self.run_action(action, self.main)


def start(library: Path, config: Config, session: Session, last: LastScreen, told: Sequence[str] = ()) -> int:
    """Opens the reader on a library, full screen, over its ``last`` screen, and keeps the one that it is left with;
    ``told`` is said at the start. Returns the exit code. Raises the kinds of LibraryError."""
    with Reader(library) as reader, session:
        app = NashraApp(reader, config, session, kept=paths.state(reader.path))
        app.told = told
        app.run()
    if app.left_with:
        last.keep(app.config, app.size, session, app.left_with)
    else:
        last.forget()
    return app.return_code or 0
