"""What an article has beside its text: audio and video, given to the player that the user names, and pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from threading import Thread
from urllib.parse import urlsplit

from feeds.blocks import Content, Figure, Media, Text, texts_and_rest
from feeds.types import Article
from tui.addresses import shown

PLACE = "{url}"
"""Where the address goes in the player's arguments; without it the address is the last."""
_HEARD = re.compile(r"\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|flac|wav|mp4|m4v|mov|webm|mkv|m3u8)$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")


class NotPlayable(ValueError):
    """An address that is not to be given to a player."""


def media(article: Article, content: Content) -> tuple[tuple[Text, str], ...]:
    """What can be played of an article, each address once with its words."""
    found: dict[str, Text] = {}
    for enclosure in article.enclosures:
        kind = enclosure.type.partition("/")[0].lower()
        if kind in ("audio", "video") or (not kind and _HEARD.search(urlsplit(enclosure.url).path)):
            found.setdefault(enclosure.url, Text(enclosure.title or shown(enclosure.url)))
    for block in texts_and_rest(content.blocks)[1]:
        if isinstance(block, Media):
            found.setdefault(block.url, Text(block.title or shown(block.url)))
    return tuple((text, url) for url, text in found.items() if can_play(url))


def pictures(article: Article, content: Content) -> tuple[tuple[Text, str], ...]:
    """The pictures of an article, each address once with its words."""
    found: dict[str, Text] = {}
    for block in texts_and_rest(content.blocks)[1]:
        if isinstance(block, Figure):
            found.setdefault(block.url, block.caption or Text(block.alt))
    for enclosure in article.enclosures:
        if enclosure.type.startswith("image/"):
            found.setdefault(enclosure.url, Text(enclosure.title))
    if article.image:
        found.setdefault(article.image, Text(""))
    return tuple((text, url) for url, text in found.items() if can_play(url))


def can_play(url: str) -> bool:
    """Only web addresses: one that starts with a dash would be an option of the program, and some players read
    instructions from other schemes."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not _CONTROL.search(url)


def command(player: Sequence[str], url: str) -> list[str] | None:
    """The program and its arguments, an element each, never for a shell; None where the player is not there. Raises
    NotPlayable."""
    if not can_play(url):
        raise NotPlayable(url)
    program = shutil.which(player[0]) if player else None
    if program is None:
        return None
    rest = [one.replace(PLACE, url) for one in player[1:]]
    return [program, *rest] if any(PLACE in one for one in player[1:]) else [program, *rest, url]


def start(given: Sequence[str]) -> None:
    """Start a player that has a window of its own, or none. Raises OSError. Off the event loop."""
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(given, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    # Somebody has to ask for its exit code, and a broadcast may run for hours.
    Thread(target=child.wait, daemon=True).start()
