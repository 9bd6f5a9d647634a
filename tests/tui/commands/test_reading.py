"""The commands as scripts meet them: what is printed in a pipe, and the codes they leave with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from feeds.clean import clean_line
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tui.cli import main
from tui.commands import listing

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with two feeds: two articles in one, a third in the other."""
    path = tmp_path / "library.db"
    store = Store(path, clock=lambda: NOW)
    news = store.subscribe("https://news.example/feed", section="أخبار")
    sport = store.subscribe("https://sport.example/feed", title="ملاعب", section="رياضة")
    store.save_articles(news.id, make_feed([make_article(1), make_article(2)]), FetchState(), NOW)
    store.save_articles(
        sport.id, make_feed([make_article(3, title="[/b] الأهلي 3-1 الزمالك\x1b]52;c;eA==\x07")]), FetchState(), NOW
    )
    store.close()
    return path


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["--library", str(path), "--lang", "en", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_list_in_a_pipe_is_logical_and_has_a_field_a_tab(run: Run) -> None:
    code, out, _err = run("list")
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert [row[5] for row in rows] == ["الخبر رقم 1", "الخبر رقم 2", "[/b] الأهلي 3-1 الزمالك]52;c;eA=="]
    assert rows[0][1:5] == ["unread", "", "2026-11-25T11:00:00Z", "أخبار المثال"]
    assert rows[0][6] == "https://news.example/1"


def test_a_list_is_narrowed_by_mark_section_feed_and_number(run: Run, path: Path) -> None:
    with Reader(path) as reader:
        newest, second, third = reader.articles(Scope()).rows
        reader.mark_read([newest.id])
        reader.star([third.id])
    titles = lambda *words: [line.split("\t")[5] for line in run("list", *words)[1].splitlines()]  # noqa: E731
    assert titles("--unread") == [second.title, clean_line(third.title)]
    assert titles("--starred") == [clean_line(third.title)]
    assert titles("--section", "اخبار") == [newest.title, second.title]
    assert titles("--feed", str(third.feed)) == [clean_line(third.title)]
    assert titles("--limit", "1") == [newest.title]


def test_the_feeds_are_listed_with_the_numbers_that_other_commands_take(run: Run) -> None:
    _code, out, _err = run("feeds")
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[1:6] for row in rows] == [
        ["2", "2", "أخبار", "أخبار المثال", "https://news.example/feed"],
        ["1", "1", "رياضة", "ملاعب", "https://sport.example/feed"],
    ]
    assert run("list", "--feed", rows[1][0])[1].count("\n") == 1


def test_what_is_not_there_is_one_sentence_and_exit_code_1(run: Run) -> None:
    for words in (
        ["show", "999"],
        ["show", "9" * 30],
        ["list", "--feed", "999"],
        ["list", "--section", "nowhere"],
        ["refresh", "999"],
    ):
        code, out, err = run(*words)
        assert (code, out, err.count("\n")) == (1, "", 1), words


def test_words_that_are_off_are_told_with_exit_code_2(run: Run) -> None:
    code, out, err = run("lisst")
    assert (code, out) == (2, "")
    assert "lisst" in err


def test_an_article_is_shown_whole_and_logical(run: Run) -> None:
    number = run("list")[1].splitlines()[0].split("\t")[0]
    code, out, _err = run("show", number)
    assert code == 0
    for part in ("أخبار", "الخبر رقم 1", "سلمى حداد", "نص الخبر رقم 1 كما كتبه المراسل في العاصمة صباح اليوم."):
        assert part in out


@pytest.mark.parametrize("url", ["https://news.example/2", "http://news.example/2/", " https://news.example/2#top"])
def test_an_article_is_shown_by_its_address_too(run: Run, url: str) -> None:
    code, out, _err = run("show", url)
    assert (code, "الخبر رقم 2" in out) == (0, True)


def test_an_article_is_printed_as_markdown_html_and_json(run: Run) -> None:
    text = "نص الخبر رقم 2 كما كتبه المراسل في العاصمة صباح اليوم."
    code, out, err = run("show", "https://news.example/2", "--markdown")
    assert (code, err) == (0, "")
    assert out.startswith("# الخبر رقم 2\n")
    assert text in out
    code, out, _err = run("show", "https://news.example/2", "--html")
    assert (code, text in out) == (0, True)
    assert 'dir="rtl"' in out
    code, out, _err = run("show", "https://news.example/2", "--json")
    assert code == 0
    [line] = out.splitlines()
    told = json.loads(line)
    assert (told["title"], told["feed"]["url"]) == ("الخبر رقم 2", "https://news.example/feed")
    assert run("show", "1", "--json", "--html")[0] == 2


