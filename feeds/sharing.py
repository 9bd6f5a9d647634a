"""One article for others: as a file, as Markdown, as JSON for a program. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from feeds.blocks import Content
    from feeds.saving.copy import Copy, Picture
    from feeds.store.library import Store
    from feeds.types import Article

Form: TypeAlias = Literal["markdown", "html", "epub"]
"""What an article is saved as."""
ENDINGS: Mapping[Form, str] = {"markdown": "md", "html": "html", "epub": "epub"}


class Sharing:
    """All of it off the event loop. ``dated`` is the article's date in words; without it, it is written by ISO 8601."""

    _store: Store

    if TYPE_CHECKING:

        def article(self, article_id: int) -> Article: ...
        def content(self, article_id: int, *, full: bool = True) -> Content: ...

    async def save(
        self, article_id: int, form: Form, folder: Path, *, dated: str = "", fetch_pictures: bool = False
    ) -> Path:
        """Write an article into a new file of ``folder``: where it is. Pictures that were fetched before go along with
        HTML and EPUB, and with ``fetch_pictures`` the others too. They are decoded here: call it in a process that may
        end. Raises ArticleNotFound, FileUnwritable."""
        from feeds.saving import files
        from feeds.saving.markup import urls_of_pictures
        from feeds.saving.pictures import pictures_of

        copy = self._copy(article_id, dated)
        pictures: Mapping[str, Picture] = {}
        if form != "markdown":
            urls = urls_of_pictures(copy.blocks)
            pictures = await pictures_of(self._store, article_id, urls, fetch=fetch_pictures)
        name = files.name_of(copy.title, f"nashra-{article_id}")
        return files.write(folder, name, ENDINGS[form], self._written(copy, form, pictures))

    def as_markdown(self, article_id: int, *, dated: str = "") -> str:
        """The article as a quotation in Markdown, with its source. Raises ArticleNotFound."""
        from feeds.saving.markdown import quotation

        return quotation(self._copy(article_id, dated))

    def written(self, article_id: int, form: Literal["markdown", "html"], *, dated: str = "") -> str:
        """The article as `save` writes it, without pictures. Raises ArticleNotFound."""
        return self._written(self._copy(article_id, dated), form, {}).decode()

    def as_json(self, article_id: int) -> str:
        """The article with all that is known of it, as one line of JSON (`feeds.exporting`). Raises ArticleNotFound."""
        from feeds import exporting

        return next(iter(exporting.json_lines([self._store.whole_article(article_id)])))

    def _copy(self, article_id: int, dated: str) -> Copy:
        from feeds.clean import without_sign_in
        from feeds.saving.copy import copy_of

        whole = self._store.whole_article(article_id)
        key = f"{without_sign_in(whole.feed_url)} {whole.key}"
        return copy_of(self.article(article_id), self.content(article_id), key=key, dated=dated)

    def _written(self, copy: Copy, form: Form, pictures: Mapping[str, Picture]) -> bytes:
        if form == "markdown":
            from feeds.saving.markdown import markdown

            return markdown(copy).encode()
        if form == "html":
            from feeds.saving.page import html

            return html(copy, pictures).encode()
        from feeds.saving.epub import epub

        return epub(copy, pictures, datetime.fromtimestamp(self._store.clock(), UTC))
