"""``python -m tests.feeds.parse.measured``: what our reading agrees with, in figures.

With feedparser on the feeds of the world, and with what feedparser's and gofeed's own tests expect.
"""

from __future__ import annotations

import asyncio
import calendar
import html
import re
import sys
import warnings
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser

from feeds.errors import ParseError
from feeds.parse import parse_anywhere
from feeds.parse.encoding import decode
from feeds.parsed import ParsedArticle, ParsedFeed
from tests.feeds.parse.feedparser_shape import SERVER, NotModelledError, expectation, headers_of, holds, shape
from tests.feeds.parse.gofeed_shape import asked_for, differences, expected_of
from tests.feeds.parse.reading import read_here
from tests.feeds.parse.tables import rows_of
from tests.shared import shared

REAL = ("chardet", "nnw", "rss-parser", "feedjira", "feeds_rtl", "picturingjordan")
URL = "https://news.example/feed"

_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json", ".feed", "")
_TAG = re.compile("<[^>]+>")
_BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\ufeff]+")
_NOTHING = ParsedFeed("other")


def files(folders: tuple[str, ...]) -> list[Path]:
    """The feeds in folders of the corpus."""
    found = [path for folder in folders for path in sorted(shared(f"corpus/{folder}").rglob("*"))]
    return [path for path in found if path.is_file() and path.suffix.lower() in _SUFFIXES]


async def ours(body: bytes) -> ParsedFeed | None:
    """What we read; None where it is refused with an error for people. Any other error comes out."""
    with suppress(ParseError):
        return await parse_anywhere(body, url=URL)
    return None


# ── With feedparser, on the feeds of the world ──────────────────────────────────────────────────────────────


