"""The least that a Textual app can be."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready")

    def on_key(self) -> None:
        self.query_one(Static).update("answered")


EmptyApp().run()
