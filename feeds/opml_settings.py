"""What the reader chose of a feed or a folder, as attributes of our own in OPML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, replace
from typing import Any, get_args

from feeds.errors import BadSetting
from feeds.feed_list import PLAIN
from feeds.store.settings import check
from feeds.types import FeedSettings, FullText

NAMESPACE = "urn:nashra:opml"
"""Of our own attributes, what the reader chose. Of a feed: ``direction``, and the fields of FeedSettings but the secret
as ``headers`` (a line each), ``userAgent`` and so on. Of a folder: ``fullText``."""

FULL_TEXT: Mapping[str, FullText] = {one: one for one in get_args(FullText)}
_FIELDS = [one for one in fields(FeedSettings) if one.name not in ("private", "secret")]
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_SECRET = re.compile(r"auth|cookie|credential|key|passw|secret|session|sign|token", re.IGNORECASE)
"""In the name of a header: whoever has its value may be taken for the reader, so it stays here."""
_HEADERS = 50
"""Headers of a feed that are taken at most."""


def attributes(settings: FeedSettings) -> dict[str, str]:
    """The settings as attributes, but those that are as they always are."""
    told: dict[str, str] = {}
    for one in _FIELDS:
        value = getattr(settings, one.name)
        if value == one.default:
            continue
        if isinstance(value, tuple):
            value = "\n".join(f"{name}: {text}" for name, text in value if not _SECRET.search(name))
        told[_attribute(one.name)] = "yes" if value is True else str(value)
    return {name: text for name, text in told.items() if text}


def meant(said: Mapping[str, str]) -> FeedSettings:
    """The settings that attributes of ours, by their names in lower case, stand for; one that can't be used is left
    out."""
    settings = PLAIN
    for one in _FIELDS:
        text = said.get(_attribute(one.name).lower(), "")
        for value in _values(one, text):
            wanted: Any = (*settings.headers, *value) if isinstance(value, tuple) else value
            changed: FeedSettings = replace(settings, **{one.name: wanted})
            settings = changed if _is_usable(changed) else settings
    return settings


def _values(one: Field[Any], text: str) -> Iterator[object]:
    """What a text stands for in a field: nothing, one value, or headers one by one."""
    match one.default:
        case bool():
            yield text == "yes"
        case int() if _NUMBER.fullmatch(text):
            yield int(text)
        case tuple():
            for line in text.split("\n")[:_HEADERS]:
                name, _, value = line.partition(": ")
                yield ((name, value),)
        case str() if text and (one.name != "full_text" or text in FULL_TEXT):
            yield text


def _attribute(field: str) -> str:
    """``userAgent`` for ``user_agent``."""
    first, *rest = field.split("_")
    return first + "".join(map(str.capitalize, rest))


def _is_usable(settings: FeedSettings) -> bool:
    try:
        check(settings)
    except BadSetting:
        return False
    return True
