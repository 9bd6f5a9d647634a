"""Refreshing and adding, as the program's own commands in a child process that reports a JSON line at a time.

A child, because a writer in a thread of the app would hold its event loop while it parses.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from feeds import errors
from feeds.answers import FeedOffer, PageErrors, PagesTaken, PageTaken, Picture
from feeds.errors import NashraError
from feeds.types import FeedRefreshed, RefreshSummary
from tui.import_words import Taken

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


async def add(
    library: Path,
    url: str,
    *,
    allow_private: bool,
    choose: Callable[[Sequence[FeedOffer]], Awaitable[int | None]],
    tell: Callable[[str], None],
) -> tuple[int, str] | NashraError | None:
    """The id and the title of the feed that was added, or why it was not; None where ``choose`` took none. ``tell`` is
    told each address that is asked."""
    allowed = ["--allow-private"] if allow_private else []
    async with _child(library, "add", "--report", *allowed, "--", url) as child:
        async for told in _lines(child):
            if told["kind"] == "added":
                return told["feed"], told["title"]
            if told["kind"] == "error":
                return error_of(told["code"], told["args"])
            if told["kind"] == "asking":
                tell(told["url"])
            if told["kind"] == "choose":
                at = await choose([FeedOffer(**one | {"newest": tuple(one["newest"])}) for one in told["feeds"]])
                if at is None or child.stdin is None:
                    return None
                child.stdin.write(f"{at}\n".encode())
                await child.stdin.drain()
    return errors.FetchError(url=url)


async def keep_up(library: Path) -> None:
    """Do what follows behind a refresh; the library shows what comes of it."""
    async with _child(library, "keep-up") as child:
        await child.wait()


async def comments(library: Path, article: int) -> int | NashraError:
    """How many comments an article has, now that they were fetched, or why they were not."""
    told = await _answer(library, "comments", "--report", str(article))
    return told if isinstance(told, NashraError) else int(told["count"])


async def full_text(library: Path, article: int) -> NashraError | None:
    """Why the whole text of an article could not be fetched from its page; None when it was."""
    told = await _answer(library, "fetch", "--report", str(article))
    return told if isinstance(told, NashraError) else None


async def picture(library: Path, article: int, url: str, width: int, height: int) -> Picture | NashraError:
    """A picture of an article within so many pixels, or why it can't be shown."""
    told = await _picture(library, article, url, width, height)
    if isinstance(told, NashraError):
        return told
    return Picture(told["width"], told["height"], base64.b64decode(told["rgb"]))


async def sixels(library: Path, article: int, url: str, width: int, height: int) -> tuple[int, int, str] | NashraError:
    """A picture as `picture` has it, in sixels: its width, its height and what draws it."""
    told = await _picture(library, article, url, width, height, "--sixels")
    return told if isinstance(told, NashraError) else (told["width"], told["height"], told["sixels"])


async def _picture(
    library: Path, article: int, url: str, width: int, height: int, *options: str
) -> dict[str, Any] | NashraError:
    size = (str(article), str(max(width, 1)), str(max(height, 1)))
    # A decoder that its limits end says nothing.
    silent = errors.BadPicture(url=url)
    return await _answer(library, "picture", "--report", *options, *size, "--", url, silent=silent)


async def save(library: Path, article: int, form: str, folder: Path, *, pictures: bool) -> Path | NashraError:
    """Where an article was saved, or why it was not; with ``pictures`` those are fetched."""
    wanted = [f"--{form}", *["--pictures"] * pictures, f"--to={folder}"]
    told = await _answer(library, "save", "--report", str(article), *wanted)
    return told if isinstance(told, NashraError) else Path(told["path"])


async def take_offline(library: Path) -> AsyncIterator[PageTaken | PagesTaken | NashraError]:
    """Each page as it is done and what came of all at last, or the error that ended it."""
    async for told in _told(library, "offline", "--report"):
        match told.pop("kind", ""):
            case "page":
                yield PageTaken(**told)
            case "pages":
                failed = tuple(PageErrors(**one) for one in told.pop("failed"))
                yield PagesTaken(**told, failed=failed)
            case "error":
                yield error_of(told["code"], told["args"])


async def take(
    library: Path,
    file: Path,
    *,
    progress: Callable[[int, int], None],
    proxies: Callable[[Sequence[str]], Awaitable[bool]],
) -> Taken | NashraError:
    """What came of an import, or why nothing did; ``proxies`` is asked whether feeds may go through those that are
    named."""
    async with _child(library, "import", "--report", "--", str(file)) as child:
        async for told in _lines(child):
            match told.pop("kind", ""):
                case "progress":
                    progress(told["done"], told["total"])
                case "proxies" if child.stdin is not None:
                    child.stdin.write(b"y\n" if await proxies(told["proxies"]) else b"n\n")
                    await child.stdin.drain()
                case "imported":
                    refused = [(one["address"], one["why"]) for one in told.pop("refused")]
                    del told["added"]
                    return Taken(**told, refused=refused)
                case "error":
                    return error_of(told["code"], told["args"])
    return errors.NashraError()


async def take_back(library: Path, number: int) -> tuple[int, int, Sequence[int]] | NashraError:
    """How many feeds and articles an import was rid of, and the ids of the feeds that stay."""
    told = await _answer(library, "import", "--report", "--undo", str(number))
    return told if isinstance(told, NashraError) else (told["feeds"], told["articles"], told["touched"])


async def _told(library: Path, *words: str) -> AsyncIterator[dict[str, Any]]:
    async with _child(library, *words) as child:
        async for told in _lines(child):
            yield told


async def _answer(library: Path, *words: str, silent: NashraError | None = None) -> dict[str, Any] | NashraError:
    """The one thing that a command reports, or why there is none, ``silent`` if it does not say; once it has ended, as
    who leaves a generator early leaves its child."""
    async with _child(library, *words) as child:
        found = [told async for told in _lines(child)]
    if not found:
        return silent or errors.NashraError()
    return error_of(found[0]["code"], found[0]["args"]) if found[0]["kind"] == "error" else found[0]


async def _lines(child: asyncio.subprocess.Process) -> AsyncIterator[dict[str, Any]]:
    assert child.stdout is not None
    async for line in child.stdout:
        with suppress(ValueError):
            yield json.loads(line)


@asynccontextmanager
async def _child(library: Path, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A command of ours at work; it is stopped when the app leaves before it ends."""
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tui", "--library", str(library), *words),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_LONGEST_LINE,
            start_new_session=True,
        )
    )
    try:
        yield await asyncio.shield(starting)
    finally:
        # Whoever leaves while it starts leaves no child behind.
        child = await starting
        with suppress(ProcessLookupError):
            if child.returncode is None:
                child.terminate()
        try:
            await child.wait()
        finally:
            # asyncio would close it some turns of the loop later, of which there may be none.
            child._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001


def error_of(code: str, args: dict[str, str]) -> NashraError:
    """The error that a report names."""
    waiting: list[type[NashraError]] = [NashraError]
    for kind in waiting:
        if kind.code == code:
            return kind(**args)
        waiting += kind.__subclasses__()
    return NashraError(**args)
