"""The query language: what a text asks for, and where a mistake in it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import (
    BadCount,
    BadDate,
    LoneParenthesis,
    MissingOperand,
    MissingValue,
    NestedTooDeep,
    QueryError,
    UnclosedQuote,
    UnknownValue,
)
from feeds.search.query import All, Any, Field, Not, Phrase, Query, Word, parse

NOW = datetime(2026, 11, 26, 12, 30, tzinfo=timezone(timedelta(hours=3)))


def asked(text: str, *, complete: bool = True) -> Query | None:
    return parse(text, NOW, complete=complete)


A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("غزة و لبنان", All((Word("غزه"), Word("لبنان")))),
        ("a OR b", Any((A, B))),
        ("a | b", Any((A, B))),
        ("a|b", Any((A, B))),
        ("a أو b", Any((A, B))),
        ("a یا b", Any((A, B))),
        ("a או b", Any((A, B))),
        ("a b OR c", Any((All((A, B)), C))),
        ("a (b OR c)", All((A, Any((B, C))))),
        ("a (b c)", All((A, B, C))),
        ("a OR (b OR c)", Any((A, B, C))),
        ("((a))", A),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("ليس a", Not(A)),
        ("NOT NOT a", A),
        ("-(a b)", Not(All((A, B)))),
        ("-(-a)", A),
        ("a -b", All((A, Not(B)))),
        ("a-b", Phrase(("a", "b"))),
        ("or not and", All((Word("or"), Word("not"), Word("and")))),
        ("غز*", Word("غز", prefix=True)),
        ("a-b*", Phrase(("a", "b"), prefix=True)),
        ('"a b"', Phrase(("a", "b"))),
        ("«a b»", Phrase(("a", "b"))),
        ("“a b”", Phrase(("a", "b"))),
        ("„a b“", Phrase(("a", "b"))),
        ('"a b"*', Phrase(("a", "b"), prefix=True)),
        ('"a"', Phrase(("a",))),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ('"(a | b) -c"', Phrase(("a", "b", "c"))),
        ("أَخْبَـــارٌ", Word("اخبار")),
        ("١٢٣", Word("123")),
        ("\u200f-\u200fa", Not(A)),
        ("a \u200fأو\u200f b", Any((A, B))),
    ],
)
def test_words_phrases_and_what_joins_them(text: str, query: Query) -> None:
    assert asked(text) == query


@pytest.mark.parametrize(
    "text", ["", "   ", "-", "*", "- *", "--", "…!?", "()", '""', "-()", "-!", "AND", "و", "\u200f"]
)
def test_what_asks_for_nothing_is_none(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize("nothing", ["-", "*", "--", "—", "!", "()", '""', "AND"])
def test_nothing_beside_a_word_leaves_the_word(nothing: str) -> None:
    assert asked(f"a {nothing} b") == All((A, B))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("http://x.org/a", ("http", "x", "org", "a")),
        ("10:30", ("10", "30")),
        ("١٠:٣٠", ("10", "30")),
        ("foo:bar", ("foo", "bar")),
        ("قال:نعم", ("قال", "نعم")),
    ],
)
def test_a_colon_after_what_is_no_field_is_plain_text(text: str, words: tuple[str, ...]) -> None:
    assert asked(text) == Phrase(words)


@pytest.mark.parametrize("word", ['צה"ל', "צה״ל", "צה”ל", "צהל", "צה''ל"])
def test_a_quotation_mark_within_a_hebrew_word_opens_no_phrase(word: str) -> None:
    assert asked(f"{word} a") == All((Word("צהל"), A))
    assert asked(f'"{word} a"') == Phrase(("צהל", "a"))
    assert asked(f'"a {word}" b') == All((Phrase(("a", "צהל")), B))


def test_a_persian_word_is_asked_for_in_each_of_its_spellings() -> None:
    apart, together = All((Word("خانه"), Word("ها"))), Word("خانهها")
    assert asked("خانه ها") == Any((apart, together))
    assert asked("خانه‌ها") == Any((Phrase(("خانه", "ها")), together))
    assert asked("می خواهم a") == All((Any((All((Word("مي"), Word("خواهم"))), Word("ميخواهم"))), A))
    assert asked("خانه‌ها*") == Any((Phrase(("خانه", "ها"), prefix=True), Word("خانهها", prefix=True)))


def test_a_beginning_whose_last_hamza_changes_with_the_next_letter_is_asked_for_either_way() -> None:
    assert asked("لاجئ*") == Any((Word("لاجيي", prefix=True), Word("لاجء", prefix=True)))
    assert asked("هيئ*") == Any((Word("هييي", prefix=True), Word("هيا", prefix=True), Word("هء", prefix=True)))
    assert asked("a لاجئ", complete=False) == All((A, Any((Word("لاجيي", prefix=True), Word("لاجء")))))
    assert asked("لاجئ ", complete=False) == asked("لاجئ") == Word("لاجء")


def test_the_mark_after_a_kurdish_letter_parts_no_word() -> None:
    assert asked("هه‌ولێر") == Word("ههولير")


@pytest.mark.parametrize("text", ["مي زيادة", "خانه و ها", "-خانه ها", '"خانه" ها', "خانه (ها)"])
def test_words_that_only_look_like_parts_of_a_persian_one_stay_apart(text: str) -> None:
    assert not isinstance(asked(text), Any)
    assert isinstance(asked(text), All)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('feed:"BBC Arabic"', "feed", "bbc arabic"),
        ("مصدر:الجزيرة", "feed", "الجزيره"),
        ("المصدر:«بي بي سي»", "feed", "بي بي سي"),
        ("مصـدر:x", "feed", "x"),
        ("FEED:x", "feed", "x"),
        ("section:اقتصاد", "section", "اقتصاد"),
        ("قسم:اقتصاد", "section", "اقتصاد"),
        ("تصنيف:رياضة", "category", "رياضه"),
        ("author:مريم", "author", "مريم"),
        ("كاتب:مريم", "author", "مريم"),
        ('tag:"to read"', "tag", "to read"),
        ("وسم:مهم", "tag", "مهم"),
        ("title:غزة", "title", Word("غزه")),
        ("عنوان:غز*", "title", Word("غز", prefix=True)),
        ('title:"في غزة"', "title", Phrase(("في", "غزه"))),
        ("note:x-y", "note", Phrase(("x", "y"))),
        ("link:http://X.org/(a)?b=1", "link", "http://X.org/(a)?b=1"),
        ("lang:ar", "lang", "ar"),
        ("لغة:العربية", "lang", "ar"),
        ("زبان:فارسی", "lang", "fa"),
        ("lang:zh-Hans", "lang", "zh-hans"),
        ("is:unread", "is", "unread"),
        ("هو:غير_مقروء", "is", "unread"),
        ('هي:"غير مقروءة"', "is", "unread"),
        ("هو:غير-المقروء", "is", "unread"),
        ("هو:مميّز", "is", "starred"),
        ("is:اليوم", "is", "today"),
        ("has:image", "has", "image"),
        ("فيه:صور", "has", "image"),
        ("فيه:نص_كامل", "has", "fulltext"),
        ("has:full-text", "has", "fulltext"),
        ("words:>500", "words", (">", 500)),
        ("كلمات:>=٥٠٠", "words", (">=", 500)),
        ("words:≤۵۰۰", "words", ("<=", 500)),
        ("words:500", "words", ("=", 500)),
    ],
)
def test_a_field_is_asked_for_in_arabic_as_in_english(text: str, name: str, value: object) -> None:
    found = asked(text)
    assert isinstance(found, Field)
    assert (found.name, found.value) == (name, value)
    assert asked(f"a -{text}") == All((A, Not(found)))
    assert asked(f"({text} OR a) b") == All((Any((found, A)), B))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("7d", "2026-11-19 12:30"),
        ("٧ي", "2026-11-19 12:30"),
        ("7أيام", "2026-11-19 12:30"),
        ('"7 أيام"', "2026-11-19 12:30"),
        ("يومين", "2026-11-24 12:30"),
        ("2w", "2026-11-12 12:30"),
        ("أسبوع", "2026-11-19 12:30"),
        ("9m", "2026-02-26 12:30"),
        ("3أشهر", "2026-08-26 12:30"),
        ("1y", "2025-11-26 12:30"),
        ("۲سال", "2024-11-26 12:30"),
        ("6h", "2026-11-26 06:30"),
        ("today", "2026-11-26"),
        ("اليوم", "2026-11-26"),
        ("yesterday", "2026-11-25"),
        ("أمس", "2026-11-25"),
        ("2026-01-31", "2026-01-31"),
        ("٢٠٢٦/١/٣١", "2026-01-31"),
        ("2026-03", "2026-03-01"),
        ("2025", "2025-01-01"),
        ("2026-01-31T08:15", "2026-01-31 08:15"),
        ("2026-01-31T05:15Z", "2026-01-31 08:15"),
    ],
)
def test_a_moment_is_a_date_a_day_or_so_long_ago_where_the_reader_is(text: str, moment: str) -> None:
    for name, typed in [("since", "since"), ("since", "منذ"), ("before", "قبل")]:
        found = asked(f"{typed}:{text}")
        assert isinstance(found, Field)
        assert isinstance(found.value, datetime)
        assert found.name == name
        assert found.value == datetime.fromisoformat(moment).replace(tzinfo=NOW.tzinfo)
        assert found.value.tzinfo is UTC


def test_a_month_ago_on_a_day_that_it_lacked_is_its_last_day() -> None:
    assert parse("since:1m", datetime(2026, 3, 31, tzinfo=UTC)) == Field("since", datetime(2026, 2, 28, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "error", "place"),
    [
        ('a "b c', UnclosedQuote, '"b c'),
        ("feed:«b", UnclosedQuote, "«b"),
        ("a (b", LoneParenthesis, "("),
        ("a (b (c)", LoneParenthesis, "("),
        ("a) b", LoneParenthesis, ")"),
        ("a OR", MissingOperand, "OR"),
        ("| a", MissingOperand, "|"),
        ("a أو (b OR)", MissingOperand, "OR"),
        ("a NOT", MissingOperand, "NOT"),
        ("(a ليس) b", MissingOperand, "ليس"),
        ("a feed: b", MissingValue, "feed:"),
        ('مصدر:"" b', MissingValue, 'مصدر:""'),
        ("a title:! b", MissingValue, "title:!"),
        ("a is:red b", UnknownValue, "red"),
        ("has:باب", UnknownValue, "باب"),
        ("lang:12", UnknownValue, "12"),
        ("a since:soon b", BadDate, "soon"),
        ("since:2026-02-30", BadDate, "2026-02-30"),
        ("before:9999y", BadDate, "9999y"),
        ("words:many b", BadCount, "many"),
        ("words:>", BadCount, ">"),
        ("(" * 60 + "a" + ")" * 60, NestedTooDeep, "("),
    ],
)
def test_a_mistake_points_at_its_place(text: str, error: type[QueryError], place: str) -> None:
    with pytest.raises(error) as caught:
        asked(text)
    assert text[caught.value.at : caught.value.at + caught.value.length] == place


def test_a_mistake_in_a_choice_names_the_choices_in_the_language_of_the_field() -> None:
    with pytest.raises(UnknownValue) as english:
        asked("is:red")
    with pytest.raises(UnknownValue) as arabic:
        asked("هو:أحمر")
    assert english.value.args_["choices"].split(", ")[:2] == ["unread", "read"]
    for choice in arabic.value.args_["choices"].split("، "):
        assert isinstance(asked(f"هو:{choice}"), Field)


@pytest.mark.parametrize("field", ["فيه:؟", "لغة:؟"])
def test_the_choices_that_a_mistake_names_can_be_made(field: str) -> None:
    with pytest.raises(UnknownValue) as caught:
        asked(field)
    for choice in caught.value.args_["choices"].split("، "):
        assert isinstance(asked(field.replace("؟", choice)), Field)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ('"a b', Phrase(("a", "b"), prefix=True)),
        ('"a b ', Phrase(("a", "b"))),
        ('"', None),
        ('a "', A),
        ("(a", A),
        ("a (b OR", All((A, B))),
        ("a OR", A),
        ("a -", A),
        ("a NOT", A),
        ("a feed:", A),
        ("feed: a", A),
        ('a feed:"', A),
        ("a is:unr", A),
        ("a since:2026-0", A),
        ("a since:7", A),
        ("a words:>", A),
        ("a) b", All((A, B))),
        ('צה"', Word("צה")),
    ],
)
def test_a_query_that_is_still_typed_is_closed_at_its_end(text: str, query: Query | None) -> None:
    assert asked(text, complete=False) == query


def test_a_mistake_that_was_left_behind_is_told_while_typing() -> None:
    with pytest.raises(UnknownValue):
        asked("is:red a", complete=False)


pieces = st.lists(
    st.sampled_from(["a", "غزة", "خانه", "ها", "می", "ليس", "أو", "OR", 'צה"ל', "unread", "7d", ">5"])
    | st.sampled_from(["feed:", "is:", "since:", "words:"])
    | st.sampled_from('|-()"«»*\\ \u200c\u200f')
).map("".join)


@given(pieces | st.text())
def test_any_text_is_a_query_or_a_mistake_within_it(text: str) -> None:
    try:
        asked(text)
    except QueryError as error:
        mistake = error
    else:
        return
    assert 0 <= mistake.at < mistake.at + mistake.length <= len(text)


@given(pieces)
def test_what_is_complete_asks_the_same_while_it_is_typed(text: str) -> None:
    try:
        query = asked(text)
    except QueryError:
        return
    assert asked(text, complete=False) == query


@given(pieces)
def test_words_are_single_and_folded(text: str) -> None:
    def words(query: Query | None) -> list[str]:
        match query:
            case Word(word):
                return [word]
            case Phrase(several):
                return list(several)
            case Not(part):
                return words(part)
            case All(parts) | Any(parts):
                assert len(parts) > 1
                assert not any(type(part) is type(query) for part in parts)
                return [word for part in parts for word in words(part)]
            case _:
                return []

    try:
        query = asked(text)
    except QueryError:
        return
    for word in words(query):
        assert asked(f"\\{word}") == Word(word)
