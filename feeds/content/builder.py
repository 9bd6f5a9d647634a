"""The walk over a tree of HTML that gives blocks. Only what is known comes out; the rest gives its text or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol, cast

from lxml import etree

from feeds.blocks import (
    Block,
    Code,
    Comment,
    Definition,
    Figure,
    Heading,
    ListBlock,
    MarkedDirection,
    Paragraph,
    Quote,
    Rule,
    SpanKind,
    Text,
    texts_and_rest,
)
from feeds.clean import clean, clean_line
from feeds.content import cards, embeds, footnotes, pictures, tables
from feeds.content.flow import Context, Flow, joined_text
from feeds.content.furniture import is_share_bar, is_way_back
from feeds.content.tree import all_text, classes, is_hidden, link_address, nearer_base, number
from feeds.scripts import first_strong
from feeds.types import Author, Link

_DEEPEST = 100
"""Elements inside one another that are told apart; what is deeper gives its text."""
_MOST_NESTED = 16
"""Quotes and lists inside one another; no screen has room for more."""

_STYLE_DIRECTION = re.compile(r"(?:^|;)\s*direction\s*:\s*(rtl|ltr)", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

_DROPPED_NAMES = (
    "script style template title meta link base form input select option textarea button datalist svg canvas map "
    "area param frame frameset noframes applet rp dialog progress meter"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_BLOCK_NAMES = (
    "address article aside body center details div dd dt fieldset figcaption footer head header hgroup html legend li "
    "main nav p search section summary td th tr tbody thead tfoot caption"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPANS = {
    **dict.fromkeys(("b", "strong"), SpanKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), SpanKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), SpanKind.CODE),
    **dict.fromkeys(("s", "strike", "del"), SpanKind.STRIKE),
    **dict.fromkeys(("u", "ins"), SpanKind.UNDERLINE),
    "mark": SpanKind.MARK,
    "sup": SpanKind.SUPER,
    "sub": SpanKind.SUB,
}


class _Handler(Protocol):
    """Takes one element; the last argument is how deep it is."""

    def __call__(self, builder: Builder, element: etree._Element, flow: Flow, depth: int, /) -> None: ...


class Builder:
    """One walk: ``base`` is the address that relative ones stand on, ``ways`` what `footnotes.ways_of` tells."""

    def __init__(self, base: str, ways: Mapping[etree._Element, str]) -> None:
        self.base = base
        self.ways = ways
        self.authors: dict[Author, None] = {}
        self.related: dict[Link, None] = {}
        self.comments: list[Comment] = []
        self.pictures_seen: set[str] = set()
        self.skipped: set[etree._Element] = set()
        self.covered_cells = 0
        self._nesting = 0

    def blocks(self, element: etree._Element, context: Context, depth: int = 0) -> tuple[Block, ...]:
        """What is inside an element, as blocks of their own."""
        flow = Flow(self.inside(element, context))
        self.walk(element, flow, depth)
        return tuple(_played_if_alone(block) for block in flow.finished())

    def text(self, element: etree._Element, context: Context, depth: int) -> tuple[Text, list[Block]]:
        """What is inside an element as one text, and the blocks (pictures, tables) that are none."""
        inner = self.inside(element, context)
        texts, rest = texts_and_rest(self.blocks(element, context, depth))
        return joined_text(texts, inner), rest

    def inside(self, element: etree._Element, context: Context) -> Context:
        """The context that an element's attributes make."""
        direction = (element.get("dir") or "").strip().lower()
        if direction not in ("rtl", "ltr", "auto"):
            styled = _STYLE_DIRECTION.search(element.get("style") or "")
            direction = styled[1].lower() if styled else context.direction
        language = (element.get("lang") or element.get("xml:lang") or "").strip() or context.language
        if direction == context.direction and language == context.language:
            return context
        return Context(cast("MarkedDirection", direction), clean_line(language)[:35])

    def walk(self, element: etree._Element, flow: Flow, depth: int) -> None:
        """Give the children of an element to ``flow``."""
        if depth > _DEEPEST:
            flow.add(all_text(element))
            return
        flow.add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._visit(child, flow, depth + 1)
            flow.add(child.tail)

    def _visit(self, element: etree._Element, flow: Flow, depth: int) -> None:
        tag = element.tag.lower()
        if element.attrib and self._taken(element, flow, depth):
            return
        if tag in _DROPPED or element in self.skipped or is_hidden(element):
            return
        base = self.base
        if own_base := element.get("xml:base"):
            self.base = nearer_base(own_base, base)
        self._dispatch(tag, element, flow, depth)
        self.base = base

    def _taken(self, element: etree._Element, flow: Flow, depth: int) -> bool:
        """Whether an element is told by its attributes, and is done with: a card, another site's post, a share bar."""
        if element in self.skipped or is_hidden(element):
            return True
        if post := embeds.post_of(element, self.base):
            if not embeds.stands_for_all(element):
                self.quote(element, flow, depth)
            flow.append(post)
            return True
        if not element.get("class"):
            return False
        return cards.taken(self, element, flow.context, depth) or is_share_bar(element)

    def _dispatch(self, tag: str, element: etree._Element, flow: Flow, depth: int) -> None:
        if handler := _HANDLERS.get(tag):
            handler(self, element, flow, depth)
        elif tag in _BLOCKS:
            self._block(element, flow, depth)
        elif kind := _SPANS.get(tag):
            with flow.span(kind):
                self.inline(element, flow, depth)
        else:
            self.inline(element, flow, depth)

    def inline(self, element: etree._Element, flow: Flow, depth: int) -> None:
        """An element that ends no paragraph; its ``dir`` and ``lang`` are the paragraph's if it is all of it."""
        outside = flow.context
        flow.context = self.inside(element, outside)
        self.walk(element, flow, depth)
        flow.context = outside

    # ── Containers ──────────────────────────────────────────────────────────────────────────────────────────

    def _block(self, element: etree._Element, flow: Flow, depth: int) -> None:
        flow.flush()
        if "wp-caption" in classes(element):
            captions = [child for child in element.iter() if "wp-caption-text" in classes(child)]
            self._with_caption(element, captions, flow, depth)
            return
        outside = flow.context
        flow.context = self.inside(element, outside)
        self.walk(element, flow, depth)
        flow.flush()
        flow.context = outside

    def heading(self, element: etree._Element, flow: Flow, depth: int) -> None:
        text, rest = self.text(element, flow.context, depth)
        flow.flush()
        if text.text:
            flow.append(Heading(int(element.tag[1]), text))
        flow.extend(rest)

    def quote(self, element: etree._Element, flow: Flow, depth: int) -> None:
        if self._nesting >= _MOST_NESTED:
            self._block(element, flow, depth)
            return
        self._nesting += 1
        if inner := self.blocks(element, flow.context, depth):
            flow.append(Quote(inner))
        self._nesting -= 1

    def list_block(self, element: etree._Element, flow: Flow, depth: int) -> None:
        if self._nesting >= _MOST_NESTED:
            self._block(element, flow, depth)
            return
        self._nesting += 1
        context = self.inside(element, flow.context)
        ordered = element.tag.lower() == "ol"
        items: list[tuple[Block, ...]] = []
        loose = Flow(context)
        loose.add(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag.lower() == "li" and child not in self.skipped:
                self._take_loose(loose, items)
                item = self.blocks(child, context, depth + 1)
                if item or ordered:
                    items.append(item)
            elif isinstance(child.tag, str):
                self._visit(child, loose, depth + 1)
            loose.add(child.tail)
        self._take_loose(loose, items)
        self._nesting -= 1
        if any(items):
            start = (number(element.get("start")) or 1) if ordered else None
            flow.append(ListBlock(tuple(items), start, context.direction))

    def _take_loose(self, loose: Flow, items: list[tuple[Block, ...]]) -> None:
        """What stands in a list outside its items: a list belongs to the item before it, other things are items."""
        for block in loose.finished():
            if isinstance(block, ListBlock) and items:
                items[-1] += (block,)
            else:
                items.append((block,))
        loose.blocks.clear()

    def definitions(self, element: etree._Element, flow: Flow, depth: int) -> None:
        context = self.inside(element, flow.context)
        items: list[tuple[Text, tuple[Block, ...]]] = []
        for child in element.iter("dt", "dd"):
            holder = child.getparent()
            if holder is not element and (holder is None or holder.getparent() is not element):
                continue
            if child.tag == "dt":
                term, rest = self.text(child, context, depth + 1)
                items.append((term, tuple(rest)))
            else:
                said = self.blocks(child, context, depth + 1)
                term, before = items.pop() if items else (Text(""), ())
                items.append((term, before + said))
        items = [item for item in items if item[0].text or item[1]]
        if items:
            flow.append(Definition(tuple(items)))

    def preformatted(self, element: etree._Element, flow: Flow, _depth: int) -> None:
        for line_end in element.iter("br"):
            line_end.tail = "\n" + (line_end.tail or "")
        text = clean(all_text(element).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)).strip("\n")
        text = "\n".join(line.rstrip() for line in text.split("\n"))
        if not text.strip():
            return
        if first_strong(text) == "rtl" and next(element.iter("code"), None) is None:
            # Poems are set this way; code is what reads from left to right.
            context = self.inside(element, flow.context)
            for verse in _EMPTY_LINES.split(text):
                lines = "\n".join(line.strip() for line in verse.strip().split("\n"))
                flow.append(Paragraph(Text(lines, (), context.direction, context.language)))
        else:
            flow.append(Code(text))

    # ── Inline ──────────────────────────────────────────────────────────────────────────────────────────────

    def link(self, element: etree._Element, flow: Flow, depth: int) -> None:
        if way := self.ways.get(element):
            with flow.span(SpanKind.LINK, way):
                if is_way_back(element):
                    flow.add(footnotes.BACK)
                else:
                    self.inline(element, flow, depth)
        elif is_way_back(element):
            return
        elif href := link_address(element.get("href"), self.base):
            with flow.span(SpanKind.LINK, href):
                self.inline(element, flow, depth)
        else:
            self.inline(element, flow, depth)

    def line_break(self, element: etree._Element, flow: Flow, depth: int) -> None:
        flow.line_break()
        self.walk(element, flow, depth)

    def inline_quote(self, element: etree._Element, flow: Flow, depth: int) -> None:
        flow.add("“")
        self.inline(element, flow, depth)
        flow.add("”")

    def rule(self, _element: etree._Element, flow: Flow, _depth: int) -> None:
        flow.append(Rule())

    # ── Pictures, players, tables ───────────────────────────────────────────────────────────────────────────

    def image(self, element: etree._Element, flow: Flow, _depth: int) -> None:
        pictures.add_image(self, element, flow)

    def player(self, element: etree._Element, flow: Flow, depth: int) -> None:
        if not pictures.add_player(self, element, flow):
            self.walk(element, flow, depth)

    def video_by_id(self, element: etree._Element, flow: Flow, depth: int) -> None:
        if video := embeds.video_by_id(element):
            flow.append(video)
        else:
            self.walk(element, flow, depth)

    def figure(self, element: etree._Element, flow: Flow, depth: int) -> None:
        captions = [
            caption for caption in element.iter("figcaption") if next(caption.iterancestors("figure"), None) is element
        ]
        self._with_caption(element, captions, flow, depth)

    def _with_caption(self, element: etree._Element, captions: list[etree._Element], flow: Flow, depth: int) -> None:
        """A figure: its caption goes to the picture that has none, else it is a paragraph after it."""
        context = self.inside(element, flow.context)
        self.skipped.update(captions)
        inner = list(self.blocks(element, flow.context, depth))
        for caption in captions:
            text, rest = self.text(caption, context, depth + 1)
            inner += rest
            if not text.text:
                continue
            place = next(
                (i for i, block in enumerate(inner) if isinstance(block, Figure) and block.caption is None), None
            )
            if place is None:
                inner.append(Paragraph(text))
            else:
                inner[place] = replace(cast("Figure", inner[place]), caption=text)
        flow.extend(inner)

    def table(self, element: etree._Element, flow: Flow, depth: int) -> None:
        flow.flush()
        tables.add_table(self, element, flow, depth)


def _played_if_alone(block: Block) -> Block:
    if isinstance(block, Paragraph) and block.text.text.startswith("http"):
        return embeds.alone(block.text.text) or block
    return block


_HANDLERS: dict[str, _Handler] = {
    **{f"h{level}": Builder.heading for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Builder.list_block),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), Builder.preformatted),
    **dict.fromkeys(
        ("video", "audio", "iframe", "embed", "object", "amp-iframe", "amp-video", "amp-audio"), Builder.player
    ),
    **dict.fromkeys(("img", "amp-img"), Builder.image),
    **dict.fromkeys(("lite-youtube", "lite-vimeo", "amp-youtube", "amp-vimeo"), Builder.video_by_id),
    "blockquote": Builder.quote,
    "dl": Builder.definitions,
    "a": Builder.link,
    "br": Builder.line_break,
    "q": Builder.inline_quote,
    "hr": Builder.rule,
    "figure": Builder.figure,
    "table": Builder.table,
}
