"""The reader's three panes as a bare Textual app has them, of stock widgets alone: what each kind of key press costs
there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

THEMES = ("textual-dark", "textual-light", "nord", "gruvbox")


class _Over(ModalScreen[None]):
    """A screen with a list of rows, and a field over it if so."""

    BINDINGS: ClassVar = [("space", "tick", ""), ("x", "all", ""), ("escape", "dismiss", "")]
    CSS = "_Over { align: center middle; } #over { width: 80%; height: 80%; }"

    def __init__(self, rows: Sequence[str], *, field: bool) -> None:
        super().__init__()
        self.rows, self.field = rows, field

    def compose(self) -> ComposeResult:
        with Vertical(id="over"):
            yield Static("title", markup=False)
            if self.field:
                yield Input()
            yield OptionList(*self.rows, markup=False)
            yield Static("foot", markup=False, id="foot")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def action_tick(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.replace_option_prompt_at_index(at, f"[x] {self.rows[at]}")
        self.query_one("#foot", Static).update("ticked")

    def action_all(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(self.rows)


class BareApp(App[None]):
    """``sections`` and ``articles`` are rows, ``text`` is what an article says. Keys do what the reader's do, in the
    least that Textual needs for it."""

    AUTO_FOCUS = "#left"
    CSS = """
    #left { width: 30; }
    #middle { width: 45; }
    #notice { height: 1; }
    Input { display: none; }
    .zen #left, .zen #middle { display: none; }
    .wide #left { width: 32; }
    """
    BINDINGS: ClassVar = [
        ("n", "notice", ""),
        ("m", "mark", ""),
        ("l", "list", ""),
        ("r", "article", ""),
        ("z", "toggle_class('zen')", ""),
        ("w", "toggle_class('wide')", ""),
        ("t", "theme", ""),
        ("slash", "field", ""),
        ("a", "marks", ""),
        ("o", "over", ""),
        ("q", "quit", ""),
    ]

    def __init__(self, sections: Sequence[str], articles: Sequence[str], text: str) -> None:
        super().__init__()
        self.sections, self.articles, self.text = sections, articles, text
        self.over: tuple[Sequence[str], bool] = ((), False)
        """The rows of the screen that is opened, and whether it has a field."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*self.sections, id="left", markup=False)
            yield OptionList(*self.articles, id="middle", markup=False)
            with VerticalScroll(id="right"):
                yield Static(self.text, id="text", markup=False)
        yield Input()
        yield Static("", id="notice", markup=False)
        yield Static("keys " * 20, markup=False)

    async def stand(self) -> None:
        """As it was at the start, with nothing over it."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.query_one("#notice", Static).update("")
        self.query_one(Input).display = False
        self.screen.remove_class("zen")
        for pane in self.query(OptionList):
            pane.highlighted = 0
        self.query_one("#left").focus()

    def action_notice(self) -> None:
        self.query_one("#notice", Static).update("done")

    def action_mark(self) -> None:
        middle = self.query_one("#middle", OptionList)
        middle.replace_option_prompt_at_index(middle.highlighted or 0, "read")
        self.query_one("#left", OptionList).replace_option_prompt_at_index(0, "one less")
        self.action_notice()

    def action_list(self) -> None:
        middle = self.query_one("#middle", OptionList)
        middle.clear_options()
        middle.add_options(self.articles)
        middle.highlighted = 0

    def action_marks(self) -> None:
        left = self.query_one("#left", OptionList)
        left.clear_options()
        left.add_options(self.sections)
        self.action_list()
        self.action_notice()

    def action_article(self) -> None:
        self.query_one("#text", Static).update(self.text)
        self.query_one("#right").focus()

    def action_toggle_class(self, name: str) -> None:
        self.screen.toggle_class(name)

    def action_theme(self) -> None:
        self.theme = THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]

    def action_field(self) -> None:
        field = self.query_one(Input)
        field.display = True
        field.focus()

    def action_over(self) -> None:
        rows, field = self.over
        self.push_screen(_Over(rows, field=field))
