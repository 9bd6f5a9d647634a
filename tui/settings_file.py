"""Writing one setting into the file of the settings, whose comments and order are the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from feeds.errors import SettingsUnreadable
from tui.config import Config, load


def put(path: Path, name: str, value: str | int | Sequence[str] | None, *, within: str = "") -> Config:
    """Set ``name`` in the file, or in its table ``within``, and return the settings as they are then. The file is made
    if need be; None takes the setting out of it.

    The file is replaced whole, so a crash leaves the old one or the new. Raises SettingsUnreadable for a file that
    can't be read or written, or a value that the setting does not take; the file is then as it was.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    target = path.resolve() if path.is_symlink() else path
    draft = target.with_name(f".{target.name}.new")
    try:
        document = tomlkit.parse(target.read_text("utf-8")) if target.exists() else tomlkit.document()
        table = document.setdefault(within, tomlkit.table()) if within else document
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(tomlkit.dumps(document), "utf-8")
        settings = load(draft)
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    except (OSError, TOMLKitError, ValueError) as error:
        _drop(draft)
        raise SettingsUnreadable(path=path, why=error) from error
    except SettingsUnreadable as error:
        _drop(draft)
        raise SettingsUnreadable(path=path, why=error.args_.get("why", "")) from error
    return settings


def line_of(text: str, key: str) -> int:
    """The line that sets ``key``, from 1; 0 if none does."""
    lines = enumerate(text.splitlines(), 1)
    return next((at for at, line in lines if key and line.partition("=")[0].strip(" \t\"'") == key), 0)


def _drop(draft: Path) -> None:
    with suppress(OSError):
        draft.unlink(missing_ok=True)
