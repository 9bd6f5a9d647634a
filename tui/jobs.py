"""Refreshing and adding, as the program's own commands in a child process that reports a JSON line at a time.

A child, because a writer in a thread of the app would hold its event loop while it parses.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from feeds import errors
from feeds.errors import NashraError
from feeds.types import FeedRefreshed, RefreshSummary

_LONGEST_LINE = 16 * 1024 * 1024


async def refresh(
    library: Path, only: Sequence[int], *, due: bool = False
) -> AsyncIterator[FeedRefreshed | RefreshSummary | NashraError]:
    """Each feed as it is done and the summary at last, or the error that ended it. ``due`` leaves out what is not."""
    async for told in _told(library, "refresh", "--report", *["--due"] * due, *map(str, only)):
        match told.pop("kind", ""):
            case "feed":
                yield FeedRefreshed(**told)
            case "summary":
                failed = [FeedRefreshed(**one) for one in told.pop("failed")]
                yield RefreshSummary(**told, failed=failed)
            case "error":
                yield error_of(told["code"], told["args"])


async def add(library: Path, url: str, *, allow_private: bool) -> tuple[int, str] | NashraError:
    """The id and the title of the feed that was added, or why it was not."""
    allowed = ["--allow-private"] if allow_private else []
    async for told in _told(library, "add", "--report", *allowed, "--", url):
        if told["kind"] == "added":
            return told["feed"], told["title"]
        return error_of(told["code"], told["args"])
    return errors.FetchError(url=url)


async def comments(library: Path, article: int) -> int | NashraError:
    """How many comments an article has, now that they were fetched, or why they were not."""
    async for told in _told(library, "comments", "--report", str(article)):
        return int(told["count"]) if told["kind"] == "comments" else error_of(told["code"], told["args"])
    return errors.NashraError()


async def full_text(library: Path, article: int) -> NashraError | None:
    """Why the whole text of an article could not be fetched from its page; None when it was."""
    async for told in _told(library, "fetch", "--report", str(article)):
        return None if told["kind"] == "fetched" else error_of(told["code"], told["args"])
    return errors.NashraError()


async def _told(library: Path, *words: str) -> AsyncIterator[dict[str, Any]]:
    async with _child(library, *words) as lines:
        async for line in lines:
            with suppress(ValueError):
                yield json.loads(line)


@asynccontextmanager
async def _child(library: Path, *words: str) -> AsyncIterator[asyncio.StreamReader]:
    """A command of ours at work; it is stopped when the app leaves before it ends."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui.cli", "--library", str(library), *words),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_LONGEST_LINE,
        start_new_session=True,
    )
    assert child.stdout is not None
    try:
        yield child.stdout
    finally:
        with suppress(ProcessLookupError):
            if child.returncode is None:
                child.terminate()
        await child.wait()


def error_of(code: str, args: dict[str, str]) -> NashraError:
    """The error that a report names."""
    waiting: list[type[NashraError]] = [NashraError]
    for kind in waiting:
        if kind.code == code:
            return kind(**args)
        waiting += kind.__subclasses__()
    return NashraError(**args)
