"""Audio and video in the user's own player."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Enclosure, Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open
from tests.tui.test_keys import WIDE, press, settled
from tui import player
from tui.config import Config
from tui.screens.links import LinksScreen

EVIL = "https://pod.example/a;touch%20x.mp3?$(reboot)&`id`"


def library(path: Path, *urls: str) -> Path:
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://pod.example/feed", title="بودكاست")
    enclosures = tuple(Enclosure(url, "audio/mpeg") for url in urls)
    store.save_articles(feed.id, make_feed([make_article(1, enclosures=enclosures)]), FetchState(), NOW)
    store.close()
    return path


def fake(tmp_path: Path) -> tuple[list[str], Path]:
    """A player that writes down its arguments, and where."""
    told = tmp_path / "told"
    script = tmp_path / "play er.py"
    script.write_text(
        f"#!{sys.executable}\nimport os, sys\nopen({str(told)!r} + '~', 'w').write('\\n'.join(sys.argv[1:]))\n"
        f"os.rename({str(told)!r} + '~', {str(told)!r})\n"
    )
    script.chmod(0o755)
    return [str(script), "--quiet", "{url}"], told


async def arguments(told: Path) -> str:
    """What the player was given, once it has started."""

    def wait() -> str:
        for _ in range(3_000):
            if told.exists():
                return told.read_text()
            time.sleep(0.01)
        raise TimeoutError

    return await asyncio.to_thread(wait)


async def test_the_player_is_given_the_address_as_one_argument_and_no_shell_sees_it(
    open_app: Open, tmp_path: Path
) -> None:
    given, told = fake(tmp_path)
    app = open_app("en", library(tmp_path / "one.db", EVIL), Config(player=given))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "b")
        assert await arguments(told) == f"--quiet\n{EVIL}"
        assert app.main.notice.text.startswith("Playing: ")


async def test_one_of_several_is_chosen_from_a_list(open_app: Open, tmp_path: Path) -> None:
    given, told = fake(tmp_path)
    urls = [f"https://pod.example/{n}.mp3" for n in (1, 2)]
    app = open_app("ar", library(tmp_path / "one.db", *urls), Config(player=given))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "b")
        assert isinstance(app.screen, LinksScreen)
        await press(pilot, "j", "enter")
        assert await arguments(told) == f"--quiet\n{urls[1]}"


@pytest.mark.parametrize(
    ("config", "urls", "said"),
    [
        (Config(), [EVIL], "No player is set."),
        (Config(player=["no-such-player"]), [EVIL], "The player is not there: no-such-player"),
        (Config(player=["true"]), [], "The article has no audio or video."),
        (Config(player=["true"], player_in="terminal"), [EVIL], "This terminal can't be lent to a player."),
    ],
)
async def test_what_stands_in_the_way_is_told_in_words(
    open_app: Open, tmp_path: Path, config: Config, urls: list[str], said: str
) -> None:
    app = open_app("en", library(tmp_path / "one.db", *urls), config)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "b")
        assert said in app.main.notice.text


@pytest.mark.parametrize(
    "url", ["-oProxyCommand=x", "--script=/tmp/x", "file:///etc/passwd", "edl://x", "https://a\nb", "https://[", ""]
)
def test_an_address_that_a_player_might_obey_is_refused(url: str) -> None:
    assert not player.can_play(url)
    with pytest.raises(player.NotPlayable):
        player.command(["true"], url)


def test_without_a_place_the_address_comes_last() -> None:
    given = player.command(["true", "-v"], "https://pod.example/1.mp3")
    assert given is not None
    assert given[1:] == ["-v", "https://pod.example/1.mp3"]


def test_a_recording_and_a_picture_within_a_list_of_terms_are_found(tmp_path: Path) -> None:
    terms = '<dl><dt>حوار<dd><audio src="https://a.example/talk.mp3"></audio><img src="https://a.example/map.png"></dl>'
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    feed = store.subscribe("https://a.example/feed")
    store.save_articles(feed.id, make_feed([make_article(1, content=terms, image="")]), FetchState(), NOW)
    store.close()
    with Reader(tmp_path / "library.db") as reader:
        id_ = reader.articles(Scope()).rows[0].id
        article, content = reader.article(id_), reader.content(id_)
    assert [url for _words, url in player.media(article, content)] == ["https://a.example/talk.mp3"]
    assert [url for _words, url in player.pictures(article, content)] == ["https://a.example/map.png"]
