"""What the reader puts on the page of an article beside what the article has itself: ways on within the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.document import Piece
from tui.i18n import _, language
from tui.roles import Role

CHANGES = "nashra:changes"
"""Where the words lead that an article was changed; no address from outside is of this scheme (`feeds.content`)."""


def with_changes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """``pieces`` of a page with the way to what was changed below its head."""
    head = next((at for at, piece in enumerate(pieces) if piece.role not in (Role.SECTION, Role.TITLE)), 0)
    while head < len(pieces) and pieces[head].role is Role.BYLINE:
        head += 1
    yield from pieces[:head]
    yield Piece(Role.LINK, _("What was changed"), language=language(), close=True, href=CHANGES)
    yield from pieces[head:]
