"""What can be set on the page of a feed, and what its errors lead to."""

from __future__ import annotations

import stat
from base64 import b64encode
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from pytest_httpserver import HTTPServer
from textual.pilot import Pilot
from werkzeug import Request, Response

from feeds.reader import Reader
from feeds.store.library import Store
from feeds.types import FeedSettings
from tests.feeds.test_secrets import Alive
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_feed_screen import choose
from tests.tui.test_keys import press, settled
from tui import browser
from tui.app import NashraApp
from tui.feed_words import Remedy
from tui.screens.feed import Does, FeedScreen
from tui.screens.feed_fields import HeadersScreen, LineScreen
from tui.screens.feed_sign_in import SecretScreen, SignInScreen
from tui.screens.section import SectionScreen
from tui.text import paragraph

PASSWORD = "kalimat-sirr"
FEED = b"<rss version='2.0'><channel><title>x</title><item><guid>1</guid><title>y</title></item></channel></rss>"
SIZE = (100, 40)


@pytest.fixture
def asked(httpserver: HTTPServer) -> list[Request]:
    """The requests for feeds: one at /auth wants a sign-in, one at /browser a browser, one at /gone is closed."""
    requests: list[Request] = []
    signed = "Basic " + b64encode(f"me:{PASSWORD}".encode()).decode()

    def answer(request: Request) -> Response:
        requests.append(request)
        wrong = {
            "/auth": 401 * (request.headers.get("Authorization") != signed),
            "/browser": 403 * ("Mozilla" not in request.headers.get("User-Agent", "")),
            "/gone": 410,
        }.get(request.path, 0)
        return Response(status=wrong) if wrong else Response(FEED, content_type="application/rss+xml")

    for path in ("/auth", "/browser", "/gone", "/well"):
        httpserver.expect_request(path).respond_with_handler(answer)
    return requests


@pytest.fixture
def app(open_app: Open, tmp_path: Path, httpserver: HTTPServer) -> NashraApp:
    path = tmp_path / "settings.db"
    store = Store(path)
    for name in ("auth", "browser", "gone", "well"):
        store.subscribe(httpserver.url_for(f"/{name}"), title=name, allow_private=True)
    store.close()
    return open_app("ar", path=path)


async def open_page(app: NashraApp, pilot: Pilot[None], name: str) -> int:
    """The page of a feed, whose id it gives, or of a section; the cursor of the sections stands on it."""
    await settled(pilot)
    app.main.renew()
    app.main.sections.go_to(next(at for at, one in enumerate(app.main.sections.entries) if one.name == name))
    await press(pilot, "i")
    return next((one.id for one in app.reader.feeds() if one.title == name), 0)


def refresh(reader: Reader) -> None:
    nashra("--library", str(reader.path), "refresh")


async def test_a_feed_of_a_list_that_is_on_this_machine_is_fetched_once_that_is_allowed_on_its_page(
    open_app: Open, tmp_path: Path, httpserver: HTTPServer, asked: list[Request]
) -> None:
    path = tmp_path / "near.db"
    store = Store(path)
    store.subscribe(httpserver.url_for("/well"), title="near")
    store.close()
    app = open_app("ar", path=path)
    refresh(app.reader)
    assert not asked
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "near")
        assert isinstance(app.screen, FeedScreen)
        app.screen.list.edge(-1)
        await press(pilot, "enter")
        assert app.reader.feed_settings(feed).private
        assert app.screen.list.current.value is Remedy.FETCH  # type: ignore[union-attr]
        refresh(app.reader)
        assert [one.path for one in asked] == ["/well"]


async def test_a_user_agent_is_typed_told_to_the_server_and_taken_away_again(
    app: NashraApp, asked: list[Request]
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "well")
        await choose(app, pilot, Does.USER_AGENT)
        assert isinstance(app.screen, LineScreen)
        await press(pilot, *"سطر", "enter")
        assert isinstance(app.screen, LineScreen), "what can't be sent stays to be mended"
        assert app.screen.query_one("#dialog-foot").has_class("-error")
        await press(pilot, *["backspace"] * 3, *"Mine/1.0", "enter")
        assert isinstance(app.screen, FeedScreen)
        assert app.reader.feed_settings(feed).user_agent == "Mine/1.0"
        assert "Mine/1.0" in text_of(app)
        refresh(app.reader)
        assert {one.headers["User-Agent"] for one in asked if one.path == "/well"} == {"Mine/1.0"}
        await choose(app, pilot, Does.USER_AGENT)
        await press(pilot, *["backspace"] * 8, "enter")
        assert app.reader.feed_settings(feed) == FeedSettings(private=True)


@pytest.mark.parametrize("proxy", ["http://a.example:3128", "https://a.example", "socks5://[::1]:9", "socks5h://a.b:9"])
async def test_every_kind_of_proxy_can_be_set(app: NashraApp, proxy: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "well")
        await choose(app, pilot, Remedy.PROXY)
        await press(pilot, *proxy, "enter")
        assert app.reader.feed_settings(feed).proxy == proxy
        assert proxy in text_of(app)


