"""When an article was published and changed, as its page shows it: by ``time``, ``itemprop`` and classes of themes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from feeds.extract.furniture import elements_named, is_in, names_of, short_line_of
from feeds.parse.dates import parse_date

_UPDATED = re.compile(r"(?:.*[-_])?(?:updated|modified)(?:[-_](?:date|time|on|at))?", re.IGNORECASE)
_DAY = re.compile(
    r"(?:date|time)|(?:post|entry|article|news|story|tie|meta|publish(?:ed)?|single)[-_]?(?:date|time|published|on)"
    r"|published|datetime|pub[-_]?date|news[-_]?story[-_]?date",
    re.IGNORECASE,
)
_PUBLISHED = {"datePublished", "schema:datePublished", "dc:date", "dc:created", "dcterms:created"}
"""Of ``itemprop`` (microdata) and ``property`` (RDFa)."""
_YEAR = re.compile(r"(?<!\d)(?:19|20|1[34])\d\d(?!\d)")
_BESIDE = 20
"""Elements from the headline on among which the day may stand in a line of its own."""
_MOST_WORDS = 12
_APART = frozenset({"nav", "aside", "footer"})
_LONGEST = 80


def published_of(root: etree._Element, headline: etree._Element | None) -> datetime | None:
    """The moment that the page marks as that of publishing, else its first ``time``, else the first date that only a
    class tells, else a short line under the headline that tells one; what stands under the headline comes before the
    rest, which may be of other articles."""
    elements = list(root.iter(etree.Element))
    at = elements.index(headline) if headline is not None and is_in(headline, root) else 0
    below = elements[at:]
    elements = [*below, *(one for one in elements[:at] if not _is_apart(one))]
    times = [one for one in elements if one.tag == "time" and not _is_update(one)]
    marked = [one for one in times if "published" in names_of(one)]
    marked += [one for one in elements if {one.get("itemprop"), one.get("property")} & _PUBLISHED]
    called = [one for one in elements if any(_DAY.fullmatch(name) for name in names_of(one)) and not _is_apart(one)]
    return _first([*marked, *times[:1], *called]) or (_first(filter(_is_dated, below[1:_BESIDE])) if at else None)


def updated_of(root: etree._Element) -> datetime | None:
    """The moment that the page marks as that of its last change."""
    marked = [one for one in root.iter(etree.Element) if one.get("itemprop") == "dateModified"]
    return _first([*marked, *(one for one in elements_named(root, _UPDATED) if one.tag in ("time", "span", "abbr"))])


def _is_update(element: etree._Element) -> bool:
    names = list(names_of(element))
    return "published" not in names and any(_UPDATED.fullmatch(name) for name in names)


def _is_dated(element: etree._Element) -> bool:
    text = short_line_of(element, _LONGEST)
    return len(text.split()) <= _MOST_WORDS and _YEAR.search(text) is not None


def _is_apart(element: etree._Element) -> bool:
    return any(one.tag in _APART for one in element.iterancestors())


def _first(elements: Iterable[etree._Element]) -> datetime | None:
    for element in elements:
        said = element.get("datetime") or element.get("content") or element.get("title")
        said = said or short_line_of(element, _LONGEST)
        if len(said) <= _LONGEST and (found := parse_date(said)):
            return found
    return None
