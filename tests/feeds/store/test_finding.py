"""Finding by a query: every page against a search through all articles, whatever of them is in the index."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.schedule import FetchState
from feeds.search import fold, stem, stems
from feeds.search.query import All, Any, Field, Not, Phrase, Query, Word
from feeds.store import conditions, finding, index, search_file
from feeds.store.finder import Finder
from feeds.store.index import catch_up
from feeds.store.library import Store
from feeds.types import ArticleRow, Author, Cursor, Enclosure, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed

TYPED = "غزة الرئيس رئيس للرئيس والرئيس اقتصاد الاقتصاد رياضة كرة مباراة خبر أخبار قمة مسؤول مسئول"
WORDS = TYPED.split()
AUTHORS = ("مريم حداد", "سالم", "Jane Doe")
COUNT = 240
BLOCK = search_file.BLOCK
"""As the other program has it."""
TAGGED = range(1, COUNT + 1, 5)


@pytest.fixture(scope="module", params=["all", "half", "none", "changed"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Finder]]:
    """Six feeds in two sections, 40 articles each, whose words are drawn from few, all in their titles; their dates go
    across their ids. Of it all is indexed, half, nothing, or all but what changed since."""
    patch = pytest.MonkeyPatch()
    patch.setattr(search_file, "BLOCK", 16)
    patch.setattr(index, "BLOCK", 16)
    chance = random.Random(7)
    store = Store(tmp_path_factory.mktemp("finding") / "library.db", lambda: NOW)
    for number in range(6):
        section = ("سياسة", "رياضة")[number % 2]
        feed = store.subscribe(f"https://{number}.example/feed", section=section, title=f"صحيفة {number}").id
        articles = [
            make_article(
                chance.randrange(400),
                guid=f"{number}-{n}",
                url=f"https://{number}.example/{n}",
                title=" ".join(chance.choices(WORDS, k=4)),
                summary="",
                content="<p>متن</p>",
                authors=(Author(AUTHORS[n % 3]),),
                image=f"https://{number}.example/{n}.png" if n % 4 == 0 else "",
                enclosures=(Enclosure("https://cdn.example/a.mp3", "audio/mpeg"),) if n % 5 == 0 else (),
                categories=("الاقتصاد",) if n % 3 == 0 else (),
            )
            for n in range(40)
        ]
        store.save_articles(feed, make_feed(articles), FetchState(), NOW)
    ids = list(range(1, COUNT + 1))
    store.mark_read(ids[::3])
    store.star(ids[::7])
    store.tag(TAGGED, "وسم")
    if request.param != "none":
        catch_up(store.path, limit=COUNT // 2 if request.param == "half" else None)
    if request.param == "changed":
        plain = {"summary": "", "content": "<p>متن</p>"}
        changed = [make_article(n, guid=f"5-{n}", title="قمة جديدة", **plain) for n in range(10)]
        store.save_articles(6, make_feed(changed), FetchState(), NOW)
        store.save_articles(1, make_feed([make_article(1, guid="new", title="خبر كرة", **plain)]), FetchState(), NOW)
    finder = Finder(store.path)
    yield store, finder
    finder.close()
    store.close()
    patch.undo()


def everything(page: Callable[[Cursor | None], finding.Page]) -> list[ArticleRow]:
    rows: list[ArticleRow] = []
    after: Cursor | None = None
    while True:
        found = page(after)
        rows += found.rows
        if found.next is None:
            return rows
        assert found.next != after
        after = found.next


def fits(row: ArticleRow, query: Query) -> bool:
    """What a query means, spelled out for articles that say all in their titles."""
    match query:
        case Not(part):
            return not fits(row, part)
        case All(parts):
            return all(fits(row, part) for part in parts)
        case Any(parts):
            return any(fits(row, part) for part in parts)
        case Field("title", Word() as word):
            return says(fold(row.title).split(), word)
        case Field("is", str(state)):
            return {"unread": not row.read, "read": row.read, "starred": row.starred, "tagged": row.id in TAGGED}[state]
        case Field(name, datetime() as moment):
            return (row.sort_at >= moment.timestamp()) == (name == "since")
        case Field(name, str(value)):
            texts = {"author": f" {fold(row.author)}", "feed": fold(row.feed_title), "link": row.url}
            texts |= {"lang": row.language, "section": ("رياضه", "سياسه")[row.feed % 2]}
            return (f" {value}" if name == "author" else value.lower()) in texts[name]
    assert isinstance(query, Word | Phrase)
    return says([*fold(row.title).split(), *fold(row.author).split()], query)


def says(words: list[str], query: Word | Phrase) -> bool:
    stemmed = stems(" ".join(words)).split()
    match query:
        case Word(text, True):
            return any(word.startswith(text) for word in (*words, *stemmed))
        case Word(text):
            return bool({text, stem(text)} & {*words, *stemmed})
        case Phrase((first, second)):
            return (first, second) in pairwise(words)
        case Phrase((word,)):
            return word in words
    raise AssertionError(query)


moments = st.integers(0, 400).map(lambda hours: datetime.fromtimestamp(NOW - hours * 3600, UTC))
words = st.sampled_from(sorted({fold(word) for word in WORDS} | {"لاشيء"}))
leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, words),
    st.builds(Word, words),
    st.builds(Word, st.sampled_from(["ريي", "اقت", "مباراه"]), st.just(True)),
    st.builds(Phrase, st.tuples(words, words)),
    st.builds(Phrase, st.tuples(words)),
    st.builds(Field, st.just("title"), st.builds(Word, words)),
    st.builds(Field, st.just("author"), st.sampled_from(["مريم", "مريم حداد", "jane d", "سال"])),
    st.builds(Field, st.just("feed"), st.sampled_from(["صحيفه 3", "صحيفه", "اخري"])),
    st.builds(Field, st.just("section"), st.sampled_from(["سياسه", "رياضه"])),
    st.builds(Field, st.just("is"), st.sampled_from(["unread", "read", "starred", "tagged"])),
    st.builds(Field, st.just("since"), moments),
    st.builds(Field, st.just("before"), moments),
    st.builds(Field, st.just("link"), st.sampled_from(["3.EXAMPLE", "/12"])),
    st.builds(Field, st.just("lang"), st.sampled_from(["ar", "fa"])),
)
queries: st.SearchStrategy[Query] = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(All, st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(Any, st.lists(parts, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
scopes = st.one_of(
    st.builds(Scope, st.sampled_from([ScopeKind.ALL, ScopeKind.UNREAD, ScopeKind.STARRED]), st.none(), st.booleans()),
    st.builds(Scope, st.sampled_from([ScopeKind.FEED, ScopeKind.SECTION]), st.integers(1, 3), st.booleans()),
    st.builds(Scope, st.sampled_from([ScopeKind.TAG, ScopeKind.CATEGORY]), st.just(1), st.booleans()),
    st.builds(Scope, st.just(ScopeKind.TODAY), moments.map(lambda moment: int(moment.timestamp())), st.booleans()),
)


def in_scope(store: Store, row: ArticleRow, scope: Scope) -> bool:
    if scope.kind in (ScopeKind.TAG, ScopeKind.CATEGORY):
        query = f"SELECT count(*) FROM article_{scope.kind} WHERE article = ? AND {scope.kind} = ?"
        within = bool(store._connections.get().execute(query, (row.id, scope.id)).get)
    else:
        within = {
            ScopeKind.ALL: True,
            ScopeKind.UNREAD: not row.read,
            ScopeKind.STARRED: row.starred,
            ScopeKind.FEED: row.feed == scope.id,
            ScopeKind.SECTION: (row.feed - 1) % 2 + 1 == scope.id,
            ScopeKind.TODAY: row.sort_at >= (scope.id or 0),
        }[scope.kind]
    return within and not (scope.unread and row.read)


@settings(max_examples=120, deadline=None)
@given(
    scope=scopes,
    query=queries,
    limit=st.integers(1, 60),
    matches=st.sampled_from([15, 3_000]),
    gathered=st.sampled_from([-1, 400]),
)
def test_the_pages_of_every_query_hold_what_it_means_newest_first(
    library: tuple[Store, Finder], scope: Scope, query: Query, limit: int, matches: int, gathered: int
) -> None:
    store, finder = library
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "MATCHES", matches)
        patch.setattr(conditions, "GATHERED", gathered)
        patch.setattr(conditions, "_RARE", gathered)
        rows = everything(lambda after: finder.page(scope, query, after, limit))
    listed = everything(lambda after: store.articles(Scope(), after))
    assert [row.id for row in rows] == [row.id for row in listed if in_scope(store, row, scope) and fits(row, query)]


def found(finder: Finder, query: Query, **more: object) -> list[int]:
    return [row.id for row in finder.page(Scope(), query, None, 200, now=NOW, **more).rows]  # type: ignore[arg-type]


@pytest.fixture
def news(store: Store) -> Iterator[tuple[Store, Callable[..., int], Finder]]:
    """A store with one feed, a function that saves an article in it and gives its id, and a finder."""
    store.subscribe("https://news.example/feed")
    numbers = iter(range(1, 1_000))

    def save(**said: object) -> int:
        number = next(numbers)
        article = make_article(number, **({"summary": "", "content": "", "authors": ()} | said))
        store.save_articles(1, make_feed([article]), FetchState(), NOW)
        return number

    finder = Finder(store.path)
    yield store, save, finder
    finder.close()


News = tuple[Store, Callable[..., int], Finder]


def test_words_of_the_body_are_found_once_they_are_indexed_and_those_of_the_title_before(news: News) -> None:
    store, save, finder = news
    save(title="عنوان", content="<p>متن المقال</p>")
    assert finder.waiting() == 1
    assert found(finder, Word("عنوان")) == [1]
    assert found(finder, Word("متن")) == []
    catch_up(store.path)
    assert finder.waiting() == 0
    assert found(finder, Word("متن")) == [1], "an index that has come since is opened"
    assert found(finder, Phrase(("متن", "المقال"))) == [1]


def test_a_word_finds_what_has_its_stem_and_a_phrase_does_not(news: News) -> None:
    store, save, finder = news
    with_article, without = save(title="الرئيس"), save(title="رئيس")
    for _ in range(2):
        assert found(finder, Word(fold("للرئيس"))) == found(finder, Word(fold("رئيس"))) == [with_article, without]
        assert found(finder, Phrase((fold("رئيس"),))) == [without]
        catch_up(store.path)


def test_while_one_types_the_last_word_may_go_on_from_three_letters_after_the_article(news: News) -> None:
    store, save, finder = news
    save(title="قمة المساء")
    for _ in range(2):
        for typed, ids in (("مسا", [1]), ("المسا", [1]), ("المس", []), ("مس", [])):
            assert found(finder, Word(typed), typing=True) == ids, typed
            assert found(finder, Word(typed)) == []
        assert found(finder, All((Word("قمه"), Word("مسا"))), typing=True) == [1]
        assert found(finder, All((Word("مسا"), Word("قمه"))), typing=True) == [], "only the last word is being typed"
        assert found(finder, All((Word("قمه"), Not(Word("مسا")))), typing=True) == [1]
        catch_up(store.path)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (Field("has", "image"), [1, 2, 3]),
        (Field("has", "audio"), [4]),
        (Field("has", "video"), []),
        (Field("has", "enclosure"), [3, 4]),
        (Field("has", "comments"), [5]),
        (Field("has", "fulltext"), []),
        (Field("category", "اقتصاد"), [6]),
        (Field("words", (">", 3)), [7]),
        (Field("words", ("<=", 1)), [1, 2, 3, 4, 5, 6]),
        (Field("is", "today"), [1, 2, 3, 4, 5, 6, 7]),
        (Field("is", "edited"), []),
        (Field("author", "!"), []),
        (Field("is", "noted"), [2]),
        (Field("has", "note"), [2]),
        (Field("note", Word("يراجع")), [2]),
        (Field("is", "tagged"), [3]),
        (Field("tag", "للقرا"), [3]),
    ],
)
def test_fields_ask_for_what_an_article_has(news: News, query: Query, wanted: list[int]) -> None:
    store, save, finder = news
    published = datetime.fromtimestamp(NOW, UTC)
    save(published=published, image="https://news.example/a.png")
    save(published=published, content='<p><img src="https://news.example/a.png">نص</p>')
    save(published=published, enclosures=(Enclosure("https://news.example/a", "image/png"),))
    save(published=published, enclosures=(Enclosure("https://news.example/b", "audio/mpeg"),))
    save(published=published, comments_url="https://news.example/a#comments")
    save(published=published, categories=("الاقتصاد",))
    save(published=published, content="<p>نص من أربع كلمات</p>")
    store.set_note(2, "يراجع غدا")
    store.tag([3], "للقراءة")
    for _ in range(2):
        assert sorted(found(finder, query)) == wanted
        catch_up(store.path)


def test_relevance_puts_titles_before_texts_words_before_stems_and_news_before_what_is_old(news: News) -> None:
    store, save, finder = news
    old = datetime.fromtimestamp(NOW - 400 * 86_400, UTC)
    in_text = save(title="عنوان مقال اليوم", content="<p>الرئيس</p>")
    by_stem = save(title="للرئيس مقال اليوم", content="<p>كلمة</p>")
    in_title = save(title="الرئيس مقال اليوم", content="<p>كلمة</p>")
    before = save(title="الرئيس مقال اليوم", content="<p>كلمة</p>", published=old)
    others = [save(title=f"خبر {n}", content="<p>كلام كثير</p>") for n in range(20)]
    catch_up(store.path)
    assert found(finder, Word(fold("الرئيس"))) == [in_text, by_stem, in_title, before]
    ranked = found(finder, Word(fold("الرئيس")), by_relevance=True)
    assert ranked[0] == in_title
    assert ranked.index(in_text) < ranked.index(by_stem)
    assert ranked.index(before) < ranked.index(by_stem)
    assert found(finder, Not(Word(fold("الرئيس"))), by_relevance=True) == others, (
        "what no word leads to has no relevance"
    )


def test_pages_by_relevance_follow_one_another(news: News) -> None:
    store, save, finder = news
    for n in range(30):
        save(title="خبر " * (1 + n % 4), content=f"<p>{'كلمة ' * n}</p>")
    catch_up(store.path)
    late = save(title="خبر")
    whole = found(finder, Word("خبر"), by_relevance=True)
    assert whole[0] == late
    assert sorted(whole) == list(range(1, 32))
    rows = everything(lambda after: finder.page(Scope(), Word("خبر"), after, 7, by_relevance=True, now=NOW))
    assert [row.id for row in rows] == whole


def test_a_page_stops_at_its_bound_and_can_go_on(news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    store, save, finder = news
    for n in range(30):
        save(title="نادر" if n == 25 else "خبر")
    catch_up(store.path)
    monkeypatch.setattr(finding, "WALKED", 10)
    first = finder.page(Scope(), Not(Word("خبر")))
    assert first.rows == ()
    assert first.next is not None
    assert [row.id for row in everything(lambda after: finder.page(Scope(), Not(Word("خبر")), after))] == [26]


def test_an_article_of_the_index_that_has_gone_is_not_found(news: News) -> None:
    store, save, finder = news
    save(title="خبر")
    catch_up(store.path)
    store.unsubscribe(1)
    assert found(finder, Word("خبر")) == []
