"""An article as Markdown, read again by a parser of CommonMark."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from feeds.blocks import Block, Span, SpanKind
from feeds.saving.markdown import markdown, quotation
from tests.feeds.saving.articles import ARTICLE, p

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> str:
    return PARSER.render(text)


def words(html: str) -> str:
    """The letters that are seen, a blank for any white space."""
    return " ".join("".join(lxml_html.fragment_fromstring(html, create_parent="div").itertext()).split())


def test_every_kind_of_block_comes_back() -> None:
    page = lxml_html.fragment_fromstring(shown(markdown(ARTICLE)), create_parent="div")
    assert page.xpath("//h1//text()") == [ARTICLE.title]
    assert len(page.xpath("//blockquote")) == 2
    assert page.xpath("//ol/@start") == ["3"]
    assert [one.strip() for one in page.xpath("//ol/li//ul/li//text()")] == ["داخلي"]
    assert page.xpath("//pre/code/text()") == ["x = 1 < 2\n", "print('لا')\n\n```\n"]
    assert page.xpath("//td//text()") == ["الأردن|عمّان"]
    assert page.xpath("//img/@alt")[0] == 'نخيل "قديم"'
    assert page.xpath("//a/@href")[-1] == ARTICLE.url
    assert "javascript" not in markdown(ARTICLE)
    assert len(page.xpath("//hr")) == 1


def test_a_quotation_is_one_quote_with_its_source_at_the_end() -> None:
    page = lxml_html.fragment_fromstring(shown(quotation(ARTICLE)), create_parent="div")
    [quote] = page.xpath("/div/*")
    assert quote.tag == "blockquote"
    last = quote.getchildren()[-1]
    assert last.xpath("a/@href") == [ARTICLE.url]
    assert last.text_content().startswith(f"— {ARTICLE.title} · The News")


MARKUP = st.text("a1 ا#*_`[]()<>&~|\\!+-=.\n«:", min_size=1, max_size=12)


@given(st.lists(MARKUP, min_size=1, max_size=3))
@example(["1. x"])
@example(["a\n==="])
@example(["<b>&amp;"])
@example(["a\n- b"])
def test_a_text_is_shown_as_it_was_written_whatever_signs_it_has(texts: list[str]) -> None:
    # As they come from feeds: no blanks around a line.
    blocks: list[Block] = [p("\n".join(line.strip() for line in text.split("\n")).strip()) for text in texts]
    copy = replace(ARTICLE, blocks=tuple(blocks), source="", authors=(), dated="", url="")
    said = " ".join(" ".join(block.text.text for block in blocks).split())  # type: ignore[union-attr]
    assert words(shown(markdown(copy))).removeprefix(ARTICLE.title).strip() == said


SPANS = st.lists(
    st.builds(
        Span,
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from([SpanKind.STRONG, SpanKind.EMPHASIS, SpanKind.CODE, SpanKind.LINK, SpanKind.SUPER]),
        st.just("https://a.example/(x)"),
    ),
    max_size=5,
)


@given(st.text("ab ا`*،", min_size=9, max_size=9).filter(lambda text: text.strip()), SPANS)
def test_no_mark_is_left_to_be_seen_whatever_is_marked(text: str, spans: list[Span]) -> None:
    lead = len(text) - len(text.lstrip())
    moved = [Span(max(one.start - lead, 0), one.end - lead, one.kind, one.href) for one in spans]
    copy = replace(ARTICLE, blocks=(p(text.strip(), *moved),), source="", authors=(), dated="", url="")
    seen = words(shown(markdown(copy))).removeprefix(ARTICLE.title)
    assert re.sub(r"\s", "", seen) == re.sub(r"\s", "", text)
