"""Pictures: fetched when asked for, kept up to a size, and decoded within limits."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from pytest_httpserver import HTTPServer

from feeds import pictures
from feeds.errors import BadPicture, FeedError
from feeds.pictures import small
from feeds.reader import Reader
from feeds.schedule import FetchState
from tests.feeds.conftest import NOW, make_article, make_feed

URL = "https://news.example/picture"


def encoded(kind: str, size: tuple[int, int] = (40, 20), colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A picture that says that it is so large, whatever comes."""

    def chunk(kind: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_each_format_is_decoded_within_the_size_that_is_wanted(kind: str) -> None:
    made = small(encoded(kind), URL, 10, 10)
    assert (made.width, made.height, len(made.rgb)) == (10, 5, 150)
    red, green, blue = made.at(5, 2)
    assert red > 240
    assert green < 16
    assert blue < 16


def test_a_picture_is_never_made_larger() -> None:
    made = small(encoded("PNG"), URL, 1_000, 1_000)
    assert (made.width, made.height) == (40, 20)


def test_what_is_transparent_is_drawn_on_black() -> None:
    out = BytesIO()
    Image.new("RGBA", (2, 2), (255, 255, 255, 0)).save(out, "PNG")
    assert small(out.getvalue(), URL, 2, 2).at(0, 0) == (0, 0, 0)


@pytest.mark.parametrize(
    "data",
    [
        png(60_000, 60_000, b"\0" * 100_000),
        png(7_000, 7_000),
        png(100, 100, b"\0" * 50),
        encoded("JPEG")[:200],
        encoded("GIF")[:20],
        encoded("BMP"),
        encoded("TIFF"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html>no</html>",
        b"",
    ],
    ids=["bomb", "too many pixels", "short", "cut jpeg", "cut gif", "bmp", "tiff", "eps", "svg", "html", "empty"],
)
def test_what_is_hostile_broken_or_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(BadPicture) as caught:
        small(data, URL, 80, 80)
    assert caught.value.args_ == {"url": URL}


@pytest.fixture
def article(library: Reader, httpserver: HTTPServer) -> int:
    feed = library._store.subscribe(httpserver.url_for("/feed"), allow_private=True)
    library._store.save_articles(feed.id, make_feed([make_article(1)]), FetchState(), NOW)
    return 1


async def test_it_is_fetched_once_and_kept(library: Reader, article: int, httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/a.png").respond_with_data(encoded("PNG"), content_type="text/plain")
    url = httpserver.url_for("/a.png")
    first = await library.picture(article, url, width=8, height=8)
    again = await library.picture(article, url, width=8, height=8)
    assert first == again
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("sent", [b"no", encoded("PNG") + b"\0" * pictures.BYTES], ids=["no picture", "large"])
async def test_what_can_not_be_shown_is_not_kept(
    library: Reader, article: int, httpserver: HTTPServer, sent: bytes
) -> None:
    httpserver.expect_request("/a.png").respond_with_data(sent)
    for _ in range(2):
        with pytest.raises(BadPicture):
            await library.picture(article, httpserver.url_for("/a.png"), width=8, height=8)
    assert len(httpserver.log) == 2


async def test_the_rules_about_addresses_hold_for_pictures_too(library: Reader, article: int) -> None:
    for url in ("http://127.0.0.1:1/a.png", "file:///etc/passwd"):
        with pytest.raises(FeedError):
            await library.picture(article, url, width=8, height=8)


async def test_those_looked_at_longest_ago_make_room(
    library: Reader, article: int, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(encoded("PNG"))
    monkeypatch.setattr(pictures, "KEPT", 2 * size)
    for n in range(3):
        httpserver.expect_request(f"/{n}").respond_with_data(encoded("PNG"))
        await library.picture(article, httpserver.url_for(f"/{n}"), width=8, height=8)
    kept = list(library.path.with_name(f"{library.path.name}.pictures").iterdir())
    assert sum(one.stat().st_size for one in kept) == 2 * size
