"""Feeds: fetching them, stopping that, and the screens about them."""

from __future__ import annotations

from feeds.types import Scope
from tests.tui.actions.scene import NEWEST, Scene, shows
from tui.i18n import _
from tui.screens.add import AddScreen
from tui.screens.failures import FailuresScreen
from tui.screens.feed import FeedScreen
from tui.screens.manage import ManageScreen
from tui.screens.opml import OpmlScreen
from tui.screens.rules import RulesScreen
from tui.screens.section import SectionScreen
from tui.screens.statistics import StatisticsScreen
from tui.screens.welcome import WelcomeScreen


def asked(on: Scene, path: str) -> int:
    """How often the server was asked for it."""
    return sum(request.path == path for request, _answer in on.server.log)


def stand(on: Scene, name: str) -> None:
    """Put the cursor of the sections on a row."""
    on.main.sections.go_to(next(at for at, one in enumerate(on.main.sections.entries) if one.name == name))


@shows("refresh")
async def only_what_is_selected_is_fetched(on: Scene) -> None:
    stand(on, "صحيفة الخادم")
    before, count = {feed.id: feed.refreshed for feed in on.app.reader.feeds()}, asked(on, "/feed")
    await on.do("refresh")
    assert asked(on, "/feed") == count + 1
    [fetched] = [feed for feed in on.app.reader.feeds() if feed.refreshed != before[feed.id]]
    assert fetched.title == "صحيفة الخادم"
    assert not on.main.status.busy
    assert on.main.notice.display


@shows("refresh-all")
async def all_are_fetched_and_what_failed_is_told(on: Scene) -> None:
    count = asked(on, "/feed")
    await on.do("refresh-all")
    assert asked(on, "/feed") == count + 1
    assert on.main.notice.has_class("-error")


@shows("stop-refresh")
async def a_refresh_is_stopped(on: Scene) -> None:
    await on.tap("refresh-all")
    await on.pilot.pause()
    assert on.main.status.busy
    await on.do("stop-refresh")
    assert not on.main.status.busy
    assert on.main.notice.display
    assert not on.main.notice.has_class("-error")


@shows("offline")
async def the_pages_of_what_is_unread_are_kept(on: Scene) -> None:
    article = on.first
    assert article.title == NEWEST
    on.app.reader.mark_all_read(Scope())
    on.app.reader.mark_read([article.id], False)
    await on.do("offline")
    assert on.app.reader.has_full_text(article.id)
    assert on.main.notice.display


@shows("add", "welcome", "import")
async def something_to_read_can_be_chosen(on: Scene) -> None:
    await on.opens("add", AddScreen, _("Add a feed"))
    await on.opens("welcome", WelcomeScreen, _("What do you want to read?"))
    await on.opens("import", OpmlScreen, _("Import the feeds of another reader"))


@shows("export")
async def the_feeds_are_saved_for_another_reader(on: Scene) -> None:
    await on.choose("export")
    [file] = on.played.parent.glob("*.opml")
    assert on.main.notice.text == _("Saved: {path}", path=file)
    assert file.read_text("utf-8").count("xmlUrl=") == sum(
        feed.url.startswith("http") for feed in on.app.reader.feeds()
    )


@shows("feed")
async def the_page_of_a_feed_or_a_section_is_opened(on: Scene) -> None:
    for name, screen in (("صحيفة الخادم", FeedScreen), ("الخادم", SectionScreen)):
        stand(on, name)
        await on.do("feed")
        assert on.on(screen)
        assert on.sees(name)
        await on.press("escape")


@shows("failures", "manage", "statistics", "rules")
async def the_screens_about_feeds_are_opened(on: Scene) -> None:
    await on.opens("failures", FailuresScreen, "خلاصة لا تصل")
    await on.opens("manage", ManageScreen, _("Manage feeds"), "نشرة: العالم")
    await on.opens("statistics", StatisticsScreen, _("Statistics"))
    await on.opens("rules", RulesScreen, _("New rule"))
