"""An article as a book of one chapter (EPUB 3.3, https://www.w3.org/TR/epub-33/), with its pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from feeds.saving.copy import Copy, Picture
from feeds.saving.markup import STYLE, Body, escaped, footer, header

_MIMETYPE = "application/epub+zip"
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_ENDINGS: Mapping[str, str] = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


def epub(copy: Copy, pictures: Mapping[str, Picture], now: datetime) -> bytes:
    """The whole file. ``pictures`` are those that go along, by their addresses; ``now`` is when it is made, in UTC."""
    files = {url: f"picture-{at}.{_ENDINGS[one.type]}" for at, (url, one) in enumerate(pictures.items(), 1)}
    out = io.BytesIO()
    with ZipFile(out, "w") as book:
        # First and as it is, with nothing between its name and its text (OCF 3.3, 4.3).
        _put(book, "mimetype", _MIMETYPE.encode(), now, ZIP_STORED)
        _put(book, "META-INF/container.xml", _CONTAINER.encode(), now)
        _put(book, "EPUB/package.opf", _package(copy, pictures, files, now).encode(), now)
        _put(book, "EPUB/nav.xhtml", _nav(copy).encode(), now)
        _put(book, "EPUB/article.xhtml", _chapter(copy, files).encode(), now)
        _put(book, "EPUB/style.css", STYLE.encode(), now)
        for url, name in files.items():
            _put(book, f"EPUB/{name}", pictures[url].data, now, ZIP_STORED)
    return out.getvalue()


def _put(book: ZipFile, name: str, data: bytes, now: datetime, how: int = ZIP_DEFLATED) -> None:
    one = ZipInfo(name, now.timetuple()[:6])
    one.compress_type = how
    one.external_attr = 0o644 << 16
    book.writestr(one, data)


def _package(copy: Copy, pictures: Mapping[str, Picture], files: Mapping[str, str], now: datetime) -> str:
    language = copy.way.language or "und"
    said = [
        f'<dc:identifier id="id">{uuid5(NAMESPACE_URL, copy.key).urn}</dc:identifier>',
        f'<dc:title dir="{copy.way.side}">{escaped(copy.title)}</dc:title>',
        f"<dc:language>{language}</dc:language>",
        *(f"<dc:creator>{escaped(name)}</dc:creator>" for name in copy.authors),
        *((f"<dc:publisher>{escaped(copy.source)}</dc:publisher>",) if copy.source else ()),
        *((f"<dc:source>{escaped(copy.url)}</dc:source>",) if copy.url else ()),
        *((f"<dc:date>{copy.published:%Y-%m-%dT%H:%M:%SZ}</dc:date>",) if copy.published else ()),
        f'<meta property="dcterms:modified">{now:%Y-%m-%dT%H:%M:%SZ}</meta>',
        '<meta property="schema:accessMode">textual</meta>',
        *(('<meta property="schema:accessMode">visual</meta>',) if files else ()),
        '<meta property="schema:accessModeSufficient">textual</meta>',
        '<meta property="schema:accessibilityFeature">structuralNavigation</meta>',
        '<meta property="schema:accessibilityHazard">unknown</meta>',
    ]
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="article" href="article.xhtml" media-type="application/xhtml+xml"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(
            f'<item id="p{at}" href="{name}" media-type="{pictures[url].type}"/>'
            for at, (url, name) in enumerate(files.items(), 1)
        ),
    ]
    lines = "\n".join
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{language}" dir="{copy.way.side}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{lines(said)}\n</metadata>\n'
        f"<manifest>\n{lines(items)}\n</manifest>\n"
        f'<spine page-progression-direction="{copy.way.side}">\n<itemref idref="article"/>\n</spine>\n</package>\n'
    )


def _nav(copy: Copy) -> str:
    entry = f'<li><a href="article.xhtml">{escaped(copy.title)}</a></li>'
    return _document(copy, f'<nav epub:type="toc">\n<ol>{entry}</ol>\n</nav>\n')


def _chapter(copy: Copy, files: Mapping[str, str]) -> str:
    body = Body(copy, files).html()
    return _document(copy, f"<article>\n{header(copy)}{body}{footer(copy)}</article>\n")


def _document(copy: Copy, inside: str) -> str:
    language = copy.way.language or "und"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' dir="{copy.way.side}" lang="{language}" xml:lang="{language}">\n'
        f'<head>\n<title>{escaped(copy.title)}</title>\n<link rel="stylesheet" href="style.css"/>\n</head>\n'
        f"<body>\n{inside}</body>\n</html>\n"
    )
