"""The ``config`` of newsboat (https://newsboat.org/releases/2.38/docs/newsboat.html): its lines as words. Nothing in it
is run: what stands between backquotes stays as it is written.
"""

from __future__ import annotations

from pathlib import Path

from feeds.errors import FileUnreadable
from feeds.newsboat import words_of
from feeds.parse.encoding import decode

_LARGEST = 1024 * 1024
_NAMES = (
    "auto-reload reload-time max-items keep-articles-days text-width player browser bind bind-key unbind-key macro"
    " color ignore-article highlight include proxy use-proxy user-agent show-read-feeds show-read-articles"
    " reload-threads reload-only-visible-feeds download-retries download-timeout article-sort-order feed-sort-order"
    " cache-file external-url-viewer html-renderer pager refresh-on-startup notify-program define-filter urls-source"
    " goto-next-feed confirm-exit cleanup-on-quit datetime-format bookmark-cmd"
)
_KNOWN = frozenset(_NAMES.split())
"""Words that its lines begin with, enough of them to know it by."""


def read(path: Path) -> list[tuple[str, ...]] | None:
    """The words of each line that says something; None for a file that is no config of newsboat's. Raises
    FileUnreadable."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        lines = [tuple(words) for line in decode(path.read_bytes()).splitlines() if (words := words_of(line))]
    except OSError as error:
        raise FileUnreadable(path=path) from error
    known = sum(words[0] in _KNOWN for words in lines)
    return lines if known and known * 2 > len(lines) else None
