"""The states of the lists, of what is told about them, and of what is typed over them."""

from __future__ import annotations

from feeds.errors import ConnectionFailed, UnknownHost
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import FeedRefreshed, RefreshSummary, Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.states.drawing import Part
from tests.tui.states.table import At, state
from tests.tui.test_breaking import NEWS
from tests.tui.test_news import bring
from tests.tui.test_stories import OWN, TEXT
from tui.config import Config
from tui.screens.add import AddScreen
from tui.screens.catalogue import CatalogueScreen
from tui.screens.command import CommandScreen
from tui.screens.failures import FailuresScreen
from tui.screens.help import HelpScreen
from tui.screens.manage import ManageScreen
from tui.screens.menu import MenuScreen
from tui.screens.palette import PaletteScreen
from tui.screens.welcome import FirstCard, WelcomeScreen

REFUSED = "خلاصة لا تصل"


def paper(reader: Reader, *articles: dict[str, object], title: str = "صحيفة الحيّ", section: str = "الحيّ") -> int:
    """A feed with articles, an hour between each and the next: its number."""
    feed = reader.subscribe(f"https://paper.example/{len(reader.feeds())}", title=title, section=section).id
    made = [make_article(n, guid=f"{feed}-{n}", **said) for n, said in enumerate(articles)]
    reader._store.save_articles(feed, make_feed(made, title=title), FetchState(), NOW)
    return feed


def failing(reader: Reader) -> None:
    """A feed of one article that failed since."""
    feed = paper(reader, {"title": "آخر ما وصل"}, title=REFUSED)
    url = "https://failed.example/news"
    state = FetchState(errors=3, due_at=NOW + 3600, fetched_at=NOW - 60)
    reader._store.save_failure(feed, UnknownHost(url=url, host="failed.example"), state)


def failed(number: int, title: str, total: int) -> FeedRefreshed:
    said = {"url": "https://failed.example/news", "host": "failed.example"}
    return FeedRefreshed(number, title, said["url"], number, total, error="unknown-host", error_args=said)


# ── The lists ────────────────────────────────────────────────────────────────────────────────────────────────


@state(part=Part.WHOLE)
async def the_reader_as_it_opens(on: At) -> None:
    pass


@state()
async def a_list_with_read_and_starred_articles(on: At) -> None:
    await on.do("next-pane", "read", "down", "star", "down", "read", "star")
    on.main.notice.hide()
    await on.pass_time(1)


@state(library="mixed")
async def titles_in_many_scripts(on: At) -> None:
    await on.do("next-pane")


@state(library="mixed")
async def a_title_that_is_too_long(on: At) -> None:
    await on.go_to(("عنوان طويل جدًا " * 12 + "وينتهي هنا").strip())


@state(prepare=lambda reader: paper(reader, {"title": f"عاجل | {NEWS}"}, {"title": f"Breaking: {NEWS}"}) and None)
async def breaking_news(on: At) -> None:
    await on.do("next-pane")


def _three_papers(reader: Reader) -> None:
    for number in range(3):
        paper(
            reader, OWN[number], {"title": "تأجيل امتحانات الثانوية أسبوعين", "content": TEXT}, title=f"ورقة {number}"
        )
    reader.group(1_000)


@state(prepare=_three_papers)
async def a_story_that_several_papers_tell(on: At) -> None:
    await on.do("next-pane")


@state()
async def sections_folded(on: At) -> None:
    await on.do("down", "down", "down", "down", "fold", "down", "fold")


@state(config=Config(country="SA"))
async def dates_of_the_hijri_calendar(on: At) -> None:
    await on.do("next-pane", "open")


@state(config=Config(country="EG"))
async def digits_of_egypt(on: At) -> None:
    await on.do("next-pane", "open")


# ── What is empty ────────────────────────────────────────────────────────────────────────────────────────────


@state(library="")
async def no_feeds_yet(on: At) -> None:
    await on.do("back")


@state(library="", prepare=lambda reader: reader.subscribe("https://quiet.example/feed") and None)
async def nothing_fetched_yet(on: At) -> None:
    pass


@state(prepare=lambda reader: paper(reader, section="هدوء") and None)
async def a_section_without_articles(on: At) -> None:
    while on.main.scope_heading.text != "هدوء":
        await on.do("down")


@state()
async def no_stars_yet(on: At) -> None:
    await on.do("go-starred")


@state(prepare=lambda reader: reader.mark_all_read(Scope()) and None)
async def all_is_read(on: At) -> None:
    await on.do("go-unread")


def _all_muted(reader: Reader) -> None:
    reader.index()
    for feed in reader.feeds():
        reader.mute(f"feed:“{feed.title}”")


@state(prepare=_all_muted)
async def all_is_muted(on: At) -> None:
    pass


@state()
async def a_search_that_finds_nothing(on: At) -> None:
    await on.do("filter")
    await on.type("قققققق")


