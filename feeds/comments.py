"""The comments on an article, from a feed of their own (wfw:commentRss, Atom ``rel=replies``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from feeds.blocks import Block, Comment, Paragraph, Text
from feeds.content import to_content
from feeds.errors import NoComments
from feeds.linked import fetch_linked
from feeds.parse import parse_anywhere
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.store.library import Store

_MOST = 1_000
"""Comments that are kept of one article."""
_MOST_HTML = 2_000_000
"""Letters of their HTML, which take some three seconds at worst."""
_LONGEST_LEAD = 120
_NUMBER = re.compile(r"(?<=[-/])\d{6,}$")


async def refresh_comments(store: Store, article_id: int) -> int:
    """Fetch the thread of an article and keep it: how many there are.

    Raises ArticleNotFound, NoComments where the article names no feed of them, and the kinds of FeedError; what was
    kept before stays then.
    """
    article = store.article(article_id)
    if not article.comments_feed:
        raise NoComments(url=article.row.url)
    answer = await fetch_linked(store, article.row.feed, article.comments_feed)
    parsed = await parse_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)
    comments = thread(parsed)
    store.save_comments(article_id, comments)
    return len(comments)


def thread(parsed: ParsedFeed) -> tuple[Comment, ...]:
    """The comments of a document, oldest first, each with the answers to it under it; those without a date stay where
    the document has them."""
    said = _within_reason(parsed.articles)
    if all(one.published for one in said):
        said = tuple(sorted(said, key=lambda one: one.published.timestamp() if one.published else 0.0))
    names = {name: at for at, one in enumerate(said) for name in reversed(_names(one))}
    answers: dict[int | None, list[int]] = {}
    comments: list[Comment] = []
    for at, one in enumerate(said):
        comment, answered = _comment(one, names)
        comments.append(comment)
        answers.setdefault(answered if answered != at else None, []).append(at)
    return tuple(_in_order(comments, answers))


def _within_reason(articles: Sequence[ParsedArticle]) -> tuple[ParsedArticle, ...]:
    """The comments that are kept of a document."""
    found: list[ParsedArticle] = []
    room = _MOST_HTML
    for one in articles:
        length = len(one.content or one.summary)
        if len(found) < _MOST and length <= room:
            found.append(one)
            room -= length
    return tuple(found)


def _in_order(comments: Sequence[Comment], answers: Mapping[int | None, Sequence[int]]) -> Iterator[Comment]:
    """Each comment before the answers to it; of those that answer one another in a ring the first answers none."""
    seen: set[int] = set()
    for start in (*answers.get(None, ()), *range(len(comments))):
        waiting = [(start, 0)]
        while waiting:
            at, depth = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            yield replace(comments[at], depth=depth)
            waiting += [(answer, depth + 1) for answer in reversed(answers.get(at, ()))]


def _comment(one: ParsedArticle, names: Mapping[str, int]) -> tuple[Comment, int | None]:
    """A comment, and the number of the one it answers."""
    content = to_content(one.content or one.summary or one.title, base=one.base or one.url, language=one.language)
    name = next((author.name for author in one.authors if author.name), "")
    blocks, answered = content.blocks, _linked(one, names)
    if answered is None and len(blocks) > 1 and (answered := _told(blocks[0], names)) is not None:
        blocks = blocks[1:]
    return Comment(name, blocks, one.published or one.updated, one.url), answered


def _names(one: ParsedArticle) -> list[str]:
    """What others can call a comment by; Blogger's feeds end its name and the link to it in the same number."""
    number = _NUMBER.search(one.guid)
    return list(filter(None, (one.guid, one.url, number[0] if number else "")))


def _linked(one: ParsedArticle, names: Mapping[str, int]) -> int | None:
    """The comment that is named as the one answered (RFC 4685), or that ``rel=related`` leads to, as Blogger has it."""
    for name in one.in_reply_to:
        if name in names:
            return names[name]
    for link in one.related:
        number = _NUMBER.search(link.url)
        if number and number[0] in names:
            return names[number[0]]
    return None


def _told(block: Block, names: Mapping[str, int]) -> int | None:
    """The comment that a line leads to which says no more than that this is an answer, as WordPress begins one."""
    match block:
        case Paragraph(Text(text=text, spans=spans)) if len(text) <= _LONGEST_LEAD:
            hrefs = {span.href for span in spans if span.href}
            return names.get(hrefs.pop()) if len(hrefs) == 1 else None
    return None
