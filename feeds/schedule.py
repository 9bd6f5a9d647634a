"""When a feed is due. Pure: times come in as UTC seconds and nothing here reads a clock or the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is remembered of a feed's answers; times are UTC seconds. The store keeps it over restarts."""

    etag: str = ""
    """Sent back byte for byte, ``W/`` and quotes included (RFC 9110, 13.1.2)."""
    modified: str = ""
    """Last-Modified as sent."""
    validators_at: int = 0
    """When the validators were first given."""
    body_hash: bytes = b""
    due_at: int = 0
    errors: int = 0
    """Failures in a row."""
    fetched_at: int = 0
    ended: bool = False
    """410 came: it is not asked again unless the user says so."""
