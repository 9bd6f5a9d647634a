"""What a server said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` is None where it said that nothing changed (304)."""

    url: str
    """The address that answered, after redirects."""
    body: bytes | None
    headers: Mapping[str, str]
    """Names in lower case."""
    moved_to: str = ""
    """Where the feed has moved for good: every redirect on the way was a 301 or a 308."""
    status: int = 200
    size: int = 0
    """Bytes of the body as they came over the network."""
    crawl_delay: int = 0
    """Seconds that the host's robots.txt wants between two requests."""

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")
