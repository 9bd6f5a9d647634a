"""Adding a feed by its address; what was typed stays until it is added."""

from __future__ import annotations

from asyncio import Future, get_running_loop
from collections.abc import Iterable, Sequence
from typing import cast

from rich.segment import Segment
from textual.widget import Widget
from textual.widgets import Input

from feeds.answers import FeedOffer
from feeds.errors import NashraError, PrivateAddress
from tui import jobs, words
from tui.addresses import shown
from tui.i18n import _
from tui.keyed import joined
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice, ChoiceList
from tui.widgets.field import Field
from tui.widgets.heading import Prose


class _Offers(ChoiceList):
    """A feed with the titles of its newest articles below."""

    ROW: int = 3

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        if line == 0:
            return super().draw(index, line, width)
        offer = cast("FeedOffer", self.choices[index].value)
        title = offer.newest[line - 1] if line <= len(offer.newest) else ""
        style = self.style("quiet", cursor=index == self.cursor)
        return self.cell(f"  {title}" if title else "", width, style, language=offer.language)


class AddScreen(Dialog):
    """An address on this machine or its network works after one more Enter. Where a site has several feeds, one is
    chosen from their newest titles."""

    def __init__(self, url: str = "") -> None:
        """``url`` is asked at once."""
        super().__init__(_("Add a feed"))
        self.url = url
        self.list = _Offers(id="choices")
        self._allowed = ""
        self._busy = False
        self._offers: Sequence[FeedOffer] = ()
        self._chosen: Future[int | None] | None = None

    def above(self) -> Iterable[Widget]:
        yield Prose(_("The address of a feed, or of a site that has one."))
        yield Field(self.url, placeholder="https://")

    def shown(self) -> None:
        if self.url:
            self.call_after_refresh(self.query_one(Field).action_submit)

    def choices(self) -> Sequence[Choice]:
        known = {feed.url for feed in self.reader.feeds()} if self._offers else set()
        return [
            Choice(
                one.title or shown(one.url),
                _("in the library") if one.url in known else words.number(one.articles or 0),
                one,
                language=one.language,
            )
            for one in self._offers
        ]

    def on_input_changed(self) -> None:
        self.foot("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        url = message.value.strip()
        if url and not self._busy:
            self._busy = True
            self._tell(url)
            self.run_worker(self._add(url), group="add")

    def chosen(self, choice: Choice) -> None:
        if self._chosen and not self._chosen.done():
            self._chosen.set_result(self._offers.index(cast("FeedOffer", choice.value)))

    async def _choose(self, offers: Sequence[FeedOffer]) -> int | None:
        """Let one of several feeds be chosen; leaving the screen ends the wait."""
        self._offers = offers
        self._chosen = get_running_loop().create_future()
        self.list.show(self.choices())
        self.list.focus()
        self.foot(_("Several feeds: {key} adds the one under the cursor.", key=self.key_or_name("choose")))
        return await self._chosen

    def _tell(self, url: str) -> None:
        """Say which address is asked, so that one sees where a slow site is."""
        if self.is_current:
            stops = _("{key} stops", key=self.key_or_name("leave"))
            self.foot(joined(" · ", (_("Fetching {url}", url=shown(url)), stops)))

    async def _add(self, url: str) -> None:
        app = self.nashra
        told = await jobs.add(
            app.reader.path, url, allow_private=url == self._allowed, choose=self._choose, tell=self._tell
        )
        self._busy = False
        if told is None:
            return
        if not isinstance(told, NashraError):
            _feed, title = told
            self.dismiss()
            app.changed(_("Added: {title}", title=title))
            return
        self._offers = ()
        self.list.show(())
        sentence = words.error(told.code, told.args_)
        if isinstance(told, PrivateAddress):
            self._allowed = url
            again = _("{key} once more to fetch it all the same.", key=self.key_or_name("choose"))
            sentence = joined(" ", (sentence, again))
        self.foot(sentence, error=True)