@pytest.mark.parametrize("wrong", ["a.example:3128", "ftp://a.example", f"http://me:{PASSWORD}@a.example"])
async def test_what_is_no_proxy_address_is_told_at_once_in_words(app: NashraApp, wrong: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "well")
        await choose(app, pilot, Remedy.PROXY)
        await press(pilot, *wrong, "enter")
        assert isinstance(app.screen, LineScreen)
        assert "socks5h://proxy.example:9050" in text_of(app)
        assert app.reader.feed_settings(feed).proxy == ""
        await press(pilot, "x")
        assert "socks5h://proxy.example:9050" not in text_of(app), "once it is being mended, it is no more told"


async def test_headers_are_added_one_by_one_replaced_and_taken_away(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "well")
        await choose(app, pilot, Does.HEADERS)
        assert isinstance(app.screen, HeadersScreen)
        await press(pilot, *"X-Key: one", "enter", *"X-Other: two", "enter", *"x-key: three", "enter")
        headers = app.reader.feed_settings(feed).headers
        assert headers == (("X-Other", "two"), ("x-key", "three"))
        for wrong in ("Cookie: a=b", "Authorization: Bearer x", "X-Key", "مفتاح: x"):
            await press(pilot, *wrong, "enter")
            assert app.screen.query_one("#dialog-foot").has_class("-error")
            assert app.reader.feed_settings(feed).headers == headers
            await press(pilot, *["backspace"] * len(wrong))
        await press(pilot, "down", "enter")
        assert app.reader.feed_settings(feed).headers == headers[:1]
        await press(pilot, "enter")
        assert app.reader.feed_settings(feed).headers == headers, "what was taken away stands in the box"
        await press(pilot, "escape")
        assert "X-Other: two" in text_of(app)


async def test_a_feed_that_wants_a_sign_in_leads_to_it_and_is_fetched_with_it(
    app: NashraApp, asked: list[Request]
) -> None:
    refresh(app.reader)
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "auth")
        await press(pilot, "enter")
        assert isinstance(app.screen, SignInScreen)
        await choose(app, pilot, "basic")
        assert isinstance(app.screen, SecretScreen)
        await press(pilot, *"me", "enter", *PASSWORD)
        assert "me" in text_of(app)
        assert PASSWORD not in text_of(app)
        assert "•" * len(PASSWORD) in text_of(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, FeedScreen)
        settings = app.reader.feed_settings(feed)
        assert (settings.sign_in, settings.in_keyring) == ("basic", False)
        kept = app.reader.secrets_file
        assert kept.name in "".join(text_of(app).split()), "it is told where it is kept"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        await press(pilot, "enter")
        assert next(one for one in app.reader.feeds() if one.id == feed).error == ""
        await press(pilot, "escape", "i")
        assert Remedy.SIGN_IN not in [row.value for row in app.screen.list.choices[:2]]  # type: ignore[attr-defined]
        assert PASSWORD not in text_of(app)


async def test_a_sign_in_is_never_shown_again_and_can_be_forgotten(app: NashraApp) -> None:
    keyring.set_keyring(Alive())
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "well")
        app.reader.set_secret(feed, "bearer", "", PASSWORD)
        assert app.reader.feed_settings(feed).in_keyring
        await choose(app, pilot, Remedy.SIGN_IN)
        await choose(app, pilot, "bearer")
        assert isinstance(app.screen, SecretScreen)
        assert "•" not in text_of(app)
        assert PASSWORD not in text_of(app)
        await press(pilot, *"a b", "enter")
        assert app.screen.query_one("#dialog-foot").has_class("-error")
        await press(pilot, "escape")
        assert isinstance(app.screen, SignInScreen)
        await choose(app, pilot, "")
        assert isinstance(app.screen, FeedScreen)
        assert app.reader.feed_settings(feed).secret == ""


async def test_a_feed_that_turns_readers_away_leads_to_asking_as_a_browser(
    app: NashraApp, asked: list[Request]
) -> None:
    refresh(app.reader)
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "browser")
        assert "403" in text_of(app)
        await press(pilot, "enter")
        assert app.reader.feed_settings(feed).as_browser
        await press(pilot, "enter")
        assert [one.path for one in asked].count("/browser") == 2, "to fetch it was under the cursor"
        await pilot.pause(1.2)
        await settled(pilot)
        assert "403" in text_of(app), "in the history"
        assert not app.screen.query_one("#dialog-foot").has_class("-error"), "a refresh meanwhile is seen"


