"""The whole text of an article from its web page, where the feed sent less than that."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from feeds.blocks import Block, Content, Figure, Media
from feeds.errors import ExtractError, Gone, HttpError, Missing, NoArticle, Paywalled, TooLarge
from feeds.extract import Page, extract_anywhere
from feeds.linked import fetch_linked
from feeds.store.library import Store
from feeds.webcontent import WebContent

_OPENING = 2
"""Blocks of a page that open it."""
_SIZE = re.compile(r"[-_](?:\d{2,5}x\d{2,5}|scaled|\d{2,4}w)(?=\.\w+$|$)")


async def refresh_full_text(store: Store, article_id: int) -> Page:
    """Fetch the page of an article and keep what is of the article in it.

    Raises ArticleNotFound, NoArticle, also where there is nothing at its address any more, Paywalled and the other
    kinds of FeedError; what was kept before stays then.
    """
    article = store.article(article_id)
    url = article.row.url
    if not url:
        raise NoArticle(url=article.row.title)
    try:
        answer = await fetch_linked(store, article.row.feed, url)
    except (Missing, Gone) as error:
        raise NoArticle(**error.args_) from error
    except TooLarge as error:
        raise ExtractError(**error.args_) from error
    except HttpError as error:
        if error.args_.get("status") != "402":
            raise
        # Payment Required (RFC 9110, 15.5.3).
        raise Paywalled(**error.args_) from error
    page = await extract_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)
    store.save_page(article_id, page)
    return page


def with_page(content: Content, page: Page) -> WebContent:
    """The body as the page has it, its lead picture over it, with the names, links and comments of the feed's own kept
    beside the page's."""
    return WebContent(
        blocks=_with_lead(page),
        language=page.language or content.language,
        authors=page.authors or content.authors,
        related=(*content.related, *(link for link in page.related if link not in content.related)),
        comments=content.comments,
        title=page.title,
        section=page.section,
        published=page.published,
        updated=page.updated,
        comments_count=page.comments_count,
        paywalled=page.paywalled,
    )


def _with_lead(page: Page) -> tuple[Block, ...]:
    """The blocks under the picture that the page names, unless they have it, perhaps in another size, or open with
    one."""
    pictures = [block.url for block in page.blocks if isinstance(block, Figure)]
    opens = any(isinstance(block, Figure | Media) for block in page.blocks[:_OPENING])
    if not page.image or opens or _whichever_size(page.image) in map(_whichever_size, pictures):
        return page.blocks
    return (Figure(page.image), *page.blocks)


def _whichever_size(url: str) -> str:
    """The name of a picture's file without what tells its size, as WordPress and picture services write it."""
    return _SIZE.sub("", urlsplit(url).path.rpartition("/")[2]).rpartition(".")[0]
