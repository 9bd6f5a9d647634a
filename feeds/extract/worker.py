"""`extract` in a worker process: a page can be made to keep a parser busy for ever, or to fill the memory."""

from __future__ import annotations

import anyio
from anyio import CapacityLimiter, to_process

from feeds.errors import ExtractError, ExtractTimeout
from feeds.extract.extracting import extract
from feeds.extract.page import Page
from feeds.parse.limiters import Turns
from feeds.parse.worker import limit

TIME_LIMIT = 4.5
"""Seconds, the worker's start included."""

_CPU_SECONDS = 6
"""A little over that, so that it only stops a worker whose parent is gone."""

_TURNS = Turns("feeds.extract.worker", 2)


async def extract_anywhere(html: bytes, *, url: str, content_type: str = "") -> Page:
    """`extract` in a process that is killed after 4.5 s and has a limit on memory.

    Raises ExtractError's subclasses: NoArticle, Paywalled, ExtractTimeout; and itself where the worker fails.
    """
    async with _TURNS.limiter():
        try:
            with anyio.fail_after(TIME_LIMIT):
                # Waiting for a worker must not count, so the process's own limiter never waits.
                return await to_process.run_sync(
                    extract_within_limits, html, url, content_type, cancellable=True, limiter=CapacityLimiter(1)
                )
        except TimeoutError:
            raise ExtractTimeout(url=url) from None
        except ExtractError:
            raise
        except Exception:
            # Bugs of the libraries on broken pages, and a worker that hit its limits: even an import can fail then.
            raise ExtractError(url=url) from None


def extract_within_limits(html: bytes, url: str, content_type: str) -> Page:
    """`extract`, limiting the process it runs in: call it in a worker."""
    limit(_CPU_SECONDS)
    return extract(html, url, content_type)
