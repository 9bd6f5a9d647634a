"""The built-in catalogue of feeds that a newcomer may tick."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from feeds.answers import CatalogueFeed


@cache
def catalogue() -> tuple[CatalogueFeed, ...]:
    """The feeds of ``data/catalogue.tsv``, in its order: columns name, language, country, subject, url."""
    text = files("feeds").joinpath("data/catalogue.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(CatalogueFeed(**row) for row in rows)
