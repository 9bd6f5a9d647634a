"""A query written down and read again is the same query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import QueryError
from feeds.search import fold
from feeds.search.folding import tokens
from feeds.search.query import All, Field, Not, Phrase, Query, Word, all_of, any_of, not_, parse
from feeds.search.writing import text_of
from tests.feeds.search.test_query import pieces

NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("غزّة أو (لبنان -رياضة)", "غزه OR لبنان -رياضه"),
        ("a (b | c)", "a (b OR c)"),
        ("-(a b)", "-(a b)"),
        ("«في غزة»*", '"في غزه"*'),
        ('مصدر:"BBC Arabic" هو:غير_مقروء', 'feed:"bbc arabic" is:unread'),
        ('feed:«a "b"»', 'feed:«a "b"»'),
        ("عنوان:غز* كلمات:>٥٠٠ منذ:7d", "title:غز* words:>500 since:2026-11-19T00:00:00Z"),
        ("أو.", "\\او"),
    ],
)
def test_a_query_has_one_spelling(typed: str, text: str) -> None:
    query = parse(typed, NOW)
    assert query
    assert text_of(query) == text
    assert parse(text, NOW) == query


@given(pieces)
def test_what_was_typed_is_read_again_from_its_one_spelling(text: str) -> None:
    try:
        query = parse(text, NOW)
    except QueryError:
        return
    if query:
        assert parse(text_of(query), NOW) == query


words = (
    st.sampled_from(["غزه", "او", "ليس", "و", "ها", "مي", "خانه", "or", "not", "צהל", "או", "500", "is", "since"])
    | st.text(alphabet="غزهاوaбש٣é", min_size=1).map(fold)
    | st.text(min_size=1).map(tokens).filter(bool).map(lambda found: found[0])
)
word = st.builds(Word, words, st.booleans())
phrase = st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(tuple), st.booleans())
text = st.lists(words, min_size=1, max_size=3).map(" ".join) | st.sampled_from(
    ['a "b"', "«a» b", "a-b", "-a", "a (b)", "a:b", "a*b"]
)
moment = st.datetimes(timezones=st.just(UTC))
field: st.SearchStrategy[Field] = st.one_of(
    st.builds(Field, st.sampled_from(["feed", "section", "category", "author", "tag", "link"]), text),
    st.builds(Field, st.sampled_from(["title", "note"]), word | phrase),
    st.builds(Field, st.sampled_from(["since", "before"]), moment),
    st.builds(
        Field, st.just("words"), st.tuples(st.sampled_from([">", ">=", "<", "<=", "="]), st.integers(0, 10**9 - 1))
    ),
    st.builds(
        Field, st.just("is"), st.sampled_from(["unread", "read", "starred", "edited", "tagged", "noted", "today"])
    ),
    st.builds(
        Field, st.just("has"), st.sampled_from(["image", "audio", "video", "comments", "enclosure", "note", "fulltext"])
    ),
    st.builds(Field, st.just("lang"), st.sampled_from(["ar", "fa", "ckb", "zh-hans", "ar-eg"])),
)


def joined(by: Callable[[list[Query]], Query | None], parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    return st.lists(parts, min_size=2, max_size=4).map(lambda several: by(several) or several[0])


queries: st.SearchStrategy[Query] = st.recursive(
    word | phrase | field, lambda parts: joined(all_of, parts) | joined(any_of, parts) | parts.map(not_), max_leaves=8
)


@given(queries)
def test_any_query_is_read_again_from_its_text(query: Query) -> None:
    assert parse(text_of(query), NOW) == query


def test_a_word_that_would_be_an_operator_or_part_of_another_is_set_apart() -> None:
    query = All((Word("خانه"), Word("ها"), Not(Word("ليس"))))
    assert text_of(query) == "خانه \\ها -\\ليس"
    assert parse(text_of(query), NOW) == query
