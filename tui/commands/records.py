"""What commands tell as JSON: the members of each thing by names that stay, with what each says. `docs/commands.md` is
made from them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from feeds.clean import clean, without_sign_in

_TIME = "time or null"
_FLAG = "true or false"


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its name, whose dots lead into objects, the kind of its values, and what it says. ``of`` takes it
    from the thing; without one it is the attribute of that name."""

    name: str
    kind: str
    told: str
    of: Callable[[Any], object] | None = None
    inside: tuple[Member, ...] = field(default=())
    """The members of each object in a list of them."""


Record = tuple[Member, ...]


def plain(record: Record, thing: object) -> dict[str, Any]:
    """A thing as JSON has it; every member is in it, times by RFC 3339 in UTC."""
    told: dict[str, Any] = {}
    for one in record:
        *objects, name = one.name.split(".")
        into = told
        for around in objects:
            into = into.setdefault(around, {})
        value: Any = one.of(thing) if one.of else attrgetter(one.name)(thing)
        into[name] = [plain(one.inside, item) for item in value] if one.inside else _plain(value)
    return told


def tell(record: Record, things: Iterable[object]) -> None:
    """A line of JSON for each thing, to standard output."""
    write("".join(json.dumps(plain(record, one), ensure_ascii=False) + "\n" for one in things))


