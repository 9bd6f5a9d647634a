"""What signs in to a feed's server: in the system's keyring, or where there is none in a file beside the library that
only its owner can read. The library itself holds a reference, which says nothing."""

from __future__ import annotations

import errno
import json
import os
import re
import uuid
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, Literal, TypeVar
from urllib.parse import unquote

from feeds.addresses import same_server
from feeds.clean import SIGN_IN, without_sign_in
from feeds.errors import BadSetting, DiskFull, LibraryReadOnly
from feeds.store.lock import lock

T = TypeVar("T")
Kind = Literal["basic", "bearer"]

_SERVICE = "nashra"
"""Under this name the keyring holds them."""
_PATIENCE = 5.0
"""Seconds for the keyring: one that is locked may wait for a person who is not there."""
_LOCK_WAIT = 5.0
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""RFC 6750, 2.1."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Shows nothing of itself when it is printed."""

    kind: Kind
    user: str = field(repr=False)
    """Empty for a bearer token."""
    secret: str = field(repr=False)
    home: str
    """The address of the feed it was set for: it is told to the server of that one alone."""

    def header(self) -> tuple[bytes, bytes]:
        """Name and value (RFC 7617, in UTF-8; RFC 6750)."""
        if self.kind == "bearer":
            return b"Authorization", b"Bearer " + self.secret.encode()
        return b"Authorization", b"Basic " + b64encode(f"{self.user}:{self.secret}".encode())


def sign_in_of(url: str) -> Secret | None:
    """The name and the password that ``url`` holds."""
    found = re.match(SIGN_IN, url)
    if found is None or not found[2]:
        return None
    user, _, password = found[2].partition(":")
    return Secret("basic", unquote(user), unquote(password), without_sign_in(url))


def with_sign_in_of(url: str, moved_to: str) -> str:
    """``moved_to`` with the name and the password of ``url`` where it is at the same server, else as it is."""
    found = re.match(SIGN_IN, url)
    if found is None or not same_server(without_sign_in(url), moved_to):
        return moved_to
    return moved_to.replace("://", f"://{found[2]}@", 1)


def check(secret: Secret) -> None:
    """Raises BadSetting for what no header can say."""
    if secret.kind == "basic":
        # A colon parts the name from the password.
        if not secret.user or ":" in secret.user or not secret.user.isprintable():
            raise BadSetting(name="user")
        if not secret.secret.isprintable():
            raise BadSetting(name="secret")
    elif not _TOKEN.fullmatch(secret.secret):
        raise BadSetting(name="secret")


def keep(library: Path, secret: Secret) -> str:
    """Keep ``secret``: the reference that `read` takes. Raises LibraryReadOnly, DiskFull, LibraryBusy."""
    name, said = uuid.uuid4().hex, json.dumps(asdict(secret))
    if _in_keyring(lambda keyring: _kept(keyring, name, said)):
        return f"{secret.kind}:keyring:{name}"
    _change(library, lambda held: held.__setitem__(name, said))
    return f"{secret.kind}:file:{name}"


def read(library: Path, reference: str) -> Secret | None:
    """None where it is no longer there, or can't be read."""
    _kind, place, name = _parts(reference)
    if place == "keyring":
        said = _in_keyring(lambda keyring: keyring.get_password(_SERVICE, name))
    else:
        said = _held(library).get(name)
    with suppress(ValueError, TypeError):
        return Secret(**json.loads(said)) if said else None
    return None


def forget(library: Path, reference: str) -> None:
    """Raises LibraryReadOnly, DiskFull, LibraryBusy. What a keyring does not let go of is left in it."""
    _kind, place, name = _parts(reference)
    if place == "keyring":
        _in_keyring(lambda keyring: keyring.delete_password(_SERVICE, name))
    elif name in _held(library):
        _change(library, lambda held: held.pop(name, None))


def _parts(reference: str) -> tuple[str, str, str]:
    kind, _, rest = reference.partition(":")
    place, _, name = rest.partition(":")
    return kind, place, name


def _kept(keyring: Any, name: str, said: str) -> bool:
    """Some backends take anything and keep nothing."""
    keyring.set_password(_SERVICE, name, said)
    return bool(keyring.get_password(_SERVICE, name) == said)


def _in_keyring(ask: Callable[[Any], T]) -> T | None:
    """What ``ask`` finds with the ``keyring`` package; None where that is missing, fails or takes too long."""
    found: list[T] = []

    def work() -> None:
        with suppress(Exception):  # a backend may raise anything, and then the file serves
            import keyring

            found.append(ask(keyring))

    thread = Thread(target=work, name="nashra-keyring", daemon=True)
    thread.start()
    thread.join(_PATIENCE)
    return found[0] if found else None


def file_of(library: Path) -> Path:
    return library.with_name(library.name + ".secrets")


def _held(library: Path) -> dict[str, str]:
    try:
        held = json.loads(file_of(library).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _change(library: Path, change: Callable[[dict[str, str]], object]) -> None:
    """Write the file anew, whole or not at all, and let only its owner read it from its first byte on."""
    path = file_of(library)
    fresh = path.with_name(path.name + ".new")
    with lock(path, wait=_LOCK_WAIT):
        held = _held(library)
        change(held)
        try:
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 (a descriptor)
                json.dump(held, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise (DiskFull if error.errno == errno.ENOSPC else LibraryReadOnly)(path=path) from error
