"""What can be done with an article outside of the reader: copied in several ways, saved, given to a program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias, cast

from feeds.types import ArticleRow
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice

Way: TypeAlias = tuple[Literal["copy", "save", "send"], str]
"""What is done, and as what or by which program."""


class SharingScreen(Dialog):
    """Enter does what the cursor is on."""

    def __init__(
        self, row: ArticleRow, commands: Mapping[str, Sequence[str]], *, pictures: bool, take: Callable[[Way], None]
    ) -> None:
        super().__init__(_("Share"))
        self.row = row
        self.commands = commands
        self.pictures = pictures
        self.take = take

    def choices(self) -> Sequence[Choice]:
        copy, save = _("Copy"), _("Save")
        rows = [Choice(self.row.title, heading=True, language=self.row.language)]
        rows += [Choice(_("The link"), copy, ("copy", "link"))] if self.row.url else []
        rows += [
            Choice(_("Title and link"), copy, ("copy", "title")),
            Choice(_("A quotation with its source"), copy, ("copy", "quotation")),
            Choice(_("A quotation in Markdown"), copy, ("copy", "markdown")),
            Choice("Markdown", save, ("save", "markdown")),
            Choice("HTML", save, ("save", "html")),
            Choice("EPUB", save, ("save", "epub")),
        ]
        if self.pictures:
            rows.append(Choice(_("EPUB, its pictures fetched"), save, ("save", "epub+pictures")))
        return [*rows, *(Choice(name, _("Send"), ("send", name)) for name in self.commands)]

    def chosen(self, choice: Choice) -> None:
        self.dismiss()
        self.take(cast("Way", choice.value))
