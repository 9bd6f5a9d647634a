"""Reader: the one door to the core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from feeds.errors import NashraError
from feeds.naming import Naming
from feeds.offline import Offline
from feeds.pictures import Pictures
from feeds.ruling import Ruling
from feeds.sectioning import Sectioning
from feeds.sharing import Sharing
from feeds.store.library import Store, utc_seconds
from feeds.store.parts.arranging import Arranging
from feeds.store.parts.editions import Editions
from feeds.store.parts.grouping import Grouping
from feeds.store.parts.looking import Looking
from feeds.store.parts.marking import Marking
from feeds.store.parts.preferences import Preferences
from feeds.types import (
    Article,
    Feed,
    FeedRefreshed,
    RefreshSummary,
)
from feeds.upkeep import Upkeep

if TYPE_CHECKING:
    from feeds.adding import Choose
    from feeds.answers import CatalogueFeed, KeptImport
    from feeds.blocks import Content
    from feeds.store.importing import Imported, Progress
    from feeds.store.taking_back import ImportUndone


class Reader(
    Looking,
    Marking,
    Arranging,
    Preferences,
    Grouping,
    Editions,
    Sectioning,
    Naming,
    Ruling,
    Upkeep,
    Offline,
    Pictures,
    Sharing,
):
    """A library and all that is done with it. Any method may be called from any thread.

    What fetches, parses or imports is brought in by the methods that need it, so that opening a library stays quick.
    Every method may raise the kinds of LibraryError.
    """

    def __init__(self, path: Path, *, clock: Callable[[], int] = utc_seconds) -> None:
        """Open the library at ``path`` or make it; ``clock`` gives UTC seconds.

        A damaged library is set aside and a fresh one made; in a read-only folder it is read only: see `notice`. Raises
        LibraryNewer, LibraryBusy, DiskFull, LibraryReadOnly (no library, and none can be made), FileUnreadable (another
        program's database).
        """
        self._store = Store(path, clock)
        self.path, self.clock = path, clock
        self._connections = self._store._connections  # noqa: SLF001 (both are made of the same parts)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.close_search()
        self._store.close()

    @property
    def notice(self) -> NashraError | None:
        """What the user must be told although the library is open: LibraryDamaged (``kept_as``) or LibraryReadOnly."""
        return self._store.notice

    # ── One article ──────────────────────────────────────────────────────────────────────────────────────────

    def content(self, article_id: int, *, full: bool = True) -> Content:
        """The body as blocks, parsed from the HTML kept; with ``full`` as its web page has it, if that was fetched.
        Call it off the event loop. Raises ArticleNotFound."""
        from feeds.content import to_content
        from feeds.values import replace

        body = self._store.body(article_id)
        content = to_content(body.html, base=body.base, language=body.language)
        content = replace(content, comments=(*content.comments, *self._store.comments(article_id)))
        page = self._store.web_page(article_id) if full else None
        if page is None:
            return content
        from feeds.fulltext import with_page

        return with_page(content, page)

    def before(self, article_id: int) -> tuple[Article, Content] | None:
        """An article as it was read last, or else came first, before its feed changed it; its ``updated`` is when that
        was met. None where it did not, or the text was not kept. Off the event loop. Raises ArticleNotFound."""
        from feeds.content import to_content
        from feeds.values import replace

        found = self._store.earlier(article_id)
        if found is None:
            return None
        body, article = self._store.body(article_id), self.article(article_id)
        was = replace(article, row=replace(article.row, title=found.title), summary=found.summary, updated=found.until)
        return was, to_content(found.html, base=body.base, language=body.language)

    def has_full_text(self, article_id: int) -> bool:
        """Whether the article's web page was fetched."""
        return self._store.web_page(article_id) is not None

    async def refresh_full_text(self, article_id: int) -> None:
        """Fetch the article's web page, whose text `content` gives from then on. Raises ArticleNotFound, NoArticle,
        Paywalled and the other kinds of FeedError."""
        from feeds import fulltext

        await fulltext.refresh_full_text(self._store, article_id)

    async def refresh_comments(self, article_id: int) -> int:
        """Fetch the thread of an article's comments feed, which `content` holds from then on: how many comments.
        Raises ArticleNotFound, NoComments and the kinds of FeedError."""
        from feeds import comments

        return await comments.refresh_comments(self._store, article_id)

    # ── Signing in ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def secrets_file(self) -> Path:
        """Where what signs in is kept if the system has no keyring; only its owner can read it."""
        from feeds import secrets

        return secrets.file_of(self.path)

    def set_secret(self, feed_id: int, kind: Literal["basic", "bearer"], user: str, secret: str) -> None:
        """Sign in to the feed's server, and no other, by a name and a password or by a token (``user`` is empty then).
        Call it off the event loop: a keyring may take seconds. Raises FeedNotFound, BadSetting."""
        from feeds import secrets

        kept, home = self.feed_settings(feed_id).secret, self._store.feed(feed_id).url
        given = secrets.Secret(kind, user, secret, home)
        secrets.check(given)
        self._store.set_secret(feed_id, secrets.keep(self.path, given))
        if kept:
            secrets.forget(self.path, kept)

    def forget_secret(self, feed_id: int) -> None:
        """Sign in no more. Off the event loop, as `set_secret`. Raises FeedNotFound."""
        from feeds import secrets

        if kept := self.feed_settings(feed_id).secret:
            self._store.set_secret(feed_id, "")
            secrets.forget(self.path, kept)

    # ── Subscribing ──────────────────────────────────────────────────────────────────────────────────────────

    def subscribe(self, url: str, *, title: str = "", section: str = "") -> Feed:
        """Without fetching anything; a feed that was removed and not forgotten yet comes back as it was. Raises
        AlreadySubscribed, BadAddress."""
        return self._store.subscribe(url, title=title, section=section)

    async def add(
        self,
        url: str,
        *,
        section: str = "",
        allow_private: bool = False,
        choose: Choose | None = None,
        tell: Callable[[str], None] = lambda _url: None,
    ) -> Feed | None:
        """Fetch first, find the feeds of a page, let ``choose`` take one of several, then subscribe and store: None if
        it takes none. ``tell`` is told each address that is asked. Raises the kinds of FeedError."""
        from feeds import adding

        return await adding.add(
            self._store, url, section=section, allow_private=allow_private, choose=choose, tell=tell
        )

    async def refresh(
        self,
        only: Sequence[int] | None = None,
        *,
        force: bool = True,
        report: Callable[[FeedRefreshed], None] | None = None,
    ) -> RefreshSummary:
        """Fetch the feeds, or ``only`` those, and tell of each as it is done; without ``force`` those that are due.
        A feed's failure is reported, not raised. Raises LibraryBusy while another program refreshes."""
        from feeds import update

        return await update.refresh(self._store, only, force=force, report=report)

    def is_due(self) -> bool:
        """Whether any feed is to be fetched now, its time by itself having come."""
        return bool(self._store.due(self._store.clock(), None, False))

    def export_opml(self) -> str:
        from feeds.opml_out import export

        return export(self.sections(), self.feeds(), self._store.all_settings())

    def save_opml(self, folder: Path) -> Path:
        """Write `export_opml` into a new file of the folder: where it is. Raises FileUnwritable."""
        from feeds.saving import files

        return files.write(folder, "nashra", "opml", self.export_opml().encode())

    def add_sample(self) -> list[Feed]:
        """Subscribe to the built-in edition, which needs no network: the feeds added. A refresh brings its articles."""
        from importlib.resources import files

        from feeds import opml

        data = files("feeds").joinpath("sample/edition.opml").read_bytes()
        return list(self._store.import_list(opml.parse(data, Path("edition.opml"), ("sample",))).added)

    def catalogue(self) -> tuple[CatalogueFeed, ...]:
        """The built-in catalogue."""
        from feeds.catalogue import catalogue

        return catalogue()

    def add_from_catalogue(self, wanted: Sequence[tuple[CatalogueFeed, str]]) -> list[Feed]:
        """Subscribe to feeds of the catalogue, each in the section named beside it: those that were not there."""
        from feeds.feed_list import FeedList, ListedFeed
        from feeds.store.addresses import feed_address

        listed = [ListedFeed(feed_address(one.url), one.name, (section,)) for one, section in wanted]
        return list(self._store.import_list(FeedList(listed)).added)

    # ── Coming from another reader ───────────────────────────────────────────────────────────────────────────

    def import_file(
        self,
        path: Path,
        *,
        flag: str = "",
        proxies: Callable[[Sequence[str]], bool] = lambda _named: False,
        progress: Progress | None = None,
    ) -> Imported:
        """Take what a file or a folder of another reader lists (`feeds.foreign`), fetching nothing; with ``progress``
        told (done, total). ``flag`` is newsboat's letter for a star, any if empty; ``proxies`` is asked whether feeds
        may go through those that the list names. Raises OpmlError, NothingToImport, FileUnreadable, FileBusy."""
        from feeds import foreign

        wanted = foreign.read(path, flag=flag)
        if wanted.proxies and not proxies(wanted.proxies):
            wanted.drop_proxies()
        return self._store.import_list(wanted, progress)

    def undo_import(self, import_id: int) -> ImportUndone:
        """Take away what the import brought, but the feeds of which anything was read, starred or moved since. Raises
        NotFound."""
        return self._store.undo_import(import_id)

    def imports(self, limit: int = 10) -> tuple[KeptImport, ...]:
        """The last imports that can be taken back, the newest first."""
        return self._store.imports(limit)