def write(text: str) -> None:
    """To standard output in UTF-8, whatever the locale says (RFC 8259, 8.1)."""
    if sys.stdout.isatty():
        text = clean(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _plain(value: object) -> object:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value


def _its(name: str) -> Callable[[Any], object]:
    """A member of the first of two, in which the thing and what belongs to it are given."""
    taken = attrgetter(name)
    return lambda pair: taken(pair[0])


def _code(error: Any) -> str:
    return error.code if error else ""


def _sorted(row: Any) -> datetime:
    return datetime.fromtimestamp(row.sort_at, UTC)


ARTICLE: Record = (
    Member("id", "number", "What other commands call it by."),
    Member("feed.id", "number", "The feed that brought it.", lambda row: row.feed),
    Member("feed.title", "text", "What the feed is called.", lambda row: row.feed_title),
    Member("url", "text", "The address of its page, or empty."),
    Member("title", "text", ""),
    Member("author", "text", "Its authors by name, or empty."),
    Member("language", "text", "ISO 639, found out from the text; empty where it can't be."),
    Member(
        "sorted", "time", "What lists go by: `published`, or when it was first seen if that can't be trusted.", _sorted
    ),
    Member("published", _TIME, "As the feed says."),
    Member("edited", _TIME, "When changes of its publisher's were last met."),
    Member("read", _FLAG, ""),
    Member("starred", _FLAG, ""),
    Member("told_by", "number", "How many articles tell its story, itself among them; 0 where no other does."),
)
FEED: Record = (
    Member("id", "number", "What other commands call it by.", _its("id")),
    Member("url", "text", "Its address, without a name and a password.", lambda of: without_sign_in(of[0].url)),
    Member("title", "text", "What it is called: by you, else by itself.", _its("title")),
    Member("section", "list of texts", "The sections that it is in, the outermost first.", lambda of: list(of[1])),
    Member("site", "text", "The address of its site, or empty.", _its("site")),
    Member("language", "text", "ISO 639, or empty.", _its("language")),
    Member("unread", "number", "Its unread articles.", _its("unread")),
    Member("total", "number", "All its articles.", _its("total")),
    Member("error", "text", "The code of what the last refresh met, empty when it went well.", _its("error")),
    Member("refreshed", _TIME, "When it last answered.", _its("refreshed")),
)
"""Of a feed with the names of the sections around it."""
SECTION: Record = (
    Member("id", "number", "", _its("id")),
    Member("name", "text", "", _its("name")),
    Member("path", "list of texts", "The names from the outermost section down to this one.", lambda of: list(of[1])),
    Member("parent", "number or null", "The section around it.", _its("parent")),
    Member("unread", "number", "Unread articles in it and in the sections inside.", _its("unread")),
    Member("total", "number", "All articles in it and in the sections inside.", _its("total")),
    Member("full_text", "text", '`"always"`, `"never"`, or empty: as around it.', _its("full_text")),
)
"""Of a section with the names from the outermost one to itself."""
TAG: Record = (
    Member("name", "text", ""),
    Member("articles", "number", "How many have it."),
)
RULE: Record = (
    Member("id", "number", "", _its("id")),
    Member("name", "text", "", _its("name")),
    Member("query", "text", "What an article has to match.", _its("query")),
    Member("enabled", _FLAG, "", _its("enabled")),
    Member(
        "error", "text", "Why it is left out, as a code; empty where its query can be read.", lambda of: _code(of[1])
    ),
    Member("touched", "number", "Articles in the last 30 days.", _its("touched")),
    Member("actions.read", _FLAG, "Mark as read.", _its("actions.read")),
    Member("actions.star", _FLAG, "", _its("actions.star")),
    Member("actions.mute", _FLAG, "Leave out of all lists but its feed's own.", _its("actions.mute")),
    Member("actions.notify", _FLAG, "", _its("actions.notify")),
    Member("actions.full_text", _FLAG, "Fetch the page.", _its("actions.full_text")),
    Member("actions.tags", "list of texts", "Tags that it gives.", lambda of: list(of[0].actions.tags)),
)
"""Of a rule with what keeps it from being applied."""
PREVIEW: Record = (
    Member("count", "number", "Stored articles that match, at least so many unless `complete`."),
    Member("complete", _FLAG, "Whether all were looked through in the time that there is."),
    Member("newest", "list", "The newest that match, each as of `list`.", inside=ARTICLE),
)
STATISTICS: Record = (
    Member("at", "time", "The moment that it tells of."),
    Member(
        "days",
        "list",
        "The last days, the oldest first.",
        inside=(
            Member("day", "date", "Of the local calendar.", lambda of: of.day.isoformat()),
            Member("came", "number", "Articles that came."),
            Member("read", "number", "Articles that you read."),
            Member("starred", "number", "Articles that you starred."),
        ),
    ),
    Member("hours", "list of 24 numbers", "Articles read by hour of the day.", lambda of: list(of.hours)),
    Member("marked_at_once", "number", "Articles marked in one deed, which count as read nowhere."),
    Member(
        "feeds",
        "list",
        "By how much they publish.",
        inside=(
            Member("id", "number", "", lambda of: of.feed.id),
            Member("url", "text", "", lambda of: without_sign_in(of.feed.url)),
            Member("title", "text", "", lambda of: of.feed.title),
            Member("days", "number", "Days that are looked back on."),
            Member("articles", "number", "Articles in them."),
            Member("a_week", "number", "Articles a week.", lambda of: round(of.a_week, 2)),
            Member("settled", "number", "Those that you have had time for."),
            Member("read", "number", "Those of them that you read."),
            Member("last", _TIME, "Its newest article."),
            Member("answers", "number", "Fetches that are remembered."),
            Member("failed", "number", "Those of them that failed."),
            Member("failing_since", _TIME, ""),
        ),
    ),
    Member(
        "suggestions",
        "list",
        "Feeds that you might leave.",
        inside=(
            Member("feed", "number", "Its `id`.", lambda of: of.of.feed.id),
            Member("reason", "text", "As a code.", lambda of: of.reason.value),
        ),
    ),
)
BY_COMMAND: Mapping[str, Record] = {
    "list": ARTICLE,
    "search": ARTICLE,
    "edition": ARTICLE,
    "feeds": FEED,
    "sections": SECTION,
    "tags": TAG,
    "rules": RULE,
    "rules test": PREVIEW,
    "stats": STATISTICS,
}
"""What each command tells with ``--json``: a line a thing."""
_ROW = ("`id`", "`read` or `unread`", "`starred` or nothing", "`sorted`", "`feed.title`", "`title`", "`url`")
FIELDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("list", "search", "edition"), _ROW),
    "feeds": ("`id`", "`unread`", "`total`", "the innermost of `section`", "`title`", "`url`", "`error`"),
    "sections": ("`id`", "`unread`", "`total`", "`path`, with slashes between"),
    "tags": ("`articles`", "`name`"),
    "rules": ("`id`", "`on`, `off` or `broken`", "`touched`", "`name`", "`query`", "what it does, in words"),
}
"""What the fields of a row are in a pipe, by the members that say the same."""
