"""Every theme can be read: in 16.7 million colours, in 256, in 16 and in none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.theme import BUILTIN_THEMES, Theme

from feeds.errors import UnknownHost
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui import themes
from tui.app import NashraApp
from tui.colours import AA, INKS, SURFACES, contrast, legible
from tui.config import Config
from tui.i18n import languages, use

RGB = [theme for theme in (*themes.THEMES, *BUILTIN_THEMES.values()) if not theme.ansi]
OURS = [theme for theme in themes.THEMES if not theme.ansi]
_LETTER = re.compile(r"\w")


def variables(theme: Theme, *, few: bool = False) -> dict[str, Color]:
    made = theme.to_color_system().generate() | theme.variables
    shown = legible(made, dark=theme.dark, few=few)
    return {name: Color.parse(shown[name]) for name in ("foreground", "background", *INKS, *SURFACES)}


@pytest.mark.parametrize("few", [False, True], ids=["16.7M", "256"])
@pytest.mark.parametrize("theme", RGB, ids=lambda theme: theme.name)
def test_all_that_is_written_can_be_read_on_all_that_lies_under_text(theme: Theme, few: bool) -> None:
    colours = variables(theme, few=few)
    for ink in ("foreground", *INKS):
        for under in ("background", *SURFACES):
            assert contrast(colours[ink], colours[under]) >= AA, (ink, under)


@pytest.mark.parametrize("few", [False, True], ids=["16.7M", "256"])
@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_the_row_under_the_cursor_is_seen_beside_what_is_around_it_and_told_from_that_without_the_focus(
    theme: Theme, few: bool
) -> None:
    colours = variables(theme, few=few)
    for around in ("background", "surface"):
        assert contrast(colours["cursor-focus"], colours[around]) >= 1.15, around
    assert contrast(colours["cursor"], colours["background"]) >= 1.1
    assert colours["cursor-focus"] != colours["cursor"]


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_our_own_themes_need_no_colour_moved(theme: Theme) -> None:
    made = theme.to_color_system().generate() | theme.variables
    shown = variables(theme)
    assert {name: Color.parse(made[name]).hex for name in shown} == {name: it.hex for name, it in shown.items()}


def test_the_theme_of_high_contrast_has_that_of_aaa_for_all_text() -> None:
    [theme] = [one for one in OURS if one.name == "nashra-contrast"]
    colours = variables(theme)
    for ink in ("foreground", *INKS):
        assert min(contrast(colours[ink], colours[under]) for under in ("background", *SURFACES)) >= 7


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.005)


def drawn(app: NashraApp) -> Iterator[Segment]:
    """What reaches the terminal of the topmost screen, without what a dialog dims."""
    dialog = app.screen.query("#dialog")
    region = dialog.first().region if dialog else app.screen.region
    strips = app.screen._compositor.render_strips()
    for y in range(region.y, region.bottom):
        yield from strips[y].crop(region.x, region.right)


def pairs(app: NashraApp) -> set[tuple[Color, Color]]:
    """The colours of all letters with what they stand on."""
    found = set()
    for text, style, _control in drawn(app):
        if style is not None and _LETTER.search(text):
            assert style.color is not None
            assert style.bgcolor is not None
            two = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            found.add(two[::-1] if style.reverse else two)
    return found


SCREENS = {
    "article": ("j", "j", "j", "tab", "enter"),
    "table and code": (*["j"] * 5, "tab", "enter"),
    "search": ("slash", *"الم"),
    "settings": ("comma",),
    "help": ("question_mark",),
    "add": ("a", "h"),
    "empty field": ("a",),
    "selected in a field": ("a", "h", "h", "shift+home"),
    "statistics": ("g", "i"),
}


@pytest.mark.parametrize("name", ["nashra-dark", "nashra-salmon", "solarized-light", "dracula"])
async def test_every_pair_of_colours_that_is_really_drawn_can_be_read(open_app: Open, name: str) -> None:
    app = open_app("ar", config=Config(theme=name))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        for screen, keys in SCREENS.items():
            await press(pilot, *keys)
            await settled(pilot)
            for ink, under in pairs(app):
                assert contrast(ink, under) >= AA, (screen, ink, under)
            app.main.tell_error(UnknownHost(host="a.example"))
            while app.screen is not app.main:
                app.pop_screen()
            await press(pilot, "escape", "escape", "escape", "g", "g")


async def test_where_there_are_16_colours_all_are_the_terminals_own(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "linux")
    app = open_app("ar", config=Config(theme="nashra-light"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.theme == themes.PLAIN
        colours = [one for _, style, _ in drawn(app) if style for one in (style.color, style.bgcolor) if one]
        assert not {one for one in colours if not one.is_default and (one.number is None or one.number > 15)}
        assert app.config.theme == "nashra-light"


async def test_with_no_color_none_is_sent_and_marks_and_the_cursor_are_seen_still(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app("ar")
    monkeypatch.setenv("NO_COLOR", "1")
    app = NashraApp(app.reader, now=app.now)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "s")
        await settled(pilot)
        styles = [(text, style) for text, style, _ in drawn(app) if style]
        assert all(one.is_default for _, style in styles for one in (style.color, style.bgcolor) if one)
        assert any(style.reverse for _, style in styles)
        assert any(style.underline and not text.strip() for text, style in styles), (
            "the row of a pane without the focus"
        )
        assert "•" in text_of(app)
        assert "★" in text_of(app)


async def test_a_feed_that_failed_has_a_sign_beside_its_colour(open_app: Open) -> None:
    app = open_app("ar")
    feed = app.reader.feeds()[0]
    store = app.reader._store
    store._connections.get().execute("UPDATE fetch_state SET error = 'unknown-host' WHERE feed = ?", (feed.id,))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "!" in text_of(app)


def test_every_theme_of_ours_has_a_name_in_each_language() -> None:
    assert set(themes.TITLES) == {theme.name for theme in themes.THEMES}
    for language in languages():
        use(language)
        names = [themes.title(theme.name) for theme in themes.THEMES]
        assert len(set(names)) == len(names)
        assert not any(name.startswith("nashra") for name in names)


def test_at_least_two_themes_are_light() -> None:
    assert sum(not theme.dark for theme in themes.THEMES) >= 2
    assert len(themes.THEMES) >= 6


async def test_a_change_of_theme_parses_what_there_is_once_and_colours_all_of_it(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[object] = []
    parse = Stylesheet.parse

    def counted(stylesheet: Stylesheet) -> None:
        parsed.append(stylesheet)
        parse(stylesheet)

    app = open_app("ar")
    async with app.run_test() as pilot:
        await settled(pilot)
        monkeypatch.setattr(Stylesheet, "parse", counted)
        for name in ("nashra-light", "nashra-dark", "nashra-light"):
            parsed.clear()
            app.theme = name
            await settled(pilot)
            assert len(parsed) == 1
            shown = variables(next(theme for theme in OURS if theme.name == name))
            assert app.main.styles.background == shown["background"]
            assert app.main.status.styles.background == shown["surface"]
