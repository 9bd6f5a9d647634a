"""What is remembered of hosts: until when they want rest, and what their robots.txt asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import apsw


@dataclass(frozen=True, slots=True)
class Host:
    """Times are UTC seconds, 0 for never."""

    rests_until: int = 0
    robots_at: int = 0
    """When its robots.txt was asked for."""
    crawl_delay: int = 0
    """Seconds that it wants between two requests."""


def hosts(connection: apsw.Connection) -> dict[str, Host]:
    rows: Iterable[Any] = connection.execute("SELECT name, rests_until, robots_at, crawl_delay FROM host")
    return {name: Host(*rest) for name, *rest in rows}


def rest(connection: apsw.Connection, name: str, until: int) -> None:
    """Leave the host alone until then (UTC seconds), or longer if it has asked for more already."""
    connection.execute(
        "INSERT INTO host(name, rests_until) VALUES(?, ?)"
        " ON CONFLICT DO UPDATE SET rests_until = max(rests_until, excluded.rests_until)",
        (name, until),
    )


def save_robots(connection: apsw.Connection, name: str, at: int, crawl_delay: int) -> None:
    connection.execute(
        "INSERT INTO host(name, robots_at, crawl_delay) VALUES(?, ?, ?)"
        " ON CONFLICT DO UPDATE SET robots_at = excluded.robots_at, crawl_delay = excluded.crawl_delay",
        (name, at, crawl_delay),
    )
