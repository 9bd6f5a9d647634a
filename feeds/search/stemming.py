"""Light stems of Arabic words: the article and what is written together with it, no more."""

from __future__ import annotations

import re

_STEM = r"(?:و?(?:[وبفك]ال|لل|ال)(?=[^\W_]{2})|و(?=[^\W_]{4}))([^\W_]+)"
_WORD = re.compile(_STEM)
_STEMS = re.compile(rf"(?<![^\W_]){_STEM}")


def stem(word: str) -> str:
    """The stem of one folded word; the word itself where nothing can be taken off."""
    found = _WORD.fullmatch(word)
    return found[1] if found else word


def stems(folded: str) -> str:
    """The stems, separated by spaces, of those words of a folded text whose stem differs from the word."""
    return " ".join(_STEMS.findall(folded))
