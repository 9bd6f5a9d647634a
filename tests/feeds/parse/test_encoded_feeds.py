"""Real Arabic, Persian and Hebrew feeds in every charset that publishers use, whatever they declare: each is read as it was."""

from __future__ import annotations

import pytest

from feeds.parse import parse
from feeds.parse.document import without_declaration
from feeds.parse.encoding import decode
from feeds.parsed import ParsedFeed
from tests.shared import shared

URL = "https://example.com/feed.xml"

IN_ARABIC_LETTERS = ("doyouknow-ar.rss.xml", "imfahad-ar.rss.xml", "dztech-ar.xml", "eis1600-ar.xml", "picturingjordan-ar.xml",
          "theawiteb-ar.atom.xml", "abarrak-ar.atom.xml", "alishir-fa.rss.xml", "eis1600-fa.xml", "fa-hoder.xml",
          "picturingjordan-fa.xml", "urdu_UTF8.xml")  # fmt: skip
HEBREW = tuple(f"hebrew-1255/{name}.xml" for name in ("exego.net.2", "halemo.net.edoar", "hevra.org.il", "law.co.il",
                                                      "notes.co.il.7", "pcplus.co.il", "whatsup.org.il"))  # fmt: skip

WAYS = [
    # The charset, what the document declares, what the server's header says.
    ("{legacy}", "{declared}", ""),
    ("{legacy}", "", "{declared}"),
    ("{legacy}", "{declared}", "iso-8859-1"),
    ("{iso}", "{iso}", ""),
    ("utf-16", "utf-16", ""),
    ("utf-16-le", "utf-16", ""),
    ("utf-16-be", "utf-16", ""),
    ("utf-8-sig", "utf-8", ""),
    ("utf-8-sig", "{declared}", ""),
    ("utf-8", "x-arabic-unknown", "x-unknown"),
    ("{legacy}", "x-arabic-unknown", "x-unknown"),
    ("utf-8", "{declared}", "{declared}"),
    ("{legacy}", "utf-8", "utf-8"),
    ("{legacy}", "utf-8", ""),
    ("{legacy}", "", ""),
]


def sent(feed: str, charset: str) -> str:
    """A feed as text, with what its charset has not left out."""
    text = without_declaration(decode(shared(f"corpus/feeds_rtl/{feed}").read_bytes()))
    return text.encode(charset, "ignore").decode(charset)


def read(text: str, charset: str, declared: str, header: str) -> ParsedFeed:
    said = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    content_type = f"text/xml; charset={header}" if header else ""
    return parse((said + text).encode(charset), url=URL, content_type=content_type)


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("feed", [*IN_ARABIC_LETTERS, *HEBREW])
def test_a_real_feed_is_read_right_in_whatever_charset_it_comes(feed: str, way: tuple[str, str, str]) -> None:
    number = "1255" if feed in HEBREW else "1256"
    names = {"legacy": f"cp{number}", "declared": f"windows-{number}", "iso": f"iso-8859-{8 if feed in HEBREW else 6}"}
    charset, declared, header = (part.format(**names) for part in way)
    text = sent(feed, charset)
    expected = parse(text.encode(), url=URL)
    assert len(expected.articles) > 0
    assert read(text, charset, declared, header) == expected


@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1256", "windows-1255"])
@pytest.mark.parametrize("feed", [*IN_ARABIC_LETTERS, *HEBREW])
def test_one_bad_byte_in_a_real_feed_is_one_replacement_character(feed: str, declared: str) -> None:
    text = sent(feed, "utf-8")
    letters = [place for place, char in enumerate(text) if "\u05d0" <= char <= "\u064a"]
    said = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    for place in letters[:: len(letters) // 7]:
        body = said.encode() + text[:place].encode() + b"\xe9" + text[place:].encode()
        assert decode(body, f"text/xml; charset={declared}") == f"{said}{text[:place]}\ufffd{text[place:]}"
