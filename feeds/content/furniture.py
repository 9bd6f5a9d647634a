"""What publishers put into an article's own markup that is no part of it: share bars, and the way back from a note."""

from __future__ import annotations

import re

from lxml import etree

from feeds.content.tree import all_text, classes

_SHARE_BAR = re.compile(
    r"(?:shar(?:e|ing|er)|social)(?:[-_](?:area|bar|block|box|btn|button|buttons|container|count|icons?|inner|items?|links?|list"
    r"|media|networks|post|section|share|sharing|text|title|top|bottom|tools|widget|wrap(?:per)?))*s?"
    r"|(?:post|entry|article|single|flat|jp|sd|author)[-_](?:shar(?:e|ing)|social)(?:[-_].*)?|sharedaddy|sd-sharing-enabled"
    r"|addtoany.*|a2a_.*|addthis.*|heateor.*|shareaholic.*|essb_.*|jp-post-flair|feedflare|mashsb.*|sassy-social.*",
    re.IGNORECASE,
)
_LONGEST_BAR = 400
_ARROWS = re.compile("[\u21a9\u21b5\u2191\u21a5\u21d1\u2912\u23ce\u2934^\ufe0e\ufe0f\\s]+")
_BACK_CLASSES = frozenset(
    {"footnote-backref", "reversefootnote", "footnote-return", "footnote-back", "easy-footnote-to-top"}
)


def is_share_bar(element: etree._Element) -> bool:
    """Whether an element is a row of buttons that send the article elsewhere."""
    return (
        any(_SHARE_BAR.fullmatch(name) for name in classes(element)) and len(all_text(element).strip()) <= _LONGEST_BAR
    )


def is_way_back(anchor: etree._Element) -> bool:
    """Whether a link in a note only leads back to its mark."""
    if "#" not in (anchor.get("href") or ""):
        return False
    if anchor.get("role") == "doc-backlink" or classes(anchor) & _BACK_CLASSES:
        return True
    return _ARROWS.fullmatch(all_text(anchor)) is not None
