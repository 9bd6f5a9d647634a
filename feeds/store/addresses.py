"""Which addresses a feed may have."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit, urlunsplit

from feeds.errors import BadAddress

WEB = ("http", "https")

_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_PLAIN = r"(https?)://[a-z0-9]+(?:[.-][a-z0-9]+)*/[!-\"$->@-~]*(?:\?[!-\"$-~]+)?"
"""An address that nothing is to be done about, as most are. Compiled by its first use."""


def feed_address(url: str, schemes: Collection[str] = WEB) -> str:
    """``url`` without whitespace and format characters, scheme and host in lower case, as feeds are told apart by it.

    ``feed:`` before or in place of the scheme, as some pages have it, is taken for what it stands for, and an address
    without a scheme for https. Raises BadAddress for another scheme than ``schemes`` or no host.
    """
    if (known := re.fullmatch(_PLAIN, url)) and known[1] in schemes:
        return url
    seen = _UNSEEN.sub("", url)
    plain = re.sub(r"^feed:(?://)?(?=https?:)", "", seen, flags=re.IGNORECASE)
    plain = re.sub(r"^feed:(?://)?", "http://", plain, flags=re.IGNORECASE)
    if re.match(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)", plain):
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise BadAddress(url=seen) from error
    if parts.scheme not in schemes or not host:
        raise BadAddress(url=seen)
    path = parts.path or ("/" if parts.scheme in WEB else "")
    user, at, where = parts.netloc.rpartition("@")
    return urlunsplit((parts.scheme, f"{user}{at}{where.lower()}", path, parts.query, ""))


def host_of(url: str) -> str:
    """The host of an address: what connections and rests are counted by. Empty for what is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
