"""What is read from a terminal, as key presses: kitty's protocol, and letters that come together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.terminal_input import Key, ListeningParser
from tui.text.terminal.detection import Replies


def read(*reads: str) -> list[events.Key]:
    """The key presses in what was read piece by piece."""
    parser = ListeningParser(Replies(), "", lambda: False)
    return [event for piece in reads for event in parser.feed(piece) if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("sequence", "key", "character", "base"),
    [
        ("\x1b[47::113u", "slash", "/", "q"),
        ("\x1b[1578::106;;1578u", "ت", "ت", "j"),
        ("\x1b[1578::106u", "ت", "ت", "j"),
        ("\x1b[1604::98;;1604:1575u", "لا", "لا", "b"),
        ("\x1b[1604:1571:103;2;1571u", "أ", "أ", "G"),
        ("\x1b[1567:1567:47;2;1567u", "arabic_question_mark", "؟", "?"),
        ("\x1b[1601::116;5u", "ctrl+ف", None, "t"),
        ("\x1b[97;;97u", "a", "a", ""),
        ("\x1b[97:65;2;65u", "A", "A", ""),
        ("\x1b[97:65;2u", "A", "A", ""),
        ("\x1b[97;65u", "A", "A", ""),
        ("\x1b[97;5u", "ctrl+a", None, ""),
        ("\x1b[97;7u", "alt+ctrl+a", None, ""),
        ("\x1b[32;;32u", "space", " ", ""),
        ("\x1b[13u", "enter", "\r", ""),
        ("\x1b[9;2u", "shift+tab", None, ""),
        ("\x1b[27u", "escape", None, ""),
        ("\x1b[57400;;49u", "1", "1", ""),
        ("\x1b[0;;1604u", "ل", "ل", ""),
    ],
)
def test_a_key_press_of_kittys_protocol_is_what_it_typed_and_the_key_that_typed_it(
    sequence: str, key: str, character: str | None, base: str
) -> None:
    [event] = read(sequence)
    assert isinstance(event, Key)
    assert (event.key, event.character, event.base) == (key, character, base)


@pytest.mark.parametrize("sequence", ["\x1b[57441;2u", "\x1b[97;1:3u", "\x1b[9999999999u"])
def test_modifiers_by_themselves_and_keys_let_go_are_no_key_presses(sequence: str) -> None:
    assert read(sequence) == []


@given(st.from_regex(r"\x1b\[[0-9]{1,9}(:[0-9]{0,7}){0,2}(;[0-9]{0,3}(;[0-9]{0,7})?)?u", fullmatch=True))
def test_no_sequence_of_numbers_ends_the_reading(sequence: str) -> None:
    assert [event.key for event in read(sequence, "j")][-1:] == ["j"]


@pytest.mark.parametrize(
    ("reads", "keys"),
    [
        (["\u0644\u0627"], ["\ufefb"]),
        (["\u0644", "\u0627"], ["\u0644", "\u0627"]),
        (["x\u0644\u0623y"], ["x", "\ufef7", "y"]),
        (["\u0644\u0644\u0627"], ["\u0644", "\ufefb"]),
        (["\ufefb"], ["\ufefb"]),
    ],
)
def test_lam_and_alef_of_one_read_are_one_key(reads: list[str], keys: list[str]) -> None:
    assert [event.key for event in read(*reads)] == keys


def test_what_is_pasted_stays_as_it_is() -> None:
    parser = ListeningParser(Replies(), "", lambda: False)
    pasted = [*parser.feed("\x1b[200~\u0644\u0627"), *parser.feed("\u0644\u0627\x1b[201~\u0644\u0627")]
    texts = [event.text for event in pasted if isinstance(event, events.Paste)]
    assert texts == ["\u0644\u0627" * 2]
    assert [event.key for event in pasted if isinstance(event, events.Key)] == ["\ufefb"]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1b[21;2~", "shift+f10"),
        ("\x1b[57363u", "menu"),
        ("\x1b[29~", "menu"),
        ("\x1b[29;2~", "shift+menu"),
        ("\x1b[34~", "f20"),
        ("\x1b[32~", "f18"),
        ("\x1b[25;5~", "ctrl+f13"),
        ("\x1b[21~", "f10"),
    ],
)
def test_a_function_key_is_one_by_whichever_name_a_terminal_sends_it(sequence: str, key: str) -> None:
    [event] = read(sequence)
    assert (event.key, event.character) == (key, None)
