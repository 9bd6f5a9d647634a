"""What is kept of a page or a thread comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.blocks import Block, Comment, Paragraph, Text
from feeds.content import to_content
from feeds.store.packing import packed, unpacked
from feeds.types import Author, Link

PAGE = """<h2>عنوان</h2><p dir=rtl lang=ar>نص <b>عريض</b> و<a href="https://a.org/">رابط</a></p><blockquote><p>قول</p>
</blockquote><ol start=3><li>واحد<ul><li>تحته</li></ul></li></ol><dl><dt>كلمة<dd>معنى</dl><pre>x = 1</pre><hr>
<table><caption>ج</caption><tr><th colspan=2>أ<tr><td>1<td>2</table><figure><img src="https://a.org/p.png" alt="ص">
<figcaption>تعليق</figcaption></figure><video src="https://a.org/v.mp4"></video>"""


def test_each_kind_of_block_comes_back_as_it_was() -> None:
    found = to_content(PAGE, base="https://a.org/").blocks
    assert {type(one).__name__ for one in found} == set(str(Block).split(" | "))
    assert unpacked(packed(found)) == found


def test_times_are_kept_in_utc_and_absent_ones_stay_absent() -> None:
    when = datetime(2026, 11, 25, 8, tzinfo=UTC)
    thread = (Comment("مريم", (), when, "https://a.org/#1", 2), Comment("", ()))
    assert unpacked(packed(thread)) == thread


def test_what_has_its_usual_value_takes_no_room() -> None:
    assert packed(Paragraph(Text("نص"))) == '{"$":"Paragraph","text":{"$":"Text","text":"نص"}}'


def test_a_kind_or_a_field_of_a_later_version_is_left_out() -> None:
    assert unpacked('[{"$":"Hologram","x":1},{"$":"Text","text":"a","depth":3}]') == (Text("a"),)


@pytest.mark.parametrize("text", ["", "{", '{"$":"Text"}', '{"x":1}', "[" * 100_000])
def test_what_was_never_packed_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (of the json module or ours)
        unpacked(text)


@given(st.lists(st.builds(Author, st.text(), st.text(), st.text(), st.text(), st.text())), st.builds(Link, st.text()))
def test_any_text_comes_back_as_it_was(authors: list[Author], link: Link) -> None:
    assert unpacked(packed([authors, link])) == (tuple(authors), link)
