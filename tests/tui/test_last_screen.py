"""The reader comes up with the screen that it was left with, and only where nothing of it can have changed."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import combining

import pytest

from feeds.reader import Reader
from feeds.types import Scope
from tests.terminal import Terminal
from tests.tui.conftest import Open
from tests.tui.test_keys import press, settled
from tui import i18n, paths
from tui.config import Config
from tui.last_screen import ALTERNATE, NORMAL, SEEN, LastScreen
from tui.terminal_session import Session
from tui.text import paragraph
from tui.text.terminal import STRATEGIES, VISUAL, Strategy
from tui.text.terminal.detection import READY

_DRIVER = "\x1b[?1000h"
"""The first that Textual turns on once the app is there."""
_SENT = re.compile(
    r"\x1b\[(?P<y>\d+);(?P<x>\d+)H|\x1b\[(?P<style>[\d;]*)m|\x1b\[[^a-z]*[a-z]|\x1b\].*?\x07|(?P<ends>\r\n)|(?P<text>.)",
    re.DOTALL | re.IGNORECASE,
)
_FAILING = """
import sys
import tui.app
from feeds.errors import LibraryBusy
def start(library, *_given):
    raise LibraryBusy(path=library)
tui.app.start = start
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(tmp_path / "state"), "NASHRA_TERMINAL": "explicit"}


def _silence(_piece: bytes) -> bytes:
    return b""


def _answer(piece: bytes) -> bytes:
    return READY.encode() if b"\x1b[5n" in piece else b""


def _reader(
    library: Path, environ: dict[str, str], *code: str, answer: Callable[[bytes], bytes] = _silence
) -> Terminal:
    words = ["--library", str(library), "--lang", "ar"]
    return Terminal([sys.executable, *(code or ("-m", "tui")), *words], environ=environ, answer=answer)


def _leave(
    library: Path, environ: dict[str, str], keys: str = "", *, answer: Callable[[bytes], bytes] = _silence
) -> str:
    """Open the reader, type ``keys``, leave it, and give the rows that are kept."""
    with _reader(library, environ, answer=answer) as terminal:
        terminal.until("\x1b[?25l")
        terminal.until(_all_is_there(terminal))
        for key in keys:
            terminal.type(key)
            terminal.until(_all_is_there(terminal))
        terminal.type("q")
        assert terminal.end() == 0
    kept = next((Path(environ["XDG_STATE_HOME"]) / "nashra" / "state").glob("*.screen"))
    assert kept.stat().st_mode & 0o077 == 0
    return kept.read_text("utf-8").split("\n", 3)[3].replace("\n", "\r\n")


def _all_is_there(terminal: Terminal, frames: int = 1) -> Callable[[str], bool]:
    """Whether so many whole screens were drawn and nothing more is for a while."""
    seen = [len(terminal.written), time.monotonic()]

    def still(text: str) -> bool:
        if len(terminal.written) != seen[0]:
            seen[:] = len(terminal.written), time.monotonic()
        return text.count("\x1b[1;1H") >= frames and time.monotonic() - seen[1] > 0.4

    return still


