"""What the documents say, held to."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from documents.__main__ import DOCS, MADE
from feeds.search.query import parse
from tui.cli import main
from tui.commands.parser import parser

ROOT = Path(__file__).parent.parent
SEARCHING = (ROOT / "docs" / "searching.md").read_text("utf-8")
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def asked() -> list[str]:
    """What the tables of the document on searching say can be typed."""
    found: list[str] = []
    for row in re.findall(r"^\| (.+) \|$", SEARCHING, re.MULTILINE):
        columns = row.split(" | ")
        properties = len(columns) == 3
        for column in columns[: 2 if properties else 1]:
            begun = ""
            for code in re.findall(r"`([^`]+)`|<code>(.+?)</code>", column):
                typed = (code[0] or code[1]).replace("&#124;", "|")
                if typed.endswith(":"):
                    typed += "خبر" if "لغة" not in typed else "عربية"
                    typed = {"قبل:خبر": "قبل:أمس", "منذ:خبر": "منذ:أمس"}.get(typed, typed)
                elif properties and ":" not in typed and begun:
                    typed = begun + typed
                begun = typed.partition(":")[0] + ":" if ":" in typed else begun
                found.append(typed)
    return found


def test_the_document_on_searching_has_examples() -> None:
    assert len(asked()) > 50


@pytest.mark.parametrize("typed", asked())
def test_what_the_document_says_can_be_typed_is_understood(typed: str) -> None:
    assert parse(typed, NOW) is not None


@pytest.mark.parametrize("name", MADE)
def test_documents_that_are_made_from_the_code_say_what_it_does(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == MADE[name](), "make documents"


# ── What they show ───────────────────────────────────────────────────────────────────────────────────────────

WRITTEN = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
STAYS = ("serve",)
"""Commands that end when they are told to."""


def shown(text: str) -> Iterator[list[str]]:
    """The words of each command in the blocks of a document; with the built-in edition none of them needs a network."""
    for kind, block in BLOCK.findall(text):
        for line in block.splitlines():
            if kind == "console" and not line.startswith("$ "):
                continue
            if words := shlex.split(line.removeprefix("$ "), comments=True):
                yield words


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the built-in edition."""
    path = tmp_path_factory.mktemp("shown") / "library.db"
    assert main(["--library", str(path), "add", "--sample"]) == 0
    assert main(["--library", str(path), "refresh"]) == 0
    return path


@pytest.mark.parametrize("document", [one for one in WRITTEN if BLOCK.search(one.read_text("utf-8"))], ids=names)
def test_the_commands_that_a_document_shows_work_one_after_the_other(
    document: Path,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    library = shutil.copy(sample, tmp_path / "library.db")
    for words in shown(document.read_text("utf-8")):
        command, *given = words
        if command == "make":
            assert given[0] in targets, words
        elif command == "nashra" and (not given or given[0] in STAYS):
            parser(given).parse_args(given)
        elif command == "nashra":
            given, _, file = (given[: given.index(">")], ">", given[-1]) if ">" in given else (given, "", "")
            code = main(["--library", str(library), *given])
            out, errors = capsys.readouterr()
            assert code == 0, (words, errors)
            if file:
                Path(file).write_text(out, "utf-8")


@pytest.mark.parametrize("document", WRITTEN, ids=names)
def test_every_link_to_a_file_or_a_heading_of_ours_leads_there(document: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}, link


# ── The map ──────────────────────────────────────────────────────────────────────────────────────────────────

MAP = DOCS / "architecture.md"


@pytest.mark.parametrize(
    "document", [MAP, DOCS / "adding-a-terminal.md", DOCS / "adding-a-feed-format.md", ROOT / "SECURITY.md"], ids=names
)
def test_every_file_and_folder_that_a_document_names_is_there(document: Path) -> None:
    for named in re.findall(r"`((?:feeds|tui|tests|documents|bench|fuzz)/[\w/.-]*)`", document.read_text("utf-8")):
        assert (ROOT / named).exists(), named


def test_the_map_names_every_package() -> None:
    rows = re.findall(r"^\| `(.+)/` \|", MAP.read_text("utf-8"), re.MULTILINE)
    folders = {
        one.parent for top in ("feeds", "tui") for one in (ROOT / top).rglob("*") if one.suffix in (".py", ".po")
    }
    packages = {str(one.relative_to(ROOT)) for one in folders if "locales" not in one.parts}
    assert packages <= set(rows), "give it a line in docs/architecture.md"


@pytest.mark.parametrize("top", ["feeds", "tui", "documents", "bench", "fuzz"])
def test_each_module_says_its_duty_in_a_sentence(top: str) -> None:
    paths = (ROOT / top).rglob("*.py")
    duties = {names(path): ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "" for path in paths}
    assert [name for name, duty in duties.items() if not duty.partition("\n\n")[0].endswith((".", ":"))] == []


def test_pictures_are_small_enough_to_clone() -> None:
    for picture in (DOCS / "pictures").glob("*.png"):
        assert picture.stat().st_size < 150_000, picture.name
