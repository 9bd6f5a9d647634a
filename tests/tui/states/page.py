"""The states of the page of an article."""

from __future__ import annotations

from datetime import UTC, datetime

from feeds.answers import Picture
from feeds.blocks import Comment, Paragraph, Text
from feeds.errors import NoArticle
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Enclosure, Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.showing import MIXED
from tests.tui.states.drawing import Part
from tests.tui.states.lists import paper
from tests.tui.states.table import At, state
from tests.tui.test_changes import NEW, OLD
from tui.config import Config
from tui.screens.links import LinksScreen
from tui.screens.menu import MenuScreen
from tui.screens.mute import MuteScreen
from tui.screens.pictures import PicturesScreen

PALMS = "طريق النخيل يعود إلى الخريطة بعد أربعين عامًا"
OLIVES = "موسم الزيتون بالأرقام: محصول أقلّ وزيت أجود"
SOUNDS = "حلقة جديدة: أصوات السوق القديم"
HARBOUR = Picture(24, 12, b"".join(bytes((40, 90, 160) if y > 7 else (220, 200, 90)) * 24 for y in range(12)))


@state(part=Part.WHOLE)
async def an_article(on: At) -> None:
    await on.open(PALMS)


@state(part=Part.PAGE)
async def an_article_in_the_middle(on: At) -> None:
    await on.open(PALMS)
    await on.do("page-down")


@state(part=Part.PAGE)
async def the_end_of_an_article_with_card_related_articles_and_comments(on: At) -> None:
    await on.open(PALMS)
    await on.do("last")


@state(part=Part.PAGE)
async def nothing_but_the_article(on: At) -> None:
    await on.open(PALMS)
    await on.do("zen")


@state(part=Part.PAGE)
async def an_article_with_a_table(on: At) -> None:
    await on.open(OLIVES)


@state(part=Part.PAGE, library="mixed")
async def an_article_with_lists_a_quotation_code_a_table_and_a_picture(on: At) -> None:
    await on.open(MIXED[0])
    await on.do("zen")


@state(part=Part.PAGE, library="mixed")
async def the_end_of_an_article_with_lists_a_quotation_code_a_table_and_a_picture(on: At) -> None:
    await on.open(MIXED[0])
    await on.do("zen", "last")


@state(part=Part.PAGE)
async def an_english_article(on: At) -> None:
    await on.open("The last lamplighter keeps his hours")


@state(part=Part.PAGE)
async def a_hebrew_article(on: At) -> None:
    await on.open("השענית שמתקנת רק שעונים של אחרים")


@state(part=Part.PAGE)
async def a_persian_article(on: At) -> None:
    await on.open("چای‌خانه‌ای که ساعت ندارد")


@state()
async def an_article_without_vowel_signs(on: At) -> None:
    await on.open(PALMS)
    await on.do("harakat")
    on.main.notice.hide()
    await on.settle()


@state(part=Part.PAGE)
async def an_article_turned_to_the_other_direction(on: At) -> None:
    await on.open(PALMS)
    await on.do("direction")


def _heard(reader: Reader) -> None:
    audio = Enclosure("https://paper.example/market.mp3", "audio/mpeg", 18_400_000, "أصوات السوق")
    video = Enclosure("https://paper.example/market.mp4", "video/mp4")
    paper(reader, {"title": SOUNDS, "enclosures": (audio, video)})


@state(part=Part.PAGE, prepare=_heard)
async def an_article_with_audio_and_video(on: At) -> None:
    await on.open(SOUNDS)


@state(
    part=Part.PAGE,
    prepare=lambda reader: paper(reader, {"title": "", "summary": "", "content": "", "authors": ()}) and None,
)
async def an_article_without_title_and_text(on: At) -> None:
    await on.do("next-pane", "open")


def _labelled(reader: Reader) -> None:
    paper(reader, {"title": SOUNDS})
    [row] = [row for row in reader.articles(Scope()).rows if row.title == SOUNDS]
    reader.star([row.id], True)
    reader.tag([row.id], "للسمر")
    reader.tag([row.id], "later")
    reader.set_note(row.id, "أرسله إلى مريم مساءً")


@state(part=Part.PAGE, prepare=_labelled)
async def an_article_with_star_tags_and_note(on: At) -> None:
    await on.open(SOUNDS)


