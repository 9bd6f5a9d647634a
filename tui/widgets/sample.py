"""A few lines of an article, to see what settings do to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tui import i18n, region, words
from tui.document import Piece
from tui.layout import rows_of
from tui.roles import Role
from tui.text import Mark
from tui.widgets.article import ArticlePane

SAMPLE_TITLE = "طَريقُ النَّخيلِ يعود إلى الخريطة بعد 40 عامًا"
SAMPLE_TEXT = "قال باحثون من MIT إنَّ الطريق (12 كم) كان يربط 3 قرى، وإن «الناس لم ينسوه»."
SAMPLE_ENGLISH = "The road was found in 2024 by readers of old maps — مجلة النخيل says so."


class Sample(ArticlePane, can_focus=False):
    """Arabic and English, with digits, vowel signs, a date and a link, as the settings are now."""

    def __init__(self, now: Callable[[], datetime], *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(72, id=id)
        self._now = now

    def on_article_pane_resized(self, message: ArticlePane.Resized) -> None:
        message.stop()
        self.renew()

    def renew(self) -> None:
        """Show it as the settings are now."""
        config = self.app.config  # type: ignore[attr-defined]
        self.widest = config.measure
        arabic = "ar"
        pieces = [
            Piece(Role.TITLE, region.digits_of(SAMPLE_TITLE, arabic), language=arabic),
            Piece(Role.BYLINE, words.date_line(self._now()), language=i18n.language(), close=True),
            Piece(Role.BODY, region.digits_of(SAMPLE_TEXT, arabic), language=arabic),
            Piece(Role.BODY, SAMPLE_ENGLISH, (Mark(0, 8, "strong"),), language="en"),
        ]
        self.show(0, rows_of(pieces, self.measure, config.paragraph_spacing))
