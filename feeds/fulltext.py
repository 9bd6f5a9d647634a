"""The whole text of an article from its web page, where the feed sent less than that."""

from __future__ import annotations

from feeds.blocks import Content
from feeds.errors import ExtractError, Gone, HttpError, Missing, NoArticle, Paywalled, TooLarge
from feeds.extract import Page, extract_anywhere
from feeds.linked import fetch_linked
from feeds.store.library import Store
from feeds.webcontent import WebContent


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
    """The body as the page has it, with the names, links and comments of the feed's own kept beside the page's; the
    feed's body stays where a page that is not free gives less."""
    return WebContent(
        blocks=content.blocks if page.paywalled and _letters(content) > _letters(page) else page.blocks,
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


def _letters(holder: Content | Page) -> int:
    from feeds.blocks import texts_and_rest

    return sum(len(text.text) for text in texts_and_rest(holder.blocks)[0])
