"""What a stretch of a page is, which is what its look goes by."""

from __future__ import annotations

from enum import StrEnum

from feeds.values import dataclass


class Role(StrEnum):
    """What a piece of a page is."""

    SECTION = "section"
    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    BODY = "body"
    CODE = "code"
    CAPTION = "caption"
    PICTURE = "picture"
    """The room of a picture that stands on the page itself."""
    FIGURE = "figure"
    MEDIA = "media"
    TABLE = "table"
    RULE = "rule"
    LABEL = "label"
    COMMENTS = "comments"
    """The label over the comments."""
    NAME = "name"
    NOTE = "note"
    LINK = "link"
    STEP = "step"
    """The article before or after in the list."""
    TOP = "top"


class Chrome(StrEnum):
    """What is on a row beside the text."""

    BLANK = "blank"
    BAR = "bar"
    LABEL = "label"
    FRAME = "frame"


HIT = "hit"
"""The key of a mark over what was searched for."""


NUMBER = "number"
"""The key of a mark over the number of a link."""


REMOVED, ADDED = "removed", "added"
"""The keys of marks over words that an article had before it was changed, and over those that it got."""


@dataclass(frozen=True, slots=True)
class LinkKey:
    """The key of a mark that leads somewhere."""

    href: str
