"""robots.txt: only how long a host wants to be left alone between two requests. Whether a page may be crawled is no
question here: a person asked for this one address, as in a browser."""

from __future__ import annotations

import math
import re

AGENT = "nashra"
LONGEST = 86_400
"""Seconds: what asks for more is a slip, or means crawlers."""
_READ = 512_000
"""Bytes that are looked at (RFC 9309, 2.5)."""


def crawl_delay(body: bytes) -> int:
    """Seconds, rounded up, that the groups for Nashra ask for in ``Crawl-delay``, or where there are none those for
    all (RFC 9309, 2.2.1); 0 where nothing is asked or nothing can be made out."""
    ours: list[int] = []
    everyone: list[int] = []
    named = False
    agents: list[str] = []
    in_rules = True
    for line in body[:_READ].decode("utf-8-sig", "replace").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if not colon:
            continue
        key, value = name.strip().lower(), value.strip()
        if key == "user-agent":
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
            named = named or _is_ours(value)
            continue
        in_rules = True
        if key == "crawl-delay" and (delay := _seconds(value)) is not None:
            if any(map(_is_ours, agents)):
                ours.append(delay)
            elif "*" in agents:
                everyone.append(delay)
    return max(ours if named else everyone, default=0)


def _is_ours(agent: str) -> bool:
    """Whether a group is for us: what follows the name, as a version does, counts for nothing."""
    return re.match(rf"{AGENT}(?![a-z_-])", agent, re.IGNORECASE) is not None


def _seconds(value: str) -> int | None:
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value, re.ASCII):
        return None
    return min(math.ceil(float(value)), LONGEST)
