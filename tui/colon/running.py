"""What the commands of ``:`` do with what stands after their names."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from feeds.errors import NashraError
from feeds.search import fold
from feeds.types import ScopeKind
from tui import fuzzy, words
from tui.colon.commands import COMPLETE, STATES, STATES_BY_NAME, Call, Fault, Takes, key, parse
from tui.colon.completion import Option, fitting
from tui.i18n import _
from tui.settings import Kind, Setting, label, read, settings
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.app import NashraApp
    from tui.places import Entry

Done = Fault | None


async def run(app: NashraApp, line: str) -> Done:
    """Do what was typed, or tell why not; a number goes to that row of the list."""
    number = fold(line.strip())
    if number.isdecimal():
        if isinstance(app.main.focused, Rows):
            app.main.focused.edge(1, int(number))
        return None
    call = parse(line)
    if not isinstance(call, Call):
        return call
    if not call.argument:
        await app.do(call.command.run)
        return None
    try:
        return await _WITH[call.command.id](app, call.argument)
    except NashraError as error:
        return Fault(words.error(error.code, error.args_))


def fault(line: str) -> Fault | None:
    """What is wrong with a line before anything is done."""
    if fold(line.strip()).isdecimal():
        return None
    call = parse(line)
    return call if isinstance(call, Fault) else None


def options(app: NashraApp) -> Callable[[Takes], Sequence[Option]]:
    """What there is now to complete a line with."""

    def of(takes: Takes) -> Sequence[Option]:
        match takes:
            case Takes.THEME:
                return [Option(name) for name in sorted(app.available_themes)]
            case Takes.SECTION | Takes.FEED:
                return [Option(one.name, language=one.language) for one in _places(app, takes)]
            case Takes.TAG:
                return [Option(tag.name, words.number(tag.articles)) for tag in app.reader.tags()]
            case _:
                return ()

    return of


def known_settings(app: NashraApp) -> list[Setting]:
    """The settings that can be set by a word."""
    return settings(sorted(app.available_themes))


# ── Each of them ─────────────────────────────────────────────────────────────────────────────────────────────


async def _open(app: NashraApp, typed: str) -> Done:
    rows, number = app.main.articles.rows, fold(typed)
    if not number.isdecimal() or not 1 <= int(number) <= len(rows):
        return Fault(_("The list has no article {n}. It shows {count} so far.", n=typed, count=len(rows)))
    app.main.articles.go_to(int(number) - 1)
    app.main.open_article(rows[int(number) - 1])
    return None


async def _search(app: NashraApp, typed: str) -> Done:
    await app.main.search_for(typed)
    return None


async def _add(app: NashraApp, typed: str) -> Done:
    from tui.screens.add import AddScreen

    app.show(AddScreen(typed))
    return None


async def _import(app: NashraApp, typed: str) -> Done:
    from tui.screens.opml import OpmlScreen

    app.show(OpmlScreen(typed))
    return None


async def _help(app: NashraApp, typed: str) -> Done:
    from tui.screens.help import HelpScreen

    app.show(HelpScreen(typed))
    return None


def _to(takes: Takes) -> Callable[[NashraApp, str], Awaitable[Done]]:
    async def go(app: NashraApp, typed: str) -> Done:
        places = _places(app, takes)
        wanted = fuzzy.comparable(typed)
        same = [one for one in places if fuzzy.comparable(one.name) == wanted]
        near = same or _near(typed, places)
        if len(near) == 1:
            app.go_to(near[0].scope)
            return None
        if near:
            return Fault(_several(typed, [one.name for one in near]))
        if takes is Takes.FEED:
            return Fault(_("There is no feed “{name}”. {key} lists those there are.", name=typed, key=COMPLETE))
        return Fault(_("There is no section “{name}”. {key} lists those there are.", name=typed, key=COMPLETE))

    return go


def _near(typed: str, places: Sequence[Entry]) -> list[Entry]:
    """The places whose names have all that was typed at beginnings of their words."""
    asked = fuzzy.wanted(typed)
    least = fuzzy.AFTER_ARTICLE * len(asked)
    return [one for one in places if (fuzzy.score(asked, fuzzy.comparable(one.name)) or 0) >= least]


def _several(typed: str, names: Sequence[str]) -> str:
    some = _(", ").join(names[:3]) + ("…" if len(names) > 3 else "")
    return _("“{name}” may be: {names}.", name=typed, names=some)


def _places(app: NashraApp, takes: Takes) -> list[Entry]:
    feed = ScopeKind.FEED
    return [one for one in app.main.sections.everywhere() if (one.scope.kind is feed) == (takes is Takes.FEED)]


def _tagging(value: bool) -> Callable[[NashraApp, str], Awaitable[Done]]:
    async def tag(app: NashraApp, typed: str) -> Done:
        names = [name for name in typed.replace("،", " ").replace(",", " ").split() if name.strip("#")]
        app.main.tag_current([name.strip("#") for name in names], value)
        return None

    return tag


async def _mark(app: NashraApp, typed: str) -> Done:
    state = STATES_BY_NAME.get(key(typed))
    if state is None:
        near = fitting(typed, [Option(name) for name in STATES_BY_NAME])
        there = near[0].value if near else _(", ").join(STATES)
        return Fault(_("An article can't be marked “{state}”. It can be: {there}.", state=typed, there=there))
    app.main.mark_current(state)
    return None


async def _mute(app: NashraApp, typed: str) -> Done:
    app.main.mute_words(typed)
    return None


async def _note(app: NashraApp, typed: str) -> Done:
    app.main.note_current(typed)
    return None


async def _theme(app: NashraApp, typed: str) -> Done:
    return _put(app, "theme", typed)


async def _set(app: NashraApp, typed: str) -> Done:
    name = re.split(r"[\s=]", typed, maxsplit=1)[0]
    return _put(app, name.replace("-", "_"), typed.removeprefix(name).lstrip(" =").strip())


def _put(app: NashraApp, name: str, typed: str) -> Done:
    there = {one.name: one for one in known_settings(app)}
    setting = there.get(name)
    if setting is None:
        near = fitting(name, [Option(one.name, one.label) for one in there.values()])
        if near:
            return Fault(_("There is no setting “{name}”. Is it “{other}”?", name=name, other=near[0].value))
        return Fault(_("There is no setting “{name}”. {key} lists all there are.", name=name, key=COMPLETE))
    if not typed:
        from tui.settings import named

        app.main.tell(f"{setting.label}: {named(name, getattr(app.config, name))}")
        return None
    from tui import paths

    if setting.kind in (Kind.KEYS, Kind.TABLE):
        return Fault(_("This is written in the file itself: {path}", path=paths.config()))
    try:
        value = _value(setting, typed, now=getattr(app.config, name))
    except ValueError as error:
        return Fault(str(error))
    if value is None:
        shown = [str(one) for one, _told in setting.options if str(one)]
        some = _(", ").join(shown[:8]) + ("…" if len(shown) > 8 else "")
        return Fault(_("“{name}” can't be “{value}”. It can be: {there}.", name=name, value=typed, there=some))
    from tui.settings_file import put

    app.configure(put(paths.config(), name, value))
    # In the language that is in use now, which may be another.
    app.main.tell(_("{setting}: {value}. Kept in the settings.", setting=label(name), value=typed))
    return None


def _value(setting: Setting, typed: str, *, now: object) -> str | int | Sequence[str] | None:
    """What was typed as a value that the setting takes: its own name for it or the one that people read; a number may
    be another than those that are offered, and a text or a list is what one likes. Raises ValueError."""
    if setting.kind in (Kind.TEXT, Kind.LIST):
        return cast("str | Sequence[str]", read(setting, typed))
    if isinstance(now, int):
        number = fold(typed).replace("\u2212", "-")
        return int(number) if number.removeprefix("-").isdecimal() else None
    wanted = fold(typed)
    return next((value for value, told in setting.options if wanted in (fold(str(value)), fold(told))), None)


_WITH: Mapping[str, Callable[[NashraApp, str], Awaitable[Done]]] = {
    "open": _open,
    "search": _search,
    "add": _add,
    "import": _import,
    "help": _help,
    "section": _to(Takes.SECTION),
    "feed": _to(Takes.FEED),
    "tag": _tagging(True),
    "untag": _tagging(False),
    "mark": _mark,
    "note": _note,
    "mute": _mute,
    "theme": _theme,
    "set": _set,
}
"""By the ids of the commands that can be given something."""
