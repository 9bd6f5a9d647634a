"""The links of an article, to be opened or copied without a mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar
from urllib.parse import urlsplit

from textual.binding import Binding

from feeds.blocks import Text
from tui import words
from tui.addresses import shown
from tui.around import is_within
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice


class LinksScreen(Dialog):
    """Enter opens the link under the cursor, y copies it; the whole address stands below."""

    TALL = True
    BINDINGS: ClassVar[list[Binding]] = [Binding("y", "copy", show=False, id="copy-link")]

    def __init__(self, links: Sequence[tuple[Text, str]], follow: Callable[[str], None], *, title: str = "") -> None:
        super().__init__(title or _("Links"))
        self.links = links
        self.follow = follow

    def choices(self) -> Sequence[Choice]:
        return [
            Choice(
                f"{words.number(at)}. {text.text.strip() or shown(href)}",
                shown(urlsplit(href).netloc),
                href,
                language=text.language,
            )
            for at, (text, href) in enumerate(self.links, 1)
        ]

    def shown(self) -> None:
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        address = str(self.list.current.value) if self.list.current else ""
        told = _("In the reader itself") if is_within(address) else shown(address)
        self.foot(told if address else "")

    def chosen(self, choice: Choice) -> None:
        self.dismiss()
        self.follow(str(choice.value))

    def action_copy(self) -> None:
        if self.list.current and not is_within(str(self.list.current.value)):
            self.nashra.copy_to_clipboard(str(self.list.current.value))
            self.foot(_("Link copied."))
