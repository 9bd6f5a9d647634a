"""The thirty tasks of docs/tasks.md, each done by the keys that the page shows, and what comes of it: in English, and
in Arabic with an Arabic keyboard layout on.

A task without a check fails here: write one that is called as the task's id, marked ``@came``."""

from __future__ import annotations

import traceback
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from documents.tasks import GROUPS, KEY, TYPED, Task
from feeds.errors import HttpError
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Feed, Scope, ScopeKind
from feeds.values import replace
from tests.feeds.conftest import NOW
from tests.tui.actions.scene import NEWEST, Scene, config, library
from tests.tui.actions.test_every_action import WIDE
from tests.tui.conftest import Open
from tui import browser, i18n, paths
from tui.config import load
from tui.i18n import _, plural
from tui.roles import Role
from tui.screens.add import AddScreen
from tui.screens.pictures import PicturesScreen
from tui.settings_file import put

TASKS = [task for group in GROUPS for task in group.tasks]
LAYOUTS = {"ar": "ar-101", "en": ""}
SIZES = {"narrow": (40, 14)}
OLIVES = "موسم الزيتون بالأرقام: محصول أقلّ وزيت أجود"
LOCAL = """<rss version="2.0"><channel><title>{name}</title><item><guid>{name}</guid><title>خبر {name}</title>
<link>{at}page</link><pubDate>Sun, 01 Nov 2026 09:00:00 GMT</pubDate><description>نص.</description></item>
</channel></rss>"""
SITE = '<html><head><link rel="alternate" type="application/rss+xml" href="/site.xml"></head></html>'
LIST = """<opml version="2.0"><body><outline text="محلية">
<outline type="rss" xmlUrl="{at}listed.xml" text="من قائمة"/></outline></body></opml>"""

Check = Callable[[Scene], Awaitable[None]]
CHECKS: dict[str, Check] = {}
READY: dict[str, Check] = {}


def came(check: Check) -> Check:
    """Marks what must have come of the task of its name."""
    CHECKS[check.__name__.strip("_").replace("_", "-")] = check
    return check


def ready(prepare: Check) -> Check:
    """Marks what is done before the task of its name, as if it had come so."""
    READY[prepare.__name__.removeprefix("before_").replace("_", "-")] = prepare
    return prepare


def test_there_are_thirty_and_each_is_checked() -> None:
    assert len(TASKS) == len({task.id for task in TASKS}) == 30
    assert set(CHECKS) == {task.id for task in TASKS}


