"""Help with its examples, each of which is run; completion in the shells that are there; the manual."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.terminal import Terminal
from tui import i18n
from tui.cli import main
from tui.commands import COMMANDS
from tui.commands.examples import EXAMPLES
from tui.commands.parser import parser
from tui.completion import described

SHOWN = [name for name, (_room, told) in COMMANDS.items() if told]
PAGE = b"<html><body><article><h1>y</h1>" + b"<p>a sentence of an article, and another one.</p>" * 30 + b"</article>"
FEED = b"<rss version='2.0'><channel><title>x</title><item><guid>1</guid><title>y</title></item></channel></rss>"
COMMENTS = FEED.replace(b"<title>y", b"<description>z</description><title>y")
NOT_RUN = ("nashra serve", "nashra fetch", "nashra offline")
"""One goes on until it is interrupted, and pages are taken apart within a time that a busy machine may need more of:
other tests run these."""
APART = re.compile(r"[|>&~]|nashra save")
"""Those that need a shell, or a process of their own."""


def needed(program: str) -> str:
    return shutil.which(program) or pytest.skip(f"{program} is not on this machine")


# ── Help ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["ar", "en"])
def test_help_comes_in_both_ways_and_is_the_same(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (*SHOWN, "rules test", "config show"):
        assert main(["--lang", language, "help", *name.split()]) == 0
        told = capsys.readouterr().out
        assert main(["--lang", language, *name.split(), "--help"]) == 0
        assert capsys.readouterr().out == told
        assert bool(re.search("[\u0621-\u064a]", told.replace("غزة", ""))) == (language == "ar")
        for typed, _does in EXAMPLES.get(name, ()):
            assert typed in told
    assert main(["--lang", language, "help"]) == 0
    told = capsys.readouterr().out
    assert all(f"\n    {name} " in told for name in SHOWN)
    assert "141" in told


def test_each_command_that_people_type_has_examples() -> None:
    assert set(EXAMPLES) >= set(SHOWN)


def test_help_about_what_is_no_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "lisst"]) == 2
    assert "lisst" in capsys.readouterr().err


def test_each_example_is_understood() -> None:
    for name in SHOWN:
        for typed, _does in EXAMPLES[name]:
            for command in re.findall(r"nashra [^|>&]*", typed):
                words = subprocess.run(
                    ["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, text=True, check=True
                ).stdout.splitlines()[1:]
                assert parser(words).parse_args(words).command == words[0]


@pytest.fixture
def at_home(tmp_path: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A home in which `nashra` is a command, with a library that the examples fit; makes a line one for its shell."""
    bin_ = tmp_path / "bin"
    home = tmp_path / "home"
    for folder in (bin_, home / ".newsboat", home / ".zfunc", *map(home.joinpath, OWN)):
        folder.mkdir(parents=True)
    for name, does in {
        "nashra": f'exec {sys.executable} -m tui "$@"',
        "browser": "exit 0",
        "editor": "exit 0",
        **({} if shutil.which("jq") else {"jq": "cat >/dev/null"}),
        **({} if shutil.which("less") else {"less": "cat"}),
    }.items():
        (bin_ / name).write_text(f"#!/bin/sh\n{does}\n")
        (bin_ / name).chmod(0o700)
    monkeypatch.setenv("PATH", f"{bin_}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("BROWSER", "browser")
    monkeypatch.setenv("EDITOR", "editor")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))
    (home / ".newsboat" / "urls").write_text("https://other.example/feed\n")
    (home / ".config/nashra").mkdir()
    (home / ".config/nashra/config.toml").write_text('[commands]\nwallabag = ["cat"]\n')
    (home / "feeds.opml").write_text('<opml version="2.0"><body><outline xmlUrl="https://x.example/f"/></body></opml>')
    httpserver.expect_request("/feed").respond_with_data(FEED)
    httpserver.expect_request("/comments").respond_with_data(COMMENTS)
    httpserver.expect_request(re.compile("/page.*")).respond_with_data(PAGE, content_type="text/html")
    store = Store(home / ".local/share/nashra/library.db", clock=lambda: NOW)
    store.subscribe(httpserver.url_for("/feed?1"), title="نشرة", allow_private=True)
    for number in (2, 3):
        url = httpserver.url_for(f"/feed?{number}")
        feed = store.subscribe(url, section="News", title=f"News {number}", allow_private=True).id
        page = httpserver.url_for(f"/page{number}")
        said = {"url": page, "comments_feed": httpserver.url_for("/comments"), "title": f"غزة {number}"}
        store.save_articles(
            feed, make_feed([make_article(n, **said) for n in range(number, number + 3)]), FetchState(), NOW
        )
    store.close()
    with Reader(home / ".local/share/nashra/library.db") as reader:
        reader.index()
        reader.star([2])
        reader.tag([2], "غزة")
        reader.undo()
        reader.backup(home / "nashra.db")
    shutil.copytree(home / ".local/share/nashra", tmp_path / "kept")
    return lambda typed: typed.replace("https://example.org/feed", f"--allow-private {httpserver.url_for('/feed')}")


