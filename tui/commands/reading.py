"""The commands that print an article, whole or with what is fetched for it."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from feeds.errors import ArticleNotFound
from tui.commands import Command, finished
from tui.commands.complaints import LARGEST, whole
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser


def _show_words(of: Parser) -> None:
    of.add_argument("article", metavar="ARTICLE|URL", help=_("The number that «nashra list» gives, or the address."))
    forms = {
        "markdown": _("As Markdown."),
        "html": _("As one page of HTML."),
        "json": _("As JSON with all that is known, a line of «nashra export --json»."),
    }
    of.one_of("form", forms)


def _open_words(of: Parser) -> None:
    of.add_argument(
        "articles", nargs="+", type=whole(), metavar="ARTICLE", help=_("The numbers that «nashra list» gives.")
    )


def _fetch_words(of: Parser) -> None:
    of.add_argument("article", type=whole(), metavar="ARTICLE", help=_("The number that «nashra list» gives."))
    of.for_app()


def open_(reader: Reader, given: Namespace) -> int:
    """Opens the pages of articles in the browser."""
    from tui import browser
    from tui.addresses import shown

    refused = [row.url for row in reader.rows(given.articles) if not browser.open_link(row.url)]
    for url in refused:
        told = _("This link can't be opened: {url}", url=shown(url)) if url else _("The article has no link.")
        Printer(sys.stderr).write(told + "\n")
    return 1 if refused else 0


def show(reader: Reader, given: Namespace) -> int:
    """Prints one article whole: as the article pane lays it out, or as it would be saved."""
    article, form = _named(reader, given), getattr(given, "form", None)
    if form == "json":
        from tui.commands import records

        records.write(reader.as_json(article))
    elif form:
        from tui.sharing import dated_for

        Printer(sys.stdout).write(reader.written(article, form, dated=dated_for(reader, article)))
    else:
        Printer(sys.stdout).article(reader.article(article), reader.content(article))
    return 0


def _named(reader: Reader, given: Namespace) -> int:
    """The article of a number or of an address. Raises NotFound."""
    typed = str(given.article)
    if not typed.isdecimal():
        return reader.at_address(typed)
    if len(typed) > len(str(LARGEST)) or int(typed) > LARGEST:
        raise ArticleNotFound(id=typed)
    return int(typed)


def fetch(reader: Reader, given: Namespace) -> int:
    """Fetches the whole text of an article and prints it."""
    finished(reader.refresh_full_text(given.article))
    if given.report:
        from tui import reporting

        reporting.report({"kind": "fetched"})
        return 0
    return show(reader, given)


def comments(reader: Reader, given: Namespace) -> int:
    """Fetches the comments on an article, and prints it with them under it, where they stand from then on."""
    count = finished(reader.refresh_comments(given.article))
    if given.report:
        from tui import reporting

        reporting.report({"kind": "comments", "count": count})
        return 0
    return show(reader, given)


COMMANDS = {
    "open": Command(_open_words, open_),
    "show": Command(_show_words, show),
    "fetch": Command(_fetch_words, fetch),
    "comments": Command(_fetch_words, comments),
}
