"""Our reading of a feed in the shape of feedparser's result, and its expectations as expressions over that shape."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from itertools import pairwise

from feeds.content import to_content, to_text
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author

SERVER = "http://127.0.0.1:8097"
"""Where feedparser's own tests serve its files from: expectations name it."""

_HEADER = re.compile(r"^Header:\s*([\w-]+)\s*:\s*(.*?)\s*$", re.MULTILINE)
_EXPECT = re.compile(r"^\s*Expect:\s*(.*?)\s*$", re.MULTILINE)
_VERSIONS = {"rss2.0": "rss20", "rss1.0": "rss10", "atom1.0": "atom10", "atom0.3": "atom03"}


class NotModelledError(Exception):
    """The expression asks for what Nashra does not keep."""


class Text(str):
    """A line of ours, plain and with single spaces: equal to markup that says the same."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str):
            return NotImplemented
        # What was escaped twice we read once more.
        ways = (other, to_text(other), unescape(other), to_text(to_text(other)))
        return str(self) in (" ".join(way.split()) for way in ways)

    def __ne__(self, other: object) -> bool:
        return not self == other


class Markup(str):
    """HTML as sent: equal to HTML of which we make the same blocks, since what is shown is what counts."""

    base: str
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str):
            return NotImplemented
        return str(self) == other or (
            to_content(self, base=self.base).blocks == to_content(other, base=self.base).blocks
        )

    def __ne__(self, other: object) -> bool:
        return not self == other


def markup(text: str, base: str) -> Markup:
    """``text`` with the address that its relative links stand on."""
    made = Markup(text)
    made.base = base
    return made


@dataclass
class Shape:
    """A mapping that knows which keys we have values for: others raise NotModelledError, which names the place."""

    values: dict[str, object]
    name: str = ""

    def get(self, key: object) -> object:
        if not isinstance(key, str) or key not in self.values:
            raise NotModelledError(f"{self.name}.{key}".lstrip("."))
        return self.values[key]


@dataclass
class Row:
    """A list of which we keep ``kept`` items, or all."""

    items: list[object]
    only_first: bool = False

    def get(self, place: object) -> object:
        if not isinstance(place, int) or (self.only_first and place):
            raise NotModelledError(f"[{place}]")
        return self.items[place]


def _detail(value: object, **more: object) -> Shape:
    return Shape({"value": value, **more}, "detail")


def _person(author: Author) -> Shape:
    values: dict[str, object] = {"name": Text(author.name), "email": author.email, "href": author.url}
    return Shape({**values, "url": author.url}, "author")


def _signature(author: Author) -> str:
    """feedparser's ``author``: the name, with the address in brackets."""
    return f"{author.name} ({author.email})" if author.email and author.email != author.name else author.name


def _struct(moment: datetime | None) -> object:
    return tuple(moment.utctimetuple()) if moment else None


def entry_shape(article: ParsedArticle) -> Shape:
    """What an entry of feedparser's has of what a `ParsedArticle` has."""
    summary = markup(article.summary or article.content, article.base)
    content = markup(article.content or article.summary, article.base)
    title, people = Text(article.title), [_person(author) for author in article.authors]
    values: dict[str, object] = {
        "title": title,
        "title_detail": _detail(title),
        "link": article.url,
        "id": article.guid,
        "guid": article.guid,
        "summary": summary,
        "summary_detail": _detail(summary),
        "description": summary,
        "content": Row([_detail(content, language=article.language)] if content else [], only_first=True),
        "author": Text(_signature(article.authors[0])) if article.authors else "",
        "author_detail": people[0] if people else Shape({"name": "", "email": "", "href": ""}),
        "authors": Row([*people]),
        "tags": Row([Shape({"term": Text(name), "label": Text(name)}, "tag") for name in article.categories]),
        "category": Text(article.categories[0]) if article.categories else "",
        "published_parsed": _struct(article.published),
        "created_parsed": _struct(article.published),
        "issued_parsed": _struct(article.published),
        "updated_parsed": _struct(article.updated or article.published),
        "modified_parsed": _struct(article.updated or article.published),
        "date_parsed": _struct(article.updated or article.published),
        "comments": article.comments_url,
        "wfw_commentrss": article.comments_feed,
        "slash_comments": "" if article.comments_count is None else str(article.comments_count),
        "thr_total": "" if article.comments_count is None else str(article.comments_count),
        "image": Shape({"href": article.image, "url": article.image}),
        "media_thumbnail": Row([Shape({"url": article.image})] if article.image else [], only_first=True),
        "enclosures": Row(
            [
                Shape(
                    {
                        "href": file.url,
                        "url": file.url,
                        "type": file.type,
                        "length": "" if file.length is None else str(file.length),
                    },
                    "enclosure",
                )
                for file in article.enclosures
            ]
        ),
    }
    return Shape(values, "entry")


