"""How a feed signs in. What is typed is handed on and never shown again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, cast

from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError
from feeds.types import Feed
from tui import feed_words
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Prose
from tui.widgets.hidden import HiddenField

Kind = Literal["basic", "bearer"]


class _SecretDialog(Dialog):
    """Off the event loop it changes what signs in: a keyring may wait for a person."""

    _busy = False

    def keep(self, change: Callable[[], None]) -> None:
        """Do it and leave, or tell why it could not be done."""
        if not self._busy:
            self._busy = True
            self.foot(_("Asking the keyring…"))
            self.run_worker(lambda: self._keep(change), thread=True, group="secret")

    def _keep(self, change: Callable[[], None]) -> None:
        failed: NashraError | None = None
        try:
            change()
        except NashraError as error:
            failed = error
        self.app.call_from_thread(self._kept, failed)

    def _kept(self, failed: NashraError | None) -> None:
        self._busy = False
        if failed:
            self.foot(feed_words.unfit(failed), error=True)
        else:
            self.dismiss()


class SignInScreen(_SecretDialog):
    """The ways to sign in."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(_("Sign in"))
        self.feed = feed

    def choices(self) -> Sequence[Choice]:
        self._before = self.reader.feed_settings(self.feed.id)
        now = self._before.sign_in
        rows = [
            Choice(_("By a name and a password"), "•" if now == "basic" else "", "basic"),
            Choice(_("By a token"), "•" if now == "bearer" else "", "bearer"),
        ]
        return [*rows, Choice(_("Forget the sign-in"), value="")] if now else rows

    def shown(self) -> None:
        told = feed_words.kept(self.reader, self._before) if self._before.sign_in else ""
        self.foot(told or feed_words.will_be_kept(self.reader))

    def chosen(self, choice: Choice) -> None:
        if choice.value:
            app = self.nashra
            app.show(SecretScreen(self.feed, cast("Kind", choice.value)), self._set)
        else:
            self.keep(lambda: self.reader.forget_secret(self.feed.id))

    def _set(self, _none: None) -> None:
        """Leave as well if something was set."""
        if self.reader.feed_settings(self.feed.id).secret != self._before.secret:
            self.dismiss()


class SecretScreen(_SecretDialog):
    """What signs in, typed. What was set before is not shown."""

    def __init__(self, feed: Feed, kind: Kind) -> None:
        super().__init__(_("By a name and a password") if kind == "basic" else _("By a token"))
        self.feed, self.kind = feed, kind

    def above(self) -> Iterable[Widget]:
        if self.kind == "basic":
            yield Prose(_("Name"))
            yield Field(id="user")
        yield Prose(_("Password") if self.kind == "basic" else _("Token"))
        yield HiddenField(id="secret")

    def shown(self) -> None:
        self.foot(feed_words.will_be_kept(self.reader))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        secret = self.query_one(HiddenField)
        if message.input is not secret:
            secret.focus()
            return
        user = self.query_one("#user", Field).value.strip() if self.kind == "basic" else ""
        self.keep(lambda: self.reader.set_secret(self.feed.id, self.kind, user, secret.value))
