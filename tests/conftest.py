"""Settings of all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import keyring
import keyring.backends.fail
import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, and decides nothing.
settings.register_profile("nashra", deadline=None)
settings.load_profile("nashra")


def pytest_xdist_auto_num_workers() -> int:
    """``-n auto``: more than there are processors, since tests of screens and networks often wait."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reaches the system's keyring, here or in a program that it starts, nor one that another test has made:
    each backend that is defined counts as one of the system's."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def no_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that is run within a test caps its own process, which is that of all tests after it."""
    monkeypatch.setattr("resource.setrlimit", lambda _kind, _limits: None)
