"""What newsboat's config asks for, here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from feeds import newsboat_config
from feeds.answers import RuleActions
from feeds.reader import Reader
from feeds.store.library import Store
from tests.feeds.conftest import NOW
from tui import config
from tui.cli import main
from tui.newsboat_settings import taken

CONFIG = """# my config
auto-reload yes
reload-time 45
max-items 200
keep-articles-days 90
text-width 80
player "mpv --no-video"
browser "firefox %u"
proxy socks5h://127.0.0.1:9050
bind-key q hard-quit
bind-key ^R reload-all
bind-key SPACE next-unread
bind-key j delete-article
ignore-article "https://a.example/feed" "title =~ \\"رياضة|كرة\\""
ignore-article "*" "author = \\"x y\\" and content # \\"z\\""
ignore-article "*" "title =~ \\"^[A-Z]+$\\""
ignore-article "https://gone.example/" "title # \\"x\\""
color background white default
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "newsboat" / "config"
    path.parent.mkdir()
    path.write_text(CONFIG, "utf-8")
    return path


def test_what_has_a_counterpart_is_taken_and_the_rest_is_told(file: Path) -> None:
    lines = newsboat_config.read(file)
    assert lines is not None
    found = taken(lines, {"https://a.example/feed": 'صحيفة "أ"'})
    assert found.settings == {
        "refresh_every": 45,
        "keep_articles": 200,
        "keep_days": 90,
        "measure": 80,
        "player": ["mpv", "--no-video"],
    }
    assert found.keys == {"quit": ["q"], "refresh-all": ["ctrl+r"], "next-unread": ["space"]}
    assert [(rule.query, rule.actions) for rule in found.rules] == [
        ('feed:«صحيفة "أ"» (title:"رياضة" OR title:"كرة")', RuleActions(mute=True)),
        ('author:"x y" "z"', RuleActions(mute=True)),
    ]
    assert [line.split(" ")[0] for line in found.left] == [
        "browser",
        "proxy",
        "bind-key",
        "ignore-article",
        "ignore-article",
        "color",
    ]


@pytest.mark.parametrize(
    ("line", "settings"),
    [
        ("auto-reload no", {"refresh_every": 0}),
        ("auto-reload yes", {"refresh_every": 60}),
        ("reload-time 30", {}),
        ("text-width 0", {}),
        ("max-items many", {}),
        ("max-items", {}),
        ('player "sh -c \\"rm $x; reboot\\""', {}),
    ],
)
def test_a_line_that_can_not_be_taken_is_left(tmp_path: Path, line: str, settings: dict[str, object]) -> None:
    path = tmp_path / "config"
    path.write_text(line)
    lines = newsboat_config.read(path)
    assert lines is not None
    assert taken(lines, {}).settings == settings


@pytest.mark.parametrize("text", ["", "https://a.example/feed tag\n", "hello\nworld\n", "\x00\xff"])
def test_another_file_is_no_config(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config"
    path.write_text(text, "utf-8")
    assert newsboat_config.read(path) is None


@pytest.mark.skipif(sys.platform == "darwin", reason="settings are elsewhere")
def test_the_command_takes_a_folder_of_newsboats_with_its_settings_rules_and_tags(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "mine"))
    (file.parent / "urls").write_text('https://a.example/feed رياضة أخرى "~صحيفة"\n', "utf-8")
    path = tmp_path / "library.db"
    Store(path, clock=lambda: NOW).close()
    assert main(["--library", str(path), "--lang", "en", "import", str(file.parent)]) == 0
    told = capfd.readouterr()
    assert "1 feed added." in told.out
    assert "Widest line of an article: 80" in told.out
    assert 'Rule: author:"x y" "z"' in told.out
    assert "No counterpart here: browser firefox %u" in told.err
    kept = config.load(tmp_path / "mine" / "nashra" / "config.toml")
    assert (kept.measure, kept.keep_days, kept.keys["quit"]) == (80, 90, ["q"])
    with Reader(path) as reader:
        assert reader.rules()[0].query == 'feed:صحيفة (title:"رياضة" OR title:"كرة")'
        assert reader.rule_error(reader.rules()[0]) is None
    assert main(["--library", str(path), "--lang", "en", "import", str(file)]) == 0
    with Reader(path) as reader:
        assert len(reader.rules()) == 2
