"""An article and a feed while their elements are being read, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from feeds.content import to_text
from feeds.language import detect
from feeds.parse.dates import has_local_zone, parse_date
from feeds.parse.fields import identifier, language_tag, legal_markup, title_from_either
from feeds.parsed import ParsedArticle
from feeds.types import Author, Enclosure, Link

_Value = TypeVar("_Value")

_SAMPLE = 4_000
"""Characters of markup that the language is told from."""

_MOST = 200
"""Values of one kind (categories, authors, enclosures) that are kept of an article."""


@dataclass(slots=True)
class Draft:
    """What is read of one article. ``base`` is the address that its relative links stand on."""

    base: str = ""
    guid: str = ""
    guid_url: str = ""
    url: str = ""
    other_url: str = ""
    title: str = ""
    media_title: str = ""
    summary: str = ""
    media_text: str = ""
    content: str = ""
    summary_base: str = ""
    content_base: str = ""
    content_language: str = ""
    language: str = ""
    image: str = ""
    comments_url: str = ""
    comments_feed: str = ""
    comments_count: int | None = None
    in_reply_to: tuple[str, ...] = ()
    published: list[str] = field(default_factory=list)
    """Dates as sent: of each kind the last that can be read counts."""
    dated: list[str] = field(default_factory=list)
    """Dates whose meaning the feed leaves open (dc:date, created): published, where nothing better is said."""
    updated: list[str] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    fallback_authors: list[Author] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)

    def finished(self, inherited: Iterable[Author] = ()) -> ParsedArticle:
        """The article. ``inherited`` are the feed's authors, for an article that names none (RFC 4287, 4.2.1)."""
        url = self.url or self.guid_url or self.other_url
        content, summary = legal_markup(self.content), legal_markup(self.summary or self.media_text)
        language = self._zone_language()
        updated = _last_moment(self.updated, language)
        base = self.content_base if content else self.summary_base
        authors = _one_each(self.authors) or _one_each(self.fallback_authors) or tuple(inherited)
        return ParsedArticle(
            guid=identifier(self.guid),
            url=url,
            title=self.title or self.media_title,
            summary=summary,
            content="" if content == summary else content,
            base=base or url or self.base,
            authors=authors[:_MOST],
            published=_last_moment(self.published, language) or _last_moment(self.dated, language) or updated,
            updated=updated,
            categories=tuple(dict.fromkeys(self.categories))[:_MOST],
            enclosures=_first_of_each(self.enclosures, [item.url for item in self.enclosures]),
            image=self.image,
            language=language_tag(self.content_language or self.language),
            related=_first_of_each(self.related, [item.url for item in self.related]),
            comments_url=self.comments_url,
            comments_feed=self.comments_feed,
            comments_count=self.comments_count,
            in_reply_to=self.in_reply_to,
        )

    def _zone_language(self) -> str:
        """The language that the article is written in, if a date names a zone that depends on it."""
        if not any(map(has_local_zone, (*self.published, *self.dated, *self.updated))):
            return ""
        beginning = (self.summary or self.media_text or self.content)[:_SAMPLE]
        return detect(f"{self.title or self.media_title} {to_text(legal_markup(beginning))}")

    def set_title(self, text: str) -> None:
        """The title stays the first that says something: modules repeat it."""
        if not self.title:
            self.title = title_from_either(text)


def _last_moment(texts: list[str], language: str) -> datetime | None:
    return next((moment for text in reversed(texts) if (moment := parse_date(text, language))), None)


def _first_of_each(items: list[_Value], keys: list[str]) -> tuple[_Value, ...]:
    if len(items) < 2:
        return tuple(items)
    firsts: dict[str, _Value] = {}
    for key, item in zip(keys, items, strict=True):
        firsts.setdefault(key, item)
    return tuple(firsts.values())[:_MOST]


def _one_each(authors: list[Author]) -> tuple[Author, ...]:
    """One author for each name, with the address and e-mail that any of the elements gave."""
    if len(authors) < 2:
        return tuple(authors)
    merged: dict[str, Author] = {}
    for author in authors:
        known = merged.get(author.name)
        merged[author.name] = (
            author
            if known is None
            else Author(
                author.name,
                known.url or author.url,
                known.email or author.email,
                known.avatar or author.avatar,
                known.bio or author.bio,
            )
        )
    return tuple(merged.values())
