"""What the screens that open over the reader share: a frame with a heading, a list, and the keys to move and leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Offset
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError
from tui import keymap, notices, words
from tui.keyed import Keyed
from tui.screen import ReaderScreen
from tui.shade import Shade
from tui.waiting import Waits
from tui.widgets.bidi import Finished
from tui.widgets.choices import Choice, ChoiceList
from tui.widgets.heading import Heading, Prose
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from feeds.reader import Reader

T = TypeVar("T")


def following(values: Sequence[T], now: T) -> T:
    """The value after ``now``, and after the last one the first: what Enter on a row changes it to."""
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]


class Dialog(Waits, ReaderScreen, ModalScreen[None], Finished):
    """``title`` names it; a subclass gives `choices`, and more widgets by `above`.

    The screen itself draws what lies under it, dimmed: cells that are finished."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("j,down", "move(1)", show=False, id="down"),
        Binding("k,up", "move(-1)", show=False, id="up"),
        Binding("pagedown", "page(1)", show=False, id="page-down"),
        Binding("pageup", "page(-1)", show=False, id="page-up"),
        Binding("g g,home", "edge(-1)", show=False, id="first"),
        Binding("G,end", "edge(1)", show=False, id="last"),
        Binding("enter", "choose", show=False, id="choose"),
        Binding("full_stop", "menu", show=False, id="menu"),
        Binding("escape,q", "leave", show=False, id="leave"),
    ]
    CSS_PATH = "dialog.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    TALL: ClassVar[bool] = False
    """Whether the list may be long, so that the frame takes what height there is."""
    WHOLE: ClassVar[bool] = False
    """Whether it takes the whole screen, with no frame beside its rows."""
    FIELD_FIRST: ClassVar[bool] = True
    """Whether typing goes to the field at once, where there is one."""

    def __init__(self, title: str, *, ticked: set[object] | None = None) -> None:
        super().__init__()
        self.heading = title
        self.list = ChoiceList(ticked=ticked, id="choices")

    def render(self) -> VisualType:  # type: ignore[override]
        """What lies under it, dimmed."""
        under = super().render()
        return Shade(under.screen, under.color) if isinstance(under, BackgroundScreen) else under

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-whole" if self.WHOLE else "-tall" if self.TALL else ""):
            yield Heading(self.heading, id="dialog-heading")
            yield from self.above()
            yield self.list
            yield Prose(id="dialog-foot")

    def on_mount(self) -> None:
        self.list.hint = self.empty_hint()
        self.list.show(self.choices())
        (self.query("Input").first() if self.FIELD_FIRST and self.query("Input") else self.list).focus()
        self.shown()

    def shown(self) -> None:
        """The screen is there, with its list."""

    def say_again(self) -> None:
        """Tell all in the language that is in use now; what is chosen, ticked and typed stays. A screen that a
        language can be chosen over says what else it tells."""
        at, top = self.list.cursor, self.list.scroll_offset.y
        self.query_one("#dialog-heading", Heading).text = self.heading
        self.list.hint = self.empty_hint()
        self.list.show(self.choices())
        self.list.cursor = at
        self.list.scroll_to(y=top, animate=False)
        for widget in self.walk_children():
            widget.refresh(layout=True)

    def above(self) -> Iterable[Widget]:
        """Widgets over the list."""
        return ()

    def choices(self) -> Sequence[Choice]:
        """The rows of the list."""
        return ()

    def show_work(self, text: str) -> None:
        for heading in self.query("#dialog-heading").results(Heading):
            heading.aside = text

    def empty_hint(self) -> str:
        """What the list says while it has no rows."""
        return ""

    def chosen(self, choice: Choice) -> None:
        """A row was chosen."""
        self.dismiss()

    @property
    def reader(self) -> Reader:
        return self.nashra.reader

    def key_of(self, action: str) -> Keyed:
        """The first key of an action that works here, as it is shown; empty where it has none."""
        return keymap.of(self.nashra.keys, action, in_field=self._is_typed_in)

    def key_or_name(self, action: str) -> Keyed:
        """What does an action, to fill a sentence with (`keymap.key_or_name`)."""
        return keymap.key_or_name(self.nashra.keys, action, in_field=self._is_typed_in)

    def keys_of(self, *actions: str) -> dict[str, Keyed]:
        """`key_or_name` of actions by their ids."""
        return {action: self.key_or_name(action) for action in actions}

    def hints(self, named: Iterable[tuple[str, str]]) -> str:
        """See `notices.hints`."""
        return notices.hints(self.nashra.keys, named, in_field=self._is_typed_in)

    @property
    def _is_typed_in(self) -> bool:
        return bool(self.FIELD_FIRST and self.query(Input))

    def tell_error(self, error: NashraError) -> None:
        """Tell what went wrong under the list."""
        self.foot(words.error(error.code, error.args_), error=True)

    def foot(self, text: str, *, error: bool = False) -> None:
        """Tell something under the list."""
        foot = self.query_one("#dialog-foot", Prose)
        foot.text = text
        foot.set_class(error, "-error")

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        message.stop()
        if self.list.current:
            self.chosen(self.list.current)

    def on_rows_asked(self, message: Rows.Asked) -> None:
        message.stop()
        self.open_menu(message.place)

    def action_menu(self) -> None:
        if self.list.has_focus and self.list.current:
            self.open_menu(self.list.below_cursor)

    def open_menu(self, place: Offset) -> None:
        """Open the menu of what the keys of this screen do with the row under the cursor."""
        from tui.screens.menu import MenuScreen, items_of

        app = self.nashra
        app.show(MenuScreen(items_of(self), place, lambda action: app.run_action(action, self)))

    def action_move(self, step: int) -> None:
        self.list.move(step * (self.nashra.take_count() or 1))

    def action_page(self, step: int) -> None:
        self.list.page(step * (self.nashra.take_count() or 1))

    def action_edge(self, step: int) -> None:
        self.list.edge(step, self.nashra.take_count())

    def action_choose(self) -> None:
        self.list.open()

    def action_leave(self) -> None:
        self.dismiss()
