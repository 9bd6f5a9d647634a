"""``@dataclass(slots=True)``, frozen or not, for the classes that every start imports.

The one of the standard library writes and compiles six methods for each class where it stands, half a millisecond a
class, and a start has seventy. Here ``__init__`` is written when the first of a class is made, what `dataclasses` keeps
about its fields when it is asked for, and the other methods are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    def dataclass(*, slots: bool, frozen: bool = False) -> Callable[[type], type]:
        """`dataclasses.dataclass`, for these two words alone."""
        assert slots
        return partial(_value, _FROZEN if frozen else _CHANGING)

    def field(*, default_factory: Callable[[], object]) -> _Anew:
        """`dataclasses.field`, for what is made anew for each."""
        return _Anew(default_factory)

    def replace(value: Any, /, **changes: Any) -> Any:
        """`dataclasses.replace`."""
        return type(value)(**{name: getattr(value, name) for name in value.__match_args__} | changes)


_NONE = object()
_DESCRIBING = RLock()
"""`dataclasses` takes a class once."""


class _Anew:
    """The default of a field that is made anew for each."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def _value(methods: dict[str, Any], written: Any) -> Any:
    """The class that ``written`` describes, with slots."""
    own = [name for name, kind in written.__annotations__.items() if not str(kind).startswith("ClassVar")]
    given: dict[str, Any] = {}
    for base in reversed(written.__mro__):
        given |= base.__dict__.get("__given__", {})
    given |= {name: written.__dict__.get(name, _NONE) for name in own}
    left_out = {*own, "__dict__", "__weakref__"}
    made = type(written)(
        written.__name__,
        written.__bases__,
        {
            **methods,
            **{name: one for name, one in written.__dict__.items() if name not in left_out},
            "__slots__": tuple(own),
            "__match_args__": tuple(given),
            "__given__": given,
            "__values__": attrgetter(*given, *([] if len(given) > 1 else ["__class__"])),
            "__qualname__": written.__qualname__,
        },
    )

    def first(self: Any, /, *args: Any, **named: Any) -> None:
        made.__init__ = _init(made)
        made.__init__(self, *args, **named)

    made.__init__ = first
    made.__dataclass_fields__ = _Described(written, made, methods is _FROZEN)
    return made


def _init(made: Any) -> Callable[..., None]:
    """Its ``__init__``, compiled."""
    names: dict[str, Any] = {"_NONE": _NONE}
    head, lines = ["self"], []
    for name, default in made.__given__.items():
        names[f"_set_{name}"], names[f"_given_{name}"] = getattr(made, name).__set__, default
        taken = name
        if default is _NONE:
            head.append(name)
        elif isinstance(default, _Anew):
            names[f"_given_{name}"] = default.make
            head.append(f"{name}=_NONE")
            taken = f"_given_{name}() if {name} is _NONE else {name}"
        else:
            head.append(f"{name}=_given_{name}")
        lines.append(f" _set_{name}(self, {taken})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(head)}):\n" + ("\n".join(lines) or " pass"), names)  # noqa: S102 (names of our own)
    written: Callable[..., None] = names["__init__"]
    written.__qualname__ = f"{made.__qualname__}.__init__"
    return written


class _Described:
    """What `dataclasses` keeps about a class, made when it is asked for."""

    def __init__(self, written: Any, made: Any, frozen: bool) -> None:
        self._written, self._made, self._frozen = written, made, frozen

    def __get__(self, value: object, owner: type) -> Any:
        with _DESCRIBING:
            found = self._made.__dict__["__dataclass_fields__"]
            # Another thread may have been first.
            return self._describe() if found is self else found

    def _describe(self) -> Any:
        import dataclasses

        written, made = self._written, self._made
        for name, default in made.__given__.items():
            if isinstance(default, _Anew):
                setattr(written, name, dataclasses.field(default_factory=default.make))
        described: Any = dataclasses.dataclass(frozen=self._frozen)(written)
        made.__dataclass_params__ = described.__dataclass_params__
        made.__dataclass_fields__ = described.__dataclass_fields__
        return made.__dataclass_fields__


def _equal(self: Any, other: Any) -> bool:
    if other.__class__ is not self.__class__:
        return NotImplemented  # type: ignore[no-any-return]
    return self is other or bool(self.__values__(self) == self.__values__(other))


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _told(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({said})"


def _pickled(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _set(_self: Any, name: str, _value: object = None) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _unpickled(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


_CHANGING: dict[str, Any] = {
    "__eq__": _equal,
    "__hash__": None,
    "__repr__": _told,
    "__getstate__": _pickled,
    "__setstate__": _unpickled,
}
_FROZEN = _CHANGING | {"__hash__": _hash, "__setattr__": _set, "__delattr__": _set}
