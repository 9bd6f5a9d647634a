"""Articles of a library saved, with the pictures that may go along."""

from __future__ import annotations

import json
import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from pytest_httpserver import HTTPServer

from feeds import pictures
from feeds.errors import ArticleNotFound, BadPicture
from feeds.reader import Reader
from feeds.saving.pictures import ready
from feeds.schedule import FetchState
from tests.feeds.conftest import NOW, make_article, make_feed

URL = "https://news.example/palm"


def encoded(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, (255, 0, 0, 9)[: len(mode)]).save(out, kind)
    return out.getvalue()


def kept(library: Reader, content: str, feed_url: str = "https://u:secret@news.example/feed") -> int:
    feed = library._store.subscribe(feed_url, title="أخبار", allow_private=True)
    said = make_article(1, title="طريق النخيل", content=content)
    library._store.save_articles(feed.id, make_feed([said]), FetchState(), NOW)
    return 1


async def test_pictures_are_fetched_only_when_that_is_asked_for_and_kept_ones_go_along(
    library: Reader, httpserver: HTTPServer, tmp_path: Path
) -> None:
    httpserver.expect_request("/palm").respond_with_data(encoded("JPEG"), content_type="image/jpeg")
    httpserver.expect_request("/broken").respond_with_data(b"<html>")
    httpserver.expect_request("/gone").respond_with_data(status=404)
    images = "".join(f'<img src="{httpserver.url_for(at)}" alt="نخلة">' for at in ("/palm", "/broken", "/gone"))
    article = kept(library, f"<p>نص الخبر</p>{images}", httpserver.url_for("/feed"))

    async def saved(*, fetch: bool) -> list[str]:
        path = await library.save(article, "epub", tmp_path / "out", fetch_pictures=fetch)
        return [name for name in ZipFile(path).namelist() if "picture" in name]

    assert await saved(fetch=False) == []
    assert httpserver.log == []
    assert await saved(fetch=True) == ["EPUB/picture-1.jpg"]
    asked = len(httpserver.log)
    assert asked == 3
    # What was fetched once is there, whoever asks.
    assert await saved(fetch=False) == ["EPUB/picture-1.jpg"]
    assert len(httpserver.log) == asked
    page = await library.save(article, "html", tmp_path / "out")
    assert "data:image/jpeg;base64," in page.read_text("utf-8")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        "طريق النخيل (2).epub",
        "طريق النخيل (3).epub",
        "طريق النخيل.epub",
        "طريق النخيل.html",
    ]


async def test_what_is_given_away_says_nothing_of_what_signs_in(library: Reader, tmp_path: Path) -> None:
    article = kept(library, "<p>نص الخبر</p>")
    for form in ("markdown", "html"):
        path = await library.save(article, form, tmp_path, dated="الأربعاء")  # type: ignore[arg-type]
        text = path.read_text("utf-8")
        assert "secret" not in text
        assert "الأربعاء" in text
        assert "نص الخبر" in text
    assert "secret" not in library.as_json(article)
    said = json.loads(library.as_json(article))
    assert (said["id"], said["title"], said["url"]) == (1, "طريق النخيل", "https://news.example/1")
    assert library.as_markdown(article, dated="الأربعاء").endswith(
        "> — [طريق النخيل](https://news.example/1) · أخبار · سلمى حداد · الأربعاء\n"
    )


async def test_an_article_that_is_not_there_is_told(library: Reader, tmp_path: Path) -> None:
    with pytest.raises(ArticleNotFound):
        await library.save(9, "html", tmp_path)
    with pytest.raises(ArticleNotFound):
        library.as_json(9)


def test_a_picture_goes_along_as_it_was_sent_or_as_books_have_it() -> None:
    assert ready(encoded("PNG"), URL).data == encoded("PNG")
    assert ready(encoded("GIF"), URL).type == "image/gif"
    assert ready(encoded("WEBP"), URL).type == "image/jpeg"
    assert ready(encoded("WEBP", mode="RGBA"), URL).type == "image/png"
    large = ready(encoded("JPEG", (3_200, 100)), URL)
    assert Image.open(BytesIO(large.data)).size == (1_600, 50)


@pytest.mark.parametrize("data", [b"<svg/>", encoded("JPEG", (400, 400))[:900], b"", encoded("BMP")])
def test_what_is_no_whole_picture_does_not_go_along(data: bytes) -> None:
    with pytest.raises(BadPicture):
        ready(data, URL)


def test_a_picture_that_says_it_is_huge_is_not_decoded() -> None:
    def chunk(kind: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    with pytest.raises(BadPicture):
        ready(bomb, URL)
    assert pictures.PIXELS < 60_000**2
