"""Marking: what the library holds after a key, and what is seen of it."""

from __future__ import annotations

from tests.tui.actions.scene import Scene, shows
from tui.screens.labels import NoteScreen, TagsScreen
from tui.screens.mute import MuteScreen


@shows("read")
async def an_article_is_read_and_unread_again(on: Scene) -> None:
    await on.do("next-pane")
    for read in (True, False):
        await on.do("read")
        assert on.first.read is read
        assert on.main.articles.rows[0].read is read


@shows("star")
async def a_star_is_given_and_taken(on: Scene) -> None:
    await on.do("next-pane")
    for starred in (True, False):
        await on.do("star")
        assert on.first.starred is starred
        assert ("★" in on.text) is starred


@shows("all-read", "undo", "redo")
async def all_are_marked_and_that_is_taken_back_and_done_again(on: Scene) -> None:
    unread = on.app.reader.counts().unread
    assert "•" in on.text
    for action, left in (("all-read", 0), ("undo", unread), ("redo", 0), ("undo", unread)):
        await on.do(action)
        assert on.app.reader.counts().unread == left
        assert ("•" in on.text) is (left > 0)
        assert on.main.notice.display


@shows("tags")
async def a_tag_is_typed_and_shown_on_the_page(on: Scene) -> None:
    await on.do("next-pane", "open", "tags")
    assert on.on(TagsScreen)
    await on.press(*"نخيل", "enter")
    assert on.app.reader.labels(on.first.id)[0] == ("نخيل",)
    await on.press("escape")
    assert on.sees("نخيل")


@shows("note")
async def a_note_is_typed_and_shown_on_the_page(on: Scene) -> None:
    await on.do("next-pane", "open", "note")
    assert on.on(NoteScreen)
    await on.press(*"للعدد", "enter")
    assert on.app.reader.labels(on.first.id)[1] == "للعدد"
    assert on.sees("للعدد")


@shows("mute")
async def a_subject_is_muted_with_what_is_stored(on: Scene) -> None:
    await on.do("next-pane", "mute")
    assert on.on(MuteScreen)
    title = on.first.title
    await on.press("enter")
    assert on.app.screen is on.main
    assert title not in [row.title for row in on.main.articles.rows]
    await on.do("undo")
    assert on.first.title == title
