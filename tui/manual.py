"""The manual page as roff (man(7)), made from the parsers, the examples and the exit codes."""

from __future__ import annotations

from collections.abc import Iterator

from tui import __version__
from tui.commands.examples import EXAMPLES
from tui.completion import Described, Option, described
from tui.exit_codes import TOLD
from tui.i18n import _


def page() -> str:
    """The whole page, in the language in use."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    top, *commands = described()
    yield f'.TH NASHRA 1 "" "nashra {__version__}" "Nashra"'
    yield _section(_("Name"))
    yield f"nashra \\- {_text(_('A news reader for the terminal, Arabic first.'))}"
    yield _section(_("How it is typed"))
    yield ".B nashra\n.br\n.B nashra\n.I COMMAND\n[...]"
    yield _section(_("Options"))
    yield from map(_option, top.options)
    yield _section(_("Commands"))
    for one in commands:
        yield from _command(one)
    yield _section(_("Exit codes"))
    for code, told in TOLD.items():
        yield f".TP\n.B {int(code)}\n{_text(_(told))}"


def _command(one: Described) -> Iterator[str]:
    yield f".SS {_quoted(one.typed_as)}\n{_text(one.told)}"
    yield from (_option(option) for option in one.options if not option.shared)
    for typed, told in EXAMPLES.get(" ".join(one.path), ()):
        yield f".PP\n{_text(_(told))}\n.PP\n.RS\n.nf\n{_text(typed)}\n.fi\n.RE"


def _option(option: Option) -> str:
    value = f" \\fI{_text(option.metavar)}\\fR" if option.metavar else ""
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in option.names)
    return f".TP\n{names}{value}\n{_text(option.told)}"


def _section(heading: str) -> str:
    return f".SH {_quoted(heading.upper())}"


def _quoted(text: str) -> str:
    return '"' + _text(text).replace('"', "\\(dq") + '"'


def _text(text: str) -> str:
    """With what roff would take for a command of its own as it is; a dash is one that can be copied (groff_char(7))."""
    for char, written in (("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti")):
        text = text.replace(char, written)
    return f"\\&{text}" if text.startswith(".") else text