@dataclass
class Agreement:
    """How many values of each kind (count, title, link, date) were held against each other, and by feed those that
    differ."""

    values: Counter[str] = field(default_factory=Counter)
    differ: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Of all values, those that are the same, whoever is right about the others."""
        return 1 - self.differ.total() / self.values.total()


async def agreement() -> Agreement:
    """JSON feeds are left out, which feedparser does not read, and documents in which neither finds a feed."""
    found = Agreement()
    for path in files(REAL):
        body, name = path.read_bytes(), path.relative_to(shared("corpus")).as_posix()
        if body.lstrip()[:1] in (b"{", b"["):
            continue
        parsed = await ours(body)
        theirs = feedparser.parse(body, response_headers={"content-location": URL})
        articles = parsed.articles if parsed else ()
        # What feedparser makes entries of is a feed, and we must not refuse it.
        found.values["count"] += bool(parsed or theirs.entries)
        if len(articles) != len(theirs.entries):
            found.differ[name, "count"] += 1
            continue
        for article, entry in zip(articles, theirs.entries, strict=True):
            for kind, (mine, other) in _pairs(article, entry).items():
                found.values[kind] += 1
                if mine != other:
                    found.differ[name, kind] += 1
    return found


def _words(text: str | None) -> str:
    """A title without what the two write in other ways: tags, entities, white space and unseen characters."""
    return _BLANK.sub(" ", _TAG.sub("", html.unescape(html.unescape(text or "")))).strip()


def _seconds(entry: Any) -> int | None:
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    return calendar.timegm(told) if told else None


def _pairs(article: ParsedArticle, entry: Any) -> dict[str, tuple[object, object]]:
    """Each kind of value with ours and theirs; a date only where the feed has one."""
    moment = article.published or article.updated
    link = entry.get("link", "").strip().rstrip("/")
    pairs: dict[str, tuple[object, object]] = {
        "title": (_words(article.title), _words(entry.get("title"))),
        "link": (article.url.rstrip("/"), link),
    }
    if entry.get("published") or entry.get("updated"):
        pairs["date"] = (int(moment.timestamp()) if moment else None, _seconds(entry))
    return pairs


# ── With the expectations of other parsers ──────────────────────────────────────────────────────────────────


@dataclass
class Expectations:
    """How many are met, the files of those that are not, and how many ask for what, of that which we do not keep."""

    met: int = 0
    failed: list[str] = field(default_factory=list)
    unexpressed: Counter[str] = field(default_factory=Counter)

    @property
    def expressed(self) -> int:
        return self.met + len(self.failed)

    @property
    def share(self) -> float:
        return self.met / self.expressed


def feedparser_expectations() -> Expectations:
    found = Expectations()
    root = shared("corpus/feedparser")
    for path in sorted(root.rglob("*.xml")):
        body, name = path.read_bytes(), path.relative_to(root).as_posix()
        text = decode(body)
        expected = expectation(text)
        if expected is None:
            found.unexpressed["bozo"] += 1
            continue
        headers = headers_of(text)
        url = urljoin(f"{SERVER}/{name}", headers.get("content-location", ""))
        parsed = read_here(body, url=url, content_type=headers.get("content-type", "")) or _NOTHING
        try:
            if holds(expected, shape(parsed)):
                found.met += 1
            else:
                found.failed.append(f"feedparser/{name}")
        except NotModelledError as error:
            found.unexpressed[str(error)] += 1
    return found


def gofeed_expectations() -> Expectations:
    found = Expectations()
    root = shared("corpus/gofeed/testdata")
    for path in sorted(root.rglob("*.json")):
        feed, expected = _feed_beside(path), expected_of(path)
        if expected is None or feed is None:
            if not path.with_name(f"{path.stem}_expected.json").exists():
                found.unexpressed["no feed"] += 1
            continue
        parsed = read_here(feed.read_bytes(), url=f"{SERVER}/{feed.name}") or _NOTHING
        wrong = differences(parsed, expected)
        if wrong:
            found.failed.append(f"gofeed/{feed.relative_to(root).as_posix()}")
        elif wrong is None:
            found.unexpressed[asked_for(expected)] += 1
        else:
            found.met += 1
    return found


def _feed_beside(path: Path) -> Path | None:
    """The feed that an expectation is about: name.xml of name.json, name.json of name_expected.json."""
    if path.stem.endswith("_expected"):
        return path.with_name(path.stem.removesuffix("_expected") + ".json")
    return xml if (xml := path.with_suffix(".xml")).exists() else None


# ── In words ────────────────────────────────────────────────────────────────────────────────────────────────


def _by_reason(counted: Mapping[str, int], reasons: Mapping[str, str]) -> str:
    total: Counter[str] = Counter()
    for what, number in counted.items():
        total[reasons.get(what, "not in the table")] += number
    return "".join(f"  {number:5,}  {reason}\n" for reason, number in total.most_common())


def _main() -> None:
    warnings.simplefilter("ignore")
    tell = sys.stdout.write
    found = asyncio.run(agreement())
    total, differ = found.values.total(), found.differ.total()
    tell(
        f"with feedparser on real feeds: {total - differ:,} of {total:,} values agree, {100 * found.share:.2f} of 100\n"
    )
    for kind, number in found.values.items():
        wrong = sum(many for (_, of), many in found.differ.items() if of == kind)
        tell(f"  {kind}: {number - wrong:,} of {number:,}\n")
    tell(f"the {differ} others, by what the table says of them:\n")
    told = {f"{feed} {kind}": f"{who}: {why}" for feed, kind, _, who, why in rows_of("disagreements.tsv")}
    tell(_by_reason({f"{feed} {kind}": number for (feed, kind), number in found.differ.items()}, told))
    for name, held in (("feedparser", feedparser_expectations()), ("gofeed", gofeed_expectations())):
        tell(
            f"{name}'s expectations: {held.met:,} of {held.expressed:,} expressed are met, {100 * held.share:.2f} of 100\n"
        )
        rest = {row[0]: row[1] for row in rows_of("expectations.tsv")}
        tell(f"the {len(held.failed)} that are not:\n{_by_reason(Counter(held.failed), rest)}")
        reasons = {row[1]: row[3] for row in rows_of("unexpressed.tsv") if row[0] == name}
        tell(f"the {held.unexpressed.total()} not expressed:\n{_by_reason(held.unexpressed, reasons)}")


if __name__ == "__main__":
    _main()
