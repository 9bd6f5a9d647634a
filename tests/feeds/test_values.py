"""Values stand as the standard library's dataclasses do, for all that the reader asks of one."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from copy import copy, deepcopy
from threading import Thread
from typing import Any, ClassVar

import pytest

from feeds import values


def _one(dataclass: Any, field: Any) -> Any:
    @dataclass(frozen=True, slots=True)
    class One:
        """What is compared."""

        WHAT: ClassVar[int] = 7
        a: int
        b: str = "b"
        c: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            object.__setattr__(self, "b", self.b.strip())

        @property
        def twice(self) -> int:
            return 2 * self.a

    return One


OURS, THEIRS = _one(values.dataclass, values.field), _one(dataclasses.dataclass, dataclasses.field)


@values.dataclass(frozen=True, slots=True)
class Base:
    a: int = 1


@values.dataclass(frozen=True, slots=True)
class Further(Base):
    b: tuple[int, ...] = ()


@values.dataclass(slots=True)
class Changing:
    a: int = 0


@values.dataclass(frozen=True, slots=True)
class Bare:
    """Of no fields."""


@pytest.mark.parametrize("given", [((1,), {}), ((1, " x ", [2]), {}), ((), {"a": 3, "c": [4]}), ((1,), {"b": ""})])
def test_what_is_given_and_what_is_left_out_stands_as_in_a_dataclass(given: tuple[Any, Any]) -> None:
    ours, theirs = (kind(*given[0], **given[1]) for kind in (OURS, THEIRS))
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs)
    assert (ours.twice, ours.WHAT) == (theirs.twice, theirs.WHAT)
    assert [one.name for one in dataclasses.fields(ours)] == ["a", "b", "c"]
    assert dataclasses.replace(ours, b="y") == values.replace(ours, b="y") == OURS(ours.a, "y", ours.c)
    assert OURS(1).c is not OURS(1).c
    assert not hasattr(ours, "__dict__")


@pytest.mark.parametrize("given", [((), {}), ((1, 2, 3, 4), {}), ((1,), {"a": 1}), ((1,), {"d": 1})])
def test_what_fits_no_field_is_refused(given: tuple[Any, Any]) -> None:
    for kind in (OURS, THEIRS):
        with pytest.raises(TypeError):
            kind(*given[0], **given[1])


def test_values_are_equal_by_their_class_and_fields_and_hash_so() -> None:
    assert Further(1, (2,)) == Further(1, (2,)) != Further(1)
    assert Base(1) != Further(1)
    assert Bare() == Bare() != Base()
    assert len({Base(1), Base(1), Base(2), Bare(), Bare()}) == 3
    assert Changing(1) == Changing(1) != Changing(2)
    with pytest.raises(TypeError):
        hash(Changing())


def test_what_is_frozen_is_not_changed() -> None:
    one = Further()
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.a = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.b
    with pytest.raises((AttributeError, TypeError)):
        one.other = 2  # type: ignore[attr-defined]
    changing = Changing()
    changing.a = 2
    assert changing == Changing(2)


def test_values_are_matched_copied_and_pickled_even_where_none_was_made_before() -> None:
    match Further(3, (4,)):
        case Further(a, b):
            assert (a, b) == (3, (4,))
    for one in (Further(3, (4,)), Changing(5), Bare()):
        assert copy(one) == deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    unmade = Base.__new__(Base)
    unmade.__setstate__([6])  # type: ignore[attr-defined]
    assert unmade == Base(6)


def test_fields_are_told_of_a_class_that_was_never_made_with_those_of_its_base() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Unmade(Further):
        c: int | None = None

    assert dataclasses.is_dataclass(Unmade)
    assert [(one.name, one.default) for one in dataclasses.fields(Unmade)] == [("a", 1), ("b", ()), ("c", None)]


def test_two_threads_that_ask_for_the_fields_at_once_are_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    @values.dataclass(frozen=True, slots=True)
    class Asked:
        name: str

    real, began, told = dataclasses.dataclass, [], []
    other = Thread(target=lambda: told.append(dataclasses.fields(Asked)))

    def describe(**how: bool) -> Callable[[type], type]:
        began.append(how)
        if len(began) == 1:
            other.start()
            # It waits for the one that was first, so it can't have been told by then.
            other.join(0.2)
        return real(**how)

    monkeypatch.setattr(dataclasses, "dataclass", describe)
    mine = dataclasses.fields(Asked)
    other.join()
    assert len(began) == 1
    assert told == [mine]
