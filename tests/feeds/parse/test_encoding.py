"""Every row of the encodings that real Arabic and Hebrew feeds come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parse.encoding import decode
from tests.shared import shared

ARABIC = "أعلنت الحكومة اليوم عن خطة جديدة لتطوير التعليم في البلاد"
HEBREW = "הממשלה הודיעה היום על תוכנית חדשה לפיתוח החינוך במדינה"


def declared(charset: str, text: str = ARABIC) -> str:
    return f'<?xml version="1.0" encoding="{charset}"?><rss><channel><title>{text}</title></channel></rss>'


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-8"])
def test_a_declared_charset_is_read(charset: str) -> None:
    assert ARABIC in decode(declared(charset).encode(charset))


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_wide_charsets_are_read_with_and_without_a_mark(charset: str, mark: str) -> None:
    assert decode((mark + declared("utf-16")).encode(charset)) == declared("utf-16")


def test_the_mark_of_utf8_is_not_kept() -> None:
    assert decode(("\ufeff" + declared("utf-8")).encode()) == declared("utf-8")


@pytest.mark.parametrize("name", ["x-unknown", "zip", "idna", "utf-7", "unicode_escape", "utf-16", "hex"])
def test_a_charset_that_is_unknown_or_none_of_text_is_passed_over(name: str) -> None:
    assert ARABIC in decode(declared(name).encode("cp1256"))
    assert ARABIC in decode(declared(name).encode())
    assert ARABIC in decode(declared("windows-1256").encode("cp1256"), f"text/xml; charset={name}")


@pytest.mark.parametrize("charset", ["windows-1256", "windows-1255", "iso-8859-1", "shift_jis"])
def test_utf8_declared_otherwise_is_read_as_utf8(charset: str) -> None:
    assert ARABIC in decode(declared(charset).encode(), f"application/rss+xml; charset={charset}")


@pytest.mark.parametrize(("text", "charset"), [(ARABIC, "cp1256"), (HEBREW, "cp1255")])
def test_legacy_bytes_declared_utf8_or_undeclared_are_read_right(text: str, charset: str) -> None:
    assert text in decode(declared("utf-8", text).encode(charset), "text/xml; charset=utf-8")
    assert text in decode(f"<rss><title>{text}</title></rss>".encode(charset))


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "windows-1255", "x-unknown"])
@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_one_bad_byte_in_utf8_is_one_replacement_character(text: str, charset: str) -> None:
    body = declared(charset, text).encode()
    middle = len(body) - 60
    while body[middle] & 0xC0 == 0x80:
        middle += 1
    text_read = decode(body[:middle] + b"\xff" + body[middle:])
    assert text_read.count("\ufffd") == 1
    assert text_read.replace("\ufffd", "") == declared(charset, text)


def test_western_bytes_declared_utf8_stay_western() -> None:
    assert "café à la crème" in decode(declared("utf-8", "café à la crème").encode("cp1252"))


def test_a_server_that_always_says_latin1_does_not_overrule_the_document() -> None:
    assert ARABIC in decode(declared("windows-1256").encode("cp1256"), "text/xml; charset=ISO-8859-1")


def test_the_header_overrules_the_document_otherwise() -> None:
    assert ARABIC in decode(declared("koi8-r").encode("cp1256"), 'text/xml; charset="windows-1256"')


def test_iso_2022_is_read_although_its_bytes_are_valid_utf8() -> None:
    text = declared("iso-2022-jp", "日本語のニュース")
    assert decode(text.encode("iso-2022-jp")) == text


def test_real_feeds_of_twenty_charsets_are_read_as_the_names_of_their_folders_say() -> None:
    folder = shared("corpus/chardet/tests")
    wider = {"GB2312": "gb18030", "EUC-KR": "cp949", "SHIFT_JIS": "cp932", "Big5": "big5hkscs", "TIS-620": "cp874"}
    checked, wrong = 0, []
    for path in sorted(folder.rglob("*.xml")):
        charset = wider.get(path.parent.name, path.parent.name).replace("iso-8859-9", "cp1254")
        if charset.startswith(("iso-8859", "windows")):
            charset = "-".join(charset.split("-")[: 3 if charset.startswith("iso") else 2])
        elif charset.startswith("cp1254"):
            charset = "cp1254"
        charset = "cp1252" if charset == "iso-8859-1" else charset.replace("Mac", "mac-")
        body = path.read_bytes()
        checked += 1
        if decode(body).lstrip("\ufeff") != body.decode(charset, "replace").lstrip("\ufeff"):
            wrong.append(path.name)
    assert checked == 313
    # A Chinese page that names no charset anywhere; no rule of three bytes could tell.
    assert wrong == ["_chromium_gb18030_with_no_encoding_specified.html.xml"]


@given(st.binary(max_size=400), st.text(max_size=60))
def test_no_bytes_and_no_header_make_it_fail(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1b~\ufeff"), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "text/xml; charset=windows-1256") == text