def shape(parsed: ParsedFeed) -> dict[str, object]:
    """The names that expressions begin with."""
    title, description = Text(parsed.title), Text(parsed.description)
    feed: dict[str, object] = {
        "title": title,
        "title_detail": _detail(title),
        "link": parsed.url,
        "language": parsed.language,
        "icon": parsed.icon,
        "logo": parsed.icon,
        "image": Shape({"href": parsed.icon, "url": parsed.icon}, "image"),
        "ttl": "" if parsed.ttl is None else str(parsed.ttl // 60),
    }
    for name in ("subtitle", "tagline", "description"):
        feed |= {name: description, f"{name}_detail": _detail(description)}
    names: dict[str, object] = {
        "feed": Shape(feed, "feed"),
        "channel": Shape(feed, "feed"),
        "entries": Row([entry_shape(article) for article in parsed.articles]),
    }
    return names | ({"version": _VERSIONS[parsed.format]} if parsed.format in _VERSIONS else {})


# ── Expressions ─────────────────────────────────────────────────────────────────────────────────────────────

_ARITHMETIC: dict[type[ast.operator], Callable[[object, object], object]] = {
    ast.Add: operator.add,
    ast.Mult: operator.mul,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[object, object], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Is: operator.eq,
    ast.IsNot: operator.ne,
}


def headers_of(text: str) -> dict[str, str]:
    """The HTTP headers that the comment of a file asks to be served with, names in lower case."""
    return {name.lower(): value for name, value in _HEADER.findall(text)}


def expectation(text: str) -> ast.expr | None:
    """The expression in the comment of a file, without what it says of well-formedness; None where nothing is left."""
    found = _EXPECT.search(text)
    if not found:
        return None
    whole = ast.parse(found[1], mode="eval").body
    parts = whole.values if isinstance(whole, ast.BoolOp) and isinstance(whole.op, ast.And) else [whole]
    parts = [part for part in parts if not _is_bozo(part)]
    return ast.BoolOp(ast.And(), parts) if parts else None


def _is_bozo(part: ast.expr) -> bool:
    inner = part.operand if isinstance(part, ast.UnaryOp) else part
    return isinstance(inner, ast.Name) and inner.id == "bozo"


def holds(expression: ast.expr, names: dict[str, object]) -> bool:
    """Whether an expectation holds; only look-ups, comparisons and sums are evaluated. Raises NotModelledError."""
    try:
        return bool(_value(expression, names))
    except IndexError:
        return False


def _value(node: ast.expr, names: dict[str, object]) -> object:
    match node:
        case ast.Constant():
            return node.value
        case ast.Name():
            return Shape(names).get(node.id)
        case ast.BoolOp():
            values = [_value(part, names) for part in node.values]
            return all(values) if isinstance(node.op, ast.And) else any(values)
        case ast.UnaryOp(op=ast.Not()):
            return not _value(node.operand, names)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            return -number
        case ast.BinOp() if type(node.op) in _ARITHMETIC:
            return _ARITHMETIC[type(node.op)](_value(node.left, names), _value(node.right, names))
        case ast.Dict() | ast.Tuple() | ast.List():
            return _group(node, names)
        case ast.Subscript():
            return _item(_value(node.value, names), _value(node.slice, names))
        case ast.Attribute():
            return _item(_value(node.value, names), node.attr)
        case ast.Call():
            return _call(node, names)
        case ast.Compare():
            return _compare(node, names)
    raise NotModelledError(ast.unparse(node)[:60])


def _group(node: ast.Dict | ast.Tuple | ast.List, names: dict[str, object]) -> object:
    if not isinstance(node, ast.Dict):
        return tuple(_value(part, names) for part in node.elts)
    pairs = zip(node.keys, node.values, strict=True)
    return {_value(key, names): _value(part, names) for key, part in pairs if key}


def _item(holder: object, key: object) -> object:
    if isinstance(holder, Shape | Row):
        return holder.get(key)
    raise NotModelledError(str(key))


def _has(holder: object, key: object) -> bool:
    if isinstance(holder, Shape):
        value = holder.get(key)
        return bool(value.items) if isinstance(value, Row) else bool(value)
    if isinstance(holder, str) and isinstance(key, str):
        return key in holder
    raise NotModelledError(str(key))


def _call(node: ast.Call, names: dict[str, object]) -> object:
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[argument]):
            value = _value(argument, names)
            if isinstance(value, Row) and not value.only_first:
                return len(value.items)
        case ast.Call(func=ast.Name(id="ord"), args=[argument]):
            text = _value(argument, names)
            if isinstance(text, str):
                return ord(text) if len(text) == 1 else -1
        case ast.Call(func=ast.Attribute(attr="has_key", value=holder), args=[key]):
            return _has(_value(holder, names), _value(key, names))
        case ast.Call(func=ast.Attribute(attr="get", value=holder), args=[key, *_]):
            return _item(_value(holder, names), _value(key, names))
    raise NotModelledError(ast.unparse(node)[:60])


def _compare(node: ast.Compare, names: dict[str, object]) -> bool:
    values = [_value(part, names) for part in (node.left, *node.comparators)]
    return all(_compared(left, kind, right) for (left, right), kind in zip(pairwise(values), node.ops, strict=True))


def _compared(left: object, kind: ast.cmpop, right: object) -> bool:
    if isinstance(kind, ast.In):
        return _has(right, left)
    if isinstance(kind, ast.NotIn):
        return not _has(right, left)
    if isinstance(left, Shape) and isinstance(right, dict) and isinstance(kind, ast.Eq):
        # Of a whole mapping we have what is asked for or can't tell; what we keep besides is not feedparser's.
        return all(left.get(key) == value for key, value in right.items())
    if any(isinstance(side, Shape | Row | dict) for side in (left, right)) or type(kind) not in _COMPARISONS:
        raise NotModelledError("a whole mapping")
    # What a feed leaves out is empty to us and None to feedparser.
    left, right = (side or "" if side is None else side for side in (left, right))
    return _COMPARISONS[type(kind)](left, right)
