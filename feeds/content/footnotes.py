"""Footnotes: which links are marks, which elements are their notes, and the ways from one to the other.

A mark leads to ``#note-1``, the way back from its note to ``#mark-1``: the number is that of the note in the document,
and whoever shows a page finds the end of one way where the other begins. Publishers' own fragments never come out.
"""

from __future__ import annotations

import re

from lxml import etree

from feeds.content.tree import all_text

BACK = "\u2191"
"""What is shown for the arrow that leads from a note to its mark."""

_BLOCKS = frozenset({"li", "p", "div", "dd", "dt", "td", "th", "aside", "section", "blockquote", "tr", "article"})
_DEEPEST = 20
"""Ancestors of a note's name that are searched for the block which is the note."""

_MARK = re.compile(r"[\s(\[{⁽]*(?:\w{1,3}|[*†‡§¶#]{1,4}|note\s?\d{1,3})[\s)\]}⁾.:]*", re.IGNORECASE)
"""A number in any digits, a letter or a sign, in brackets or without."""


def ways_of(root: etree._Element, base: str) -> dict[etree._Element, str]:
    """The address of each link that is a mark or a way back. A note without a way back gets one as its last element."""
    if not any("#" in (anchor.get("href") or "") for anchor in root.iter("a")):
        return {}
    anchors: list[tuple[int, etree._Element, str]] = []
    named: dict[str, tuple[int, etree._Element]] = {}
    for place, element in enumerate(root.iter(etree.Element)):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                named.setdefault(name, (place, element))
        if element.tag == "a" and (fragment := _fragment(element, base)):
            anchors.append((place, element, fragment))
    ways: dict[etree._Element, str] = {}
    notes: dict[etree._Element, int] = {}
    answered: set[int] = set()
    for place, anchor, fragment in anchors:
        there, target = named.get(fragment, (-1, None))
        if target is not None and there > place:
            note = _note(target, anchor) if _MARK.fullmatch(all_text(anchor)) else None
            if note is not None:
                ways[anchor] = f"#note-{notes.setdefault(note, len(notes) + 1)}"
        elif number := next((notes[block] for block in _around(anchor) if block in notes), 0):
            ways[anchor] = f"#mark-{number}"
            answered.add(number)
    for note, number in notes.items():
        if number not in answered:
            ways[_with_way_back(note)] = f"#mark-{number}"
    return ways


def _fragment(anchor: etree._Element, base: str) -> str:
    """The place in this document that a link leads to, or empty."""
    page, _, fragment = (anchor.get("href") or "").strip().partition("#")
    return fragment if not page or page == base.partition("#")[0] else ""


def _around(element: etree._Element) -> list[etree._Element]:
    """The element and those around it, the nearest first."""
    found = [element]
    while len(found) < _DEEPEST and (parent := found[-1].getparent()) is not None:
        found.append(parent)
    return found


def _note(target: etree._Element, mark: etree._Element) -> etree._Element | None:
    """The block that is named or holds the name, unless that is all of the article."""
    block = next((element for element in _around(target) if element.tag in _BLOCKS), None)
    return None if block is None or block in _around(mark) else block


def _with_way_back(note: etree._Element) -> etree._Element:
    """The link that is put at the end of a note."""
    last = note[-1] if len(note) and note[-1].tag in ("p", "div") and not (note[-1].tail or "").strip() else note
    if len(last):
        last[-1].tail = (last[-1].tail or "") + " "
    else:
        last.text = (last.text or "") + " "
    anchor = etree.SubElement(last, "a", {"href": "#", "role": "doc-backlink"})
    anchor.text = BACK
    return anchor
