"""What a linear session fetches: new articles, feeds, whole texts and comments. ^C ends what is under way alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeds.types import FeedRefreshed, ScopeKind
from tui import words
from tui.i18n import _, plural
from tui.linear.deeds import Deeds
from tui.linear.lines import numbered
from tui.linear.typed import Typed

if TYPE_CHECKING:
    from feeds.answers import FeedOffer


class Fetching(Deeds):
    """Told by lines as it goes on, none of which is written over."""

    def do_refresh(self, _typed: Typed) -> None:
        """Refresh the feeds of the list that is open, or all."""
        scope = self.listing.scope if self.listing else None
        if scope and scope.kind is ScopeKind.FEED and scope.id:
            self._refresh([scope.id])
        elif scope and scope.kind is ScopeKind.SECTION and scope.id:
            self._refresh(self.reader.feeds_within(scope.id))
        else:
            self._refresh([])

    def do_refresh_all(self, _typed: Typed) -> None:
        self._refresh([])

    def _refresh(self, only: Sequence[int]) -> None:
        from tui.commands.refreshing import keep_up

        def report(one: FeedRefreshed) -> None:
            if one.error:
                self.say(f"{one.title}: {words.error(one.error, one.error_args or {})}")
            elif one.new:
                self.say(f"{one.title}: {plural('{n} new article', '{n} new articles', one.new)}")

        self.say(_("Refreshing…"))
        summary = asyncio.run(self.reader.refresh(list(only) or None, report=report))
        self.say(plural("{n} new article", "{n} new articles", summary.new))
        keep_up(self.reader, self.given)

    def do_add(self, typed: Typed) -> None:
        url = typed.argument or self.ask(_("The address of a feed or a site, or Enter for none:"))
        if not url:
            return
        feed = asyncio.run(self.reader.add(url, choose=self._choose))
        if feed:
            self.say(_("Added: {title}", title=feed.title))

    async def _choose(self, offers: Sequence[FeedOffer]) -> int | None:
        self.say(*(numbered(at, one.title) for at, one in enumerate(offers, 1)))
        typed = self.ask(_("Which one? Its number, or Enter for none:"))
        return int(typed) - 1 if typed.isdecimal() and 1 <= int(typed) <= len(offers) else None

    def do_full_text(self, typed: Typed) -> None:
        """Say the whole text from the article's page, fetched the first time; once more as the feed sent it."""
        if row := self.chosen(typed):
            if not self.reader.has_full_text(row.id):
                self.say(_("Fetching the page…"))
                asyncio.run(self.reader.refresh_full_text(row.id))
                self.as_sent.discard(row.id)
            else:
                self.as_sent ^= {row.id}
            self.say(_("As the feed sent it.") if row.id in self.as_sent else _("The whole text."))
            self.open_article(row)

    def do_changes(self, typed: Typed) -> None:
        """Say what the feed changed in an article."""
        if row := self.chosen(typed):
            from tui.changes import changes, in_words

            if before := self.reader.before(row.id):
                content = self.reader.content(row.id, full=False)
                found = changes(self.reader.article(row.id), content, *before, self.now())
                self.say(*(in_words(found.pieces) if found.any else [_("No word is another than it was.")]))
            elif row.edited:
                self.say(_("The text of before the change was not kept."))
            else:
                self.say(_("The article was not changed."))

    def do_comments(self, typed: Typed) -> None:
        if row := self.chosen(typed):
            self.say(_("Fetching the comments…"))
            count = asyncio.run(self.reader.refresh_comments(row.id))
            self.say(plural("{n} comment", "{n} comments", count))
            self.open_article(row)
