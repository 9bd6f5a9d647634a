"""Rules by commands."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from feeds.reader import Reader
from tests.feeds.conftest import NOW
from tests.tui.conftest import nashra
from tests.tui.rules import broken, come, path, rule
from tui.cli import main

__all__ = ["path"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command at the moment at which the clocks stand."""
    monkeypatch.setattr("feeds.reader.Reader", lambda path: Reader(path, clock=lambda: NOW))

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["--library", str(path), "--lang", "en", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_query_is_tried_by_a_command_of_its_own(path: Path) -> None:
    done = nashra("--library", str(path), "rules", "test", "نخيل")
    assert done.returncode == 0
    count, *rows = done.stdout.splitlines()
    assert count == "3"
    assert [row.split("\t")[5] for row in rows] == ["الخبر رقم 1", "الخبر رقم 5", "الخبر رقم 9"]


def test_what_is_wrong_with_a_tried_query_is_told_with_its_place(path: Path) -> None:
    done = nashra("--library", str(path), "--lang", "en", "rules", "test", "نخيل words:كثير")
    assert done.returncode == 1
    assert done.stderr == "At «كثير»: “كثير” is no number of words. Write 500, or >500 or <=500.\n"
    assert done.stdout == ""
    assert nashra("--library", str(path), "--lang", "en", "rules", "test", " ").stderr == "A rule needs a query.\n"


def test_rules_are_listed_in_fields_for_a_pipe_with_those_that_are_left_out(path: Path, run: Run) -> None:
    with Reader(path, clock=lambda: NOW) as reader:
        one = reader.add_rule(rule("نخيل", "نخل", read=True, tags=("بيئة",)))
        two = reader.add_rule(rule("ماء", star=True))
        reader.turn_rule(reader.rules()[1], False)
        three = reader.add_rule(rule("أرض", mute=True))
        come(path, range(20, 26))
        reader.index()
        reader.run_rules()
    broken(path, three, "أرض is:كذا")
    code, out, err = run("rules")
    assert code == 0
    assert out.splitlines() == [
        f"{one}\ton\t2\tنخل\tنخيل\tread, #بيئة",
        f"{two}\toff\t0\tماء\tماء\tstar",
        f"{three}\tbroken\t0\tأرض\tأرض is:كذا\tmute",
    ]
    assert err.startswith("Rule «أرض» is left out. At «كذا»: “is:” does not take “كذا”")


def test_a_refresh_applies_the_rules_once_the_texts_are_indexed(path: Path, run: Run) -> None:
    with Reader(path, clock=lambda: NOW) as reader:
        reader.add_rule(rule("نخيل", star=True))
        three = reader.add_rule(rule("أرض", mute=True))
    broken(path, three, '"أرض')
    come(path, range(20, 26))
    code, _out, err = run("keep-up")
    assert code == 0
    assert "is left out" in err
    with Reader(path, clock=lambda: NOW) as reader:
        assert reader.counts().starred == 2
    assert run("keep-up")[2] == "", "there is nothing to look at"


def test_the_command_that_the_app_runs_applies_the_rules_in_a_process_of_its_own(path: Path) -> None:
    with Reader(path, clock=lambda: NOW) as reader:
        reader.add_rule(rule("نخيل", star=True))
    come(path, range(20, 26))
    assert nashra("--library", str(path), "keep-up").returncode == 0
    with Reader(path, clock=lambda: NOW) as reader:
        assert reader.counts().starred == 2


def test_every_article_is_handled_once_by_programs_that_run_two_at_once_and_are_killed(path: Path) -> None:
    with Reader(path, clock=lambda: NOW) as reader:
        one = reader.add_rule(rule("خبر", star=True, tags=("ورد",)))
        for number in range(20):
            # They match nothing, and take time.
            reader.add_rule(rule(f"words:>{1_000 + number} OR كلمة{number}", read=True))
        come(path, range(100, 1_100))
        reader.index()
    command = [sys.executable, "-m", "tui", "--library", str(path), "keep-up"]
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)

    def upto() -> int:
        return int(connection.execute("SELECT upto FROM ruled").get)

    for _ in range(3):
        before = upto()
        programs = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(2)]
        while upto() == before and any(program.poll() is None for program in programs):
            time.sleep(0.002)
        for program in programs:
            program.kill()
            program.wait()
        assert before < upto() < 1_010, "they were at it"
    done = [subprocess.Popen(command) for _ in range(2)]
    assert [program.wait(timeout=60) for program in done] == [0, 0]
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    touched = connection.execute("SELECT count(*), count(DISTINCT article) FROM rule_touch WHERE rule = ?", (one,))
    assert touched.fetchone() == (1_000, 1_000)
    items = connection.execute("SELECT count(*), count(DISTINCT article) FROM op_item")
    assert items.fetchone() == (1_000, 1_000), "none is in the operations of two runs"
    assert connection.execute("SELECT count(*) FROM op").get >= 3
    connection.close()
    with Reader(path, clock=lambda: NOW) as reader:
        assert reader.counts().starred == 1_000
        while reader.undo():
            pass
        assert reader.counts().starred == 0
