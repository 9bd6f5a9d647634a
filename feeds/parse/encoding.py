"""Bytes to text, by the order that reads real Arabic feeds right: mark, strict UTF-8, what is declared, a guess.

Servers and publishers declare the wrong charset in both directions, so bytes that are UTF-8 are read as such
whatever is declared: text in a legacy charset is practically never valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (
    (re.compile(rb"[<{\s]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<{\s]"), "utf-32-be"),
    (re.compile(rb"[<{\s]\0[^\0]"), "utf-16-le"),
    (re.compile(rb"\0[<{\s]\0"), "utf-16-be"),
)
"""XML 1.0, appendix F.1, and the same for JSON: what the first character looks like without a mark."""

_HTTP_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:+-]{1,40})""", re.IGNORECASE)

_META_CHARSET = re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:+-]{1,40})""", re.IGNORECASE)

_READABLE = re.compile(
    r"cp\d{3,5}|iso8859-\d{1,2}|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|johab|hz"
    r"|tis-620|ptcp154|kz1048|utf-8|ascii"
)
"""Python's codecs for text in which ASCII is ASCII. The others (utf-7, idna, unicode_escape, zip…) no feed is in."""

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
"""What is meant by a label, as browsers read it (WHATWG Encoding Standard, 4.2): the superset that software writes."""

_ALIASES = {"iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "iso-8859-6-i": "iso8859-6", "x-sjis": "cp932"}

_WELL_FORMED = re.compile(rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}")
_HIGH = re.compile(rb"[\x80-\xFF]")
_LETTERS = re.compile(rb"[\xC0-\xFF]")
_ISO_ONLY = re.compile(rb"[\xE7-\xEA]")
_HEBREW = re.compile(rb"[\xE0-\xFA]")
_IN_LATIN_WORD = re.compile(rb"(?<=[A-Za-z])[\xC0-\xFF]|[\xC0-\xFF](?=[a-z])")

_GOOD_FOR_EACH_BAD = 20
"""Well-formed UTF-8 characters for each bad byte that make a text damaged UTF-8, not a legacy charset."""


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a feed or page, never failing; ``content_type`` is the HTTP header as sent. No mark is kept.

    A bad byte in UTF-8 becomes one U+FFFD. Names of charsets that are unknown or wrong are passed over.
    """
    if charset := _of_first_bytes(body):
        return body.decode(charset, "replace").removeprefix("\ufeff")
    declared = list(_declared(body, content_type))
    for charset in declared:
        # ISO 2022 and HZ write everything in ASCII bytes, so they look like valid UTF-8.
        if charset.startswith(("iso2022", "hz")) and (b"\x1b" in body or b"~{" in body):
            return body.decode(charset, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(body):
        return body.decode("utf-8", "replace")
    return _by_declaration(body, declared) or body.decode(_legacy(body), "replace")


def _of_first_bytes(body: bytes) -> str:
    """The charset that a byte order mark tells, or the width of the first character."""
    marked = (charset for mark, charset in _MARKS if body.startswith(mark))
    unmarked = (charset for pattern, charset in _UNMARKED if pattern.match(body))
    return next(marked, "") or next(unmarked, "")


def _by_declaration(body: bytes, declared: list[str]) -> str:
    """The text by the first declared charset that fits it all, else by one that nearly does, else nothing."""
    for charset in declared:
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    for charset in declared:
        if charset != "utf-8":
            text = body.decode(charset, "replace")
            if text.count("\ufffd") * _GOOD_FOR_EACH_BAD < len(_HIGH.findall(body)):
                return text
    return ""


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """The usable charsets that the header and the XML declaration name, the more trustworthy first."""
    http = _HTTP_CHARSET.search(content_type)
    xml = _XML_ENCODING.search(body[:1024]) or _META_CHARSET.search(body[:2048])
    names = [http[1] if http else "", xml[1].decode("ascii", "ignore") if xml else ""]
    if _codec(names[0]) == "cp1252" and _codec(names[1]):
        # Old servers add iso-8859-1 to everything, so the document knows better.
        names.reverse()
    for name in dict.fromkeys(names):
        if charset := _codec(name):
            yield charset


def _codec(label: str) -> str:
    """The Python codec that reads what ``label`` names, or empty when there is none fit for a feed."""
    if not label:
        return ""
    label = _ALIASES.get(label.lower(), label)
    try:
        name = codecs.lookup(label).name
    except (LookupError, UnicodeError, ValueError):
        return ""
    return _WIDER.get(name, name) if _READABLE.fullmatch(name) else ""


def _is_damaged_utf8(body: bytes) -> bool:
    good = len(_WELL_FORMED.findall(body))
    bad = len(_HIGH.findall(_WELL_FORMED.sub(b"", body)))
    return good >= bad * _GOOD_FOR_EACH_BAD


def _legacy(body: bytes) -> str:
    """The charset of bytes that declare none: cp1256, but Western's if they stand inside Latin words, Hebrew's if all
    letters are, and ISO 8859-6 where its ه و ي are, which are rare French letters in cp1256."""
    letters = len(_LETTERS.findall(body))
    if len(_IN_LATIN_WORD.findall(body)) * 2 > letters:
        return "cp1252"
    if letters and len(_HEBREW.findall(body)) >= letters * 0.98:
        return "cp1255"
    if len(_ISO_ONLY.findall(body)) > letters * 0.05:
        return "iso8859-6"
    return "cp1256"
