"""A table of what people type and what papers wrote: which must find which, in six languages."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from feeds.search import fold, stem, stems
from feeds.search.folding import tokens
from feeds.search.matching import needles, spans
from feeds.search.query import All, Any, Field, Not, Phrase, Query, Word, parse

NOW = datetime(2026, 11, 26, tzinfo=UTC)
LINES = (Path(__file__).parent / "pairs.tsv").read_text("utf-8").splitlines()
PAIRS = [line.split("\t") for line in LINES[2:]]


def matches(query: Query, text: str) -> bool:
    """As an index of two columns does: one of the folded words, one of the stems that differ from theirs."""
    words = tokens(text)
    both = {*words, *stems(fold(text)).split()}
    match query:
        case Word(word, prefix=True):
            return any(one.startswith(word) for one in both)
        case Word(word):
            return not both.isdisjoint((word, stem(word)))
        case Phrase(asked):
            return any(words[at : at + len(asked)] == asked for at in range(len(words)))
        case Not(part):
            return not matches(part, text)
        case All(parts):
            return all(matches(part, text) for part in parts)
        case Any(parts):
            return any(matches(part, text) for part in parts)
        case Field():
            raise AssertionError(query)


@pytest.mark.parametrize(("language", "finds", "query", "text"), PAIRS)
def test_a_query_finds_the_text_that_it_must_and_no_other(language: str, finds: str, query: str, text: str) -> None:
    asked = parse(query, NOW)
    assert asked
    assert matches(asked, text) == (finds == "yes")


@pytest.mark.parametrize(
    ("query", "text"), [(query, text) for _language, finds, query, text in PAIRS if finds == "yes"]
)
def test_what_is_found_is_marked_in_the_text(query: str, text: str) -> None:
    assert spans(needles(parse(query, NOW)), text)


def test_the_words_of_a_text_are_those_that_the_tokenizer_of_the_index_cuts() -> None:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 0')")
    connection.execute("CREATE VIRTUAL TABLE cut USING fts5vocab(words, instance)")
    connection.executemany("INSERT INTO words VALUES(?)", [(fold(text),) for *_rest, text in PAIRS])
    for number, (*_rest, text) in enumerate(PAIRS, 1):
        cut = connection.execute("SELECT term FROM cut WHERE doc = ? ORDER BY offset", (number,))
        assert tuple(term for (term,) in cut) == tokens(text)


def test_each_language_has_pairs_that_match_and_pairs_that_must_not() -> None:
    kinds = Counter((language, finds) for language, finds, _query, _text in PAIRS)
    assert len(PAIRS) >= 120
    assert len({tuple(pair) for pair in PAIRS}) == len(PAIRS)
    for language in ("ar", "fa", "ur", "ckb", "he", "en"):
        assert kinds[language, "yes"]
        assert kinds[language, "no"]
