"""Ways to spoil a feed, each a function of a source of chance, a feed and a second one to take pieces from."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TypeAlias

Mutation: TypeAlias = Callable[[Random, bytes, bytes], bytes]

_LONGEST = 60_000
"""Bytes of one input: what is wrong shows in short ones too, and more of them are tried."""

_TAG = re.compile(rb"<[^<>]{1,300}>")
_ENTITY = re.compile(rb"&#?\w{1,12};")
_ENCODING = re.compile(rb"""encoding\s*=\s*["'][^"']{0,40}["']""")
_DATE = re.compile(rb"(?<=>)[^<>]{0,30}\b(?:19|20)\d\d\b[^<>]{0,30}(?=<)")

_CHARSETS = (b"utf-8", b"windows-1256", b"windows-1255", b"iso-8859-6", b"utf-16", b"utf-7", b"iso-2022-jp", b"gb18030",
             b"x-none", b"shift_jis", b"big5", b"koi8-r", b"hz", b"idna")  # fmt: skip
_CODECS = ("cp1256", "cp1255", "iso8859-6", "utf-16", "utf-16-le", "utf-32-be", "utf-8-sig", "gb18030", "cp1252")
_TOKENS = (
    b"&#27;", b"&#x9b;", b"&#x202e;", b"&amp;#27;", b"&amp;#x2067;", b"&#0;", b"&#xD800;", b"&#x110000;", b"&bogus;",
    b"&nbsp;", b"&lt;b&gt;", b"\x1b]52;c;eA==\x07", b"\xc2\x9b31m", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xe2\x80\xa8",
    b"\x00", b"\r", b"\xff\xfe", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<",
    b"</item>", b"<item>", b"<entry>", b"</channel>", b"<br>", b"<guid>", b"xml:base='http://['", b"xmlns='x'",
    b"<media:content url='a' fileSize='9'>", b"<link href='//['/>", b"<author>a@b (", b"http://[::1", b"javascript:1",
    "٢٥ نوفمبر ٢٠٢٦".encode(), b"99999999999999999999", b"-1", b"0000-00-00", "\ufdfa\ufefb".encode(), b"\xed\xa0\x80",
)  # fmt: skip


def _flip(chance: Random, data: bytes, _other: bytes) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _random_bytes(chance: Random, data: bytes, _other: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randint(1, 12)) + data[at + chance.randint(0, 12) :]


def _cut(chance: Random, data: bytes, _other: bytes) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] if chance.random() < 0.5 else data[:start] + data[start + chance.randint(1, 400) :]


def _splice(chance: Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _insert(chance: Random, data: bytes, other: bytes) -> bytes:
    start, at = chance.randrange(len(other)), chance.randrange(len(data))
    return data[:at] + other[start : start + chance.randint(1, 600)] + data[at:]


def _duplicate(chance: Random, data: bytes, _other: bytes) -> bytes:
    start = chance.randrange(len(data))
    stretch = data[start : start + chance.randint(1, 300)]
    return data[:start] + stretch * chance.choice((2, 3, 50, 400)) + data[start:]


def _token(chance: Random, data: bytes, _other: bytes) -> bytes:
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data))
        data = data[:at] + chance.choice(_TOKENS) + data[at:]
    return data


def _token_in_text(chance: Random, data: bytes, _other: bytes) -> bytes:
    """A token right behind a tag, where the document often stays well-formed."""
    places = [found.end() for found in _TAG.finditer(data)]
    at = chance.choice(places) if places else 0
    return data[:at] + chance.choice(_TOKENS) + data[at:]


def _swap(chance: Random, data: bytes, pattern: re.Pattern[bytes]) -> bytes:
    found = list(pattern.finditer(data))
    if len(found) < 2:
        return data
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    between = data[first.end() : second.start()]
    return data[: first.start()] + second[0] + between + first[0] + data[second.end() :]


def _swap_tags(chance: Random, data: bytes, _other: bytes) -> bytes:
    return _swap(chance, data, _TAG)


def _swap_entities(chance: Random, data: bytes, _other: bytes) -> bytes:
    return _swap(chance, data, _ENTITY)


def _drop_tag(chance: Random, data: bytes, _other: bytes) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + data[one.end() :]


def _declare(chance: Random, data: bytes, _other: bytes) -> bytes:
    said = b'encoding="' + chance.choice(_CHARSETS) + b'"'
    if _ENCODING.search(data):
        return _ENCODING.sub(said, data, count=1)
    return b"<?xml version='1.0' " + said + b"?>" + data


def _encode(chance: Random, data: bytes, _other: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_CODECS), "replace")


def _spoil_date(chance: Random, data: bytes, other: bytes) -> bytes:
    found = list(_DATE.finditer(data))
    if not found:
        return _flip(chance, data, other)
    one = chance.choice(found)
    date = bytearray(one[0])
    for _ in range(chance.randint(1, 3)):
        date[chance.randrange(len(date))] = chance.choice(b"0123456789/-:+ TZ")
    return data[: one.start()] + bytes(date) + data[one.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _random_bytes, _cut, _splice, _insert, _duplicate, _token, _token_in_text, _token_in_text, _swap_tags,
    _swap_entities, _drop_tag, _declare, _encode, _spoil_date,
)  # fmt: skip


def mutated(chance: Random, data: bytes, other: bytes) -> bytes:
    """``data`` spoiled in one to four ways; both inputs are not empty."""
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4))):
        data = chance.choice(MUTATIONS)(chance, data, other)[:_LONGEST] or b"<"
    return data
