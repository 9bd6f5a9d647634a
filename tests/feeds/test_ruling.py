"""Rules and the articles that come, by the reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from feeds.answers import Change, Rule
from feeds.errors import BadSetting, NotFound, QueryError
from feeds.reader import Reader
from feeds.store.connections import Connections, suspicion
from feeds.store.migrations import MIGRATIONS
from feeds.store.opening import open_library
from feeds.store.parts import ruling as at_work
from feeds.store.rescue import rescue
from tests.feeds.coming import broken_index, come, follow, ids, read, rule, starred
from tests.feeds.conftest import NOW

# ── What rules do ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_does_what_it_says_with_the_articles_that_come_and_match_by_their_text(library: Reader) -> None:
    one = library.add_rule(rule("نخيل", read=True, star=True, tags=("واحات",), notify=True))
    come(library, range(9))
    assert follow(library) == {one: 3}
    assert read(library) == starred(library)
    assert [library.article(id_).row.title for id_ in read(library)] == [f"الخبر رقم {n}" for n in (6, 3, 0)]
    assert [library.labels(id_)[0] for id_ in read(library)] == [("واحات",)] * 3
    assert ids(library, "SELECT article FROM notification ORDER BY article") == read(library)


def test_an_article_tells_which_rules_touched_it_in_their_order(library: Reader) -> None:
    library.add_rule(rule("نخيل", "أولى", read=True))
    second = library.add_rule(rule("خبر", "ثانية", star=True))
    [palms, other] = come(library, [3, 4])
    follow(library)
    assert library.article(palms).rules == ("أولى", "ثانية")
    assert library.article(other).rules == ("ثانية",)
    library.move_rule(second, -1)
    assert library.article(palms).rules == ("ثانية", "أولى")


def test_a_later_rule_sees_what_an_earlier_one_did(library: Reader) -> None:
    quiet = library.add_rule(rule("نخيل", read=True))
    loud = library.add_rule(rule("is:unread", star=True))
    [palms, other] = come(library, [3, 4])
    follow(library)
    assert starred(library) == [other]
    library.move_rule(loud, -1)
    assert [one.id for one in library.rules()] == [loud, quiet]
    [again, _] = come(library, [6, 7])
    follow(library)
    assert again in starred(library)
    assert palms not in starred(library)


def test_articles_that_were_there_before_a_rule_are_not_its_own(library: Reader) -> None:
    come(library, [3])
    library.add_rule(rule("نخيل", read=True))
    assert follow(library) == {}
    [new] = come(library, [6])
    follow(library)
    assert read(library) == [new]


def test_what_comes_while_a_rule_is_off_is_never_its_own(library: Reader) -> None:
    library.add_rule(rule("نخيل", read=True))
    [one] = library.rules()
    library.turn_rule(one, False)
    come(library, [3])
    # No run between: the rule itself knows what came before it was turned on.
    library.turn_rule(one, True)
    [new] = come(library, [6])
    follow(library)
    assert read(library) == [new]
    assert library.rules()[0].touched == 1


def test_a_tag_that_is_there_in_another_spelling_is_the_one_that_is_given(library: Reader) -> None:
    [old] = come(library, [1])
    library.tag([old], "إقتصاد")
    library.add_rule(rule("نخيل", tags=("اقتصاد", "#ماء")))
    [new] = come(library, [3])
    follow(library)
    assert set(library.labels(new)[0]) == {"إقتصاد", "ماء"}


def test_reading_by_a_rule_is_no_ones_reading_in_the_statistics(library: Reader) -> None:
    library.add_rule(rule("نخيل", read=True))
    come(library, [3, 6])
    follow(library)
    assert sum(day.read for day in library.statistics().days) == 0


# ── Once ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_article_is_looked_at_once_and_what_is_marked_otherwise_since_stays(library: Reader) -> None:
    library.add_rule(rule("نخيل", read=True))
    [one] = come(library, [3])
    follow(library)
    library.mark_read([one], False)
    assert follow(library) == {}
    assert read(library) == []


def test_rules_wait_for_the_texts_of_articles_that_are_not_indexed_yet(library: Reader) -> None:
    library.add_rule(rule("-نخيل", star=True))
    come(library, [3, 4])
    assert library.run_rules().touched == {}
    follow(library)
    assert len(starred(library)) == 1


def test_rules_wait_for_an_article_that_changed_since_it_was_indexed(library: Reader) -> None:
    library.add_rule(rule("نخيل", star=True))
    [second, first] = come(library, [3, 4])
    library.index()
    come(library, [4], content="<p>صار عن النخيل</p>", title="الخبر رقم 4 معدلا")
    assert library.run_rules().touched == {}, "the changed one is the first of them"
    follow(library)
    assert starred(library) == sorted([first, second])


def test_a_run_that_is_stopped_goes_on_where_it_was(library: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_work, "SLICE", 4)
    one = library.add_rule(rule("خبر", star=True))
    come(library, range(10))
    library.index()
    answers = iter([False, True])
    assert library.run_rules(stop=lambda: next(answers)).touched == {one: 4}
    assert library.run_rules().touched == {one: 6}
    assert library.run_rules().touched == {}
    assert len(starred(library)) == 10


def test_a_slice_that_is_cut_off_is_gone_whole_and_done_by_the_next_run(
    library: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = library.add_rule(rule("خبر", star=True, notify=True))
    come(library, range(3))
    library.index()

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cutting:
        cutting.setattr("feeds.store.rules.set_upto", cut)
        with pytest.raises(KeyboardInterrupt):
            library.run_rules()
    assert starred(library) == []
    assert library.run_rules().touched == {one: 3}


def test_two_programs_at_once_share_the_articles(library: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_work, "SLICE", 2)
    one = library.add_rule(rule("خبر", star=True))
    come(library, range(9))
    library.index()
    with Reader(library.path, clock=lambda: NOW) as other:
        turns = [0]
        theirs: list[int] = []

        def between() -> bool:
            turns[0] += 1
            if turns[0] == 2:
                theirs.append(other.run_rules().touched[one])
            return False

        mine = library.run_rules(stop=between).touched[one]
    assert (mine, theirs) == (2, [7])


def test_rules_wait_for_another_index_where_it_is_damaged_and_the_library_is_not_suspected(library: Reader) -> None:
    one = library.add_rule(rule("نخيل", star=True))
    come(library, range(9))
    library.index()
    broken_index(library)
    assert library.run_rules().touched == {}
    assert not suspicion(library.path).exists()
    assert follow(library) == {one: 3}


# ── Taking back ─────────────────────────────────────────────────────────────────────────────────────────────


def test_undo_takes_back_all_that_a_rule_did_in_a_run_and_redo_does_it_again(library: Reader) -> None:
    library.add_rule(rule("نخيل", "نخيل", mute=True, star=True, tags=("ماء", "واحات"), notify=True, full_text=True))
    [one, two] = come(library, [3, 6])
    library.tag([one], "ماء")
    follow(library)
    assert library.undo() == Change("rule", True, 2, "نخيل")
    assert (read(library), starred(library)) == ([], [])
    assert library.labels(one)[0] == ("ماء",), "which was there before"
    assert library.labels(two)[0] == ()
    assert library.article(one).rules == ()
    for table in ("notification", "page_wanted"):
        assert ids(library, f"SELECT article FROM {table}") == []
    assert ids(library, "SELECT id FROM article WHERE muted") == []
    assert library.redo() == Change("rule", True, 2, "نخيل")
    assert read(library) == starred(library) == sorted([one, two])
    assert set(library.labels(two)[0]) == {"ماء", "واحات"}
    assert library.article(two).rules == ("نخيل",)
    assert ids(library, "SELECT id FROM article WHERE muted ORDER BY id") == sorted([one, two])
    assert ids(library, "SELECT article FROM page_wanted ORDER BY article") == sorted([one, two])


def test_each_rule_is_an_operation_of_its_own_however_many_slices_it_took(
    library: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_work, "SLICE", 2)
    library.add_rule(rule("خبر", "كل", star=True))
    library.add_rule(rule("نخيل", "نخيل", read=True))
    come(library, range(9))
    follow(library)
    taken = {change.name: change.articles for change in (library.undo(), library.undo()) if change}
    assert taken == {"كل": 9, "نخيل": 3}
    assert library.undo() is None
    assert (read(library), starred(library)) == ([], [])


def test_a_rule_at_work_does_not_keep_the_reader_from_doing_again_what_was_undone(library: Reader) -> None:
    [old] = come(library, [1])
    library.add_rule(rule("نخيل", read=True))
    library.star([old])
    library.undo()
    come(library, [3])
    follow(library)
    assert library.redo() == Change("star", True, 1)


# ── Rules that are no rules ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (rule('"نخيل', read=True), QueryError),
        (rule("words:كثير", read=True), QueryError),
        (rule("  ", read=True), BadSetting),
        (rule("نخيل"), BadSetting),
        (rule("نخيل", tags=("#",)), BadSetting),
    ],
)
def test_what_is_no_rule_is_not_kept(library: Reader, given: Rule, error: type[Exception]) -> None:
    with pytest.raises(error):
        library.add_rule(given)
    one = library.add_rule(rule("ماء", read=True))
    with pytest.raises(error):
        library.change_rule(replace(given, id=one))
    assert [kept.query for kept in library.rules()] == ["ماء"]


def test_a_rule_whose_query_can_not_be_read_is_told_of_with_the_place_and_the_others_go_on(library: Reader) -> None:
    broken = library.add_rule(rule("ماء", star=True))
    works = library.add_rule(rule("نخيل", read=True))
    connections = Connections(library.path)
    with connections.write() as connection:
        connection.execute("UPDATE rule SET query = 'ماء words:كثير' WHERE id = ?", (broken,))
    connections.close()
    come(library, [3])
    library.index()
    run = library.run_rules()
    assert run.touched == {works: 1}
    [(left_out, error)] = run.broken
    assert (left_out.id, error.code, error.at, error.length) == (broken, "query-count", 10, 4)
    told = [library.rule_error(one) for one in library.rules()]
    assert [one and one.code for one in told] == ["query-count", None]
    library.turn_rule(left_out, False)
    assert [one.enabled for one in library.rules()] == [False, True]


def test_a_rule_that_is_gone_is_not_found_and_what_it_did_stays(library: Reader) -> None:
    one = library.add_rule(rule("نخيل", read=True, full_text=True))
    come(library, [3])
    follow(library)
    library.remove_rule(one)
    assert len(read(library)) == 1
    assert ids(library, "SELECT article FROM page_wanted") == []
    for deed in (library.remove_rule, lambda id_: library.move_rule(id_, 1)):
        with pytest.raises(NotFound):
            deed(one)
    with pytest.raises(NotFound):
        library.change_rule(replace(rule("نخيل", read=True), id=one))


# ── Libraries that were ─────────────────────────────────────────────────────────────────────────────────────


def test_rules_of_a_library_that_was_damaged_come_over_and_look_at_nothing_twice(
    library: Reader, tmp_path: Path
) -> None:
    library.add_rule(rule("نخيل", "نخيل", star=True))
    [one] = come(library, [3])
    follow(library)
    library.star([one], False)
    fresh, _ = open_library(tmp_path / "fresh.db")
    rescue(library.path, fresh, MIGRATIONS)
    fresh.close()
    with Reader(tmp_path / "fresh.db", clock=lambda: NOW) as rescued:
        assert [kept.name for kept in rescued.rules()] == ["نخيل"]
        assert rescued.article(one).rules == ("نخيل",)
        assert follow(rescued) == {}
