"""OPML out, and in again."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import opml
from feeds.clean import clean_line
from feeds.errors import BadSetting
from feeds.opml_out import export
from feeds.store.settings import check
from feeds.types import ChosenDirection, Feed, FeedSettings, FullText, Section

PATH = Path("list.opml")

names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


TREE = [Section(1, "عالم", None, 3), Section(2, "آسيا", 1, 0), Section(3, "آسيا", None, 1), Section(4, "غزة", 2, 2)]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6),
            names,
            st.none() | st.sampled_from([one.id for one in TREE]),
            st.sampled_from(get_args(ChosenDirection)),
            st.booleans(),
        ),
        unique_by=lambda one: one[0],
    )
)
def test_what_is_exported_comes_back(rows: list[tuple[int, str, int | None, ChosenDirection, bool]]) -> None:
    feeds = [
        Feed(n, f"https://{n}.example/?a=1&b=<{n}>", name, section, f"https://{n}.example/" * site, direction=direction)
        for n, name, section, direction, site in rows
    ]
    chains = {None: (), 1: ("عالم",), 2: ("عالم", "آسيا"), 3: ("آسيا",), 4: ("عالم", "آسيا", "غزة")}
    outlines = opml.parse(export(TREE, feeds).encode(), PATH)
    assert {one.url: (one.title, one.folders, one.direction, one.site) for one in outlines.listed} == {
        feed.url: (clean_line(feed.title), chains[feed.section], feed.direction, feed.site) for feed in feeds
    }


def header_names() -> st.SearchStrategy[str]:
    return st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True)


visible = st.from_regex(r"[!-~]([ -~]{0,40}[!-~])?", fullmatch=True)
SETTINGS = {
    "headers": st.lists(
        st.tuples(header_names() | st.sampled_from(["X-Api-Key", "X-Auth-Token"]), visible), max_size=5
    ).map(tuple),
    "user_agent": st.just("") | visible,
    "proxy": st.sampled_from(["", "http://proxy.example:3128", "socks5h://127.0.0.1:9050", "https://[::1]:1/"]),
    "as_browser": st.booleans(),
    "private": st.booleans(),
    "full_text": st.sampled_from(get_args(FullText)),
    "secret": st.sampled_from(["", "basic:keyring:xyzzy", "bearer:file:xyzzy"]),
}


SETTINGS |= {one.name: st.integers(-1, 99_999) for one in fields(FeedSettings) if type(one.default) is int}
"""How each setting may be; numbers are all of one kind."""


def fine(settings: FeedSettings) -> bool:
    try:
        check(settings)
    except BadSetting:
        return False
    return True


@given(
    st.builds(FeedSettings, **SETTINGS).filter(fine),  # type: ignore[arg-type]
    st.sampled_from(get_args(FullText)),
    st.booleans(),
)
def test_all_settings_go_out_and_come_back_but_what_signs_in_and_the_word_about_the_own_network(
    settings: FeedSettings, of_section: FullText, broken: bool
) -> None:
    assert set(SETTINGS) == {one.name for one in fields(FeedSettings)}
    feeds = [Feed(1, "https://a.example/", "A", 1), Feed(2, "https://b.example/", "B", 1)]
    text = export([Section(1, "عالم", full_text=of_section)], feeds, {1: settings})
    assert "xyzzy" not in text
    found = opml.parse((text.replace("</opml>", "") if broken else text).encode(), PATH)
    shown = tuple(
        one
        for one in settings.headers
        if not re.search("auth|cookie|key|token|secret|passw|session|sign|cred", one[0].lower())
    )
    assert [one.settings for one in found.listed] == [
        replace(settings, headers=shown, secret="", private=False),
        FeedSettings(),
    ]
    assert found.full_text == ({("عالم",): of_section} if of_section else {})


@pytest.mark.parametrize(
    "name", ["Authorization", "Cookie", "Proxy-Authorization", "X-API-Key", "x-auth-token", "Session"]
)
def test_a_header_that_signs_in_never_goes_out(name: str) -> None:
    settings = FeedSettings(headers=((name, "xyzzy"), ("Accept-Language", "ar")))
    text = export([], [Feed(1, "https://a.example/", "A")], {1: settings})
    assert "xyzzy" not in text
    assert opml.parse(text.encode(), PATH).listed[0].settings.headers == (("Accept-Language", "ar"),)


def test_our_namespace_is_known_by_its_name_whatever_it_is_called() -> None:
    text = export([], [Feed(1, "https://a.example/", "A", direction="rtl")], {1: FeedSettings(as_browser=True)})
    [one] = opml.parse(
        re.sub("nashra:(?!opml)|(?<=xmlns:)nashra", lambda found: found[0].replace("nashra", "ns0"), text).encode(),
        PATH,
    ).listed
    assert (one.direction, one.settings.as_browser) == ("rtl", True)


def test_what_is_exported_twice_is_the_same_and_other_readers_see_plain_opml() -> None:
    feeds = [Feed(1, "https://a.example/", "أ", 4, direction="rtl"), Feed(2, "https://b.example/", "ب", 1)]
    text = export(TREE, feeds)
    assert text == export(TREE, feeds)
    root = ET.fromstring(text)
    assert root.tag == "opml"
    assert [one.get("text") for one in root.iter("outline")] == ["عالم", "ب", "آسيا", "غزة", "أ"]
    assert [one.get("{urn:nashra:opml}direction") for one in root.iter("outline") if one.get("xmlUrl")] == [None, "rtl"]


def test_a_name_and_a_password_in_an_address_are_not_exported() -> None:
    url = "https://me:secret@a.example/feed?x=b@c"
    text = export(
        [], [Feed(1, url, "A", site="https://a.example/"), Feed(2, url + "&y", "https://a.example/feed?x=b@c&y")]
    )
    assert "secret" not in text
    assert [one.url for one in opml.parse(text.encode(), PATH).listed] == [
        "https://a.example/feed?x=b@c",
        "https://a.example/feed?x=b@c&y",
    ]


def test_built_in_feeds_are_not_exported() -> None:
    feeds = [Feed(1, "sample://edition/news.xml", "نشرة"), Feed(2, "https://a.example/", "أ")]
    text = export([], feeds)
    assert "sample:" not in text
    assert "https://a.example/" in text


def test_a_title_of_ours_is_not_unescaped_again() -> None:
    text = export([], [Feed(1, "https://a.example/", "&amp; &lt;b&gt;")])
    assert opml.parse(text.encode(), PATH).listed[0].title == "&amp; &lt;b&gt;"
