"""What an article's page gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feeds.blocks import Block, MarkedDirection
from feeds.types import Author, Link


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page: the full text and what stands around it. Text is clean, addresses are absolute."""

    title: str
    section: str
    """The label over the headline, as the site calls it; empty if there is none."""
    blocks: tuple[Block, ...]
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    related: tuple[Link, ...] = ()
    comments_count: int | None = None
    language: str = ""
    """Detected from the text; what the page declares only breaks ties."""
    direction: MarkedDirection = "auto"
    """That of the page or of the element around the body; what stands inside the body is in the blocks."""
    image: str = ""
    paywalled: bool = False
    """The page says that it is not free, though enough of its text came to be read."""
