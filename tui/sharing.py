"""An article given to a program of the user's own: its arguments, what is on its standard input, and how it ended."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feeds.clean import clean_line
from tui.i18n import _, plural

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.config import Config

SECONDS = 60
"""That a program may take; then it is ended, with all that it started."""
_LONGEST = 4_000
"""Characters of a field that stands in an argument: systems take some 100,000 bytes."""
_SHOWN = 200
"""Characters of what a program says that are shown."""
_PLACE = re.compile(r"\{(\w+)\}")
_TAKEN_FOR_MORE = ("-", "@", "+", "=")
"""With these an argument may be an option or the name of a file."""


class NotDoneError(Exception):
    """A sentence for the reader: why a program did not do what it was asked to."""


def folder(settings: Config) -> Path:
    """Where articles are saved, if nothing else is said: as the settings have it, else the user's documents, else the
    folder that is open."""
    if settings.save_to:
        return Path(settings.save_to).expanduser()
    from platformdirs import user_documents_path

    with suppress(OSError, RuntimeError):
        documents = user_documents_path()
        if documents.is_dir():
            return documents
    return Path.cwd()


def dated_for(reader: Reader, article: int) -> str:
    """The date of an article in words. Raises ArticleNotFound."""
    from tui.quoting import dated

    row = reader.article(article).row
    return dated(row.published, row.language)


def titled(title: str, url: str) -> str:
    """A headline and its link, a line each."""
    return "\n".join(filter(None, (title, url)))


# ── Programs ─────────────────────────────────────────────────────────────────────────────────────────────────


def send(reader: Reader, article: int, name: str, command: Sequence[str]) -> str:
    """Give an article to a program, which has it as JSON on its standard input, and wait for it: the first line that it
    said. Off the event loop. Raises NotDoneError and ArticleNotFound."""
    text = reader.as_json(article)
    given = arguments(command, json.loads(text))
    program = shutil.which(Path(given[0]).expanduser()) if given and given[0] else None
    if program is None:
        raise NotDoneError(_("The program of “{name}” is not there: {program}", name=name, program="".join(given[:1])))
    out = _run([program, *given[1:]], text, name)
    return _first_line(out)


def arguments(command: Sequence[str], fields: Mapping[str, Any]) -> list[str]:
    """The program and its arguments, an element each, their places filled with the texts of an article's fields. None
    that begins with what a feed wrote is taken for an option or for the name of a file: a blank stands before it."""
    return [*command[:1], *(_filled(one, fields) for one in command[1:])]


def _filled(argument: str, fields: Mapping[str, Any]) -> str:
    filled = _PLACE.sub(lambda found: _text_of(found[1], fields, found[0]), argument)
    is_from_outside = filled != argument and argument.startswith("{")
    return f" {filled}" if is_from_outside and filled.startswith(_TAKEN_FOR_MORE) else filled


def _text_of(name: str, fields: Mapping[str, Any], otherwise: str) -> str:
    """A field as a text on one line; what is no field stays as it is written."""
    if name == "feed":
        value: object = fields["feed"]["title"]
    elif name == "authors":
        value = ", ".join(one["name"] for one in fields["authors"] if one["name"])
    elif name in ("tags", "categories"):
        value = ", ".join(fields[name])
    elif name not in fields or isinstance(fields[name], (list, dict)):
        return otherwise
    else:
        value = "" if fields[name] is None else fields[name]
    return clean_line(str(value))[:_LONGEST]


def _run(command: Sequence[str], text: str, name: str) -> str:
    """What the program said on its standard output."""
    try:
        child = subprocess.Popen(  # noqa: S603 (the user's own program, by no shell)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        why = error.strerror or str(error)
        raise NotDoneError(_("The program of “{name}” could not be started: {why}", name=name, why=why)) from error
    try:
        out, err = child.communicate(text.encode("utf-8", "replace"), timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotDoneError(
            plural("“{name}” was ended: it took over {n} second.", "“{name}” was ended: it took over {n} seconds.",
                   SECONDS, name=name)
        ) from error  # fmt: skip
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.kill()
            for stream in (child.stdin, child.stdout, child.stderr):
                if stream:
                    stream.close()
            child.wait()
    if child.returncode:
        why = _first_line(err.decode("utf-8", "replace")) or _first_line(out.decode("utf-8", "replace"))
        raise NotDoneError(
            _("“{name}” failed ({code}): {why}", name=name, code=child.returncode, why=why)
            if why
            else _("“{name}” failed ({code}) and did not say why.", name=name, code=child.returncode)
        )
    return out.decode("utf-8", "replace")


def _first_line(said: str) -> str:
    """The first line that says something, as it can be shown."""
    return next((line[:_SHOWN] for one in said.splitlines() if (line := clean_line(one))), "")
