"""What keeps a library small and safe, and gives it to other programs. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.types import Retention

if TYPE_CHECKING:
    from feeds.store.backup import Restored
    from feeds.store.library import Store


class Upkeep:
    """All of it off the event loop: a large library takes seconds."""

    _store: Store

    def prune(self, wanted: Retention, *, stop: Callable[[], bool] = lambda: False) -> int:
        """Forget the feeds that were removed and can't come back, take away the articles that are older or more than is
        to be kept, and then what room they leave in the file: how many articles went. ``stop`` is asked every few
        milliseconds. See `feeds.store.pruning.prune`. Raises LibraryBusy while another program refreshes."""
        self.forget_removed()
        gone = self._store.prune(wanted, stop)
        self._store.shrink(stop, gone=gone)
        return gone

    def forget_removed(self) -> int:
        """Let go for good the feeds that were removed seven days ago or that no undo reaches any more, and what signed
        in to them: how many. Raises LibraryReadOnly, LibraryBusy, DiskFull."""
        gone = self._store.out_of_reach()
        if gone:
            from feeds import secrets

            for reference in filter(None, gone.values()):
                secrets.forget(self._store.path, reference)
            self._store.let_go(gone)
        return len(gone)

    def backup(self, target: Path) -> int:
        """Write the library into one file, as it is at this moment, whoever writes meanwhile: how many bytes. Settings
        and what signs in are not in it. Raises FileInTheWay, FileUnwritable."""
        return self._store.backup(target)

    def restore(self, source: Path) -> Restored:
        """Put a backup in place of the library, which is kept beside it. Programs that have it open go on with the
        restored one. Raises NotABackup, BackupDamaged, LibraryNewer; the library is then as it was."""
        return self._store.restore(source)

    def export_json(self) -> Iterator[str]:
        """All articles with all that is known of them, a line of JSON each."""
        from feeds import exporting

        return exporting.json_lines(self._store.whole_articles())

    def export_atom(self) -> Iterator[str]:
        """The articles with a star, a tag or a note, as pieces of an Atom feed (RFC 4287)."""
        from feeds import exporting

        now = datetime.fromtimestamp(self._store.clock(), UTC)
        return exporting.atom(
            self._store.whole_articles(own=True), library=self._store.path.absolute().as_uri(), now=now
        )
