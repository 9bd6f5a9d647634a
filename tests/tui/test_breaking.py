"""«عاجل» before a title as a badge."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import WIDE, press, settled
from tui.breaking import parted
from tui.text import paragraph

NEWS = "مقتل شخصين في انفجار"


@pytest.mark.parametrize(
    ("title", "word"),
    [
        (f"عاجل: {NEWS}", "عاجل"),
        (f"عاجل | {NEWS}", "عاجل"),
        (f"عاجل.. {NEWS}", "عاجل"),
        (f"#عاجل {NEWS}", "عاجل"),
        (f"#عاجل | {NEWS}", "عاجل"),
        (f"🔴 عاجل - {NEWS}", "عاجل"),
        (f"🔴 #عاجل: {NEWS}", "عاجل"),
        (f"[عاجل] {NEWS}", "عاجل"),
        (f"«عاجل» {NEWS}", "عاجل"),
        (f"خبر عاجل: {NEWS}", "خبر عاجل"),
        (f"\u200fعاجل | {NEWS}", "عاجل"),
        (f"عاجل 🔴 {NEWS}", "عاجل"),
        (f"فوری: {NEWS}", "فوری"),
        (f"خبر فوری/ {NEWS}", "خبر فوری"),
        (f"דחוף: {NEWS}", "דחוף"),
        (f"BREAKING: {NEWS}", "BREAKING"),
        (f"Breaking news - {NEWS}", "Breaking news"),
        (f"#Breaking_news {NEWS}", "Breaking news"),
        (f"Urgent: {NEWS}", "Urgent"),
    ],
)
def test_the_word_is_parted_from_the_title(title: str, word: str) -> None:
    assert parted(title) == (word, NEWS)


@pytest.mark.parametrize(
    "title",
    ["عاجل", "عاجل:", "عاجلًا أم آجلًا: حديث", "الخبر العاجل: متى ينشر", "Breaking Bad returns", "Breakingviews: banks"],
)
def test_a_title_that_only_looks_so_stays_whole(title: str) -> None:
    assert parted(title) == ("", title)


@given(st.text(), st.sampled_from(["عاجل", "#عاجل", "Breaking", ""]), st.sampled_from([": ", " | ", " ", "🔴", ""]))
def test_the_title_ends_as_it_did_whatever_it_is(text: str, word: str, between: str) -> None:
    title = word + between + text
    badge, rest = parted(title)
    assert title.endswith(rest)
    assert badge in title.replace("_", " ")
    assert bool(badge) == (rest != title)
    assert rest or not title


async def test_it_is_a_badge_in_the_list_and_the_article_and_whole_in_what_is_copied(
    open_app: Open, tmp_path: Path
) -> None:
    path = tmp_path / "one.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://one.example/feed", title="صحيفة")
    store.save_articles(feed.id, make_feed([make_article(1, title=f"عاجل | {NEWS}")]), FetchState(), NOW)
    store.close()
    app = open_app("ar", path)
    badge = "".join(run.text for run in paragraph("عاجل").fit(20).runs)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter")
        await settled(pilot)
        assert "|" not in text_of(app)
        turned = [
            segment.text
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if badge in segment.text and (segment.style or Style()).reverse
        ]
        assert len(turned) == 2
        await press(pilot, "Y")
        assert app.clipboard.split("\n")[0] == f"عاجل | {NEWS}"
        assert app.main.articles.rows[0].title == f"عاجل | {NEWS}"
