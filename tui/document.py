"""An article as a newspaper sets it: the pieces of the page, from the section to back to top. No widget, no colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from feeds.blocks import (
    Block,
    Code,
    Comment,
    Content,
    Definition,
    Figure,
    Heading,
    ListBlock,
    MarkedDirection,
    Media,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from feeds.search import fold
from feeds.searching import Spans
from feeds.types import Article, ArticleRow, Author, Link
from feeds.webcontent import WebContent
from tui import inline, region, words
from tui.addresses import shown
from tui.breaking import BADGE, parted
from tui.i18n import _, language
from tui.roles import HIT, Role
from tui.text import Mark, paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, table or rule with its place on the page.

    ``indent`` is the depth in steps from where reading starts, ``label`` the bullet or number before the first line,
    ``quoted`` the number of bars beside it. ``close`` leaves no blank line before it.
    """

    role: Role
    text: str = ""
    marks: tuple[Mark, ...] = ()
    base: MarkedDirection = "auto"
    language: str = ""
    indent: int = 0
    quoted: int = 0
    label: str = ""
    close: bool = False
    href: str = ""
    table: Table | None = field(default=None, compare=False)
    whole: str = ""
    """What is copied in place of ``text``, where that is not all of it."""


_AT_THE_SIDE = frozenset(
    (
        *(Role.NAME, Role.LINK, Role.FIGURE, Role.MEDIA, Role.LABEL, Role.COMMENTS),
        *(Role.SECTION, Role.STEP, Role.TOP, Role.BYLINE, Role.PICTURE),
    )
)

_SEARCHED = frozenset({Role.TITLE, Role.HEADING, Role.BODY, Role.CAPTION, Role.NOTE, Role.BYLINE})

_AT_ONCE = timedelta(minutes=10)
"""From publishing: what is changed sooner is still being published."""
_DEEPEST = 4
"""Steps that answers to comments are set in: a line needs room."""


def document(article: Article, content: Content, now: datetime, *, newest: bool = False) -> tuple[Piece, ...]:
    """The pieces of a page about ``article``; ``now`` is what its age is told from. Comments stand oldest first, or
    with ``newest`` the other way, each with its answers below it."""
    tongue = content.language or article.row.language
    page = content if isinstance(content, WebContent) else WebContent(content.blocks, content.language)
    pieces = [
        *_head(article, content, page, tongue, now),
        *body(article, content),
        *_closed_off(page),
        *_enclosures(article),
        *_cards(article, content),
        *rows_told(_("The same story"), article.others, now),
        *_related([*article.related, *content.related]),
        *_comments(article, page, _threads(content.comments, newest), now),
        Piece(Role.TOP, _("Back to top"), language=language()),
    ]
    return sided(pieces, article, content)


def body(article: Article, content: Content) -> Iterator[Piece]:
    """The pieces of what an article says."""
    tongue = content.language or article.row.language
    return _blocks(_without(_titled(article, content), content.blocks) or _summary(article), _Place(tongue))


def sided(pieces: Iterable[Piece], article: Article, content: Content) -> tuple[Piece, ...]:
    """``pieces`` of a page about ``article``, each at the side where the page starts its lines or the reader wants."""
    chosen, side = article.row.direction, _side(article, content)
    # A name or an address in other letters still stands where the page starts its lines; code does not run otherwise.
    turned = frozenset(Role) - {Role.CODE} if chosen else _AT_THE_SIDE
    return tuple(replace(piece, base=side) if piece.role in turned else piece for piece in pieces)


def with_hits(pieces: Sequence[Piece], spans: Spans) -> tuple[Piece, ...]:
    """``pieces`` with marks over what ``spans`` finds in the words of the article and of its comments."""
    return tuple(
        replace(piece, marks=(*piece.marks, *(Mark(start, end, HIT) for start, end in spans(piece.text))))
        if piece.role in _SEARCHED
        else piece
        for piece in pieces
    )


def _side(article: Article, content: Content) -> Literal["ltr", "rtl"]:
    """Where the page starts its lines: as the reader chose, or as what it says first does."""
    said = _titled(article, content) or article.summary or article.row.feed_title
    return article.row.direction or paragraph(said, language=content.language or article.row.language).base


def _titled(article: Article, content: Content) -> str:
    return article.row.title or (content.title if isinstance(content, WebContent) else "")


def _summary(article: Article) -> tuple[Block, ...]:
    return tuple(Paragraph(Text(line)) for line in article.summary.split("\n") if line.strip())