@state()
async def a_search_that_finds_something(on: At) -> None:
    await on.do("filter")
    await on.type("النخيل")


@state()
async def a_search_that_can_not_be_read(on: At) -> None:
    await on.do("filter")
    await on.type('"النخيل')
    await on.press("enter")


# ── What is under way, and what came of it ───────────────────────────────────────────────────────────────────


@state(part=Part.WHOLE)
async def work_that_takes_longer_than_a_moment(on: At) -> None:
    on.begin("find")
    await on.pass_time(0.35)


@state(part=Part.WHOLE)
async def a_refresh_that_has_just_begun(on: At) -> None:
    on.main.status.start()
    await on.pass_time(0.35)


@state(part=Part.WHOLE)
async def a_refresh_that_is_half_done(on: At) -> None:
    on.main.status.start()
    on.main.status.go_on(FeedRefreshed(1, "نشرة: العالم", "https://a.example/", done=6, total=12, new=4))
    await on.pass_time(0.35)


@state(prepare=failing)
async def a_feed_that_failed(on: At) -> None:
    while on.main.scope_heading.text != REFUSED:
        await on.do("down")


@state(prepare=failing)
async def a_refresh_with_failures(on: At) -> None:
    one = failed(13, REFUSED, 13)
    on.main._sum_up(RefreshSummary(13, 5, 0, (one,)))
    await on.settle()


@state()
async def no_network(on: At) -> None:
    on.main.tell_error(
        ConnectionFailed(url="https://news.example/feed", reason="Network is unreachable"), "refresh-all"
    )
    await on.settle()


@state(part=Part.WHOLE)
async def a_notice_with_undo(on: At) -> None:
    await on.do("next-pane", "all-read")


@state()
async def news_that_waits(on: At) -> None:
    await on.do("next-pane", "down")
    bring(on.app.reader.path, 12)
    on.main.look()
    await on.settle()


@state(part=Part.WHOLE)
async def a_count_that_waits_for_its_key(on: At) -> None:
    await on.press("1", "5")


# ── The edition ──────────────────────────────────────────────────────────────────────────────────────────────


@state(config=Config(edition_minutes=5))
async def the_edition(on: At) -> None:
    await on.do("edition")


@state(config=Config(edition_minutes=5))
async def the_end_of_the_edition(on: At) -> None:
    await on.do("edition")
    for _article in on.main.articles.rows:
        await on.do("next-unread")
    await on.do("next-unread", "back", "last")


# ── Over the lists ───────────────────────────────────────────────────────────────────────────────────────────


@state(CommandScreen)
async def the_command_line_with_what_it_may_go_on_with(on: At) -> None:
    await on.do("command")
    await on.type("set th")


@state(CommandScreen)
async def the_command_line_with_an_error(on: At) -> None:
    await on.do("command")
    await on.type("frobnicate now")
    await on.press("enter")


@state(PaletteScreen)
async def the_palette_with_letters_typed(on: At) -> None:
    await on.do("palette")
    await on.type("رياض" if on.rtl else "star")


@state(PaletteScreen)
async def the_palette_that_finds_nothing(on: At) -> None:
    await on.do("palette")
    await on.type("zzqqzz")


@state(HelpScreen)
async def the_help_with_letters_typed(on: At) -> None:
    await on.do("help", "filter")
    await on.type("نجمة" if on.rtl else "star")


@state(MenuScreen)
async def the_menu_of_a_feed(on: At) -> None:
    await on.do("down", "down", "down", "down", "down", "menu")


@state(ManageScreen, prepare=failing)
async def feeds_that_are_ticked(on: At) -> None:
    await on.press("g", "f")
    await on.press("j", "space", "j", "space", "j")


@state(ManageScreen, library="")
async def no_feeds_to_manage(on: At) -> None:
    await on.do("back")
    await on.press("g", "f")


@state(FailuresScreen)
async def no_failures(on: At) -> None:
    await on.do("failures")


@state(AddScreen)
async def a_feed_that_is_being_added(on: At) -> None:
    await on.do("add")
    await on.type("news.example")
    on.begin("add")
    screen = on.app.screen
    assert isinstance(screen, AddScreen)
    screen._tell("https://news.example/")
    await on.settle()


@state(CatalogueScreen, library="")
async def the_catalogue_with_feeds_ticked(on: At) -> None:
    on.app.show(CatalogueScreen())
    await on.settle()
    await on.press("space", "j", "space")


# ── The first run ────────────────────────────────────────────────────────────────────────────────────────────


@state(WelcomeScreen, library="")
async def the_first_run(on: At) -> None:
    pass


@state(FirstCard, library="")
async def the_second_step_of_the_first_run(on: At) -> None:
    await on.press("enter")


@state(WelcomeScreen, library="")
async def the_third_step_of_the_first_run(on: At) -> None:
    await on.press("enter", "enter")
