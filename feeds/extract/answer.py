"""Whether what a server sent for an article can be its page: no file of another kind, no demand for consent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree

from feeds.extract.furniture import line_of
from feeds.extract.words import AGREE, CONSENT
from feeds.search import fold

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_WHERE_MARKUP_BEGINS = 4_096
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_FILES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"ID3", b"RIFF")
_CONSENT_HOSTS = frozenset({"consent", "guce"})
_LONGEST_LABEL = 60
_SHARE = 1 / 3
"""Of a page's paragraphs that talk of consent: an article that comes to it once is none of that."""


def is_page(body: bytes, content_type: str) -> bool:
    """Whether bytes are text with markup, by their first ones and by the HTTP header."""
    if body.startswith(_FILES) or (b"\0" in body[:512] and not body.startswith(_BOMS)):
        return False
    kind = content_type.partition(";")[0].strip().lower()
    return (
        not kind
        or kind.startswith("text/")
        or kind.endswith(("html", "xml"))
        or _MARKUP.search(body[:_WHERE_MARKUP_BEGINS]) is not None
    )


def has_agree_button(root: etree._Element) -> bool:
    """Whether something can be pressed on a page that agrees to be followed."""
    for element in root.iter("button", "input", "a"):
        label = line_of(element) or element.get("value") or ""
        if len(label) <= _LONGEST_LABEL and fold(label).strip(" .!") in AGREE:
            return True
    return False


def asks_consent(texts: Iterable[str], url: str) -> bool:
    """Whether paragraphs with such a button under them are a demand for consent in place of an article."""
    if _CONSENT_HOSTS & set((urlsplit(url).hostname or "").split(".")):
        return True
    folded = [fold(text) for text in texts]
    return sum(any(word in text for word in CONSENT) for text in folded) >= max(1, len(folded) * _SHARE)
