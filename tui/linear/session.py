"""A linear session: a line is read, what it asks for is done and said, until the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from feeds.errors import NashraError
from feeds.search import fold
from feeds.types import ArticleRow, Cursor, Scope, ScopeKind
from tui import places, words
from tui.actions import ACTIONS
from tui.colon.commands import Fault
from tui.i18n import _
from tui.linear.fetching import Fetching
from tui.linear.typed import Typed, bound, read

_HELP: Mapping[str, tuple[str, ...]] = {
    "places": ("down", "go-unread", "go-today", "go-starred", "edition", "filter", "refresh-all", "add", "undo"),
    "list": ("down", "up", "next-unread", "read", "star", "all-read", "filter", "refresh", "undo"),
    "article": (
        *("next-unread", "previous-unread", "next-article", "previous-article", "first", "read", "star", "tags"),
        *("note", "links", "browser", "full-text", "comments", "undo"),
    ),
}
"""The actions that are told of where one is."""
OUTSIDE: Mapping[str, str] = {
    "export": "export",
    "failures": "feeds",
    "feed": "feed",
    "import": "import",
    "manage": "feeds",
    "offline": "offline",
    "rules": "rules",
    "settings": "config",
    "share": "save",
    "statistics": "stats",
    "terminal": "doctor",
}
"""The commands of `nashra` that do what an action of the full screen does."""


class Session(Fetching):
    """Reads lines until the end of what is given or until the reader leaves."""

    def run(self, layout: str) -> int:
        """Go on until there is nothing more to read. Returns the exit code."""
        actions = bound(self.keys)
        deeds: dict[str, Callable[[Typed], None]] = {
            action: getattr(self, name)
            for action in {*(one.id for one in ACTIONS), "search", "section", "tag", "untag", "mark"}
            if hasattr(self, name := "do_" + action.replace("-", "_"))
        }
        self.say(_("Nashra, line by line. A number chooses, Enter goes on, 0 goes back, ? helps."))
        self.say_places()
        while (line := self.lines.ask(_("Command:"))) is not None:
            typed = read(line, actions, layout)
            if isinstance(typed, Fault):
                self.say(typed.sentence)
            elif typed.action in ("quit", "back-or-quit"):
                break
            else:
                self._do(deeds, typed)
        self.say(_("Goodbye."))
        return 0

    def _do(self, deeds: Mapping[str, Callable[[Typed], None]], typed: Typed) -> None:
        deed = deeds.get(typed.action)
        try:
            if deed:
                deed(typed)
            elif command := OUTSIDE.get(typed.action):
                told = _("“{name}” is of the full screen alone; «nashra {command}» does it from outside.",
                         name=typed.action, command=command)  # fmt: skip
                self.say(told)
            elif typed.action:
                self.say(_("“{name}” is of the full screen alone. ? tells what can be done here.", name=typed.action))
            elif typed.number is not None:
                self._number(typed.number)
            else:
                self.do_read_on(typed)
        except NashraError as error:
            self.say(words.error(error.code, error.args_))
        except KeyboardInterrupt:
            # It ends what is under way, as a fetch, and not the session.
            self.say("", _("Stopped."))

    def _number(self, number: int) -> None:
        if number == 0:
            self.do_back(Typed())
        elif self.row is not None:
            self.say_link(number)
        elif self.listing is not None:
            if row := self.row_at(number):
                self.open_article(row)
        elif number <= len(self.entries):
            entry = self.entries[number - 1]
            self.open_list(entry.scope, entry.name)
        else:
            self.say(_("There is no item {n} here.", n=number))

    # ── Going about ──────────────────────────────────────────────────────────────────────────────────────────

    def do_open(self, typed: Typed) -> None:
        if typed.argument and typed.argument.isdecimal():
            typed = replace(typed, number=int(typed.argument))
        if typed.number is not None:
            self._number(typed.number)
        else:
            self.do_read_on(typed)

    def do_back(self, _typed: Typed) -> None:
        if self.row is not None and self.listing is not None:
            self.row = None
            self.say(self.listing.name)
            self.say_rows(self.listing.at)
        else:
            self.say_places(self.first_entry if self.listing else 0)

    def do_read_on(self, typed: Typed) -> None:
        """More of the article, then the next unread one."""
        if self.row is not None and self.text:
            self.go_on()
        else:
            self.do_next_unread(typed)

    def do_next_unread(self, _typed: Typed) -> None:
        self._unread(backwards=False)

    def do_previous_unread(self, _typed: Typed) -> None:
        self._unread(backwards=True)

    def _unread(self, *, backwards: bool) -> None:
        if self.listing is None:
            self.open_list(Scope(ScopeKind.UNREAD), _("Unread"))
            return
        if self.listing.scope.text:
            found = self._unread_found(backwards)
        else:
            after = Cursor(self.row.sort_at, self.row.id) if self.row else None
            found = self.reader.next_unread(self.listing.scope, after, backwards=backwards)
            if found is None and after is not None:
                found = self.reader.next_unread(self.listing.scope, None, backwards=backwards)
        if found:
            self.open_article(found)
        else:
            self.say(_("All is read."))

    def _unread_found(self, backwards: bool) -> ArticleRow | None:
        """The same among what was searched for."""
        at, step = self._index(), -1 if backwards else 1
        while row := self._neighbour(at, step):
            if not row.read:
                return row
            at = at + step if at is not None else 0
        return None

    def do_next_article(self, _typed: Typed) -> None:
        self._step(1)

    def do_previous_article(self, _typed: Typed) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        row = self._neighbour(self._index(), step)
        if row:
            self.open_article(row)
        else:
            self.say(_("The list ends here."))

    def _index(self) -> int | None:
        """The place of the open article in the list, as far as the list was read."""
        rows = self.listing.rows if self.listing else []
        return next((at for at, row in enumerate(rows) if self.row and row.id == self.row.id), None)

    def _neighbour(self, at: int | None, step: int) -> ArticleRow | None:
        to = 0 if at is None else at + step
        while self.listing and to >= len(self.listing.rows) and self._extend(self.listing):
            pass
        if self.listing is None or not 0 <= to < len(self.listing.rows):
            return None
        return self.reader.article(self.listing.rows[to].id).row

    def do_down(self, _typed: Typed) -> None:
        """More of the list, or of the article."""
        if self.row is not None:
            self.do_read_on(_typed)
        elif self.listing is not None:
            self.say_rows(self.listing.at + self.many)
        else:
            self.say_places(self.first_entry + self.many)

    def do_up(self, _typed: Typed) -> None:
        """The part of the list before, or the article from its first line."""
        if self.row is not None:
            self.begin()
        elif self.listing is not None:
            self.say_rows(max(self.listing.at - self.many, 0))
        else:
            self.say_places(max(self.first_entry - self.many, 0))

    do_page_down, do_page_up = do_down, do_up

    def do_first(self, _typed: Typed) -> None:
        if self.row is not None:
            self.begin()
        elif self.listing is not None:
            self.say_rows(0)
        else:
            self.say_places()

    def do_go_all(self, _typed: Typed) -> None:
        self.open_list(Scope(), _("All articles"))

    def do_go_unread(self, _typed: Typed) -> None:
        self.open_list(Scope(ScopeKind.UNREAD), _("Unread"))

    def do_go_starred(self, _typed: Typed) -> None:
        self.open_list(Scope(ScopeKind.STARRED), _("Starred"))

    def do_go_today(self, _typed: Typed) -> None:
        self.open_list(Scope(ScopeKind.TODAY, places.today(self.now())), _("Today"))

    def do_edition(self, _typed: Typed) -> None:
        self.reader.open_edition(self.now().date().isoformat(), self.config.edition_minutes)
        self.open_list(Scope(ScopeKind.EDITION), _("The morning edition"))

    def do_section(self, typed: Typed) -> None:
        wanted = fold(typed.argument)
        self.learn()
        entry = next((one for one in self.entries if wanted and wanted in fold(one.name)), None)
        if entry:
            self.open_list(entry.scope, entry.name)
        else:
            self.say(_("There is no section “{name}”.", name=typed.argument))

    do_feed = do_section

    def do_search(self, typed: Typed) -> None:
        """Search in the list that is open, or in all."""
        if text := typed.argument or self.ask(_("Search for, or Enter for nothing:")):
            scope = self.listing.scope if self.listing and not self.listing.scope.text else Scope()
            self.open_list(replace(scope, text=text), _("Search: {text}", text=text))

    do_filter = do_search

    def do_help(self, _typed: Typed) -> None:
        """What can be done here, shortly."""
        where = "places" if self.listing is None else "list" if self.row is None else "article"
        helps = {action.id: action.help for action in ACTIONS}
        told = {"up": _("Back in the list, or to the top"), "down": _("More of the list")}
        numbers = _("A number tells a link, and with {key} after it opens it.", key=self.key_of("browser"))
        self.say(numbers if where == "article" else _("A number chooses. With a letter after it, it is done to that."))
        self.say(_("Enter: more of the article, then the next unread one."), _("0: back."))
        for action in _HELP[where]:
            self.say(f"{self.key_of(action)}: {told.get(action) or _(helps[action])}")
        self.say(f"{self.key_of('quit')}: {_('Quit')}")
        self.say(_("Names can be typed too, as after “:” in the reader."))
