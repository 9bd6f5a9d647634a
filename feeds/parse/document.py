"""Text to a tree, strictly: no DTD, no entities but the predefined and HTML's, no network, nothing huge.

The parser never sees a document type, so neither entity expansion (billion laughs) nor external entities (XXE)
exist here. What is not well-formed is left to `feeds.parse.lenient`, because recovering parsers lose text silently.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5

from lxml import etree

from feeds.content.tree import with_legal_references

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,1000}\?>")
_PROLOG = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,2000}>", re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)", re.DOTALL
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ILLEGAL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![\da-fA-F]));?"
)
"""A reference to a character that XML forbids, in its HTML spelling, which may lack the semicolon."""
_PREFIX = re.compile(r"</?([A-Za-z][\w.-]{0,30}):")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z][\w.-]{0,30})\s*=")
_ROOT = re.compile(r"<[A-Za-z][\w:.-]{0,60}")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BEFORE_MARKUP = "\ufeff \t\r\n"

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class NotWellFormedError(Exception):
    """The strict path can't take this document."""


def root_of(text: str) -> etree._Element:
    """The root element of an XML document, whitespace, comments and instructions outside it set aside.

    Raises NotWellFormedError for what is not well-formed even with HTML's named entities and control characters
    resolved, for internal DTD subsets, and past libxml2's limits (256 levels, 10 MB in one text).
    """
    text = _without_prolog(text)
    try:
        return _parsed(text)
    except etree.XMLSyntaxError:
        mended = _mended(text)
        if mended == text:
            raise NotWellFormedError from None
    try:
        return _parsed(mended)
    except etree.XMLSyntaxError:
        raise NotWellFormedError from None


def recovered_root(text: str) -> etree._Element | None:
    """What can be saved of the tree of a document that is not well-formed; None where that is nothing."""
    try:
        return _parsed(_mended(_without_prolog(with_legal_references(text))), recover=True)
    except (NotWellFormedError, etree.XMLSyntaxError):
        return None


def _parsed(text: str, *, recover: bool = False) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def _without_prolog(text: str) -> str:
    """``text`` from its root element on."""
    text = without_declaration(text)
    start = _after(text, 0)
    if doctype := _DOCTYPE.match(text, start):
        start = _after(text, doctype.end())
    if not text.startswith("<", start) or text[start : start + 2] == "<!":
        raise NotWellFormedError
    return text[start:]


def without_declaration(text: str) -> str:
    """``text`` without its XML declaration, which names the charset that is decoded already."""
    text = text.strip(_BEFORE_MARKUP)
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _after(text: str, start: int) -> int:
    found = _PROLOG.match(text, start)
    return found.end() if found else start


def _mended(text: str) -> str:
    """``text`` with what XML forbids and every reader knows: HTML's entities, bare &, controls, undeclared prefixes."""
    text = ILLEGAL_REFERENCE.sub("", _ILLEGAL.sub("", text))
    return _with_prefixes(_ENTITY.sub(_resolved, with_escaped_ampersands(text)))


def with_escaped_ampersands(text: str) -> str:
    """``text`` with the ampersands that begin no reference as ``&amp;``, those in CDATA sections left."""
    return _AMPERSAND.sub(lambda found: "&amp;" if found[0] == "&" else found[0], text)


def _with_prefixes(text: str) -> str:
    """``text`` with the prefixes that it uses and does not declare, declared as every publisher means them."""
    used = sorted(set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)))
    names = ((prefix, _NAMESPACES.get(prefix, _UNKNOWN + prefix)) for prefix in used[:_MOST_PREFIXES])
    said = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in names)
    root = _ROOT.match(text)
    return text[: root.end()] + said + text[root.end() :] if root and said else text


def _resolved(match: re.Match[str]) -> str:
    name = match[1]
    if name in _PREDEFINED:
        return match[0]
    value = html5.get(name + ";")
    # An entity such as &LT; stands for markup and stays escaped.
    return match[0] if value is None else value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_PREFIXES = {
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss/rss.html": "",
    "http://purl.org/rss/1.0": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/elements/1.0": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://purl.org/rss/1.0/modules/slash": "slash:",
    "http://wellformedweb.org/commentapi": "wfw:",
    "http://purl.org/syndication/thread/1.0": "thr:",
    "http://purl.org/rss/1.0/modules/syndication": "sy:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}


_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
_UNKNOWN = "urn:undeclared:"
_MOST_PREFIXES = 50


@lru_cache(maxsize=2048)
def short_name(tag: str) -> str:
    """A Clark name as handlers know it: ``dc:creator``, bare for RSS, in lower case; empty in an unknown namespace."""
    if not tag.startswith("{"):
        return tag.lower()
    namespace, _, local = tag[1:].partition("}")
    namespace = namespace.lower().rstrip("/")
    # UserLand numbered its namespace with each version, and publishers go on counting.
    prefix = "" if namespace.startswith("http://backend.userland.com/rss") else _PREFIXES.get(namespace)
    return "" if prefix is None else prefix + local.lower()
