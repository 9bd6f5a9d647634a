"""Pictures and players: addresses only, nothing is fetched, nothing that only counts readers is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from lxml import etree

from feeds.blocks import Figure, Media
from feeds.clean import clean_line
from feeds.content import embeds
from feeds.content.flow import Flow
from feeds.content.tree import classes, number, web_address

if TYPE_CHECKING:
    from feeds.content.builder import Builder

_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-orig-file")
_SETS = ("srcset", "data-srcset")
_COUNTERS = re.compile(
    r"//(?:pixel|pixels|tracking|beacon|analytics)\.[^/.]+\.[^/]+/"
    r"|//(?:feeds\.feedburner\.com|feeds\.wordpress\.com|[\w.-]*feedsportal\.com|[\w.-]*doubleclick\.net|[\w.-]*feedblitz\.com"
    r"|rss\.buysellads\.com|[\w.-]*google-analytics\.com|[\w.-]*scorecardresearch\.com|[\w.-]*quantserve\.com|mc\.yandex\.\w+"
    r"|stats\.wordpress\.com|[\w.-]*mailchimp\.com/track|t\.co/i|[\w.-]*list-manage\.com|www\.facebook\.com/tr)[/?]"
    r"|/(?:pixel|spacer|blank|transparent|clear|1x1)\.(?:gif|png)",
    re.IGNORECASE,
)
_TINY_STYLE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01](?:\.0*)?(?:px)?\s*(?:;|!|$)", re.IGNORECASE)
_EMOJI_CLASSES = frozenset({"emoji", "wp-smiley", "smiley", "emoticon"})
_LARGEST_COUNTER = 2
_KINDS: dict[str, Literal["video", "audio"]] = {"video": "video", "audio": "audio"}


def add_image(builder: Builder, element: etree._Element, flow: Flow) -> None:
    """``img`` as a `Figure` once for each address; an emoji's picture as its character."""
    alt = clean_line(element.get("alt") or "")
    if alt and len(alt) <= 8 and classes(element) & _EMOJI_CLASSES:
        flow.add(alt)
        return
    if _is_tiny(element):
        return
    url = _source(element, builder.base)
    if not url or _COUNTERS.search(url) or url in builder.pictures_seen:
        return
    builder.pictures_seen.add(url)
    flow.append(Figure(url, alt or clean_line(element.get("title") or "")))


def _is_tiny(element: etree._Element) -> bool:
    if _TINY_STYLE.search(element.get("style") or ""):
        return True
    sizes = [size for name in ("width", "height") if (size := number(element.get(name))) is not None]
    return any(size <= _LARGEST_COUNTER for size in sizes)


def _source(element: etree._Element, base: str) -> str:
    """The picture's address; lazy loading hides it in other attributes."""
    for name in _SOURCES:
        raw = element.get(name)
        if raw and raw.lstrip()[:5].lower() != "data:" and (url := web_address(raw, base)):
            return url
    for name in _SETS:
        first = (element.get(name) or "").strip().split(",")[0].split()
        if first and (url := web_address(first[0], base)):
            return url
    return ""


def add_player(builder: Builder, element: etree._Element, flow: Flow) -> bool:
    """A video, a recording or an embedded page as `Media`; False when it names no address."""
    if _is_tiny(element):
        return True
    sources = [element.get("src"), element.get("data"), element.get("data-src")]
    sources += [child.get("src") for child in element.iter("source")]
    url = next((found for raw in sources if (found := web_address(raw, builder.base))), "")
    if not url:
        return False
    if _COUNTERS.search(url) or embeds.is_button(url):
        return True
    title = clean_line(element.get("title") or element.get("aria-label") or "")
    url, kind = embeds.played(url, _KINDS.get(element.tag.lower().removeprefix("amp-"), "embed"))
    flow.append(Media(url, kind, title))
    return True