@pytest.mark.parametrize("language", LAYOUTS)
async def test_each_task_is_done_by_the_keys_that_the_page_shows(
    open_app: Open,
    library_path: Path,
    tmp_path: Path,
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    at = httpserver.url_for("/")
    httpserver.expect_request("/").respond_with_data(SITE, content_type="text/html")
    for name in ("site", "listed", "mended"):
        httpserver.expect_request(f"/{name}.xml").respond_with_data(LOCAL.format(name=name, at=at))
    (tmp_path / "feeds.opml").write_text(LIST.format(at=at), "utf-8")
    told = {"news.example": at, "import feeds.opml": f"import {tmp_path / 'feeds.opml'}"}
    opened: list[str] = []
    monkeypatch.setattr(browser, "open_link", lambda url: opened.append(url) or True)
    await library(library_path, httpserver)
    settings = replace(config(tmp_path / "played"), keyboard=LAYOUTS[language], language=language)
    app = open_app(language, config=settings)
    wrong: list[str] = []
    async with app.run_test(size=WIDE) as pilot:
        on = Scene(app, pilot, httpserver, opened, tmp_path / "played", layout=LAYOUTS[language])
        await on.settle()
        for task in TASKS:
            await on.begin()
            await pilot.resize_terminal(*SIZES.get(task.id, WIDE))
            await on.settle()
            try:
                if task.id in READY:
                    await READY[task.id](on)
                await walk(on, task, told)
                await CHECKS[task.id](on)
            except Exception:
                wrong.append(f"{task.id}\n{traceback.format_exc()}")
    assert not wrong, "\n\n".join(wrong)


async def walk(on: Scene, task: Task, told: dict[str, str]) -> None:
    for step in task.steps:
        if step.startswith(TYPED):
            typed = step.removeprefix(TYPED)
            await on.press(*told.get(typed, typed))
            # What is typed is looked for when no letter follows for a quarter of a second.
            await on.pilot.pause(0.3)
            await on.settle()
        elif step.startswith(KEY):
            await on.press(step.removeprefix(KEY))
        else:
            await on.do(step)


# ── Finding something to read ────────────────────────────────────────────────────────────────────────────────


def feed(on: Scene, name: str) -> Feed:
    [found] = [one for one in on.app.reader.feeds() if one.url == on.server.url_for(f"/{name}.xml")]
    return found


@came
async def add(on: Scene) -> None:
    # A site on this machine wants one more Enter than one elsewhere.
    assert on.on(AddScreen)
    await on.press("enter")
    assert on.app.screen is on.main
    assert feed(on, "site").total == 1
    assert on.main.notice.text == _("Added: {title}", title="site")


@came
async def import_(on: Scene) -> None:
    assert on.app.screen is on.main
    assert feed(on, "listed").title == "من قائمة"
    assert "محلية" in [section.name for section in on.app.reader.sections()]


@came
async def find(on: Scene) -> None:
    assert [row.title for row in on.main.articles.rows] == [OLIVES]
    assert on.main.opened == on.main.articles.rows[0].id
    assert on.app.focused is on.main.page


@came
async def keep_search(on: Scene) -> None:
    [entry] = [one for one in on.main.sections.entries if one.scope.kind is ScopeKind.SAVED]
    assert "نخل" in entry.name


@came
async def go(on: Scene) -> None:
    assert (on.main.scope.kind, on.main.scope_heading.text) == (ScopeKind.SECTION, "رياضة")


@came
async def edition(on: Scene) -> None:
    rows = {row.id for row in on.main.articles.rows}
    assert on.main.scope.kind is ScopeKind.EDITION
    assert on.main.opened in rows
    for _step in range(500):
        if on.sees(_("The edition has ended")) and _("The edition has ended") in on.main.notice.text:
            break
        await on.do("read-on")
    assert all(on.app.reader.article(id_).row.read for id_ in rows)
    assert _("The edition has ended") in on.main.notice.text
    on.app.reader.mark_read(list(rows), False)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────


def pages(on: Scene) -> str:
    """What stands on the page of the article."""
    return "\n".join(row.lines()[0].line.source.text for row in on.main.page.rows if row.lines())


@came
async def unread(on: Scene) -> None:
    assert on.main.scope.kind is ScopeKind.UNREAD
    assert on.main.opened is not None
    assert on.app.reader.article(on.main.opened).row.read
    assert on.app.focused is on.main.page


@came
async def narrow(on: Scene) -> None:
    assert on.main.opened is not None
    assert on.app.focused is on.main.page
    assert on.main.page.size.width == 40
    assert on.app.reader.article(on.main.opened).row.title.split()[0] in pages(on)


@came
async def alone(on: Scene) -> None:
    assert on.main.opened == on.first.id
    assert on.main.page.size.width == on.app.size.width
    assert NEWEST in pages(on)


@came
async def whole(on: Scene) -> None:
    assert on.app.reader.has_full_text(on.first.id)
    assert "ما بعد الافتتاح" in pages(on)


@came
async def comments(on: Scene) -> None:
    assert on.main.notice.text.startswith(plural("{n} comment", "{n} comments", 2))
    assert any(row.role is Role.COMMENTS for row in on.main.page.rows[slice(*on.main.page.in_view)])
    assert "مقال جيد" in pages(on)


@came
async def pictures(on: Scene) -> None:
    assert on.on(PicturesScreen)
    assert on.sees("صورة")


@came
async def podcast(on: Scene) -> None:
    await on.until_played()
    assert on.played.read_text() == on.server.url_for("/a.mp3")


@ready
async def before_link(on: Scene) -> None:
    # The whole text, which an earlier task fetched, has links of its own.
    await on.do("next-pane", "open", "full-text")
    await on.begin()


@came
async def link(on: Scene) -> None:
    assert on.opened[-1:] == [on.server.url_for("/two")]


@came
async def vowels(on: Scene) -> None:
    assert "\u064c" not in on.text
    await on.do("harakat")
    assert "\u064c" in on.text


@ready
async def before_offline(on: Scene) -> None:
    on.app.reader.mark_all_read(Scope())
    on.app.reader.mark_read([article_of(on, "site")], False)


def article_of(on: Scene, name: str) -> int:
    [row] = on.app.reader.articles(Scope(ScopeKind.FEED, feed(on, name).id)).rows
    return row.id


@came
async def offline(on: Scene) -> None:
    assert on.app.reader.has_full_text(article_of(on, "site"))
    assert plural("{n} page kept", "{n} pages kept", 1) in on.main.notice.text
    on.app.reader.undo()
    on.app.reader.mark_read([row.id for row in on.app.reader.articles(Scope()).rows], False)


# ── Keeping and giving on ────────────────────────────────────────────────────────────────────────────────────


@came
async def star(on: Scene) -> None:
    assert on.main.scope.kind is ScopeKind.STARRED
    assert [row.title for row in on.main.articles.rows] == [NEWEST]


@came
async def note(on: Scene) -> None:
    assert on.app.screen is on.main
    assert on.app.reader.labels(on.first.id)[1] == "للدرس"


@came
async def quote(on: Scene) -> None:
    assert all(part in on.app.clipboard for part in (NEWEST, "صحيفة الخادم", on.first.url))


@came
async def epub(on: Scene) -> None:
    [file] = on.played.parent.glob("*.epub")
    assert on.main.notice.text == _("Saved: {path}", path=file)
    with zipfile.ZipFile(file) as book:
        assert book.read("mimetype") == b"application/epub+zip"
        assert any(NEWEST in book.read(name).decode() for name in book.namelist() if name.endswith("xhtml"))


@came
async def mistake(on: Scene) -> None:
    assert on.app.reader.counts().unread > 10
    assert on.main.notice.text.startswith(_("Undo"))
    on.app.reader.redo()
    assert on.app.reader.counts().unread == 0, "all had been marked"
    on.app.reader.undo()


# ── What comes ───────────────────────────────────────────────────────────────────────────────────────────────


@came
async def mute(on: Scene) -> None:
    [rule] = on.app.reader.rules()
    assert (rule.query, rule.actions.mute, rule.enabled) == ("الزيتون", True, True)
    assert OLIVES not in [row.title for row in on.main.articles.rows]


@came
async def unmute(on: Scene) -> None:
    [rule] = on.app.reader.rules()
    assert not rule.enabled
    await on.press("escape")
    assert OLIVES in [row.title for row in on.main.articles.rows]


@came
async def rule(on: Scene) -> None:
    *_others, made = on.app.reader.rules()
    assert (made.query, made.actions.star, made.actions.mute) == ("القدم", True, False)


@ready
async def before_mend(on: Scene) -> None:
    on.app.reader.unsubscribe(*(one.id for one in on.app.reader.feeds() if one.error))
    store = Store(on.app.reader.path, clock=lambda: NOW)
    failed = store.subscribe(on.server.url_for("/mended.xml"), title="متقلبة", allow_private=True)
    store.save_failure(failed.id, HttpError(url=failed.url, status="418"), FetchState())
    store.close()


@came
async def mend(on: Scene) -> None:
    assert (feed(on, "mended").error, feed(on, "mended").total) == ("", 1)


@came
async def move(on: Scene) -> None:
    [section] = [one for one in on.app.reader.sections() if one.name == "صحف"]
    assert [one.section for one in on.app.reader.feeds()].count(section.id) == 1


@ready
async def before_leave(on: Scene) -> None:
    on.kept = [(one.url, one.total, one.section) for one in on.app.reader.feeds()]


@came
async def leave(on: Scene) -> None:
    assert on.sees(plural("{n} feed is back with its articles.", "{n} feeds are back with their articles.", 1))
    assert sorted((one.url, one.total, one.section) for one in on.app.reader.feeds()) == sorted(on.kept)


# ── The reader itself ────────────────────────────────────────────────────────────────────────────────────────


@ready
async def before_language(on: Scene) -> None:
    # The row below that of the system's language is another one.
    put(paths.config(), "keyboard", on.layout)
    on.app.configure(put(paths.config(), "language", ""))
    on.kept = i18n.language()


@came
async def language(on: Scene) -> None:
    assert load(paths.config()).language == i18n.language()
    assert i18n.language() != on.kept


@ready
async def before_theme(on: Scene) -> None:
    on.kept = [on.app.theme, on.main.styles.background]


@came
async def theme(on: Scene) -> None:
    assert on.app.theme != on.kept[0]
    assert on.main.styles.background != on.kept[1]


@came
async def rebind(on: Scene) -> None:
    assert load(paths.config()).keys == {"go-unread": ["F5"]}
    await on.press("escape", "escape")
    await on.begin()
    await on.press("f5")
    assert on.main.scope.kind is ScopeKind.UNREAD
