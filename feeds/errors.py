"""What can go wrong, as a tree of codes and arguments; words are made from them by `tui.words`, in the user's language.

NashraError
├── FeedError                 about one feed: ``url`` is always among the arguments
│   ├── FetchError
│   │   ├── BadAddress        not http or https, or no host in it
│   │   ├── PrivateAddress    leads to this machine or the local network
│   │   ├── UnknownHost       the name does not resolve
│   │   ├── ProxyFailed       the feed's ``proxy`` is not there, or did not lead on
│   │   ├── NoSecret          what signs in can't be read where it is kept
│   │   ├── ConnectionFailed  refused, reset, cut off, or offline
│   │   ├── TlsFailed         the certificate or the handshake is wrong
│   │   ├── TimedOut          the total deadline passed
│   │   ├── TooLarge          over the cap on bytes, packed or unpacked
│   │   ├── BadRedirect       a loop, too many, or to another kind of address
│   │   └── HttpError         an answer that is no feed: ``status``
│   │       ├── Refused       401
│   │       ├── Forbidden     403: many a site turns away feed readers so
│   │       ├── Missing       404
│   │       ├── Gone          410
│   │       ├── Throttled     429, 503 with Retry-After: ``retry_after`` in seconds
│   │       └── ServerFailed  other 5xx
│   ├── ParseError
│   │   ├── NotAFeed          a page or a file of another kind
│   │   ├── EmptyDocument     nothing was sent
│   │   ├── BrokenFeed        a feed that no reader can make out
│   │   └── ParseTimeout      took longer than a worker may
│   ├── NoComments            an article that names no feed of its comments
│   ├── ExtractError          a page whose text could not be taken out
│   │   ├── NoArticle         a page that holds no article
│   │   ├── Paywalled         not free, and no more than an opening came
│   │   └── ExtractTimeout    took longer than a worker may
│   ├── BadPicture            no picture of a known kind, or one too large
│   ├── NoFeedFound           a site with no feed
│   └── AlreadySubscribed
├── LibraryError              about the file: ``path`` is always among the arguments
│   ├── LibraryDamaged        set aside under a new name, ``kept_as``
│   ├── LibraryNewer          made by a later version: ``version``
│   ├── LibraryReadOnly
│   │   └── LibraryNowhere    nothing is there, and nothing can be made
│   ├── LibraryBusy           another program holds it
│   └── DiskFull
├── OpmlError                 ``path``, and ``line`` where it is known
├── NothingToImport           nothing of another reader's: ``path``
├── FileUnreadable            ``path``
├── NoHome                    no folder that the library would be in
├── FileUnwritable            ``path``, and ``why`` as the system says
├── FileInTheWay              something is there that a backup may not take the place of: ``path``
├── NotABackup                no library of ours: ``path``
├── BackupDamaged             ``path``
├── FileBusy                  another program is writing to it: ``path``
├── QueryError                a query that can't be read: ``at`` and ``length``, the place in what was typed
│   ├── UnclosedQuote         a quotation mark without its other half
│   ├── LoneParenthesis       a parenthesis without its other half
│   ├── NestedTooDeep         parentheses within parentheses beyond all use
│   ├── MissingOperand        nothing stands beside ``word``, which needs something there
│   ├── MissingValue          nothing stands after the colon of ``name``
│   ├── UnknownValue          ``name`` takes ``choices``, not ``value``
│   ├── BadDate               ``value`` is no moment
│   └── BadCount              ``value`` is no number, or no comparison with one
├── BadSetting                a feed can't be asked for so: ``name`` of the setting or the header
├── SettingsUnreadable        ``path``, and ``why`` as the parser says
└── NotFound
    ├── FeedNotFound          ``id``
    └── ArticleNotFound       ``id``
"""

from __future__ import annotations

from typing import ClassVar


class NashraError(Exception):
    """A failure that a person is told about: ``code`` names the sentence, ``args_`` fills its places."""

    code: ClassVar[str] = "error"

    def __init__(self, **args: object) -> None:
        self.args_: dict[str, str] = {name: str(value) for name, value in args.items()}
        super().__init__(self.code, self.args_)

    def __reduce__(self) -> tuple[object, ...]:
        return _made, (type(self), self.args_)

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.args_.items())])


