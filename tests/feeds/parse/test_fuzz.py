"""A small part of ``make fuzz``: spoiled feeds end in articles or an error, in time, and leave no control in any text."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.content.builder import _HANDLERS
from feeds.parse import parse
from fuzz.checks import SECONDS, SlowError, UncleanError, check
from fuzz.corpus import check_corpus, feed_files, seeds
from fuzz.run import body_of, run
from tests.shared import shared


@pytest.fixture(scope="module")
def feeds() -> list[bytes]:
    shared("corpus/feedparser")
    return seeds()


def test_300_spoiled_feeds_are_read_or_refused_and_leave_no_control(feeds: list[bytes]) -> None:
    found = run(feeds, 300, seed=20261125, processes=1)
    assert found.failures == []
    assert sum(found.ends.values()) == 300
    assert min(found.ends["strict"], found.ends["lenient"]) > 20


def test_without_the_corpora_there_are_seeds_of_each_format_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fuzz.corpus.SHARED", tmp_path)
    kinds = {parse(body, url="https://a.example/feed").format.rstrip("0123456789.") for body in seeds()}
    assert kinds == {"rss", "atom", "json"}


def test_an_input_is_the_same_whenever_it_is_made(feeds: list[bytes]) -> None:
    assert body_of(feeds, 1, 7) == body_of(feeds, 1, 7)
    assert body_of(feeds, 1, 7) != body_of(feeds, 2, 7)


def test_every_twelfth_feed_of_all_corpora_is_parsed_within_300_megabytes_and_5_seconds_each(
    feeds: list[bytes],
) -> None:
    files = feed_files()
    assert len(files) > 2_900
    found = check_corpus(files[::12])
    assert found.failures == []
    assert 0 < found.seconds < SECONDS


def test_a_control_that_comes_through_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.parse.fields.clean_line", lambda text: text)
    with pytest.raises(UncleanError):
        check("<rss version='2.0'><channel><title>a\u202eb</title></channel></rss>".encode())


def test_a_control_that_comes_out_of_a_body_only_when_it_is_opened_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.content.flow.clean", lambda text: text)
    with pytest.raises(UncleanError):
        check(b"<rss><channel><item><description>a&amp;#x202e;&lt;b>b&lt;/b></description></item></channel></rss>")


def test_a_body_that_takes_long_to_open_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.checks.SECONDS", 0.05)
    monkeypatch.setitem(_HANDLERS, "hr", _busy)
    with pytest.raises(SlowError):
        check(b"<rss><channel><item><description>&lt;hr></description></item></channel></rss>")


def _busy(*_: object) -> None:
    while True:
        pass


@pytest.mark.parametrize("reference", ["&#27;", "&#x1b", "&#0;", "&#65534;", "&#2&#27;7;"])
def test_a_reference_to_a_control_inside_html_does_not_bring_the_reading_of_its_text_down(reference: str) -> None:
    title = f"<![CDATA[<b>a{reference}</b><p>b</p>{reference}c<br>]]>"
    body = f"<rss version='2.0'><channel><item><title>{title}</title><description>{title}</description></item></channel></rss>"
    assert check(body.encode()) == "strict"