def _edited(reader: Reader) -> None:
    feed, store = reader.subscribe("https://news.example/feed", title="صحيفة الصباح").id, reader._store
    store.save_articles(feed, make_feed([make_article(1, content=OLD)]), FetchState(), NOW - 7200)
    reader.mark_read([row.id for row in reader.articles(Scope()).rows if row.feed == feed])
    new = make_article(1, title="الخبر المصحّح رقم 1", content=NEW)
    store.save_articles(feed, make_feed([new]), FetchState(), NOW - 3600)


@state(part=Part.PAGE, prepare=_edited)
async def an_edited_article(on: At) -> None:
    await on.open("الخبر المصحّح رقم 1")


@state(part=Part.PAGE, prepare=_edited)
async def the_changes_of_an_edited_article(on: At) -> None:
    await on.open("الخبر المصحّح رقم 1")
    await on.do("changes")


def _answered(reader: Reader) -> None:
    paper(reader, {"title": SOUNDS, "comments_feed": "https://paper.example/comments", "comments_count": 4})
    [row] = [row for row in reader.articles(Scope()).rows if row.title == SOUNDS]
    texts = ("مشيت هناك قبل عام.", "وأنا كذلك.", "In which year?", "متى الحلقة التالية؟")
    names = ("سلمى", "Dana Reed", "أبو يوسف", "")
    thread = [
        Comment(name, (Paragraph(Text(text)),), datetime.fromtimestamp(NOW - 600 * (4 - n), UTC), depth=n % 3)
        for n, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    reader._store.save_comments(row.id, thread)


@state(part=Part.PAGE, prepare=_answered)
async def a_thread_of_comments(on: At) -> None:
    await on.open(SOUNDS)
    await on.do("last")


@state(part=Part.PAGE)
async def letters_over_the_links(on: At) -> None:
    await on.open(PALMS)
    await on.do("zen", "last", "hints")


@state(part=Part.PAGE)
async def text_that_is_selected(on: At) -> None:
    await on.open(PALMS)
    page = on.main.page
    middle = page.size.width // 2
    await on.pilot.mouse_down(page, offset=(middle, 6))
    await on.pilot.hover(page, offset=(middle - 8, 8))
    await on.pilot.mouse_up(page, offset=(middle - 8, 8))
    await on.settle()


@state()
async def a_page_that_could_not_be_had(on: At) -> None:
    await on.open(PALMS)
    on.main.tell_error(NoArticle(url="https://edition.example/world/palm-road"), "full-text")
    await on.settle()


@state(part=Part.PAGE, config=Config(link_numbers="hide", paragraph_spacing=0, measure=48))
async def an_article_set_close_without_numbers(on: At) -> None:
    await on.open(PALMS)


@state(MenuScreen)
async def the_menu_of_an_article(on: At) -> None:
    await on.open(PALMS)
    await on.do("menu")


@state(LinksScreen)
async def the_links_of_an_article(on: At) -> None:
    await on.open(PALMS)
    await on.do("links")


@state(MuteScreen)
async def what_an_article_can_be_muted_by(on: At) -> None:
    await on.open(PALMS)
    await on.do("mute")
    await on.pass_time(1)


def _pictures(found: object) -> PicturesScreen:
    shown = [(Text("قوارب الصيد في الميناء"), "https://paper.example/1.png"), (Text(""), "https://paper.example/2.png")]
    screen = PicturesScreen(1, shown, rtl=True)

    async def have(_url: str, _view: object) -> object:
        return found

    screen._found = have  # type: ignore[method-assign,assignment]
    return screen


@state(PicturesScreen)
async def a_picture(on: At) -> None:
    on.app.show(_pictures(HARBOUR))
    await on.settle()


@state(PicturesScreen)
async def a_picture_that_could_not_be_had(on: At) -> None:
    on.app.show(_pictures(NoArticle(url="https://paper.example/1.png")))
    await on.settle()


@state(part=Part.PAGE, config=Config(pictures="always"), library="mixed")
async def a_picture_under_the_headline(on: At) -> None:
    async def picture(*_given: object) -> Picture:
        return HARBOUR

    on.patch.setattr("tui.jobs.picture", picture)
    await on.open(MIXED[0])
