"""An article as one page of HTML that asks no one for anything: its pictures are in it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from feeds.saving.copy import Copy, Picture
from feeds.saving.markup import STYLE, Body, escaped, footer, header

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(copy: Copy, pictures: Mapping[str, Picture]) -> str:
    """The page (HTML, living standard). ``pictures`` are those that go along, by their addresses."""
    places = {url: f"data:{one.type};base64,{b64encode(one.data).decode()}" for url, one in pictures.items()}
    language = f' lang="{copy.way.language}"' if copy.way.language else ""
    authors = "".join(f'<meta name="author" content="{escaped(name)}"/>\n' for name in copy.authors)
    return (
        f'<!DOCTYPE html>\n<html dir="{copy.way.side}"{language}>\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escaped(copy.title)}</title>\n{authors}<style>\n{STYLE}</style>\n</head>\n<body>\n<article>\n"
        f"{header(copy)}{Body(copy, places).html()}{footer(copy)}</article>\n</body>\n</html>\n"
    )
