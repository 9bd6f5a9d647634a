"""`nashra read` as it is used: by scripts in a pipe, and by a person at a terminal."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.types import Scope, ScopeKind
from tests.terminal import Terminal
from tests.tui.conftest import nashra
from tui.actions import ACTIONS
from tui.commands import COMMANDS
from tui.linear.session import OUTSIDE

SIGNS = "•★⌕│─"


def said(library: Path, *lines: str, lang: str = "en", size: int = 200) -> list[str]:
    done = nashra(
        "--library",
        str(library),
        "--lang",
        lang,
        "read",
        "--lines",
        str(size),
        said="".join(f"{one}\n" for one in lines),
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_all_that_is_said_is_plain_lines_of_logical_text(library_path: Path, lang: str) -> None:
    lines = said(library_path, "1", "1", "", "?", "0", "0", "q", lang=lang)
    text = "\n".join(lines)
    assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char not in "\n\u200c\u200d"]
    assert not set(SIGNS) & set(text)
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", text), "letters are not shaped"


def test_sections_lead_to_lists_and_those_to_articles_with_numbered_links(library_path: Path) -> None:
    lines = said(library_path, "5", "1")
    at = lines.index("العالم")
    assert lines[at + 1].startswith("1. طريق النخيل يعود إلى الخريطة بعد أربعين عامًا, unread, ")
    head = lines.index("طريق النخيل يعود إلى الخريطة بعد أربعين عامًا")
    assert lines[head + 1].startswith("Source: ")
    assert lines[head + 2] == "Author: ليان القاسم"
    assert lines[head + 3].startswith("Date: ")
    assert any("(link 1)" in line for line in lines[head:])
    assert any(line.startswith("Links: ") for line in lines[head:])


def test_opening_marks_as_read_and_enter_goes_on_to_the_next_unread_one(library_path: Path) -> None:
    said(library_path, "5", "1", "")
    with Reader(library_path) as reader:
        section = reader.articles(Scope(ScopeKind.SECTION, reader.sections()[0].id))
        assert [row.read for row in section.rows] == [True, True, False]


def test_a_long_article_comes_by_pages_of_as_many_lines_as_asked_for(library_path: Path) -> None:
    lines = said(library_path, "g u", "1", "", size=3)
    more = [line for line in lines if line.endswith("Enter goes on.")]
    assert len(more) == 2
    assert lines.index(more[1]) - lines.index(more[0]) == 4


def test_stars_tags_notes_and_marks_are_kept_and_taken_back(library_path: Path) -> None:
    lines = said(library_path, "5", "2s", "1", "s", "t سفر", "N تذكير", "m", "u", "q")
    assert lines[-2].startswith("Undo: ")
    with Reader(library_path) as reader:
        rows = reader.articles(Scope(ScopeKind.SECTION, reader.sections()[0].id)).rows
        assert [row.starred for row in rows] == [True, True, False]
        assert rows[0].read
        assert reader.labels(rows[0].id) == (("سفر",), "تذكير")


def test_all_of_a_list_is_marked_and_that_is_taken_back(library_path: Path) -> None:
    with Reader(library_path) as reader:
        unread = reader.counts().unread
    said(library_path, "ga", "^a")
    with Reader(library_path) as reader:
        assert reader.counts().unread == 0
    said(library_path, "u")
    with Reader(library_path) as reader:
        assert reader.counts().unread == unread


def test_a_search_is_a_list_to_read_on_in(library_path: Path) -> None:
    lines = said(library_path, "/ النخيل", "")
    found = [line for line in lines if re.match(r"\d+\. .*unread", line) and "النخيل" in line]
    assert "Search: النخيل" in lines
    assert found
    assert any(line.startswith("Source: ") for line in lines)


def test_an_arabic_layout_types_the_same_keys_and_arabic_names_do_too(library_path: Path) -> None:
    assert "غير المقروءة" in said(library_path, "لع", lang="ar")
    assert "البحث: النخيل" in said(library_path, "بحث النخيل", lang="ar")


def test_a_refresh_tells_of_each_feed_that_failed_in_a_line(library_path: Path) -> None:
    with Reader(library_path) as reader:
        reader.subscribe("http://127.0.0.1:9/feed", title="Down")
    lines = said(library_path, "R")
    assert any(line.startswith("Down: ") for line in lines)
    assert any("new article" in line for line in lines)


def test_mistakes_are_told_and_the_session_goes_on(library_path: Path) -> None:
    lines = said(library_path, "bogus", "999", "/ (", "z", "s", "5", "q")
    assert any("bogus" in line for line in lines)
    assert "There is no item 999 here." in lines
    assert "العالم" in lines


def test_bytes_that_are_no_text_are_still_a_line(library_path: Path) -> None:
    import subprocess

    command = [sys.executable, "-m", "tui", "--library", str(library_path), "--lang", "en", "read"]
    done = subprocess.run(command, input=b"\xff\xfe\n5\n", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stdout.decode().rstrip().endswith("Goodbye.")


@pytest.mark.parametrize(("lang", "question"), [("ar", "الأمر:"), ("en", "Command:")])
def test_at_a_terminal_lines_are_typed_and_no_escape_reaches_it(library_path: Path, lang: str, question: str) -> None:
    command = [sys.executable, "-m", "tui", "--library", str(library_path), "--lang", lang, "read", "--lines", "5"]
    with Terminal(command) as terminal:
        terminal.until(question)
        terminal.type("1\r")
        terminal.until(lambda text: text.count(question) == 2)
        terminal.type("1\r")
        terminal.until(lambda text: text.count(question) == 3)
        terminal.type("\x03")
        assert terminal.end() == 130
        assert b"\x1b" not in terminal.written
    with Reader(library_path) as reader:
        assert len(reader.lately_read()) == 1


def test_the_end_of_input_at_a_terminal_leaves(library_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "--library", str(library_path), "--lang", "en", "read"]
    with Terminal(command) as terminal:
        terminal.until("Command:")
        terminal.type("\x04")
        terminal.until("Goodbye.")
        assert terminal.end() == 0


def test_what_is_of_the_full_screen_alone_names_the_command_that_does_it_from_outside(library_path: Path) -> None:
    assert set(OUTSIDE) <= {action.id for action in ACTIONS}
    assert set(OUTSIDE.values()) <= set(COMMANDS)
    told = said(library_path, "g i", "export")
    for action, command in (("statistics", "stats"), ("export", "export")):
        assert f"“{action}” is of the full screen alone; «nashra {command}» does it from outside." in told
