"""The comments on an article, from a feed of their own (wfw:commentRss, Atom ``rel=replies``)."""

from __future__ import annotations

from feeds.blocks import Comment
from feeds.content import to_content
from feeds.errors import NoComments
from feeds.linked import fetch_linked
from feeds.parse import parse_anywhere
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.store.library import Store

_MOST = 1_000
"""Comments that are kept of one article."""


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
    """The comments of a document, oldest first; those without a date stay where the document has them."""
    found = [_comment(one) for one in parsed.articles[:_MOST]]
    if all(one.published for one in found):
        found.sort(key=lambda one: one.published.timestamp() if one.published else 0.0)
    return tuple(found)


def _comment(one: ParsedArticle) -> Comment:
    content = to_content(one.content or one.summary or one.title, base=one.base or one.url, language=one.language)
    name = next((author.name for author in one.authors if author.name), "")
    return Comment(name, content.blocks, one.published or one.updated, one.url)
