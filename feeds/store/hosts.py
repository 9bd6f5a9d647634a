"""What is remembered of hosts: until when they want rest, and what their robots.txt asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import apsw

from feeds.store.addresses import host_of
from feeds.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Host:
    """Times are UTC seconds, 0 for never."""

    rests_until: int = 0
    robots_at: int = 0
    """When its robots.txt was asked for."""
    crawl_delay: int = 0
    """Seconds that it wants between two requests."""
    asked_at: int = 0
    """When one of its feeds was last asked for, told only of a host that wants time in between."""


def hosts(connection: apsw.Connection) -> dict[str, Host]:
    rows: Iterable[Any] = connection.execute("SELECT name, rests_until, robots_at, crawl_delay FROM host")
    known = {name: Host(*rest) for name, *rest in rows}
    if any(host.crawl_delay for host in known.values()):
        asked: Iterable[Any] = connection.execute(
            "SELECT f.url, s.fetched_at FROM feed f JOIN fetch_state s ON s.feed = f.id WHERE s.fetched_at > 0"
        )
        for url, at in asked:
            host = known.get(host_of(url))
            if host and host.crawl_delay and at > host.asked_at:
                known[host_of(url)] = replace(host, asked_at=at)
    return known


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
