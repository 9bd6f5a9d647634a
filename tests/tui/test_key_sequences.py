"""What key presses mean one after another: sequences, counts, what ends them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.key_sequences import Act, Keying, Verdict

BOUND = {"j", "G", "g g", "g a", "z a b", "slash"}
KEYS = st.sampled_from(["j", "G", "g", "a", "z", "b", "x", "slash", "escape", "0", "1", "7"])


def pressed(keying: Keying, *keys: str, bound: set[str] = BOUND) -> Act | Verdict:
    """What the last of ``keys`` did."""
    found: Act | Verdict = Verdict.FREE
    for key in keys:
        found = keying.press(key, bound, key if key.isdigit() else None)
    return found


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        (("j",), Act("j")),
        (("g", "g"), Act("g g")),
        (("z", "a", "b"), Act("z a b")),
        (("5", "j"), Act("j", 5)),
        (("1", "0", "G"), Act("G", 10)),
        (("1", "0", "g", "g"), Act("g g", 10)),
        (("x",), Verdict.FREE),
        (("g",), Verdict.WAIT),
        (("3",), Verdict.WAIT),
        (("g", "x"), Verdict.DROPPED),
        (("g", "5"), Verdict.DROPPED),
        (("g", "escape"), Verdict.DROPPED),
        (("3", "escape"), Verdict.DROPPED),
        (("escape",), Verdict.FREE),
        (("0",), Verdict.FREE),
    ],
)
def test_keys_act_wait_or_are_let_go(keys: tuple[str, ...], meant: Act | Verdict) -> None:
    assert pressed(Keying(), *keys) == meant


def test_escape_ends_a_sequence_and_its_count() -> None:
    keying = Keying()
    pressed(keying, "4", "g", "escape")
    assert not keying.waits
    assert pressed(keying, "j") == Act("j")


def test_a_digit_that_is_a_key_here_is_that_key_unless_a_count_has_begun() -> None:
    bound = {"1", "j"}
    assert pressed(Keying(), "1", bound=bound) == Act("1")
    assert pressed(Keying(), "2", "1", "j", bound=bound) == Act("j", 21)


def test_a_key_that_begins_another_acts_when_no_more_comes() -> None:
    keying = Keying()
    bound = {"g", "g g"}
    assert pressed(keying, "2", "g", bound=bound) is Verdict.WAIT
    assert keying.expire(bound) == Act("g", 2)
    assert not keying.waits


def test_what_is_no_key_by_itself_is_dropped_when_no_more_comes() -> None:
    keying = Keying()
    pressed(keying, "2", "g")
    assert keying.expire(BOUND) is Verdict.DROPPED
    assert not keying.waits


def test_a_count_of_endless_digits_ends() -> None:
    found = pressed(Keying(), *"9" * 50, "j")
    assert found == Act("j", 999_999)


@given(st.lists(KEYS, max_size=30))
def test_whatever_is_typed_only_what_is_bound_acts_and_escape_always_starts_anew(keys: list[str]) -> None:
    keying = Keying()
    for key in keys:
        waited = keying.waits
        found = pressed(keying, key)
        assert keying.waits == (found is Verdict.WAIT)
        if isinstance(found, Act):
            assert found.sequence in BOUND
            assert found.count is None or found.count > 0
        if found is Verdict.FREE:
            assert key not in BOUND
        if key == "escape":
            assert found is (Verdict.DROPPED if waited else Verdict.FREE)
    pressed(keying, "escape")
    assert pressed(keying, "g", "g") == Act("g g")


@given(st.integers(1, 999_999), st.sampled_from(sorted(BOUND)))
def test_any_count_comes_to_any_sequence(count: int, sequence: str) -> None:
    assert pressed(Keying(), *str(count), *sequence.split(" ")) == Act(sequence, count)
