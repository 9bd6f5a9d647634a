"""Values of `feeds.blocks` and `feeds.types` as JSON and back: what is kept of a page or a thread that was fetched."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from feeds import blocks, types
from feeds.blocks import SpanKind

_KIND, _TIME, _SPAN = "$", "@", "~"
"""Keys that no field is called by."""


def packed(value: object) -> str:
    """JSON of dataclasses, tuples, times and what JSON has itself."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Any:
    """What `packed` was given. Fields that have come since take their defaults, those that have gone are left out; a
    value of a kind that is no more is None. Raises ValueError for what was never packed."""
    try:
        return _value(json.loads(text))
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _plain(value: object) -> object:
    if isinstance(value, SpanKind):
        return {_SPAN: value.value}
    if isinstance(value, datetime):
        return {_TIME: value.astimezone(UTC).isoformat()}
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        usual = {field.name: field.default for field in fields(value)}
        plain = {name: _plain(one) for name, one in said.items() if one is None or one != usual[name]}
        return {_KIND: type(value).__name__, **plain}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(type(value).__name__)


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(one for one in map(_value, plain) if one is not None)
    if not isinstance(plain, dict):
        return plain
    if _TIME in plain:
        return datetime.fromisoformat(plain[_TIME])
    if _SPAN in plain:
        return SpanKind(plain[_SPAN])
    kind = _kinds().get(plain.pop(_KIND))
    if kind is None:
        return None
    known = {field.name for field in fields(kind)}
    return kind(**{name: _value(one) for name, one in plain.items() if name in known})


@cache
def _kinds() -> dict[str, Any]:
    from feeds.extract import page

    return {
        name: kind
        for module in (types, blocks, page)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and is_dataclass(kind)
    }
