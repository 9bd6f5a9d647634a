"""Finds the conformance files and corpora that lie beside the project: a newcomer without them skips those tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(name: str) -> Path:
    """The path of ``name`` beside the project. Absent, the test is skipped, but in CI, which has them all, it fails."""
    path = SHARED / name
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{name} must be there in CI")
        pytest.skip(f"{name} is not beside the project")
    return path
