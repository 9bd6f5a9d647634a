"""Players and posts of other sites, as the addresses that a person opens: a player's own opens badly outside its page.

The forms are those that the sites give for embedding: YouTube, Vimeo, Dailymotion, X (Twitter), Instagram, Telegram,
Facebook, TikTok, SoundCloud, Spotify, and AMP's and WordPress's ways to set them.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from feeds.blocks import Media
from feeds.clean import clean_line
from feeds.content.tree import all_text, classes, web_address

Kind: TypeAlias = Literal["video", "audio", "embed"]

_FORMS: tuple[tuple[str, str, Kind], ...] = (
    (
        r"youtube(?:-nocookie)?\.com/embed/videoseries\?(?:\S*&)?list=([\w-]+)",
        "https://www.youtube.com/playlist?list={0}",
        "video",
    ),
    (
        r"(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:\S*&)?v=)|youtu\.be/)([\w-]{6,20})",
        "https://www.youtube.com/watch?v={0}",
        "video",
    ),
    (r"(?:player\.)?vimeo\.com/(?:video/)?(\d+)", "https://vimeo.com/{0}", "video"),
    (r"dailymotion\.com/(?:embed/)?video/(\w+)", "https://www.dailymotion.com/video/{0}", "video"),
    (r"platform\.twitter\.com/embed/\S*[?&]id=(\d+)", "https://x.com/i/status/{0}", "embed"),
    (r"(?:x|twitter)\.com/(\w+)/status/(\d+)", "https://x.com/{0}/status/{1}", "embed"),
    (r"instagram\.com/(p|reel|tv)/([\w-]+)", "https://www.instagram.com/{0}/{1}/", "embed"),
    (r"(?:t|telegram)\.me/(\w+)/(\d+)", "https://t.me/{0}/{1}", "embed"),
    (r"tiktok\.com/embed/(?:v2/)?(\d+)", "https://www.tiktok.com/embed/{0}", "video"),
    (r"open\.spotify\.com/embed(?:-podcast)?/(\w+)/(\w+)", "https://open.spotify.com/{0}/{1}", "audio"),
)
_PLAYERS = tuple(
    (re.compile(rf"https?://(?:www\.|m\.)?{pattern}", re.IGNORECASE), address, kind)
    for pattern, address, kind in _FORMS
)
_NAMED_INSIDE = re.compile(
    r"https?://(?:w\.soundcloud\.com/player|www\.facebook\.com/plugins/(?:video|post)\.php)", re.IGNORECASE
)
"""Players whose address holds that of what is played, as ``url`` or ``href``."""
_BUTTONS = re.compile(
    r"https?://(?:www\.facebook\.com/plugins/(?:like|share_button|like_box|page|comments|follow)\.php"
    r"|platform\.twitter\.com/widgets/(?:tweet_button|follow_button)|apis\.google\.com/)",
    re.IGNORECASE,
)
_POSTS = {
    "twitter-tweet": "status/",
    "twitter-video": "status/",
    "instagram-media": "instagram.com/",
    "tiktok-embed": "tiktok.com/",
    "reddit-embed-bq": "/comments/",
    "bluesky-embed": "bsky.app/",
    "mastodon-embed": "/@",
    "text-post-media": "threads.",
}
"""Classes of ``blockquote``, and what is in the address of the post itself."""
_PICTURES_FIRST = frozenset({"instagram-media", "tiktok-embed", "text-post-media"})
"""Their quotes hold only words of the site: “View this post”."""
_VIDEO_IDS = ("videoid", "data-videoid", "video-id")
_LONGEST_TITLE = 200


def is_button(url: str) -> bool:
    """Whether an embedded page is a button to like, follow or share."""
    return _BUTTONS.match(url) is not None


def played(url: str, kind: Kind = "embed") -> tuple[str, Kind]:
    """The address to open in place of a player's, and what is behind it."""
    if _NAMED_INSIDE.match(url):
        named = parse_qs(urlsplit(url).query)
        inner = web_address(next(iter(named.get("url", []) + named.get("href", [])), ""), "")
        if inner:
            return inner, "audio" if "soundcloud" in url else "video" if "video.php" in url else "embed"
    for pattern, address, is_kind in _PLAYERS:
        if found := pattern.match(url):
            return address.format(*found.groups()), is_kind
    return url, kind


def alone(text: str) -> Media | None:
    """What is played or posted at an address that stands alone on its line, as WordPress keeps embeds in feeds."""
    if not any(pattern.match(text) for pattern, _, _ in _PLAYERS) or any(letter.isspace() for letter in text):
        return None
    url, kind = played(text)
    return Media(url, kind)


def post_of(element: etree._Element, base: str) -> Media | None:
    """The post of another site that a ``blockquote``, ``div`` or ``script`` stands for, if it does for one."""
    if channel := element.get("data-telegram-post"):
        url = web_address(f"https://t.me/{channel}", "")
        return Media(url, "embed") if url else None
    if element.tag not in ("blockquote", "div"):
        return None
    names = classes(element)
    if names & {"fb-post", "fb-video"}:
        url = web_address(element.get("data-href"), base)
        return Media(url, "video" if "fb-video" in names else "embed") if url else None
    for name, mark in _POSTS.items():
        if name in names:
            sources = [
                element.get("data-instgrm-permalink"),
                element.get("data-text-post-permalink"),
                element.get("cite"),
            ]
            sources += [anchor.get("href") for anchor in reversed(list(element.iter("a")))]
            url = next((found for raw in sources if (found := web_address(raw, base)) and mark in found), "")
            title = clean_line(all_text(element))[:_LONGEST_TITLE] if name in _PICTURES_FIRST else ""
            return Media(url.partition("?")[0], "embed", title) if url else None
    return None


def stands_for_all(element: etree._Element) -> bool:
    """Whether a post's link says all that is in its quote."""
    return element.tag != "blockquote" or bool(classes(element) & _PICTURES_FIRST)


def video_by_id(element: etree._Element) -> Media | None:
    """The video of ``lite-youtube``, ``amp-youtube`` and ``amp-vimeo``, which name it only by its number."""
    identity = next((element.get(name) or "" for name in _VIDEO_IDS if element.get(name)), "")
    if not re.fullmatch(r"[\w-]{4,20}", identity):
        return None
    url = (
        f"https://vimeo.com/{identity}"
        if "vimeo" in element.tag.lower()
        else f"https://www.youtube.com/watch?v={identity}"
    )
    return Media(url, "video", clean_line(element.get("playlabel") or element.get("title") or ""))
