"""Plain text without a tree: the same that the tree gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.content import plain, to_text

WORDS = [
    "خبر",
    "عاجل:",
    "a",
    " ",
    "  ",
    "\n",
    "\t",
    "\r\n",
    "\u2028",
    "\u2029",
    "\x1b",
    "\x85",
    "ﷺ",
    "\ud800",
    "&",
    ">",
]
REFERENCES = ["&amp;", "&lt;", "&gt;", "&nbsp;", "&quot;", "&copy;", "&#1576;", "&#27;", "&copy"]
ALONE = ["<br>", "<br/>", "<BR />", "<img src=x>", "<hr>", "<!-- a -->", "<x>", "<script>a</script>", "<p", "<"]
INSIDE = ["b", "i", "a href='x?a=1'", 'span class="a b"', "em", "sup", "B"]
AROUND = ["div dir=rtl", "blockquote", "section", "td", "DIV", "pre"]
PIECE = st.sampled_from(WORDS) | st.sampled_from(REFERENCES) | st.sampled_from(ALONE)


def around(names: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    made = st.tuples(st.sampled_from(names), st.lists(inner, max_size=4))
    return made.map(lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0].split()[0]}>")


INLINE = PIECE | around(INSIDE, PIECE)
NESTED = st.recursive(INLINE | around(["p", "h2", "P"], INLINE), lambda inner: around(AROUND, inner))
NESTED_MARKUP = st.lists(NESTED, max_size=8).map("".join)
ENDS = st.sampled_from([f"</{name.split()[0]}>" for name in [*AROUND, *INSIDE, "p", "br"]])
ANY_MARKUP = st.lists(
    NESTED | ENDS | st.sampled_from([f"<{name}>" for name in [*AROUND, *INSIDE, "p"]]), max_size=12
).map("".join)


def by_tree(html: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "_plainly", lambda _html: None)
        return to_text(html)


@given(NESTED_MARKUP)
def test_what_needs_no_tree_is_what_the_tree_gives(html: str) -> None:
    assert to_text(html) == by_tree(html)


@given(ANY_MARKUP)
def test_ends_and_beginnings_without_their_other_half_change_no_word(html: str) -> None:
    assert "".join(to_text(html).split()) == "".join(by_tree(html).split())


def test_paragraphs_of_news_need_no_tree() -> None:
    html = '<p dir="rtl">قال <b>الوزير</b>&nbsp;إن <a href="https://a.example/?a=1">القرار</a> نافذ.<br/>وأضاف</p>'
    assert plain._plainly(html) is not None


@pytest.mark.parametrize("html", ["<p>a<script>b</script>", "<p>a &copy; b", "<p title='>'>a", "<p>a < b", "<custom>a"])
def test_what_is_not_plain_is_left_to_the_tree(html: str) -> None:
    assert plain._plainly(html) is None
