"""What tests of discovery share: a page and the links on it."""

from __future__ import annotations

PAGE = "https://paper.example/news/index.html"


def link(href: str, kind: str = "application/rss+xml", more: str = "") -> str:
    return f"<link rel='alternate' type='{kind}' href='{href}' {more}>"
