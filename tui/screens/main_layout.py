"""What the keys of the reader do to the panes: which of them are shown, how wide, and the article alone."""

from __future__ import annotations

from textual import events

from tui.i18n import _
from tui.screens.main_reading import ReadingActions
from tui.widgets.article import ArticlePane
from tui.widgets.panes import Panes
from tui.widgets.rows import Rows

_STEP = 2
"""Cells that a pane gets wider by at a key press."""


class LayoutActions(ReadingActions):
    """The focus and what is shown go together."""

    def action_pane(self, step: int) -> None:
        panes = self._in_order()
        at = next((at for at, pane in enumerate(panes) if pane is self.focused), 0)
        self._focus_pane(panes[(at + step) % len(panes)])

    def _in_order(self) -> list[Rows | ArticlePane]:
        return [self.sections, self.articles, self.page]

    def _focus_pane(self, pane: Rows | ArticlePane) -> None:
        self.panes.face(self._in_order().index(pane))
        pane.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        # A click gives the focus, too; by now it may have gone on.
        for at, pane in enumerate(self._in_order()):
            if pane is event.widget and pane is self.focused:
                self.panes.face(at)

    def action_resize(self, step: int) -> None:
        """Make the pane with the focus wider or narrower, at the cost of the one beside it."""
        if not self.panes.wider(step * _STEP * (self.nashra.take_count() or 1)):
            self.tell(_("One pane is all there is room for; a wider window shows more."))

    def action_zen(self) -> None:
        """Show the article alone, with no line about keys; once more brings the panes back."""
        if self.panes.view.zen:
            self.panes.view = self.panes.view._replace(zen=False)
        elif self.opened is None and self.articles.current is None:
            self.tell(_("Open an article first."), "open")
            return
        else:
            if self.opened is None and self.articles.current:
                self.open_article(self.articles.current)
            self._focus_pane(self.page)
            self.panes.view = self.panes.view._replace(zen=True)

    def on_panes_changed(self, message: Panes.Changed) -> None:
        self.status.display = not message.view.zen