OWN = (
    ".local/share/nashra",
    ".local/share/man/man1",
    ".local/share/bash-completion/completions",
    ".config/fish/completions",
)


def test_each_example_does_what_it_says(
    at_home: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    library = Path.home() / ".local/share/nashra/library.db"
    lines = [typed for name in SHOWN for typed, _does in EXAMPLES[name] if not typed.startswith(NOT_RUN)]
    # What is confined stays so and needs a process of its own; and while this one has run nothing, the library is free.
    for typed in sorted(lines, key=lambda typed: not APART.search(typed)):
        if "man -l" in typed and not shutil.which("man"):
            continue
        for before in library.parent.glob("library.db*"):
            before.unlink()
        shutil.copytree(tmp_path / "kept", library.parent, dirs_exist_ok=True)
        line = at_home(typed)
        if APART.search(typed):
            done = subprocess.run(
                ["sh", "-c", line], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
            )
            assert (done.returncode, done.stderr) == (0, ""), typed
        else:
            code = main(shlex.split(line)[1:])
            assert (code, capfd.readouterr().err) == (0, ""), typed


# ── Completion ───────────────────────────────────────────────────────────────────────────────────────────────


def test_all_commands_and_options_are_described() -> None:
    i18n.use("en")
    found = {one.path: one for one in described()}
    assert set(found[()].below) == set(SHOWN)
    assert {name for option in found["list",].options for name in option.names} > {"--unread", "--json", "--log", "-q"}
    assert found["config",].below == ("path", "show", "edit", "check")
    assert found["mark",].values[0].words == ("read", "unread")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `nashra` to be completed, with feeds, a section of two words, and a tag; the folder that it is in."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    path = tmp_path / "library.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed", title="أخبار: غزة", section="أخبار البلد").id
    store.save_articles(feed, make_feed([make_article(1)]), FetchState(), NOW)
    store.close()
    with Reader(path) as reader:
        reader.tag([1], "نخيل")
    program = bin_ / "nashra"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={Path.cwd()} exec {sys.executable} -m tui --library {path} "$@"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{bin_}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("NASHRA_LOG", raising=False)
    (tmp_path / "feeds.opml").touch()
    return tmp_path


def script(shell: str, into: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["--lang", "en", "completion", shell]) == 0
    into.write_text(capsys.readouterr().out)
    return into


CASES = [
    ("nashra sea", {"search"}),
    ("nashra -q li", {"list"}),
    ("nashra --library /x --lang ar lis", {"list"}),
    ("nashra list --un", {"--unread"}),
    ("nashra config ", {"path", "show", "edit", "check"}),
    ("nashra config show --js", {"--json"}),
    ("nashra mark un", {"unread"}),
    ("nashra --lang ", {"ar", "en"}),
    ("nashra list --feed ", {"1"}),
    ("nashra refresh ", {"1"}),
    ("nashra tag ", {"نخيل"}),
    ("nashra import fee", {"feeds.opml"}),
    ("nashra completion z", {"zsh"}),
    ("nashra help und", {"undo"}),
]


def test_bash_completes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bash = needed("bash")
    made = script("bash", library / "nashra.bash", capsys)
    lines = [line for line, _ in [*CASES, ("nashra list --section ", set())]]
    words = [line + ' ""' if line.endswith(" ") else line for line in lines]
    code = f"source {made}; " + "; ".join(
        f"COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _nashra 2>/dev/null;"
        " printf '%s\\n' \"${COMPREPLY[@]}\" --"
        for line in words
    )
    done = subprocess.run([bash, "-c", code], cwd=library, capture_output=True, text=True, timeout=60, check=True)
    answers = [set(answer.split("\n")) - {""} for answer in done.stdout.split("--\n")]
    for (line, wanted), found in zip(CASES, answers, strict=False):
        assert found == wanted, line
    assert answers[len(CASES)] == {"أخبار\\ البلد"}


def test_fish_completes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fish = needed("fish")
    made = script("fish", library / "nashra.fish", capsys)
    code = f"source {made}; " + "; ".join(f"complete -C '{line}' | cut -f1; echo ==" for line, _ in CASES)
    done = subprocess.run([fish, "-c", code], cwd=library, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    for (line, wanted), answer in zip(CASES, done.stdout.split("==\n"), strict=False):
        assert set(answer.split("\n")) - {""} == wanted, line


def test_zsh_completes(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zsh = needed("zsh")
    script("zsh", library / "_nashra", capsys)
    (library / ".zshrc").write_text(
        f"fpath=({library} $fpath)\nautoload -Uz compinit && compinit -u -D\nPS1='> '\nunsetopt zle_bracketed_paste\n"
        "zstyle ':completion:*' list-prompt ''\nsetopt no_beep\n"
    )
    with Terminal([zsh, "-i"], size=(200, 40)) as terminal:
        terminal.until("> ", 10)
        for typed, wanted in (("nashra sea\t", "nashra search"), ("nashra list --unr\t", "nashra list --unread")):
            terminal.type(typed)
            terminal.until(wanted, 10)
            terminal.type("\x15")
        terminal.type("nashra config \t")
        terminal.until("Tell each mistake", 10)
        terminal.type("\x15nashra refresh \t")
        terminal.until("refresh 1", 10)
        terminal.type("\x15nashra mark un\t")
        terminal.until("mark unread", 10)


# ── The manual ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_manual_is_roff_that_groff_has_nothing_to_say_about(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groff = needed("groff")
    assert main(["--lang", language, "man"]) == 0
    page = capsys.readouterr().out
    done = subprocess.run(
        [groff, "-ww", "-man", "-Tutf8", "-K", "utf8"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    plain = re.sub("\x1b\\[[0-9;]*m|.\x08", "", done.stdout)
    for name in SHOWN:
        assert f"nashra {name}" in plain
    assert "--full-text" in plain
    assert "~/.local/share/man/man1/nashra.1" in plain


def test_the_manual_names_each_command_and_option_whatever_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "man"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(".TH NASHRA 1")
    assert not [line for line in page.splitlines() if line.startswith("'")]
    for one in described():
        for option in one.options:
            for name in option.names:
                assert f"\\fB{name.replace('-', chr(92) + '-')}\\fR" in page


def test_the_wheel_brings_the_manual_to_where_man_looks() -> None:
    root = Path(__file__).parents[3]
    built = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    [(source, target)] = built["shared-data"].items()
    assert target == "share/man/man1/nashra.1"
    assert (root / source).read_text("utf-8").startswith(".TH NASHRA 1")
