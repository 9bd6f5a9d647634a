"""The whole text of an article from its web page, where the feed sent less than that."""

from __future__ import annotations

from dataclasses import replace

from feeds.blocks import Content
from feeds.errors import NoArticle
from feeds.extract import Page, extract_anywhere
from feeds.fetch import fetch, open_client
from feeds.store.addresses import host_of
from feeds.store.library import Store


async def refresh_full_text(store: Store, article_id: int) -> Page:
    """Fetch the page of an article and keep what is of the article in it.

    Raises ArticleNotFound, NoArticle and the other kinds of FeedError; what was kept before stays then.
    """
    article = store.article(article_id)
    url = article.row.url
    if not url:
        raise NoArticle(url=article.row.title)
    # The user's word about a feed on a private network holds for its host alone.
    due = store.due(store.clock(), [article.row.feed], force=True)
    near = any(one.allow_private and host_of(one.feed.url) == host_of(url) for one in due)
    async with open_client() as client:
        answer = await fetch(client, url, allow_private=near)
    page = await extract_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)
    store.save_page(article_id, page)
    return page


def with_page(content: Content, page: Page) -> Content:
    """The body as the page has it, with the names, links and comments of the feed's own kept beside the page's."""
    return replace(
        content,
        blocks=page.blocks,
        language=page.language or content.language,
        authors=page.authors or content.authors,
        related=(*content.related, *(link for link in page.related if link not in content.related)),
    )
