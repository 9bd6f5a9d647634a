"""Small pages for tests of extraction."""

from __future__ import annotations

import json
from typing import Any

from feeds.blocks import Block, texts_and_rest
from feeds.extract import Page, extract

URL = "https://news.example/a/1"
SENTENCE = "قال المتحدث إن الاجتماع الذي عقد صباح اليوم في المدينة انتهى إلى اتفاق واسع بين الأطراف كلها على ما بقي. "
TEXT = "".join(f"<p>{SENTENCE}{number}</p>" for number in range(6))


def page(body: str, head: str = "", attributes: str = "") -> Page:
    return extract(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode(), URL)


def article(inner: str, head: str = "") -> Page:
    return page(f"<main><article><h1>العنوان</h1><div class=entry-content>{inner}</div></article></main>", head)


def linked_data(**values: Any) -> str:
    said = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(said, ensure_ascii=False)}</script>'


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [text.text for text in texts_and_rest(blocks)[0]]
