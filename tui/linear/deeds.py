"""What a linear session does with articles: marks, stars, tags, notes, links, and taking back."""

from __future__ import annotations

from feeds.types import Cursor
from tui.colon.commands import STATES, STATES_BY_NAME, key
from tui.i18n import _
from tui.linear.base import Base
from tui.linear.typed import Typed


class Deeds(Base):
    """Each is kept at once, and said."""

    def do_read(self, typed: Typed) -> None:
        if row := self.chosen(typed):
            self.reader.mark_read([row.id], not row.read)
            self.say(_("Marked as unread.") if row.read else _("Marked as read."))

    def do_star(self, typed: Typed) -> None:
        if row := self.chosen(typed):
            self.reader.star([row.id], not row.starred)
            self.say(_("Star removed.") if row.starred else _("Starred."))

    def do_mark(self, typed: Typed) -> None:
        """Mark by the name of a state."""
        wanted = STATES_BY_NAME.get(key(typed.argument), "")
        if wanted == "all":
            self.do_all_read(typed)
        elif not wanted:
            there = _(", ").join(STATES)
            self.say(_("An article can't be marked “{state}”. It can be: {there}.", state=typed.argument, there=there))
        elif row := self.chosen(typed):
            if wanted in ("read", "unread"):
                self.reader.mark_read([row.id], wanted == "read")
                self.say(_("Marked as read.") if wanted == "read" else _("Marked as unread."))
            else:
                self.reader.star([row.id], wanted == "starred")
                self.say(_("Starred.") if wanted == "starred" else _("Star removed."))

    def do_all_read(self, _typed: Typed) -> None:
        """Mark all of the list, but not what has come in above it since it was read."""
        listing = self.listing
        newest = max(((row.sort_at, row.id) for row in listing.rows), default=None) if listing else None
        if listing is None or newest is None:
            self.say(_("Open a list first."))
            return
        mark = self.reader.mark_found_read if listing.scope.text else self.reader.mark_all_read
        self.say(self.marks_told(mark(listing.scope, Cursor(*newest))))

    def do_undo(self, _typed: Typed) -> None:
        from tui import undo_words

        self.say(undo_words.told(self.reader.undo(), back=True).replace(" · ", ": "))

    def do_redo(self, _typed: Typed) -> None:
        from tui import undo_words

        self.say(undo_words.told(self.reader.redo(), back=False).replace(" · ", ": "))

    def do_tags(self, typed: Typed) -> None:
        """Give a tag, or take away one that the article has."""
        if row := self.chosen(typed):
            has, _note = self.reader.labels(row.id)
            if not typed.argument and has:
                self.say(_("Tags: {names}", names=_(", ").join(has)))
            if name := typed.argument or self.ask(_("A tag to give or take, or Enter for none:")):
                self._tag(row.id, name, name not in has)

    def do_tag(self, typed: Typed) -> None:
        if row := self.chosen(typed):
            self._tag(row.id, typed.argument, True)

    def do_untag(self, typed: Typed) -> None:
        if row := self.chosen(typed):
            self._tag(row.id, typed.argument, False)

    def _tag(self, article: int, name: str, value: bool) -> None:
        from feeds.answers import Change
        from tui import undo_words

        count = self.reader.tag([article], name, value)
        self.say(undo_words.now(Change("tag", value, count, name), value))

    def do_note(self, typed: Typed) -> None:
        if row := self.chosen(typed):
            _tags, note = self.reader.labels(row.id)
            if note and not typed.argument:
                self.say(_("Note: {text}", text=note))
            if text := typed.argument or self.ask(_("A note, or Enter to leave it as it is:")):
                self.reader.set_note(row.id, text)
                self.say(_("Note kept."))

    def do_links(self, _typed: Typed) -> None:
        if self.row is None or not self.links:
            self.say(_("The article has no link."))
        for at in range(len(self.links)):
            self.say_link(at + 1)

    def say_link(self, number: int) -> None:
        """Say a link with its address."""
        from tui.addresses import shown
        from tui.linear.lines import numbered

        if not 1 <= number <= len(self.links):
            self.say(_("There is no item {n} here.", n=number))
            return
        text, href = self.links[number - 1]
        self.say(numbered(number, " ".join(text.text.split())), shown(href))

    def do_browser(self, typed: Typed) -> None:
        """Open the article in the browser, or the link whose number was typed."""
        from tui import browser

        if self.row is not None and typed.number is not None:
            if not 1 <= typed.number <= len(self.links):
                self.say(_("There is no item {n} here.", n=typed.number))
                return
            url = self.links[typed.number - 1][1]
        elif row := self.chosen(typed):
            url = row.url
        else:
            return
        if browser.open_link(url):
            self.say(_("Opened in the browser."))
        else:
            self.say(_("This link can't be opened: {url}", url=url) if url else _("The article has no link."))

    def do_copy_link(self, typed: Typed) -> None:
        """Say the address, to be copied where the voice or the braille line can."""
        if row := self.chosen(typed):
            self.say(row.url or _("The article has no link."))
