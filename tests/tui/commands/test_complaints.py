"""What is said of words that can't be understood: in the language in use, and with what was meant."""

from __future__ import annotations

import re

import pytest

from tui.cli import main
from tui.commands.complaints import OF_ARGPARSE
from tui.i18n import SOURCE, languages, use

WRONG = [
    "lisst",
    "zzzz",
    "config shw",
    "help lisst",
    "list --unraed",
    "list more",
    "list --limit",
    "list --limit x",
    "list --limit -3",
    "list --unread --starred",
    "list --unread=yes",
    "list --s",
    "-q -v list",
    "show",
    "add",
    "mark",
    "mark reed 1",
    "star",
    "config",
    "timer --every 9999",
    "serve --port 70000",
    "edition --minutes 0",
    "read --lines -1",
    "feed 1 --keep-days soon",
    "feed 1 --sign-in basc",
    "open x",
    "open 99999999999999999999",
    "--lang xx list",
]
TYPED = re.compile(r"(?<![^\W\d])(?:nashra|[A-Z|]{2,}|-{1,2}\w[\w-]*|«[^»]*»|path\|show\|edit\|check|read\|unread)")
"""What stands in a complaint as it is typed."""


def complaint(typed: str, language: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The line behind the one that says how the command is typed, without the command's name."""
    # The last --lang that can be understood would be that of the complaint.
    assert main([*([] if typed.startswith("--lang") else ["--lang", language]), *typed.split()]) == 2, typed
    out, err = capsys.readouterr()
    assert not out
    usage, line = err.splitlines()
    assert usage.startswith("الاستعمال: nashra" if language == "ar" else "Usage: nashra"), typed
    return line.partition(": ")[2]


@pytest.mark.parametrize("typed", WRONG)
def test_no_complaint_in_arabic_has_an_english_word(
    typed: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    told = complaint(typed, "ar", capsys)
    choices = re.compile(r"(?<=: )[a-z]+(?:، [a-z]+)*(?=\.)|(?<=: )yes$")
    assert not re.search("[A-Za-z]", choices.sub("", TYPED.sub("", told))), told
    assert re.search("[\u0621-\u064a]", told)


def test_the_catalogs_have_each_message_that_argparse_can_be_brought_to_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    asked: list[str] = []
    monkeypatch.setattr(argparse, "_", lambda told: asked.append(told) or told)
    for typed in WRONG:
        main(typed.split())
    capsys.readouterr()
    # Asked for whatever is said: headings that ours replace, and what only other kinds of words could bring about.
    unsaid = {"positional arguments", "options", "expected at most one argument", "expected at least one argument"}
    assert {told for told in asked if "{" not in told} - unsaid == set(OF_ARGPARSE)


@pytest.mark.parametrize("language", languages())
def test_what_argparse_fills_in_has_a_place_in_its_messages_or_is_left_out_whole(language: str) -> None:
    from tui.i18n import _

    use(language)
    for message in OF_ARGPARSE:
        places = re.findall(r"%(?:\(\w+\))?[sr]", message)
        assert len(re.findall(r"%(?:\(\w+\))?[sr]", _(message))) == len(places)
    use(SOURCE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lisst", "list"),
        ("config shw", "show"),
        ("list --unraed", "--unread"),
        ("list --sectoin=News", "--section"),
        ("mark reed 1", "read"),
        ("search --jsn غزة", "--json"),
    ],
)
def test_what_is_mistyped_is_told_with_what_was_meant(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint(typed, "en", capsys).endswith(f"Did you mean “{meant}”?")
    assert complaint(typed, "ar", capsys).endswith(f"أتقصد «{meant}»؟")


def test_a_command_of_the_app_alone_is_not_proposed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "picture" not in complaint("picure", "en", capsys)
