"""What the page of a feed or of a section says, in words: on the screen and in the commands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feeds.clean import without_sign_in
from feeds.errors import NashraError
from feeds.types import ChosenDirection, Feed, FeedSettings, FetchRecord, FullText
from tui import words
from tui.addresses import shown
from tui.i18n import N_, _, plural

if TYPE_CHECKING:
    from feeds.reader import Reader

_STILL = timedelta(days=90)
"""So long without an article, while all goes well, is worth a word."""

FULL_TEXTS: tuple[FullText, ...] = ("", "always", "never")
"""As they follow each other."""


def address(feed: Feed) -> str:
    """Where a feed is, as it is shown."""
    return shown(feed.url)


class Remedy(Enum):
    """What a reader can do about an error, as it is called."""

    SIGN_IN = N_("Sign in")
    AS_BROWSER = N_("Ask as a browser would")
    PRIVATE = N_("Allow this machine and its network")
    PROXY = N_("Change the proxy")
    SITE = N_("Look for the new address on the site")
    FETCH = N_("Fetch it now")
    UNSUBSCRIBE = N_("Unsubscribe")


_REMEDIES: Mapping[str, tuple[Remedy, ...]] = {
    "refused": (Remedy.SIGN_IN,),
    "no-secret": (Remedy.SIGN_IN,),
    "forbidden": (Remedy.AS_BROWSER, Remedy.SITE),
    "proxy-failed": (Remedy.PROXY, Remedy.FETCH),
    "gone": (Remedy.UNSUBSCRIBE, Remedy.SITE),
    "private-address": (Remedy.PRIVATE,),
    "unknown-host": (Remedy.FETCH, Remedy.SITE),
    **dict.fromkeys(("missing", "bad-redirect", "not-a-feed", "empty-document"), (Remedy.SITE,)),
    **dict.fromkeys(("connection-failed", "tls-failed", "timed-out", "server-failed", "http"), (Remedy.FETCH,)),
}
"""By the codes of `feeds.errors`; about the others only the publisher can do something, or time."""

_ANSWERS: Mapping[str, str] = {
    "bad-address": N_("no web address"),
    "private-address": N_("on a private network"),
    "unknown-host": N_("no such server"),
    "connection-failed": N_("not reached"),
    "proxy-failed": N_("the proxy did not lead on"),
    "no-secret": N_("the sign-in was not to be had"),
    "tls-failed": N_("certificate not trusted"),
    "timed-out": N_("no answer in time"),
    "too-large": N_("too large"),
    "bad-redirect": N_("led on to nowhere"),
    "refused": N_("a sign-in is wanted"),
    "forbidden": N_("turned away"),
    "missing": N_("nothing there"),
    "gone": N_("closed for good"),
    "throttled": N_("asked for rest"),
    "server-failed": N_("a fault of the server's own"),
    "http": N_("no feed in the answer"),
    "parse": N_("could not be read"),
    "not-a-feed": N_("something else than a feed"),
    "empty-document": N_("empty"),
    "broken-feed": N_("broken"),
    "parse-timeout": N_("took too long to read"),
}
"""By the codes of `feeds.errors`, short enough for a row."""

_DIRECTIONS: Mapping[ChosenDirection, str] = {
    "": N_("as each text has it"),
    "rtl": N_("right to left"),
    "ltr": N_("left to right"),
}

_UNFIT_COUNT = N_("The number of days or articles to keep is more than 0, or 0 as of all feeds, or -1 for all.")
_UNFIT: Mapping[str, str] = {
    "proxy": N_(
        "A proxy is written like socks5h://proxy.example:9050, and as well with http, https or socks5; without a name"
        " and a password."
    ),
    "keep_days": _UNFIT_COUNT,
    "keep_articles": _UNFIT_COUNT,
    "user_agent": N_("A user agent is one line of Latin letters, digits and signs."),
    "user": N_("A name is one line without a colon, and not empty."),
    "secret": N_("A password is one line; a token is Latin letters, digits and - . _ ~ + / without spaces."),
}
"""By the names in BadSetting; what was typed is not repeated, it may be a secret."""


# ── How it goes ──────────────────────────────────────────────────────────────────────────────────────────────


def health(reader: Reader, feed: Feed, now: datetime) -> str:
    """One sentence: the error of the last refresh, that there is no news, or that all is well."""
    if feed.error:
        return words.error(feed.error, feed.error_args or {})
    if not feed.refreshed:
        return _("It has not been fetched yet.")
    news = reader.last_news(feed.id)
    if news and now - news > _STILL:
        return _("It answers, but there is no news since {day}.", day=words.day(news))
    return _("All is well.")


def remedies(feed: Feed, settings: FeedSettings) -> list[Remedy]:
    """What to do about the error that the feed has, if anything can be, the likeliest first. Once it signs in, asks
    as a browser or may be near, that is to fetch it."""
    found = list(_REMEDIES.get(feed.error, ()))
    if found[:1] == [Remedy.SIGN_IN] and settings.sign_in:
        return [Remedy.FETCH, *found]
    if found[:1] == [Remedy.AS_BROWSER] and settings.as_browser:
        return [Remedy.FETCH, *found[1:]]
    if found[:1] == [Remedy.PRIVATE] and settings.private:
        return [Remedy.FETCH]
    return found


def site(feed: Feed) -> str:
    """The address of the site, or of its server where the feed names none."""
    parts = urlsplit(without_sign_in(feed.url))
    return feed.site or f"{parts.scheme}://{parts.netloc}/"


def times(reader: Reader, feed: Feed, now: datetime) -> list[tuple[str, str]]:
    """When it was fetched, will be, and last had news, each with its name."""
    following, news = reader.next_fetch(feed.id), reader.last_news(feed.id)
    found = [(_("Fetched"), words.moment(feed.refreshed, now) if feed.refreshed else _("not yet"))]
    found.append((_("Fetched again"), words.ahead(following, now) if following else _("never")))
    if news:
        found.append((_("Last news"), words.moment(news, now)))
    return found


def failure(code: str) -> str:
    """An error of a fetch in a few words."""
    return _(_ANSWERS[code]) if code in _ANSWERS else _("failed")


def answer(one: FetchRecord) -> str:
    """What came of one fetch: in words, then the status, the size and the time it took."""
    if one.error:
        told = failure(one.error)
    elif one.new or not one.changed:
        told = plural("{n} new", "{n} new", one.new) if one.new else _("nothing new")
    else:
        told = plural("{n} changed", "{n} changed", one.changed)
    size = f"{max(one.bytes / 1024, 1):.0f} KB" if one.bytes else ""
    return words.beside((told, str(one.status) if one.status else "", size, f"{one.took} ms" if one.took else ""))


# ── How it is asked ──────────────────────────────────────────────────────────────────────────────────────────


def asked(settings: FeedSettings, feed: Feed, *, wanted: bool) -> list[tuple[str, str]]:
    """Each setting by its name; ``wanted`` says whether its articles are shown as their pages have them."""
    return [
        (_("Sign-in"), signed_in(settings)),
        (_(Remedy.AS_BROWSER.value), yes(settings.as_browser)),
        (_(Remedy.PRIVATE.value), yes(settings.private)),
        (_("User agent"), settings.user_agent or _("Nashra's own")),
        (_("Proxy"), settings.proxy or _("as the environment has it")),
        (_("Further headers"), ", ".join(f"{name}: {value}" for name, value in settings.headers) or _("none")),
        (_("Always show the whole text"), whole_text(settings.full_text, wanted, inside=feed.section is not None)),
        (_("Direction of its texts"), _(_DIRECTIONS[feed.direction])),
    ]


def keeping(settings: FeedSettings) -> list[tuple[str, str]]:
    """What is kept of its articles: their age in days, and their number."""

    def told(count: int, without_end: str) -> str:
        return words.number(count) if count > 0 else without_end if count else _("as of all feeds")

    return [
        (_("Days that articles are kept"), told(settings.keep_days, _("for good"))),
        (_("Articles that are kept"), told(settings.keep_articles, _("all"))),
    ]


def yes(value: bool) -> str:
    return _("yes") if value else _("no")


def whole_text(said: FullText, wanted: bool, *, inside: bool) -> str:
    """Whether pages are shown; ``wanted`` is what comes of it, ``inside`` whether there is a section around."""
    if said or not inside:
        return yes(wanted)
    return _("by the section: {value}", value=yes(wanted))


def signed_in(settings: FeedSettings) -> str:
    """How, and where what signs in is kept; never what it is."""
    if not settings.sign_in:
        return _("none")
    how = _("by name") if settings.sign_in == "basic" else _("by token")
    return words.beside((how, _("in the keyring") if settings.in_keyring else _("in a file")))


def kept(reader: Reader, settings: FeedSettings) -> str:
    """A sentence that says where what signs in is kept now."""
    if not settings.sign_in:
        return _("The sign-in is forgotten.")
    if settings.in_keyring:
        return _("The sign-in is kept in the system's keyring.")
    return _("There is no keyring, so the sign-in is kept in a file that only you can read: {path}", path=_file(reader))


def will_be_kept(reader: Reader) -> str:
    return _(
        "It is told to this feed's server alone, and kept in the system's keyring, or where there is none in a file"
        " that only you can read: {path}",
        path=_file(reader),
    )


def _file(reader: Reader) -> str:
    return str(reader.secrets_file)


# ── What can't be set ────────────────────────────────────────────────────────────────────────────────────────


def header_of(typed: str) -> tuple[str, str]:
    """The name and the value of a header as it is written (RFC 9112, 5)."""
    name, _colon, value = typed.partition(":")
    return name.strip(), value.strip()


def with_header(settings: FeedSettings, typed: str) -> tuple[tuple[str, str], ...]:
    """The headers with this one, in the place of another of its name; where nothing follows the colon, without it."""
    name, value = header_of(typed)
    others = tuple(one for one in settings.headers if one[0].lower() != name.lower())
    return others if ":" in typed and not value else (*others, (name, value))


def unfit(error: NashraError) -> str:
    """A sentence about what was typed and can't be set; of another error its own."""
    name = error.args_.get("name", "")
    if error.code != "bad-setting":
        return words.error(error.code, error.args_)
    if name in _UNFIT:
        return _(_UNFIT[name])
    return _(
        "This header can't be set: {name}. One is written “Name: value” in Latin letters; signing in has a place of its"
        " own, and no cookies are sent.",
        name=name,
    )