async def test_the_site_of_a_feed_that_is_no_longer_there_is_opened(
    app: NashraApp, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(browser, "open_link", lambda url: bool(opened.append(url)) or True)
    httpserver.expect_request("/well").respond_with_data("", status=404)
    refresh(app.reader)
    async with app.run_test(size=SIZE) as pilot:
        await open_page(app, pilot, "well")
        await press(pilot, "enter")
        assert opened == [httpserver.url_for("/")]


async def test_a_section_that_loses_its_last_feed_has_no_page_any_more(app: NashraApp) -> None:
    store = Store(app.reader.path)
    store.subscribe("https://a.example/feed", title="inside", section="صحف")
    store.close()
    async with app.run_test(size=SIZE) as pilot:
        await open_page(app, pilot, "صحف")
        assert isinstance(app.screen, SectionScreen)
        await press(pilot, "G", "enter")
        await choose(app, pilot, Remedy.UNSUBSCRIBE)
        await press(pilot, "enter")
        assert app.screen is app.main
        assert app.reader.sections() == []


async def test_a_feed_that_is_closed_leads_to_leaving_it_which_is_asked_twice(
    app: NashraApp, asked: list[Request]
) -> None:
    refresh(app.reader)
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "gone")
        assert app.reader.next_fetch(feed) is None
        await press(pilot, "enter")
        assert len(app.reader.feeds()) == 4
        await choose(app, pilot, next(one.url for one in app.reader.feeds() if one.id == feed))
        await choose(app, pilot, Remedy.UNSUBSCRIBE)
        assert len(app.reader.feeds()) == 4, "something else was chosen between"
        await press(pilot, "enter")
        assert app.screen is app.main
        assert [one.title for one in app.reader.feeds()] == ["auth", "browser", "well"]
        assert all(entry.name != "gone" for entry in app.main.sections.entries)


async def test_the_page_of_an_article_whose_feed_is_left_is_left_too(app: NashraApp, asked: list[Request]) -> None:
    refresh(app.reader)
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "well")
        await press(pilot, "escape", "tab", "enter")
        assert app.main.opened_row is not None
        assert app.main.opened_row.feed == feed
        await press(pilot, "i")
        await choose(app, pilot, Remedy.UNSUBSCRIBE)
        await press(pilot, "enter")
        assert app.main.opened is None
        assert app.main.page.article is None


async def test_the_direction_of_a_feeds_texts_goes_round(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_page(app, pilot, "well")
        found = []
        for _ in range(3):
            await choose(app, pilot, Does.DIRECTION)
            found.append(next(one.direction for one in app.reader.feeds() if one.title == "well"))
        assert found == ["rtl", "ltr", ""]


async def test_the_whole_text_of_a_feed_is_as_its_section_has_it_or_its_own(app: NashraApp) -> None:
    store = Store(app.reader.path)
    store.subscribe("https://a.example/feed", title="inside", section="صحف")
    store.close()
    async with app.run_test(size=SIZE) as pilot:
        feed = await open_page(app, pilot, "inside")
        await choose(app, pilot, Does.SECTION)
        assert isinstance(app.screen, SectionScreen)
        await choose(app, pilot, app.screen.section)
        assert app.reader.wants_full_text(feed)
        await press(pilot, "escape")
        assert isinstance(app.screen, FeedScreen)
        found = []
        for _ in range(3):
            await choose(app, pilot, Does.FULL_TEXT)
            found.append((app.reader.feed_settings(feed).full_text, app.reader.wants_full_text(feed)))
        assert found == [("always", True), ("never", False), ("", True)]
        await press(pilot, "escape")
        await open_page(app, pilot, "well")
        await choose(app, pilot, Does.FULL_TEXT)
        await choose(app, pilot, Does.FULL_TEXT)
        assert app.reader.feed_settings(feed).full_text == "", "with no section around there is nothing to differ from"


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_the_page_has_the_settings_as_the_command_has_them(
    open_app: Open, app: NashraApp, asked: list[Request], language: str
) -> None:
    refresh(app.reader)
    app = open_app(language, path=app.reader.path)
    told = nashra("--library", str(app.reader.path), "--lang", language, "feed", "1").stdout
    # Under the second heading: times are told from another clock.
    rows = [line.split(": ", 1) for line in told.split("\n\n")[1].splitlines()[1:]]
    async with app.run_test(size=(120, 50)) as pilot:
        await open_page(app, pilot, "auth")
        shown = text_of(app)
    assert len(rows) == 10
    for name, value in rows:
        assert name in shown or paragraph(name, language=language).fit(70).text in shown
        for part in value.split(" · "):
            assert paragraph(part, language=language).fit(70).text in shown, value


async def test_how_much_is_kept_of_a_feed_is_set_on_its_page(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=SIZE) as pilot:
        feed = app.reader.feeds()[0]
        app.show(FeedScreen(feed), lambda _none: None)
        await settled(pilot)
        await choose(app, pilot, Does.KEEP_DAYS)
        await press(pilot, "x", "enter")
        assert isinstance(app.screen, LineScreen), "what is no number stays to be mended"
        await press(pilot, "backspace", "٣", "٠", "enter")
        assert app.reader.feed_settings(feed.id).keep_days == 30
        await choose(app, pilot, Does.KEEP_ARTICLES)
        await press(pilot, "-", "1", "enter")
        assert app.reader.feed_settings(feed.id).keep_articles == -1
