"""Reading: the article that is open, its links and media, and its neighbours of the list."""

from __future__ import annotations

from feeds.store import earlier
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW
from tests.tui.actions.scene import NEWEST, Scene, shows
from tui.i18n import _, plural
from tui.screens.links import LinksScreen
from tui.screens.pictures import PicturesScreen
from tui.screens.sharing import SharingScreen


@shows("read-on")
async def an_article_is_opened_then_scrolled_then_the_next_one_opened(on: Scene) -> None:
    await on.do("read-on")
    assert on.main.opened == on.first.id
    assert on.first.read
    assert on.app.focused is on.main.page
    while on.main.opened == on.first.id:
        before = on.main.page.scroll_offset.y
        await on.do("read-on")
        assert on.main.opened != on.first.id or on.main.page.scroll_offset.y > before
    assert on.main.opened == on.main.articles.rows[1].id
    on.app.reader.mark_read([row.id for row in on.main.articles.rows], False)


@shows("next-unread", "previous-unread")
async def only_the_unread_are_stopped_at(on: Scene) -> None:
    rows = [row.id for row in on.main.articles.rows]
    on.app.reader.mark_read([rows[0], rows[2]], True)
    for action, at in (("next-unread", 1), ("next-unread", 3)):
        await on.do(action)
        assert on.main.opened == rows[at]
        assert on.main.articles.cursor == at
    on.app.reader.mark_read(rows, False)
    await on.do("previous-unread")
    assert on.main.opened == rows[2]
    on.app.reader.mark_read(rows, False)


@shows("next-article", "previous-article")
async def the_neighbours_of_the_list_follow_read_or_not(on: Scene) -> None:
    rows = [row.id for row in on.main.articles.rows]
    on.app.reader.mark_read(rows[:2], True)
    await on.do("next-pane", "open", "next-article")
    assert on.main.opened == rows[1]
    await on.do("previous-article")
    assert on.main.opened == rows[0]
    await on.do("previous-article")
    assert on.sees(_("This is the first of the list."))
    on.app.reader.mark_read(rows, False)


@shows("zen")
async def the_article_stands_alone_and_the_panes_come_back(on: Scene) -> None:
    await on.do("zen")
    assert on.main.page.size.width == on.app.size.width
    assert not on.main.status.display
    assert on.sees(NEWEST)
    await on.do("zen")
    assert on.main.page.size.width < on.app.size.width
    assert on.main.status.display


@shows("edition")
async def the_unread_make_an_edition(on: Scene) -> None:
    await on.do("edition")
    assert on.main.scope.kind is ScopeKind.EDITION
    assert on.sees(_("The morning edition"))
    assert 0 < len(on.main.articles.rows) <= on.app.reader.counts().unread


@shows("browser")
async def the_browser_is_given_the_link_or_by_a_count_one_of_the_articles(on: Scene) -> None:
    await on.do("next-pane", "browser")
    assert on.opened == [on.first.url]
    await on.do("open")
    await on.press("2")
    await on.do("browser")
    assert on.opened[1:] == [on.server.url_for("/two")]


@shows("hints")
async def letters_over_the_links_open_them(on: Scene) -> None:
    await on.do("next-pane", "open", "hints")
    wanted = next(hint for hint in on.main.page.hints if hint.href == on.server.url_for("/two"))
    await on.press(*wanted.letters)
    assert on.opened == [on.server.url_for("/two")]
    assert not on.main.page.hints


@shows("links")
async def the_links_are_listed(on: Scene) -> None:
    await on.do("next-pane", "links")
    assert on.on(LinksScreen)
    assert on.sees("127.0.0.1") or on.sees("localhost")
    await on.press("j", "enter")
    assert on.opened == [on.server.url_for("/two")]


@shows("copy-link", "copy-article", "quote")
async def the_clipboard_has_what_was_copied_as_it_is_written(on: Scene) -> None:
    await on.do("next-pane", "copy-link")
    assert on.app.clipboard == on.first.url
    await on.do("copy-article")
    assert "مُقدِّمةٌ فيها رابط" in on.app.clipboard
    assert on.sees(_("Article copied."))
    await on.do("quote")
    assert NEWEST in on.app.clipboard
    assert "صحيفة الخادم" in on.app.clipboard


@shows("share")
async def what_can_be_done_with_the_article_is_offered_and_done(on: Scene) -> None:
    await on.do("next-pane", "share")
    assert on.on(SharingScreen)
    assert on.sees(_("A quotation in Markdown"))
    await on.press("j", "enter")
    assert on.app.screen is on.main
    assert on.app.clipboard == f"{NEWEST}\n{on.first.url}"


@shows("pictures")
async def the_pictures_are_shown_over_the_reader(on: Scene) -> None:
    await on.do("next-pane", "pictures")
    assert on.on(PicturesScreen)
    assert on.sees("صورة")


@shows("play")
async def the_player_is_given_the_audio(on: Scene) -> None:
    await on.do("next-pane", "play")
    await on.until_played()
    assert on.played.read_text() == on.server.url_for("/a.mp3")


@shows("full-text")
async def the_page_takes_the_place_of_what_the_feed_sent_and_gives_it_back(on: Scene) -> None:
    await on.do("next-pane", "open")
    assert not on.sees("ما بعد الافتتاح")
    await on.do("full-text")
    assert on.sees("ما بعد الافتتاح")
    await on.do("full-text")
    assert not on.sees("ما بعد الافتتاح")


@shows("changes")
async def what_a_feed_changed_is_shown_and_left(on: Scene) -> None:
    await on.do("next-pane", "down", "open", "changes")
    assert _("The article was not changed.") in on.main.notice.text
    row = on.main.articles.rows[1]
    with on.app.reader._store._connections.write() as connection:
        earlier.keep(connection, row.id, f"{row.title} كلام آخر", "", NOW)
    await on.do("changes")
    assert any("[كلام آخر]" in text for text in _said(on))
    await on.do("changes")
    assert not any("[كلام آخر]" in text for text in _said(on))


def _said(on: Scene) -> list[str]:
    """The paragraphs of the page."""
    return [row.lines()[0].line.source.text for row in on.main.page.rows if row.lines()]


@shows("comments")
async def the_comments_come_and_turn_their_order(on: Scene) -> None:
    await on.do("next-pane", "open", "comments")
    assert plural("{n} comment", "{n} comments", 2) in on.main.notice.text
    said = _said(on)
    assert said.index("مقال جيد") < said.index("شكرًا لكم")
    await on.do("comments")
    said = _said(on)
    assert said.index("مقال جيد") > said.index("شكرًا لكم")


@shows("direction")
async def the_text_turns_and_turns_back(on: Scene) -> None:
    await on.do("next-pane", "direction")
    assert on.first.direction == "ltr"
    await on.do("direction")
    assert on.first.direction != "ltr"


@shows("harakat")
async def vowel_signs_go_and_come_back(on: Scene) -> None:
    await on.do("next-pane", "open")
    assert "\u064c" in on.text
    await on.do("harakat")
    assert "\u064c" not in on.text
    await on.do("harakat")
    assert "\u064c" in on.text
    assert on.app.reader.articles(Scope()).rows[0].title == NEWEST
