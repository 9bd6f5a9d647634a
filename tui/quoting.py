"""A quotation as it is copied: what was said between quotation marks, then who said it, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from feeds.types import ArticleRow
from tui import words
from tui.i18n import language

_GUILLEMETS = frozenset(["ar", "fa", "ckb", "ps"])
_OUTER, _INNER = ("«", "»"), ("“", "”")
_DOUBLE, _SINGLE = ("“", "”"), ("‘", "’")


def quoted(text: str, tongue: str) -> str:
    """``text`` between the quotation marks of a language (ISO 639); those in it become those of a quotation within."""
    outer, inner = (_OUTER, _INNER) if tongue in _GUILLEMETS else (_DOUBLE, _SINGLE)
    said = text.strip()
    if said.startswith(outer[0]) and said.endswith(outer[1]) and outer[0] not in said[1:]:
        said = said[1:-1]
    return outer[0] + said.translate(str.maketrans("".join(outer), "".join(inner))) + outer[1]


def citation(text: str, row: ArticleRow, authors: Sequence[str], published: datetime | None) -> str:
    """``text`` quoted, or the headline where it is empty, with author, headline, source, date and address. The date is
    in words where the interface speaks the article's language, else in figures (ISO 8601)."""
    tongue = row.language
    told = [*authors, quoted(row.title, tongue) if text else "", row.feed_title, dated(published, tongue)]
    cited = words.comma(tongue).join(filter(None, told))
    said = quoted(text or row.title, tongue)
    return "\n".join(filter(None, (said, f"— {cited}" if cited else "", row.url)))


def dated(when: datetime | None, tongue: str) -> str:
    """A date as it stands beside an article in this language: in words where the interface speaks it, else in figures
    (ISO 8601)."""
    if when is None:
        return ""
    if tongue != language():
        return when.astimezone().date().isoformat()
    return " / ".join(words.dates(when))