def _without(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without the headline, which some bodies open with."""
    match blocks:
        case (Heading(text=text) | Paragraph(text=text), *_rest) if title and fold(text.text) == fold(title):
            return blocks[1:]
    return blocks


def _head(article: Article, content: Content, page: WebContent, tongue: str, now: datetime) -> Iterator[Piece]:
    row = article.row
    section, title = page.section or article.section, row.title or page.title
    if section:
        yield Piece(Role.SECTION, section, language=tongue)
    yield _title(region.digits_of(title, tongue) or _("Untitled"), tongue)
    names = [author.name for author in article.authors or content.authors if author.name]
    told = [row.feed_title, words.comma(tongue).join(names)]
    published = row.published or page.published
    if published:
        told += map(_on_one_line, (words.moment(published, now), *words.dates(published)))
    edited = page.updated if page.updated and published and page.updated - published > _AT_ONCE else row.edited
    if edited:
        told.append(_on_one_line(_("Edited {when}", when=words.moment(edited, now))))
    told.append(_on_one_line(words.reading_time(_count(content.blocks) or len(article.summary.split()), tongue)))
    byline = words.beside(dict.fromkeys(told), _side(article, content))
    yield Piece(Role.BYLINE, byline, language=language(), close=True)
    if article.categories:
        yield Piece(Role.BYLINE, words.comma(tongue).join(article.categories), language=tongue, close=True)
    if article.tags:
        yield Piece(Role.BYLINE, " ".join(f"#{tag}" for tag in article.tags), language=language(), close=True)
    if article.note:
        yield Piece(Role.NOTE, _("Note: {text}", text=article.note), language=language())
    if article.rules:
        rules = words.comma(language()).join(article.rules)
        yield Piece(Role.BYLINE, _("Rules that touched it: {names}", names=rules), language=language(), close=True)


def _title(title: str, tongue: str) -> Piece:
    word, rest = parted(title)
    if not word:
        return Piece(Role.TITLE, title, language=tongue, close=True)
    # Spaces that no line breaks at are the edges of the badge.
    badge = f"\u00a0{word}\u00a0"
    marks = (Mark(0, len(badge), BADGE),)
    return Piece(Role.TITLE, f"{badge} {rest}", marks, language=tongue, close=True, whole=title)


def _count(blocks: Sequence[Block]) -> int:
    """The words of the body."""
    return sum(len(piece.text.split()) for piece in _blocks(blocks, _Place("")))


# ── The body ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Place:
    language: str
    indent: int = 0
    quoted: int = 0


def _blocks(blocks: Sequence[Block], place: _Place) -> Iterator[Piece]:
    for block in blocks:
        yield from _block(block, place)


def _block(block: Block, place: _Place) -> Iterator[Piece]:  # noqa: C901 (one case a kind of block)
    match block:
        case Paragraph(text):
            yield _text(Role.BODY, text, place)
        case Heading(_level, text):
            yield _text(Role.HEADING, text, place)
        case Quote(inner):
            yield from _blocks(inner, _Place(place.language, place.indent, place.quoted + 1))
        case ListBlock():
            yield from _list(block, place)
        case Definition(items):
            for term, meaning in items:
                yield _text(Role.HEADING, term, place)
                below = _Place(place.language, place.indent + 1, place.quoted)
                yield from _closed(_blocks(meaning, below))
        case Code(text):
            yield Piece(Role.CODE, text, base="ltr", indent=place.indent, quoted=place.quoted)
        case Table():
            if block.caption:
                yield _text(Role.CAPTION, block.caption, place)
            set_ = Piece(Role.TABLE, language=place.language, table=block, indent=place.indent, quoted=place.quoted)
            yield replace(set_, close=block.caption is not None)
        case Figure(url, alt, caption):
            told = _("Picture: {alt}", alt=alt) if alt else _("Picture")
            yield Piece(Role.FIGURE, told, language=language(), href=url, indent=place.indent, quoted=place.quoted)
            if caption:
                yield from _closed([_text(Role.CAPTION, caption, place)])
        case Media(url, kind, title):
            names = {"video": _("Video"), "audio": _("Audio"), "embed": _("Embedded page")}
            yield Piece(Role.MEDIA, f"{names[kind]}: {title or shown(url)}", language=language(), href=url)
        case Rule():
            yield Piece(Role.RULE)


def _list(block: ListBlock, place: _Place) -> Iterator[Piece]:
    inner = _Place(place.language, place.indent + 1, place.quoted)
    for index, item in enumerate(block.items):
        label = "•" if block.start is None else f"{block.start + index}."
        for at, piece in enumerate(_blocks(item, inner)):
            first = at == 0 and not piece.label
            yield _with(piece, label=label if first else piece.label, close=index > 0 or at > 0)


def _text(role: Role, text: Text, place: _Place) -> Piece:
    tongue = text.language or place.language
    told = inline.written(text, tongue)
    return Piece(role, told, inline.marks_of(text), text.direction, tongue, place.indent, place.quoted)


def _closed(pieces: Iterator[Piece] | Sequence[Piece]) -> Iterator[Piece]:
    """``pieces`` without a blank line before the first."""
    for at, piece in enumerate(pieces):
        yield _with(piece, label=piece.label, close=True) if at == 0 else piece


def _with(piece: Piece, *, label: str, close: bool) -> Piece:
    return replace(piece, label=label, close=close)


# ── Around the body ─────────────────────────────────────────────────────────────────────────────────────────


def _closed_off(page: WebContent) -> Iterator[Piece]:
    if page.paywalled:
        told = _("The site gives the full text to subscribers only, so this may be no more than its opening.")
        yield Piece(Role.NOTE, told, language=language())


def _label(words_: str) -> Piece:
    return Piece(Role.LABEL, words_, language=language())


def _enclosures(article: Article) -> Iterator[Piece]:
    if article.enclosures:
        yield _label(_("Attached files"))
    for enclosure in article.enclosures:
        size = f"{enclosure.length / 1_000_000:.1f} MB" if enclosure.length else ""
        kind = {"audio": _("Audio"), "video": _("Video")}.get(enclosure.type.partition("/")[0], enclosure.type)
        told = words.beside((enclosure.title or shown(enclosure.url), kind, size))
        yield Piece(Role.LINK, told, language=article.row.language, href=enclosure.url, close=True)


def _cards(article: Article, content: Content) -> Iterator[Piece]:
    named = {author.name: author for author in article.authors}
    named |= {author.name: author for author in content.authors}
    cards = [author for author in named.values() if author.bio or author.avatar or author.url]
    if cards:
        yield _label(_("About the author"))
    for author in cards:
        yield from _card(author)


def _card(author: Author) -> Iterator[Piece]:
    yield Piece(Role.NAME, author.name, close=True, href=author.url)
    if author.bio:
        yield Piece(Role.NOTE, author.bio, close=True)
    if author.url:
        yield Piece(Role.LINK, shown(author.url), close=True, href=author.url)
    if author.avatar:
        told = _("Picture: {alt}", alt=author.name)
        yield Piece(Role.FIGURE, told, language=language(), close=True, href=author.avatar)


def rows_told(
    label: str, rows: Sequence[ArticleRow], now: datetime, address: Callable[[ArticleRow], str] = lambda row: row.url
) -> Iterator[Piece]:
    """Articles under a label, each with its source below it and leading to its ``address``."""
    if rows:
        yield _label(label)
    for row in rows:
        told = words.beside((row.feed_title, words.listed(row.published, now) if row.published else ""))
        title = row.title or _("Untitled")
        yield Piece(Role.LINK, title, language=row.language, label="•", indent=1, close=True, href=address(row))
        yield Piece(Role.FIGURE, told, language=language(), indent=1, close=True)


def _related(links: Sequence[Link]) -> Iterator[Piece]:
    unique = list({link.url: link for link in links}.values())
    if unique:
        yield _label(_("Related articles"))
    for link in unique:
        yield Piece(Role.LINK, link.title or shown(link.url), label="•", indent=1, close=True, href=link.url)


def _threads(comments: Sequence[Comment], newest: bool) -> Sequence[Comment]:
    if not newest:
        return comments
    threads: list[list[Comment]] = []
    for comment in comments:
        if comment.depth == 0 or not threads:
            threads.append([])
        threads[-1].append(comment)
    return [comment for thread in reversed(threads) for comment in thread]


def _comments(article: Article, page: WebContent, comments: Sequence[Comment], now: datetime) -> Iterator[Piece]:
    count = max(article.comments_count or 0, page.comments_count or 0, len(comments))
    where = article.comments_url or (article.row.url if comments or page.comments_count is not None else "")
    if not (count or where):
        return
    told_of = _("Comments ({n})", n=count) if count else _("Comments")
    yield Piece(Role.COMMENTS, told_of, language=language())
    for at, comment in enumerate(comments):
        told = [comment.author or _("Anonymous")]
        if comment.published:
            told.append(words.moment(comment.published, now))
        indent = min(comment.depth, _DEEPEST)
        yield Piece(Role.NAME, words.beside(told), language=language(), indent=indent, close=at == 0, href=comment.url)
        yield from _closed(_blocks(comment.blocks, _Place("", indent=indent)))
    if where:
        yield Piece(Role.LINK, _("Leave a comment"), language=language(), href=where)


def _on_one_line(date: str) -> str:
    return date.replace(" ", "\u00a0")


def logical(piece: Piece) -> str:
    """A piece of a page as plain logical text."""
    lead = "> " * piece.quoted + "  " * piece.indent
    if piece.table is not None:
        rows = ("\t".join(cell.text.text for cell in row) for row in piece.table.rows)
        return "\n".join(lead + row for row in rows)
    text = piece.whole or piece.text
    text = f"{piece.label} {text}" if piece.label else text
    return "\n".join(lead + line for line in text.replace("\u00a0", " ").split("\n"))
