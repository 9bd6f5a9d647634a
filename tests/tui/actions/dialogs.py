"""In lists and forms: what the keys do on the screens over the reader."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.answers import Rule, RuleActions
from feeds.types import Section
from tests.tui.actions.fetching import asked
from tests.tui.actions.scene import Scene, shows
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.screens.help import HelpScreen
from tui.screens.manage import ManageScreen


async def managing(on: Scene, name: str) -> ManageScreen:
    """The screen of all feeds, with the cursor on the row ``name``."""
    await on.do("manage")
    screen = on.app.screen
    assert isinstance(screen, ManageScreen)
    await stand(on, screen, name)
    return screen


async def stand(on: Scene, screen: Dialog, name: str) -> None:
    screen.list.go_to(next(at for at, row in enumerate(screen.list.choices) if row.text == name))
    await on.settle()


def sections(on: Scene) -> Sequence[Section]:
    return on.app.reader.sections()


@shows("choose", "leave")
async def a_row_is_chosen_and_a_screen_left(on: Scene) -> None:
    await on.do("help", "leave")
    assert on.app.screen is on.main
    await on.choose("welcome")
    await on.press("down", "down")
    await on.do("choose")
    assert on.sees(_("Catalogue of feeds"))
    await on.do("leave")
    assert on.app.screen is on.main


@shows("tick", "tick-all")
async def one_is_ticked_or_all_or_none(on: Scene) -> None:
    screen = await managing(on, "نشرة: العالم")
    await on.do("tick")
    assert len(screen.ticked) == 1
    assert "[x]" in on.text
    await on.do("tick-all")
    assert len(screen.ticked) == len(on.app.reader.feeds())
    await on.do("tick-all")
    assert not screen.ticked


@shows("save")
async def a_rule_is_saved(on: Scene) -> None:
    await on.do("rules", "choose")
    await on.press(*"عاجل", "enter")
    await on.do("save")
    [rule] = on.app.reader.rules()
    assert rule.query == "عاجل"
    assert on.sees("عاجل")


@shows("rename")
async def a_feed_is_renamed(on: Scene) -> None:
    await managing(on, "نشرة: اقتصاد")
    await on.do("rename")
    await on.press("ctrl+u", *"مال", "enter")
    assert "مال" in [feed.title for feed in on.app.reader.feeds()]
    assert on.sees("مال")


@shows("move-to")
async def a_feed_moves_to_another_section(on: Scene) -> None:
    await managing(on, "نشرة: تقنية")
    await on.do("move-to")
    await on.press(*"ثقاف", "enter")
    moved = next(feed for feed in on.app.reader.feeds() if feed.title == "نشرة: تقنية")
    assert moved.section == next(one.id for one in sections(on) if one.name == "ثقافة")


@shows("new-section")
async def a_section_is_added(on: Scene) -> None:
    await managing(on, "نشرة: علوم")
    await on.do("new-section")
    await on.press(*"بيئة", "enter")
    assert "بيئة" in [one.name for one in sections(on)]


@shows("remove")
async def a_feed_is_left_and_comes_back_by_undo(on: Scene) -> None:
    await managing(on, "نشرة: رياضة")
    count = len(on.app.reader.feeds())
    await on.do("remove")
    assert len(on.app.reader.feeds()) == count - 1
    assert not on.sees("نشرة: رياضة")
    await on.do("undo")
    assert len(on.app.reader.feeds()) == count


@shows("refresh-ticked")
async def what_is_selected_is_fetched(on: Scene) -> None:
    await managing(on, "صحيفة الخادم")
    before = asked(on, "/feed")
    await on.do("refresh-ticked")
    assert asked(on, "/feed") == before + 1


@shows("order-down", "order-up")
async def a_rule_goes_down_in_the_order_and_up_again(on: Scene) -> None:
    for query in ("أولى", "ثانية"):
        on.app.reader.add_rule(Rule(0, query, query, RuleActions(star=True)))
    await on.do("rules")
    screen = on.app.screen
    assert isinstance(screen, Dialog)
    await stand(on, screen, "أولى")
    order = [rule.name for rule in on.app.reader.rules()]
    for action, names in (("order-down", ["ثانية", "أولى"]), ("order-up", ["أولى", "ثانية"])):
        await on.do(action)
        assert [rule.name for rule in on.app.reader.rules()] == [*order[:-2], *names]
    await on.press("escape")
    await on.do("help")
    assert on.on(HelpScreen)
