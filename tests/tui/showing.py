"""All screens of the app, each made with what it is made with, and a library that has what they show."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from textual.geometry import Offset
from textual.screen import Screen

from feeds.answers import SavedSearch
from feeds.blocks import Text
from feeds.errors import UnknownHost
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Feed
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import HOSTILE
from tui import i18n, screens
from tui.app import NashraApp
from tui.screens.arranging import MoveScreen
from tui.screens.asking import AskScreen
from tui.screens.dialog import Dialog
from tui.screens.failures import FailuresScreen
from tui.screens.feed import FeedScreen
from tui.screens.feed_fields import HeadersScreen, LineScreen
from tui.screens.feed_sign_in import SecretScreen, SignInScreen
from tui.screens.labels import NoteScreen, TagsScreen
from tui.screens.links import LinksScreen
from tui.screens.main import MainScreen
from tui.screens.menu import MenuScreen, items_of
from tui.screens.mute import MuteScreen
from tui.screens.palette import PaletteScreen
from tui.screens.pictures import PicturesScreen
from tui.screens.saved import SavedScreen
from tui.screens.section import SectionScreen
from tui.screens.settings import OptionsScreen
from tui.screens.sharing import SharingScreen
from tui.screens.welcome import WelcomeScreen
from tui.settings import settings

MIXED = [
    "قررت شركة Apple تعليق 3 خدمات (Azure) لا غير، حتى 25/09/2025",
    "Microsoft Corp. تعلّق خدماتها للجيش الإسرائيلي بعد تحقيق The Guardian",
    "مُقدِّمةٌ مُشكَّلةٌ في الأدبِ العربيّ",
    "گزارش تازه: می‌شود گفت که خانه‌های قدیمی در Tehran نمی‌مانند",
    "ڕۆژنامەی کوردستان و هەواڵی نوێ لە Erbil",
    "آج کی تازہ خبریں: پاکستان میں 12 نئے سکول",
    "חדשות מ־CNN: ירושלים 2025 והאו״ם",
    "\ufe8d\ufedf\ufea8\ufe92\ufeae \ufe8d\ufefb\ufed7\ufe98\ufebc\ufe8e\ufea9\ufef1",
    "Plain English with a quotation: «لا تنسَ الأمل»",
    "عنوان طويل جدًا " * 12 + "وينتهي هنا",
    "\u202eخبر\u202c مقلوب \u2066عن\u2069 الأمل\u200b والألم\ufeff",
]
"""Titles of an article each."""
BODY = """<p>فقرة أولى عن <b>الأمم المتحدة</b> و<a href="https://a.example/palm/road">رابط طويل</a> لا ينتهي، قالت
Microsoft Azure إنها «لن تعلق» خدماتها.</p><h2>عنوان داخلي للأخبار</h2><ul><li>بند أول لا غير</li><li>second item</li>
</ul><blockquote><p>اقتباس لا يُنسى من خبر</p></blockquote><ol><li>بند مرقم</li></ol><pre>print("لا")</pre>
<table><tr><th>الدولة</th><th>العدد الإجمالي</th></tr><tr><td>الأردن</td><td>12</td></tr></table>
<figure><img src="https://a.example/1.png" alt="صورة الأرض"><figcaption>شرح الصورة الأولى</figcaption></figure>
<p>English paragraph with كلمة عربية inside it, long enough to be wrapped on each of the screens here.</p>"""


def mixed_library(edition: Path, path: Path) -> Path:
    """The sample edition at ``path``, with a feed of hostile and mixed titles, and one that failed, in a section with a
    long name."""
    shutil.copy(edition, path)
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe(
        "https://mixed.example/feed", title="أخبار Mixed الأولى", section="قسم طويل الاسم للأخبار الأخرى"
    )
    articles = [make_article(at, title=title, content=BODY) for at, title in enumerate([*MIXED, *HOSTILE])]
    store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    failed = store.subscribe("https://failed.example/news", title="خلاصة لا تصل", section="رياضة")
    store.save_failure(failed.id, UnknownHost(url=failed.url, host="failed.example"), FetchState())
    store.close()
    return path


def failed_of(app: NashraApp) -> Feed:
    return next(feed for feed in app.reader.feeds() if feed.error)


MADE: dict[type[Screen[None]], Callable[[NashraApp], Screen[None]]] = {
    FeedScreen: lambda app: FeedScreen(failed_of(app)),
    LineScreen: lambda app: LineScreen(failed_of(app), "proxy"),
    HeadersScreen: lambda app: HeadersScreen(failed_of(app)),
    SignInScreen: lambda app: SignInScreen(failed_of(app)),
    SecretScreen: lambda app: SecretScreen(failed_of(app), "basic"),
    SectionScreen: lambda app: SectionScreen(app.reader.sections()[-1]),
    PaletteScreen: lambda app: PaletteScreen(app.main.sections.everywhere()),
    FailuresScreen: lambda app: FailuresScreen([feed for feed in app.reader.feeds() if feed.error]),
    LinksScreen: lambda _: LinksScreen(
        [(Text(text), "https://a.example/palm/road") for text in (*MIXED[:4], "")], lambda _href: None
    ),
    # Moving over the languages turns the reader under it.
    WelcomeScreen: lambda _: WelcomeScreen(feeds=True),
    SavedScreen: lambda _: SavedScreen(SavedSearch(1, "لا", "الأولى")),
    NoteScreen: lambda app: NoteScreen(app.main.articles.rows[0]),
    MenuScreen: lambda app: MenuScreen(items_of(app.main), Offset(20, 3), app.do, "https://a.example/palm/road"),
    MuteScreen: lambda app: MuteScreen(app.main.articles.rows[0].id),
    TagsScreen: lambda app: TagsScreen(app.main.articles.rows[0]),
    AskScreen: lambda _: AskScreen(i18n._("Tags"), "#غزة", i18n._("Name"), lambda _typed: None),
    MoveScreen: lambda _: MoveScreen(lambda _section: None),
    SharingScreen: lambda app: SharingScreen(
        app.main.articles.rows[0], {"قراءة لاحقًا": ["later", "{url}"]}, pictures=True, take=lambda _way: None
    ),
    OptionsScreen: lambda app: OptionsScreen(next(one for one in settings([]) if one.name == "months"), "levant"),
}
"""The screens that are made with something; all others are made with nothing."""


def every_screen() -> Iterator[type[Screen[None]]]:
    """Each class of a screen in the package that can be shown: not the bases of others, nor the
    one that shows pictures in place of text."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for kind in vars(importlib.import_module(module.name)).values():
            own = isinstance(kind, type) and issubclass(kind, Screen) and kind.__module__ == module.name
            if own and kind not in (MainScreen, Dialog, PicturesScreen) and not kind.__name__.startswith("_"):
                yield kind
