"""How the reader wants a feed to be asked for: ``feed.settings``, a JSON object that others have members in. Of a
section there is one setting, ``section.full_text``."""

from __future__ import annotations

import json
import re
from typing import Any, get_args
from urllib.parse import urlsplit

import apsw

from feeds.errors import BadSetting, FeedNotFound, NotFound
from feeds.types import FeedSettings, FullText

_PROXIES = ("http", "https", "socks5", "socks5h")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
"""A token (RFC 9110, 5.6.2)."""
_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,2000}[\x21-\x7e])?")
_NOT_FREE = frozenset(
    (
        *("accept-encoding", "authorization", "connection", "content-length", "cookie", "host", "if-modified-since"),
        *("if-none-match", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent"),
    )
)
"""Headers that have a meaning of their own here, or sign in: what signs in is a secret, and none is in this file."""


def read(settings: str) -> FeedSettings:
    """What ``feed.settings`` says. What a later version or a person wrote in another form is as if it were not
    there."""
    if settings == "{}":
        return FeedSettings()
    said = json.loads(settings)
    if not isinstance(said, dict):
        return FeedSettings()
    headers = [(str(one[0]), str(one[1])) for one in _list(said, "headers") if isinstance(one, list) and len(one) == 2]
    return FeedSettings(
        headers=tuple(headers),
        user_agent=_text(said, "user_agent"),
        proxy=_text(said, "proxy"),
        as_browser=said.get("as_browser") is True,
        # An earlier version said 1.
        private=said.get("private") in (True, 1),
        full_text=_full_text(said.get("full_text")),
        keep_days=_number(said, "keep_days"),
        keep_articles=_number(said, "keep_articles"),
        secret=_text(said, "secret"),
    )


def _full_text(said: object) -> FullText:
    return next((one for one in get_args(FullText) if one == said), "")


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _number(said: dict[str, Any], name: str) -> int:
    value = said.get(name)
    return max(-1, value) if isinstance(value, int) and not isinstance(value, bool) else 0


def _list(said: dict[str, Any], name: str) -> list[Any]:
    value = said.get(name)
    return value if isinstance(value, list) else []


def of_feed(connection: apsw.Connection, feed: int) -> FeedSettings:
    """Raises FeedNotFound."""
    settings: str | None = connection.execute("SELECT settings FROM feed WHERE id = ?", (feed,)).get
    if settings is None:
        raise FeedNotFound(id=feed)
    return read(settings)


def write(connection: apsw.Connection, feed: int, settings: FeedSettings) -> None:
    """Keep ``settings`` but for ``secret``, and leave all other members alone. Raises FeedNotFound."""
    # Null takes a member away (RFC 7396), so that what is as it always is takes no room.
    _patch(
        connection,
        feed,
        headers=[list(one) for one in settings.headers] or None,
        user_agent=settings.user_agent or None,
        proxy=settings.proxy or None,
        as_browser=settings.as_browser or None,
        private=settings.private or None,
        full_text=settings.full_text or None,
        keep_days=settings.keep_days or None,
        keep_articles=settings.keep_articles or None,
    )


def allow_private(connection: apsw.Connection, feed: int) -> None:
    """Let the feed be on this machine or its network, and leave all else as it is. Raises FeedNotFound."""
    _patch(connection, feed, private=True)


def write_secret(connection: apsw.Connection, feed: int, reference: str) -> None:
    """Keep where the secret is, or with an empty ``reference`` that there is none. Raises FeedNotFound."""
    _patch(connection, feed, secret=reference or None)


def _patch(connection: apsw.Connection, feed: int, **members: object) -> None:
    patch = json.dumps(members, ensure_ascii=False)
    connection.execute("UPDATE feed SET settings = json_patch(settings, ?) WHERE id = ?", (patch, feed))
    if not connection.changes():
        raise FeedNotFound(id=feed)


def wants_full_text(connection: apsw.Connection, feed: int) -> bool:
    """Whether the articles of the feed are shown as their pages have them: as the feed says, or else the nearest
    section around it that says anything. Raises FeedNotFound."""
    said = of_feed(connection, feed).full_text
    if said:
        return said == "always"
    return section_wants_full_text(connection, connection.execute("SELECT section FROM feed WHERE id = ?", (feed,)).get)


def section_wants_full_text(connection: apsw.Connection, section: int | None) -> bool:
    """As the section says, or else the nearest around it that says anything."""
    said: str | None = connection.execute(
        "WITH RECURSIVE around(id, parent, said) AS (SELECT id, parent, full_text FROM section WHERE id = ?"
        " UNION SELECT g.id, g.parent, g.full_text FROM section g JOIN around a ON g.id = a.parent WHERE a.said = '')"
        " SELECT said FROM around WHERE said <> ''",
        (section,),
    ).get
    return said == "always"


def write_section(connection: apsw.Connection, section: int, full_text: FullText) -> None:
    """Raises NotFound with the id for ``name``."""
    connection.execute("UPDATE section SET full_text = ? WHERE id = ?", (full_text, section))
    if not connection.changes():
        raise NotFound(name=section)


def check(settings: FeedSettings) -> None:
    """Raises BadSetting with the ``name`` of the setting that can't be used."""
    for name, value in settings.headers:
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value) or name.lower() in _NOT_FREE:
            raise BadSetting(name=name)
    if settings.user_agent and not _VALUE.fullmatch(settings.user_agent):
        raise BadSetting(name="user_agent")
    if settings.proxy and not _is_proxy(settings.proxy):
        raise BadSetting(name="proxy")
    for kept, count in (("keep_days", settings.keep_days), ("keep_articles", settings.keep_articles)):
        if count < -1:
            raise BadSetting(name=kept)


def _is_proxy(address: str) -> bool:
    """Whether it can be used, and holds no password."""
    try:
        parts = urlsplit(address)
        return parts.scheme in _PROXIES and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False