def _drawn(sent: str, cells: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """The cells of a screen after ``sent``, each with its style."""
    cells, style, y, x = dict(cells), "", 0, 0
    for part in _SENT.finditer(sent):
        if part["y"]:
            y, x = int(part["y"]) - 1, int(part["x"]) - 1
        elif part["style"] is not None:
            style = part["style"]
        elif part["ends"]:
            y, x = y + 1, 0
        elif part["text"] and combining(part["text"]):
            cells[y, x - 1] += part["text"]
        elif part["text"]:
            cells[y, x] = f"{style}:{part['text']}"
            x += 1
    return cells


def test_the_screen_is_there_before_the_app_which_draws_the_same_over_it_and_has_the_keys_typed_meanwhile(
    library_path: Path, environ: dict[str, str]
) -> None:
    rows = _leave(library_path, environ, "\rjj")
    with Reader(library_path) as reader:
        assert paragraph(reader.articles(Scope()).rows[0].title).fit(20).text[2:18] in rows
    with _reader(library_path, environ) as terminal:
        terminal.until(_all_is_there(terminal, frames=2))
        terminal.kill(signal.SIGKILL)
        picture, _rows, after = terminal.text.partition(rows)
        assert picture.endswith(f"{ALTERNATE}\x1b[?25l")
        shown = _drawn(rows, {})
        before, same, _more = after.partition(rows)
        assert same
        assert _drawn(before, shown) == shown, "nothing moves until the app draws the same"
    with _reader(library_path, environ) as terminal:
        terminal.until(rows)
        terminal.type("=")
        terminal.until(paragraph("لا جديد ينتظر.").fit(40).text)
        terminal.kill(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        # What was typed is not echoed, and the screen not cleared.
        assert terminal.text.partition(rows)[2].startswith(_DRIVER)
        assert terminal.text.count(ALTERNATE) == terminal.text.count(NORMAL) == 1


@pytest.mark.parametrize(
    ("answered", "shown"), [((False, False), True), ((False, True), True), ((True, False), False)], ids=str
)
def test_in_a_multiplexer_that_lets_no_question_through_the_same_is_guessed_again_until_it_is_answered(
    answered: tuple[bool, bool], shown: bool, library_path: Path, environ: dict[str, str]
) -> None:
    environ = {"XDG_STATE_HOME": environ["XDG_STATE_HOME"], "STY": "1.pts"}
    rows = _leave(library_path, environ, answer=_answer if answered[0] else _silence)
    with _reader(library_path, environ, answer=_answer if answered[1] else _silence) as terminal:
        terminal.until(_all_is_there(terminal))
        terminal.type("=")
        terminal.until(paragraph("لا جديد ينتظر.").fit(40).text)
        assert (rows in terminal.text.partition(_DRIVER)[0]) is shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_start_that_is_ended_gives_the_terminal_back(
    number: int, library_path: Path, environ: dict[str, str]
) -> None:
    rows = _leave(library_path, environ)
    with _reader(library_path, environ) as terminal:
        terminal.until(rows)
        terminal.kill(number)
        assert terminal.end() == 128 + number
        assert terminal.text.endswith(f"{SEEN}{NORMAL}")
        assert STRATEGIES["explicit"].leave in terminal.text.partition(rows)[2]


def test_a_start_that_fails_says_so_where_it_can_be_read(library_path: Path, environ: dict[str, str]) -> None:
    rows = _leave(library_path, environ)
    with _reader(library_path, environ, "-c", _FAILING) as terminal:
        assert terminal.end() == 1
        _picture, _rows, after = terminal.text.partition(rows)
        assert after.partition(NORMAL)[2].strip()


@pytest.mark.parametrize(
    ("keys", "comes"),
    [("j", True), ("", True), ("=", False), ("4", False), ("/", False), ("?", False), ("ctrl+t", False)],
)
async def test_what_the_next_start_would_not_show_is_not_kept(open_app: Open, keys: str, comes: bool) -> None:
    app = open_app("ar")
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, *keys.split())
        app.exit()
        assert bool(app.left_with) is comes


class _Session(Session):
    """One whose terminal knows ``sent`` at once."""

    def __init__(self, sent: Strategy) -> None:
        self.sent, self.shown = sent, ""

    @property
    def answers(self) -> bool:
        return True

    @property
    def strategy(self) -> Strategy:
        return self.sent

    def knows_within(self, _seconds: float) -> bool:
        return True

    def picture(self, rows: str) -> None:
        self.shown = rows


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One whose last screen is kept, as the environment of this process has it."""
    for name in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((80, 24)))
    path = tmp_path / "library.db"
    Reader(path).close()
    paths.state(path).parent.mkdir(parents=True)
    paths.state(path).write_text("{}")
    _last(path).keep(Config(), (80, 24), _Session(VISUAL), "rows\nof it")
    assert _shown(_last(path))
    return path


def _last(library: Path, environ: dict[str, str] | None = None, **settings: str) -> LastScreen:
    return LastScreen(library, Config(**settings), {"TERM": "xterm"} | (environ or {}))  # type: ignore[arg-type]


def _shown(last: LastScreen, strategy: Strategy = VISUAL) -> str:
    session = _Session(strategy)
    last.show(session)
    return session.shown


def test_another_theme_language_size_terminal_or_place_is_not_what_was_kept(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _shown(_last(library)).endswith("rows\nof it")
    assert not _shown(_last(library, theme="nashra-light"))
    assert not _shown(_last(library, {"NO_COLOR": "1"}))
    assert not _shown(_last(library, {"TEXTUAL_COLOR_SYSTEM": "256"}))
    assert not _shown(_last(library), STRATEGIES["explicit"])
    i18n.use("ar")
    assert not _shown(_last(library))
    i18n.use("en")
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((81, 24)))
    assert not _shown(_last(library))
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((80, 24)))
    assert _shown(_last(library))
    paths.state(library).write_text('{"row": 1}')
    assert not _shown(_last(library))


def test_a_screen_in_the_language_that_was_taken_meanwhile_comes_in_that_language(library: Path) -> None:
    last = _last(library)
    i18n.use("ar")
    last.keep(Config(language="ar"), (80, 24), _Session(VISUAL), "rows")
    assert _shown(_last(library, language="ar"))
    i18n.use("en")
    assert not _shown(_last(library, language="ar"))
    assert not _shown(_last(library))


def test_themes_of_the_users_own_are_looked_at(library: Path) -> None:
    paths.themes().mkdir(parents=True)
    (paths.themes() / "own.toml").write_text("x = 1")
    assert not _shown(_last(library))


@pytest.mark.parametrize("closed", [True, False])
def test_a_library_that_another_program_wrote_to_is_not_as_it_was_shown(library: Path, closed: bool) -> None:
    reader = Reader(library)
    assert _shown(_last(library)), "to read it changes nothing"
    reader.subscribe("https://news.example/feed")
    if closed:
        reader.close()
    assert not _shown(_last(library))
    reader.close()


def test_another_day_calls_today_by_another_name(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "strftime", lambda _form: "1999-12-31 +0000")
    assert not _shown(_last(library))


@pytest.mark.parametrize("kept", [b"", b"one line", b"\xff\xff\n\n", b"a\nb\nc"])
def test_what_is_no_screen_of_ours_is_not_shown(library: Path, kept: bytes) -> None:
    paths.state(library).with_suffix(".screen").write_bytes(kept)
    assert not _shown(_last(library))


def test_what_can_be_kept_nowhere_is_let_go(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _last(library).forget()
    _last(library).forget()
    assert not _shown(_last(library))
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull + "/no")
    _last(library).keep(Config(), (80, 24), _Session(VISUAL), "rows")
    assert not _shown(_last(library))
