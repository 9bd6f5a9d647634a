"""Documents made to hurt: each ends in an article list or a clear error, quickly, and reads nothing it should not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from feeds.errors import ParseError
from feeds.parse import parse_anywhere
from feeds.parsed import ParsedFeed

URL = "https://example.com/feed.xml"


async def read(body: bytes, seconds: float = 5) -> ParsedFeed | None:
    start = time.monotonic()
    try:
        return await parse_anywhere(body, url=URL)
    except ParseError:
        return None
    finally:
        assert time.monotonic() - start < seconds + 1


async def test_a_billion_laughs_are_not_laughed() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss version='2.0'><channel><title>&a9;</title><item><title>x</title></item></channel></rss>"
    parsed = await read(body.encode())
    assert parsed is None or len(parsed.title) < 10_000


@pytest.mark.parametrize("kind", ["SYSTEM", "PUBLIC 'x'"])
async def test_an_external_entity_is_not_read(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    body = (
        f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x {kind} '{secret.as_uri()}'>]>"
        "<rss version='2.0'><channel><title>T</title><item><title>a&x;b</title></item></channel></rss>"
    )
    assert "SECRET" not in repr(await read(body.encode()))
    parameter = (
        f"<!DOCTYPE rss [<!ENTITY % x {kind} '{secret.as_uri()}'> %x;]><rss><channel><title>T</title></channel></rss>"
    )
    assert "SECRET" not in repr(await read(parameter.encode()))


async def test_a_hundred_thousand_attributes_are_passed_over() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(100_000))
    parsed = await read(
        f"<rss version='2.0'><channel {attributes}><item {attributes}><title>x</title></item></channel></rss>".encode()
    )
    assert parsed is not None
    assert parsed.articles[0].title == "x"


@pytest.mark.parametrize("tag", ["a", "item", "channel", "description"])
async def test_two_hundred_thousand_levels_bring_nothing_down(tag: str) -> None:
    body = (
        b"<rss version='2.0'><channel><title>T</title>" + f"<{tag}>".encode() * 200_000 + f"</{tag}>".encode() * 200_000
    )
    parsed = await read(body + b"</channel></rss>")
    assert parsed is not None
    assert parsed.title == "T"


async def test_a_broken_feed_with_thousands_of_breaks_that_end_nowhere_is_read_to_its_end() -> None:
    items = "".join(f"<item><title>{number}</title>a{'<br>' * 10}b</item>" for number in range(3_000))
    parsed = await read(f"<rss version='2.0'><channel><title>T</title>{items}".encode(), seconds=60)
    assert parsed is not None
    assert len(parsed.articles) == 3_000


async def test_an_author_of_40_kilobytes_is_read_at_once() -> None:
    for author in ("a" * 40_000, "a@" * 20_000, "a." * 20_000 + "@", "(" * 40_000):
        body = f"<rss version='2.0'><channel><item><title>x</title><author>{author}</author></item></channel></rss>"
        parsed = await read(body.encode(), seconds=0.5)
        assert parsed is not None
        assert parsed.articles[0].title == "x"


async def test_fifty_thousand_prefixes_that_nobody_declared_do_not_hold_it_up() -> None:
    tags = "".join(f"<p{number}:x/>" for number in range(50_000))
    parsed = await read(f"<rss version='2.0'><channel><item><title>x</title>{tags}</item></channel></rss>".encode())
    assert parsed is None or parsed.articles[0].title == "x"


async def test_12_megabytes_with_8_500_items_are_read() -> None:
    item = f"<item><title>خبر</title><link>https://example.com/1</link><description>{'نص ' * 280}</description></item>"
    body = f"<rss version='2.0'><channel><title>T</title>{item * 8_500}</channel></rss>".encode()
    assert len(body) > 12_000_000
    parsed = await read(body)
    assert parsed is not None
    assert len(parsed.articles) == 8_500


async def test_long_runs_that_could_send_a_pattern_back_and_forth_do_not() -> None:
    for filler in (
        "<" * 300_000,
        "&" * 300_000,
        "<!--" * 100_000,
        "<?" * 100_000,
        "<a " * 100_000,
        " " * 1_000_000,
        "<![CDATA[" * 50_000,
        "&#" + "0" * 300_000,
        "&#x0" * 100_000,
        "<a:b " * 60_000,
        " xmlns:a" * 50_000,
        "<!-- a -->" * 3_000,
        "<?xml a?>" * 3_000,
        "<!-- a -->\n" * 40 + "<!--",
        "<html>" + "<feed " * 300_000,
    ):
        await read(f"{filler}<rss><channel><title>T</title>".encode())
        await read(f"<rss><channel><title><![CDATA[{filler}]]></title></channel></rss>".encode(), seconds=2)
