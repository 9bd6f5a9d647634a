"""When feeds are asked again: never too soon, never never."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.schedule import DAY, HOUR, FetchState, Pace, answered, failed, rested, retry_after, validators
from tests.feeds.conftest import NOW


def http_date(at: int) -> str:
    return format_datetime(datetime.fromtimestamp(at, UTC), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "pace", "wait"),
    [
        ({}, Pace(), HOUR),
        ({}, Pace(ttl=60), HOUR),
        ({}, Pace(ttl=3 * HOUR), 3 * HOUR),
        ({"cache-control": "public, max-age=7200"}, Pace(), 2 * HOUR),
        ({"cache-control": "max-age=86400"}, Pace(), 5 * HOUR),
        ({"expires": http_date(NOW + 6 * HOUR)}, Pace(), 6 * HOUR),
        ({"expires": http_date(NOW + 16 * HOUR), "date": http_date(NOW + 10 * HOUR)}, Pace(), 6 * HOUR),
        ({"expires": "0"}, Pace(), HOUR),
        ({"cache-control": "s-maxage=7200, max-age=junk"}, Pace(), HOUR),
        ({"cache-control": "max-age=60", "expires": http_date(NOW + 6 * HOUR)}, Pace(), 6 * HOUR),
        ({}, Pace(skip_hours=(13, 14)), 3 * HOUR),
        ({}, Pace(skip_days=(2,)), 12 * HOUR),
        ({}, Pace(skip_hours=range(24)), HOUR),
    ],
)
def test_a_feed_waits_for_the_longest_of_what_it_and_its_server_say(
    headers: dict[str, str], pace: Pace, wait: int
) -> None:
    assert answered(FetchState(), NOW, headers, b"h", pace).due_at == NOW + wait


def test_a_host_that_wants_time_between_two_requests_lengthens_the_wait_and_never_shortens_it() -> None:
    for at_least, wait in ((60, HOUR), (2 * HOUR, 2 * HOUR)):
        assert answered(FetchState(), NOW, {}, b"h", Pace(), at_least=at_least).due_at == NOW + wait


def test_validators_are_kept_as_sent_and_dropped_after_eight_days() -> None:
    headers = {"etag": 'W/"x"', "last-modified": "Tue, 24 Nov 2026 08:00:00 GMT"}
    state = answered(FetchState(), NOW, headers, b"h", Pace())
    for day in range(1, 9):
        assert validators(state, NOW + day * DAY) == ('W/"x"', "Tue, 24 Nov 2026 08:00:00 GMT")
        state = answered(state, NOW + day * DAY, {}, None, None)
    assert validators(state, NOW + 8 * DAY + 1) == ("", "")


def test_a_server_that_says_304_with_ever_new_validators_is_asked_plainly_after_eight_days() -> None:
    state = answered(FetchState(), NOW, {"etag": '"0"'}, b"h", Pace())
    for day in range(1, 9):
        state = answered(state, NOW + day * DAY, {"etag": f'"{day}"'}, None, None)
        assert validators(state, NOW + day * DAY)[0] == f'"{day}"'
    assert validators(state, NOW + 8 * DAY + 1) == ("", "")
    fresh = answered(state, NOW + 9 * DAY, {"etag": '"9"'}, b"h", Pace())
    assert validators(fresh, NOW + 16 * DAY)[0] == '"9"'


def test_what_a_feed_said_of_its_pace_holds_for_answers_without_a_document() -> None:
    state = answered(FetchState(), NOW, {}, b"h", Pace(ttl=6 * HOUR))
    assert answered(state, NOW + DAY, {}, None, None).due_at == NOW + DAY + 6 * HOUR
    assert answered(state, NOW + DAY, {}, b"h", None).due_at == NOW + DAY + 6 * HOUR
    assert answered(state, NOW + DAY, {}, b"i", Pace()).due_at == NOW + DAY + HOUR


def test_a_feed_that_was_not_asked_waits_and_is_held_nothing_against() -> None:
    state = FetchState(etag='"x"', errors=1, due_at=NOW - 5, fetched_at=NOW - DAY)
    assert rested(state, NOW, 600) == FetchState(etag='"x"', errors=1, due_at=NOW + 600, fetched_at=NOW - DAY)
    assert rested(FetchState(due_at=NOW + DAY), NOW, 600).due_at == NOW + DAY


def test_only_a_410_ends_a_feed_until_it_answers_again() -> None:
    ended = failed(FetchState(), NOW, jitter=0.5, ended=True)
    assert ended.ended
    assert not answered(ended, NOW, {}, b"h", Pace()).ended
    assert not failed(FetchState(), NOW, jitter=0.5).ended


def test_a_last_modified_that_lies_ahead_is_not_sent_back() -> None:
    headers = {"etag": '"x"', "last-modified": "Tue, 19 Jan 2038 03:14:07 GMT"}
    assert validators(answered(FetchState(), NOW, headers, b"h", Pace()), NOW) == ('"x"', "")


def test_failures_double_the_wait_to_a_day_and_an_answer_ends_them() -> None:
    state = FetchState(etag='"x"')
    waits = []
    for _ in range(8):
        state = failed(state, NOW, jitter=0.5)
        waits.append((state.due_at - NOW) // HOUR)
    assert waits == [1, 2, 4, 8, 16, 21, 21, 21]
    assert state.etag == '"x"'
    assert answered(state, NOW, {}, None, None).errors == 0


@pytest.mark.parametrize("errors", range(8))
def test_feeds_that_failed_together_do_not_come_back_together(errors: int) -> None:
    at = [failed(FetchState(errors=errors), NOW, jitter=tenth / 10).due_at for tenth in range(10)]
    assert len({*at}) == 10
    assert max(at) - min(at) >= 0.2 * HOUR


def test_a_failure_brings_no_feed_forward_that_was_due_later() -> None:
    state = answered(FetchState(), NOW, {}, b"h", Pace(ttl=DAY))
    assert failed(state, NOW + HOUR, jitter=0).due_at == NOW + DAY
    assert failed(state, NOW + DAY, jitter=0).due_at == NOW + DAY + HOUR


def test_neither_a_failure_nor_rest_ends_in_an_hour_that_is_skipped() -> None:
    state = FetchState(pace=Pace(skip_hours=(13, 14)))
    assert failed(state, NOW, jitter=0.5).due_at == NOW + 3 * HOUR
    assert rested(state, NOW, HOUR).due_at == NOW + 3 * HOUR


def test_the_validators_of_a_document_that_can_not_be_read_are_of_no_document_that_was() -> None:
    state = answered(FetchState(), NOW, {"etag": '"1"'}, b"h", Pace())
    portal = failed(state, NOW, jitter=0, headers={"content-type": "text/html"})
    assert (portal.etag, portal.body_hash) == ('"1"', b"h"), "without validators it leaves those that are there"
    broken = failed(state, NOW, jitter=0, headers={"etag": '"2"'})
    assert (broken.etag, broken.body_hash) == ('"2"', b"")


def test_validators_stay_where_the_very_same_document_comes_without_any() -> None:
    state = answered(FetchState(), NOW, {"etag": '"1"'}, b"h", Pace())
    assert validators(answered(state, NOW + 7 * DAY, {}, b"h", None), NOW + 14 * DAY) == ('"1"', "")
    assert validators(answered(state, NOW, {}, b"i", Pace()), NOW) == ("", "")


@given(
    errors=st.integers(0, 1000),
    jitter=st.floats(0, 1, exclude_max=True),
    wait=st.integers(0, 7 * DAY),
)
def test_a_failure_waits_an_hour_at_least_a_day_at_most_and_as_long_as_asked(
    errors: int, jitter: float, wait: int
) -> None:
    delay = failed(FetchState(errors=errors), NOW, jitter=jitter, wait=wait).due_at - NOW
    assert HOUR <= delay <= max(DAY, wait)
    assert delay >= wait


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.integers(-(10**12), 10**12))
def test_no_header_makes_a_feed_due_too_soon_or_in_more_than_a_week(
    control: str, expires: str, modified: str, ttl: int
) -> None:
    headers = {"cache-control": control, "expires": expires, "last-modified": modified}
    state = answered(FetchState(), NOW, headers, b"h", Pace(ttl=ttl))
    assert HOUR <= state.due_at - NOW <= 7 * DAY
    validators(state, NOW)


def test_retry_after_is_read_in_seconds_and_as_a_date() -> None:
    assert retry_after("120") == 120
    assert retry_after(http_date(NOW + 90), NOW) == 90
    assert retry_after(http_date(NOW - 90), NOW) == 0
    assert retry_after("soon") is None
    assert retry_after("") is None
    assert retry_after("9" * 30) == 7 * DAY


@given(st.text(max_size=60), st.integers(0, 4 * 10**9))
def test_no_retry_after_fails_or_asks_for_more_than_a_week(value: str, now: int) -> None:
    wait = retry_after(value, now)
    assert wait is None or 0 <= wait <= 7 * DAY