def test_an_address_that_no_article_has_is_told(run: Run) -> None:
    code, out, err = run("show", "https://news.example/99")
    assert (code, out) == (1, "")
    assert "https://news.example/99" in err


def test_the_sample_edition_is_added_refreshed_and_read_without_a_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = str(tmp_path / "new" / "library.db")
    assert main(["--library", library, "--lang", "ar", "add", "--sample"]) == 0
    assert main(["--library", library, "--lang", "ar", "refresh"]) == 0
    capsys.readouterr()
    assert main(["--library", library, "--lang", "ar", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 26


def test_a_refresh_for_the_app_reports_a_json_line_a_feed_and_a_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = str(tmp_path / "library.db")
    main(["--library", library, "add", "--sample"])
    capsys.readouterr()
    assert main(["--library", library, "refresh", "--report"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["kind"] for one in told[:-1]} == {"feed"}
    assert [one["done"] for one in told[:-1]] == list(range(1, len(told)))
    assert told[-1]["kind"] == "summary"
    assert told[-1]["new"] == sum(one["new"] for one in told[:-1])


def test_a_refresh_says_one_line_for_each_feed_that_failed_and_leaves_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "library.db")
    for port in (1, 2):
        store.subscribe(f"http://127.0.0.1:{port}/feed", title=f"صحيفة {port}", allow_private=True)
    store.close()
    assert main(["--library", str(tmp_path / "library.db"), "--lang", "ar", "refresh"]) == 1
    said = capsys.readouterr()
    assert said.out == "لا جديد\n"
    assert sorted(line.split(":")[0] for line in said.err.splitlines()) == ["صحيفة 1", "صحيفة 2"]
    assert "تعذّر الاتصال بالخادم" in said.err


@pytest.mark.parametrize("words", [["add", "nonsense address"], ["add", "http://127.0.0.1:1/"], ["refresh"], ["list"]])
def test_a_file_that_is_no_library_is_told_of_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("notes")
    assert main(["--library", str(other), "--lang", "en", *words]) == 1
    assert "notes.txt" in capsys.readouterr().err
    assert other.read_text() == "notes"


def test_what_asyncio_warns_of_is_not_printed(tmp_path: Path) -> None:
    script = (
        "import logging, sys; from tui.cli import main; main(sys.argv[1:]);"
        " logging.getLogger('asyncio').warning('Unknown child process pid 1, will report returncode 255')"
    )
    words = [sys.executable, "-c", script, "--library", str(tmp_path / "empty.db"), "refresh"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stderr == ""


def test_search_lists_the_most_relevant_first_where_it_is_asked_to(run: Run, path: Path) -> None:
    store = Store(path, clock=lambda: NOW)
    told_in_passing = make_article(4, title="خبر آخر", content="<p>ورد ذكر الميناء هنا</p>")
    titled = make_article(5, title="إغلاق الميناء", content="<p>أغلق الميناء صباح اليوم</p>")
    store.save_articles(1, make_feed([told_in_passing, titled]), FetchState(), NOW)
    store.close()
    with Reader(path) as reader:
        reader.index()

    def titles(*words: str) -> list[str]:
        return [line.split("\t")[5] for line in run("search", "الميناء", *words)[1].splitlines()]

    assert titles() == ["خبر آخر", "إغلاق الميناء"]
    assert titles("--relevance") == ["إغلاق الميناء", "خبر آخر"]


def test_search_lists_what_matches_and_says_by_its_code_whether_anything_did(run: Run) -> None:
    code, out, _ = run("search", "رقم 2")
    assert (code, len(out.splitlines())) == (0, 1)
    assert run("search", "لا وجود له")[0] == 1
    code, _, told = run("search", 'رقم "')
    assert code == 1
    assert "quot" in told.lower()


def test_a_list_longer_than_a_page_is_printed_page_by_page_and_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run("list", "--json")[1]
    asked: list[int] = []
    page_of = Reader.articles
    monkeypatch.setattr(listing, "_PAGE", 2)
    monkeypatch.setattr(Reader, "articles", lambda self, *given: asked.append(given[2]) or page_of(self, *given))
    assert run("list", "--json")[1] == whole
    assert set(asked) == {2}
    assert run("list", "--json", "--limit", "3")[1].splitlines() == whole.splitlines()[:3]
    assert asked[-2:] == [2, 1]
    assert run("list", "--limit", "0")[1] == ""
