"""Programs that are killed at any moment: `make crash` does so a thousand times."""

from __future__ import annotations

from pathlib import Path

from tests.feeds.store.crashing import Crashes


def test_kill_9_at_fifty_random_moments_leaves_the_library_whole_with_all_that_was_acknowledged(tmp_path: Path) -> None:
    crashes = Crashes(tmp_path, seed=2)
    crashes.run(50)
    assert sum(crashes.kills.values()) == 50
    assert {"refresh", "mark", "migrate"} <= crashes.kills.keys(), "each was killed in the midst of it"
    assert min(crashes.acknowledged[kind] for kind in ("refresh", "mark")) > 10