def _made(kind: type[NashraError], args: dict[str, str]) -> NashraError:
    """An error as it comes out of another process."""
    return kind(**args)


class FeedError(NashraError):
    code = "feed"


class FetchError(FeedError):
    code = "fetch"


class BadAddress(FetchError):
    code = "bad-address"


class PrivateAddress(FetchError):
    code = "private-address"


class UnknownHost(FetchError):
    code = "unknown-host"


class ConnectionFailed(FetchError):
    code = "connection-failed"


class ProxyFailed(FetchError):
    code = "proxy-failed"


class NoSecret(FetchError):
    code = "no-secret"


class TlsFailed(FetchError):
    code = "tls-failed"


class TimedOut(FetchError):
    code = "timed-out"


class TooLarge(FetchError):
    code = "too-large"


class BadRedirect(FetchError):
    code = "bad-redirect"


class HttpError(FetchError):
    code = "http"


class Refused(HttpError):
    code = "refused"


class Forbidden(HttpError):
    code = "forbidden"


class Missing(HttpError):
    code = "missing"


class Gone(HttpError):
    code = "gone"


class Throttled(HttpError):
    code = "throttled"


class ServerFailed(HttpError):
    code = "server-failed"


class ParseError(FeedError):
    code = "parse"


class NotAFeed(ParseError):
    code = "not-a-feed"


class EmptyDocument(ParseError):
    code = "empty-document"


class BrokenFeed(ParseError):
    code = "broken-feed"


class ParseTimeout(ParseError):
    code = "parse-timeout"


class NoComments(FeedError):
    code = "no-comments"


class ExtractError(FeedError):
    code = "extract"


class NoArticle(ExtractError):
    code = "no-article"


class Paywalled(ExtractError):
    code = "paywalled"


class ExtractTimeout(ExtractError):
    code = "extract-timeout"


class BadPicture(FeedError):
    code = "bad-picture"


class NoFeedFound(FeedError):
    code = "no-feed-found"


class AlreadySubscribed(FeedError):
    code = "already-subscribed"


class LibraryError(NashraError):
    code = "library"


class LibraryDamaged(LibraryError):
    code = "library-damaged"


class LibraryNewer(LibraryError):
    code = "library-newer"


class LibraryReadOnly(LibraryError):
    code = "library-read-only"


class LibraryNowhere(LibraryReadOnly):
    code = "library-nowhere"


class LibraryBusy(LibraryError):
    code = "library-busy"


class DiskFull(LibraryError):
    code = "disk-full"


class OpmlError(NashraError):
    code = "opml"


class NothingToImport(NashraError):
    code = "nothing-to-import"


class FileUnreadable(NashraError):
    code = "file-unreadable"


class NoHome(NashraError):
    code = "no-home"


class FileUnwritable(NashraError):
    code = "file-unwritable"


class FileInTheWay(NashraError):
    code = "file-in-the-way"


class NotABackup(NashraError):
    code = "not-a-backup"


class BackupDamaged(NashraError):
    code = "backup-damaged"


class FileBusy(NashraError):
    code = "file-busy"


class QueryError(NashraError):
    code = "query"

    @property
    def at(self) -> int:
        """Where the mistake begins, in characters of what was typed."""
        return int(self.args_.get("at", 0))

    @property
    def length(self) -> int:
        """How many characters the mistake takes up."""
        return int(self.args_.get("length", 0))


class UnclosedQuote(QueryError):
    code = "query-quote"


class LoneParenthesis(QueryError):
    code = "query-parenthesis"


class NestedTooDeep(QueryError):
    code = "query-nested"


class MissingOperand(QueryError):
    code = "query-operand"


class MissingValue(QueryError):
    code = "query-no-value"


class UnknownValue(QueryError):
    code = "query-value"


class BadDate(QueryError):
    code = "query-date"


class BadCount(QueryError):
    code = "query-count"


class BadSetting(NashraError):
    code = "bad-setting"


class SettingsUnreadable(NashraError):
    code = "settings-unreadable"


class NotFound(NashraError):
    code = "not-found"


class FeedNotFound(NotFound):
    code = "feed-not-found"


class ArticleNotFound(NotFound):
    code = "article-not-found"
