"""What a page says of its article in its head: JSON-LD by schema.org, OpenGraph, ``article:`` and older metas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from feeds.clean import clean_line
from feeds.content import to_text
from feeds.content.tree import web_address
from feeds.parse.dates import parse_date
from feeds.types import Author

_ARTICLE_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting"})
_LONGEST_SCRIPT = 500_000
_DEEPEST = 30
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_PUBLISHED_NAMES = (
    "article:published_time datepublished date pubdate publishdate dc.date.issued dc.date parsely-pub-date "
    "sailthru.date"
)
_PUBLISHED = _PUBLISHED_NAMES.split()
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_SECTIONS = ("article:section", "articlesection", "parsely-section")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
_IMAGES = ("og:image:secure_url", "og:image", "twitter:image", "twitter:image:src")
_LOCKED = frozenset({"locked", "metered"})
"""Of ``article:content_tier``, Facebook's word for what is not free."""


@dataclass(frozen=True, slots=True)
class Said:
    """``titles`` are all that the page gives, the best first."""

    titles: tuple[str, ...]
    section: str
    authors: tuple[Author, ...]
    published: datetime | None
    updated: datetime | None
    comments_count: int | None
    image: str
    paywalled: bool
    is_article: bool
    body: str
    """``articleBody``: plain text as a rule, HTML at times."""


def said_by(root: etree._Element, base: str) -> Said:
    """What the head of a page says; empty values where it says nothing, or nonsense."""
    nodes = list(_nodes(root))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article: Mapping[str, Any] = next((node for node in nodes if _is_article(node)), {})
    metas = _metas(root)
    document = next(root.iter("title"), None)
    titles = [_words(article.get("headline")), *(metas.get(name, "") for name in _TITLES)]
    titles.append(clean_line(document.text or "") if document is not None else "")
    return Said(
        titles=tuple(dict.fromkeys(filter(None, titles))),
        section=_first_words(article.get("articleSection")) or _first(metas, _SECTIONS) or _of_crumbs(nodes),
        authors=tuple(_authors(article, by_id, base)) or tuple(_named(metas, base)),
        published=_moment(article.get("datePublished")) or parse_date(_first(metas, _PUBLISHED)),
        updated=_moment(article.get("dateModified")) or parse_date(_first(metas, _UPDATED)),
        comments_count=_count(article),
        image=_picture(article.get("image"), by_id, base) or web_address(_first(metas, _IMAGES), base),
        paywalled=_is_closed(article) or metas.get("article:content_tier", "").lower() in _LOCKED,
        is_article=bool(article) or metas.get("og:type", "").lower() == "article",
        body=body if isinstance(body := article.get("articleBody"), str) else "",
    )


# ── JSON-LD ─────────────────────────────────────────────────────────────────────────────────────────────────


def _nodes(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Every object of every script, outermost first; a script that is no JSON is passed over."""
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > _LONGEST_SCRIPT:
            continue
        try:
            # Line breaks inside strings are the commonest fault.
            found = json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip(" ;\n"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _inside(found)


def _inside(found: object) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[object, int]] = [(found, 0)]
    for value, depth in waiting:  # grows as it goes
        if depth > _DEEPEST:
            continue
        if isinstance(value, dict):
            yield value
            waiting += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1) for inner in value]


def _types(node: Mapping[str, Any]) -> set[str]:
    return {kind.rpartition("/")[2] for kind in _listed(node.get("@type")) if isinstance(kind, str)}


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(kind.endswith("Article") or kind in _ARTICLE_TYPES for kind in _types(node))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: object) -> str:
    return clean_line(to_text(value)) if isinstance(value, str) else ""


def _first_words(value: object) -> str:
    return next(filter(None, map(_words, _listed(value))), "")


def _moment(value: object) -> datetime | None:
    return parse_date(value) if isinstance(value, str) else None


def _authors(article: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], base: str) -> Iterator[Author]:
    for said in _listed(article.get("author")):
        if isinstance(said, str):
            said = {"name": said}
        if not isinstance(said, dict):
            continue
        whole = {**by_id.get(str(said.get("@id")), {}), **said}
        if name := _first_words(whole.get("name")):
            yield Author(
                name=name,
                url=next((url for one in _listed(whole.get("url")) if (url := _web(one, base))), ""),
                avatar=_picture(whole.get("image"), by_id, base),
                bio=_words(whole.get("description")),
            )


def _picture(value: object, by_id: Mapping[str, Mapping[str, Any]], base: str) -> str:
    for one in _listed(value):
        found = {**by_id.get(str(one.get("@id")), {}), **one} if isinstance(one, dict) else {"url": one}
        for name in ("url", "contentUrl"):
            if url := _web(found.get(name), base):
                return url
    return ""


def _web(value: object, base: str) -> str:
    return web_address(value, base) if isinstance(value, str) else ""


def _of_crumbs(nodes: list[dict[str, Any]]) -> str:
    """The last step of a BreadcrumbList before the article itself, its first being the home page."""
    for node in nodes:
        if "BreadcrumbList" in _types(node):
            steps = [step for step in _listed(node.get("itemListElement")) if isinstance(step, dict)]
            names = [_words(step.get("name")) or _words(_item_name(step)) for step in steps]
            return names[-2] if len(names) >= 3 else ""
    return ""


def _item_name(step: Mapping[str, Any]) -> object:
    item = step.get("item")
    return item.get("name") if isinstance(item, dict) else ""


def _count(article: Mapping[str, Any]) -> int | None:
    for value in [
        article.get("commentCount"),
        *(
            one.get("userInteractionCount")
            for one in _listed(article.get("interactionStatistic"))
            if isinstance(one, dict) and "Comment" in json.dumps(one.get("interactionType"))
        ),
    ]:
        if isinstance(value, int | str) and str(value).isascii() and str(value).isdigit():
            return min(int(str(value)[:9]), 10**9)
    return None


def _is_closed(article: Mapping[str, Any]) -> bool:
    """Whether an article, or where it does not say, a part of it, is not free."""
    parts = [part for part in _listed(article.get("hasPart")) if isinstance(part, dict)]
    said = [article] if article.get("isAccessibleForFree") is not None else parts
    return any(_says_no(one.get("isAccessibleForFree")) for one in said)


def _says_no(value: object) -> bool:
    return str(value).lower().rpartition("/")[2] in ("false", "no")


# ── Metas ───────────────────────────────────────────────────────────────────────────────────────────────────


def _metas(root: etree._Element) -> dict[str, str]:
    """Contents by name or property, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := clean_line(meta.get("content") or ""):
            found.setdefault(name.strip().lower(), content)
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...] | list[str]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _named(metas: Mapping[str, str], base: str) -> Iterator[Author]:
    name = next((metas[key] for key in _AUTHORS if metas.get(key) and not metas[key].startswith("http")), "")
    if name:
        page = metas.get("article:author", "")
        yield Author(name[:200], url=web_address(page, base) if page.startswith("http") else "")
