"""An app with one text field in it, and what is seen of that."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from tui.text import paragraph
from tui.widgets.field import Field

WIDTH = 30


class Typing(App[None]):
    CSS = f"Field {{ border: none; height: 1; padding: 0; width: {WIDTH}; }}"

    def __init__(self, placeholder: str = "https://") -> None:
        super().__init__()
        self.placeholder = placeholder
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield Field(placeholder=self.placeholder)

    def on_input_changed(self, message: Input.Changed) -> None:
        self.told.append(message.value)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.told.append(f"<{message.value}>")


def cells(text: str) -> str:
    return paragraph(text).fit(cell_len(text)).text


def shown(app: App[None]) -> str:
    return app.query_one(Field).render_line(0).text


def cursor(app: App[None]) -> int:
    """The cell in which the cursor is seen."""
    field = app.query_one(Field)
    look: Style = field.get_component_rich_style("input--cursor")
    strip: Strip = field.render_line(0)
    at = 0
    for segment in strip:
        if segment.style is not None and segment.style + look == segment.style:
            return at
        at += segment.cell_length
    raise AssertionError("no cursor is seen")


def marked(app: App[None]) -> str:
    """The cells that are seen as selected, from left to right."""
    field = app.query_one(Field)
    looks = [field.get_component_rich_style(f"input--{part}") for part in ("cursor", "selection")]
    # The cursor's cell shows the cursor, selected or not.
    return "".join(
        one.text
        for one in field.render_line(0)
        if one.style and one.style + looks[1] == one.style and one.style + looks[0] != one.style
    )


def value(pilot: Pilot[None]) -> str:
    return pilot.app.query_one(Field).value


async def type_in(pilot: Pilot[None], text: str) -> None:
    """``text`` as a terminal sends it: key by key, as fast as it is read."""
    for char in text:
        pilot.app.post_message(events.Key(char, char))
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
