"""What an article's web page gives beside the kind of content that feeds send."""

from __future__ import annotations

from datetime import datetime

from feeds.blocks import Content
from feeds.values import dataclass


@dataclass(frozen=True, slots=True)
class WebContent(Content):
    """The body as the web page has it, and what the page says around it; empty where it does not say."""

    title: str = ""
    section: str = ""
    """The label over the headline, as the site calls it."""
    published: datetime | None = None
    updated: datetime | None = None
    comments_count: int | None = None
    paywalled: bool = False
    """The page says that it is not free: the text may be no more than its opening."""
