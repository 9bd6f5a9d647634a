"""No text that people are shown stands in the code without going through the catalogs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import feeds
import tui
from tests.tui.test_catalogs import MARKS

PACKAGES = (Path(tui.__file__).parent, Path(feeds.__file__).parent)
SENTENCE = re.compile(r"\W*[A-Z][a-z’']+,? [a-z]+ ")
"""How one begins in English: patterns, queries and formats do not."""
ARABIC = re.compile("[\u0621-\u064a]{2}")
WORD = re.compile(r"[^\W\d_]{2}")
SHOWN = {
    **dict.fromkeys(("Heading", "Prose", "Static", "Label", "notify", "tell", "say", "foot", "AskScreen", "Fault"), 1),
    **dict.fromkeys(("print", "write", "write_line", "writelines"), 1),
    "Choice": 2,
}
"""Calls that show what they are given first, and how much of it."""
SHOWN_NAMES = {"title", "placeholder", "help", "hint", "label", "tooltip", "description", "told", "aside", "prompt"}
"""Arguments by their names, of whatever call, that are shown; and attributes that are set."""
EVERYWHERE = {"نشرة", "Nashra", "nashra ", "http://", "https://"}
"""The name of the program and of its command, and how addresses begin, are the same in all languages."""
ALLOWED = {
    ("breaking.py", ""): "how feeds mark what is urgent, which is looked for",
    ("card.py", ""): "the sentence of the test card, in Arabic whatever the interface",
    ("colon/commands.py", ""): "Arabic names of commands, which are typed beside the English ones in any language",
    ("commands/examples.py", ""): "what is typed; what it does goes through the catalogs",
    ("commands/importing.py", "نعم"): "an answer that is understood in any language",
    ("commands/records.py", ""): "what the members of JSON are, for the page on scripts alone, which is in English",
    ("commands/settings.py", "لا"): "an answer that is understood in any language",
    ("commands/subscribing.py", "نعم"): "an answer that is understood in any language",
    ("commands/timer.py", "\n# nashra-refresh."): "the name of a file, as a comment of systemd",
    ("fuzzy.py", ""): "the Arabic article, which a search sets aside",
    ("region.py", ""): "the months as each Arab country calls them, which no other language has",
    ("screens/feed_fields.py", "Accept-Language: ar"): "an example of what is typed",
    ("screens/opml.py", "~/feeds.opml"): "an example of what is typed",
    **{("screens/sharing.py", name): "the name of a format" for name in ("Markdown", "HTML", "EPUB")},
    ("scripts.py", ""): "the letters of the scripts that run from right to left",
    ("settings.py", ""): "layouts of keyboards by their own names, and months to choose from",
    ("terminal_input.py", ""): "what a key sends",
    ("widgets/sample.py", ""): "Arabic to see the settings on, whatever the interface",
}
"""A file of a package and a text in it, or all of them, with the reason."""


def texts(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Each text of the code that no catalog has: its line, itself, and whether it is handed to what shows it."""
    tree = ast.parse(path.read_text("utf-8"))
    marked: set[ast.AST] = set()
    shown: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            marked.add(node.value)
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKS:
                marked.update(node.args)
            for given in [*node.args[: SHOWN.get(name, 0)], *titles(node, path)]:
                shown.update(literals(given))
            for one in node.keywords:
                if one.arg in SHOWN_NAMES:
                    shown.update(literals(one.value))
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(one, ast.Attribute) and one.attr in {*SHOWN_NAMES, "text"} for one in targets):
                shown.update(literals(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in marked:
            yield node.lineno, node.value, node in shown


def titles(call: ast.Call, path: Path) -> list[ast.expr]:
    """What a screen is called: the first that it hands to its base."""
    own = isinstance(call.func, ast.Attribute) and call.func.attr == "__init__" and path.parent.name == "screens"
    return call.args[:1] if own else []


def literals(node: ast.expr) -> Iterator[ast.expr]:
    """The texts that may become a value by themselves or as part of it."""
    match node:
        case ast.Constant():
            yield node
        case ast.JoinedStr(values=parts):
            yield from parts
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            yield from literals(one)
            yield from literals(other)
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from literals(part)


def hard_coded(path: Path, name: str, *, core: bool) -> Iterator[str]:
    """What of a file should be in the catalogs. The core has much Arabic that it looks for in feeds and questions."""
    for line, text, shown in texts(path):
        found = SENTENCE.match(text) or (shown and WORD.search(text)) or (not core and ARABIC.search(text))
        if found and text not in EVERYWHERE and not {(name, text), (name, "")} & set(ALLOWED):
            yield f"{name}:{line}: {text!r}"


def test_no_text_that_is_shown_is_hard_coded() -> None:
    met = [
        said
        for package in PACKAGES
        for path in sorted(package.rglob("*.py"))
        for said in hard_coded(path, path.relative_to(package).as_posix(), core=package.name == "feeds")
    ]
    assert met == []


def test_each_exception_is_still_needed() -> None:
    for name, text in ALLOWED:
        paths = [package / name for package in PACKAGES if (package / name).exists()]
        found = [said for path in paths for _line, said, _shown in texts(path)]
        assert any(said == text if text else ARABIC.search(said) or SENTENCE.match(said) for said in found), name


def test_text_that_is_hard_coded_is_met(tmp_path: Path) -> None:
    path = tmp_path / "screens" / "new.py"
    path.parent.mkdir()
    path.write_text(
        "class New(Dialog):\n"
        "    '''A docstring is no text.'''\n"
        "    def __init__(self):\n"
        "        super().__init__('Settings')\n"
        "    def shown(self):\n"
        "        self.foot(f'{count} feeds')\n"
        "        self.foot(_('Marked.'))\n"
        "        self.text = 'none' if self.empty else _('Marked.')\n"
        "        Field(placeholder='Name')\n"
        "        self.later = 'It was not found anywhere'\n"
        "        self.key = 'enter'\n"
        "        word = 'خبر'\n"
    )
    met = [int(said.split(":")[1]) for said in hard_coded(path, "new.py", core=False)]
    assert sorted(met) == [4, 6, 8, 9, 10, 12]
