"""What the reader puts on the page of an article beside what the article has itself: ways on within the app."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from feeds.blocks import Content
from feeds.types import Article, ArticleRow
from tui import player, words
from tui.document import Piece, rows_told, sided
from tui.i18n import _, language
from tui.roles import Role

CHANGES, PICTURES, NEXT, BEFORE = "nashra:changes", "nashra:pictures", "nashra:next", "nashra:before"
"""Where words of the page lead within the app; no address from outside is of this scheme (`feeds.content`)."""
_ARTICLE = "nashra:article/"
_HEAD = (Role.SECTION, Role.TITLE, Role.BYLINE)


class Around(NamedTuple):
    """What there is beside an article: its neighbours in the list, and those of the library that are near it."""

    before: ArticleRow | None = None
    after: ArticleRow | None = None
    near: Sequence[ArticleRow] = ()
    pictures: bool = False
    """Whether the first picture stands under the headline."""
    without: frozenset[str] = frozenset()
    """Pictures that could not be had."""


def address_of(row: ArticleRow) -> str:
    """The address of an article within the app."""
    return f"{_ARTICLE}{row.id}"


def article_at(address: str) -> int | None:
    """The id of the article that an address within the app leads to."""
    number = address.removeprefix(_ARTICLE)
    return int(number) if number != address and number.isdecimal() else None


def is_within(address: str) -> bool:
    """Whether an address leads somewhere in the app."""
    return address.startswith("nashra:")


def with_ways(
    pieces: Sequence[Piece], article: Article, content: Content, around: Around, now: datetime
) -> tuple[Piece, ...]:
    """The ``pieces`` of an article's page with the way to what was changed below its head, and at its end, which
    nothing stands below that would be moved, what is near it and the neighbours of the list."""
    *body, top = pieces
    at = next((at for at, piece in enumerate(body) if piece.role not in _HEAD), len(body))
    if around.pictures and (found := player.pictures(article, content)) and found[0][1] not in around.without:
        body.insert(at, Piece(Role.PICTURE, href=PICTURES, whole=found[0][1]))
    if article.was_kept:
        body.insert(at, Piece(Role.LINK, _("What was changed"), language=language(), close=True, href=CHANGES))
    label = Piece(Role.LABEL, language=language())
    near = rows_told(_("From your library"), around.near, now, address_of)
    side = sided([label], article, content)[0].base
    back, on = ("→", "←") if side == "rtl" else ("←", "→")
    steps: list[Piece] = []
    for row, address in ((around.before, BEFORE), (around.after, NEXT)):
        if row:
            told = words.beside([" ".join(row.title.split()) or _("Untitled")])
            text = f"{back} {told}" if address == BEFORE else f"{told} {on}"
            steps.append(Piece(Role.STEP, text, language=row.language, close=bool(steps), href=address))
    return sided([*body, *near, *steps, top], article, content)
