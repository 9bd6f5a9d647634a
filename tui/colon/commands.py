"""The commands of ``:``: every action of `tui.actions` by its id, and a few that take words; their Arabic names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto

from feeds.search import fold
from tui import keyed
from tui.actions import ACTIONS, Place
from tui.i18n import N_, _

COMPLETE = keyed.key("Tab", "complete")
"""The key of the line that puts in what it may go on with."""


class Takes(Enum):
    """What stands after the name of a command."""

    NOTHING = auto()
    WORDS = auto()
    NUMBER = auto()
    ADDRESS = auto()
    THEME = auto()
    SETTING = auto()
    """The name of a setting, and one of its values."""
    SECTION = auto()
    FEED = auto()
    TAG = auto()
    STATE = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """``run`` is Textual's action that is done where nothing stands after the name; without one, something must."""

    id: str
    help: str
    takes: Takes = Takes.NOTHING
    run: str = ""

    @property
    def arabic(self) -> str:
        """Its Arabic name, or none."""
        return ARABIC.get(self.id, "")


@dataclass(frozen=True, slots=True)
class Call:
    """A command with what stands after its name."""

    command: Command
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nothing is done, in words, and what to do about it."""

    sentence: str


_GIVEN: Mapping[str, Takes] = {
    "open": Takes.NUMBER,
    "theme": Takes.THEME,
    "feed": Takes.FEED,
    "add": Takes.ADDRESS,
    "import": Takes.WORDS,
    "help": Takes.WORDS,
    "note": Takes.WORDS,
    "mute": Takes.WORDS,
}
"""The actions that can be given something."""

_OWN = (
    Command("search", N_("Search"), Takes.WORDS, "filter"),
    Command("section", N_("Go to a section"), Takes.SECTION),
    Command("tag", N_("Give the article a tag"), Takes.TAG, "tags"),
    Command("untag", N_("Take a tag from the article"), Takes.TAG, "tags"),
    Command("mark", N_("Mark the article, or all"), Takes.STATE),
    Command("set", N_("Show or change a setting"), Takes.SETTING, "app.settings"),
)

COMMANDS: tuple[Command, ...] = (
    *_OWN,
    *(
        Command(action.id, action.help, _GIVEN.get(action.id, Takes.NOTHING), action.run)
        for action in sorted(ACTIONS, key=lambda action: not action.palette)
        if action.place is not Place.DIALOG and action.id not in ("command", "filter")
    ),
)
"""In the order in which they are offered: what only moves the cursor comes last."""

ARABIC: Mapping[str, str] = {
    "add": "إضافة",
    "all-read": "الكل-مقروء",
    "back": "رجوع",
    "browser": "متصفح",
    "changes": "تغييرات",
    "comments": "تعليقات",
    "copy-article": "نسخ-المقال",
    "copy-link": "نسخ-الرابط",
    "direction": "اتجاه",
    "failures": "أعطال",
    "feed": "خلاصة",
    "first": "الأول",
    "export": "تصدير",
    "fold": "طي",
    "full-text": "النص-الكامل",
    "go-all": "الكل",
    "go-starred": "المميزة",
    "go-today": "اليوم",
    "go-unread": "غير-المقروء",
    "harakat": "حركات",
    "help": "مساعدة",
    "import": "استيراد",
    "last": "الأخير",
    "links": "روابط",
    "mark": "اعتبار",
    "mute": "كتم",
    "next-unread": "التالي",
    "note": "ملاحظة",
    "open": "فتح",
    "order": "ترتيب",
    "palette": "لوحة-الأوامر",
    "previous-unread": "السابق",
    "quit": "خروج",
    "share": "مشاركة",
    "read": "مقروء",
    "redo": "إعادة-التنفيذ",
    "refresh": "تحديث",
    "refresh-all": "تحديث-الكل",
    "rules": "قواعد",
    "save-search": "حفظ-البحث",
    "search": "بحث",
    "section": "قسم",
    "set": "ضبط",
    "settings": "إعدادات",
    "star": "نجمة",
    "statistics": "إحصاءات",
    "stop-refresh": "إيقاف-التحديث",
    "suspend": "تعليق",
    "tag": "وسم",
    "tags": "وسوم",
    "terminal": "طرفية",
    "theme": "سمة",
    "undo": "تراجع",
    "untag": "نزع-وسم",
    "welcome": "البداية",
}
"""By the ids of commands; a blank may stand for each hyphen."""

STATES: Mapping[str, tuple[str, str]] = {
    "read": ("مقروء", N_("Mark as read")),
    "unread": ("غير-مقروء", N_("Mark as unread")),
    "starred": ("مميز", N_("Star")),
    "unstarred": ("غير-مميز", N_("Remove the star")),
    "all": ("الكل", N_("Mark all as read")),
}
"""What ``mark`` can be given, each with its Arabic name and in full."""

_LIKE = 0.5
"""How much of a name must be right for it to be suggested."""
_LONGEST = 3
"""Words of a name."""


def key(name: str) -> str:
    """A name as it is compared: whatever its spelling."""
    return "-".join(fold(name).replace("_", "-").split())


STATES_BY_NAME: Mapping[str, str] = {
    key(name): state for state, (arabic, _full) in STATES.items() for name in (state, arabic)
}
"""The states by each of their names, as `key` has it."""

_BY_NAME: Mapping[str, Command] = {
    key(name): command for command in COMMANDS for name in (command.id, command.arabic) if name
}


def parse(line: str) -> Call | Fault | None:
    """What was typed after ``:``; None for nothing. A name is found whole, or by a beginning that no other has."""
    words = line.split()
    if not words:
        return None
    command, argument = named(f"{line.strip()} ")
    if command:
        return _called(command, argument)
    begun = {one.id: one for name, one in _BY_NAME.items() if name.startswith(key(words[0]))}
    if len(begun) == 1:
        return _called(next(iter(begun.values())), _after(line, 1))
    return Fault(_unknown(words[0], list(begun.values())))


def named(line: str) -> tuple[Command | None, str]:
    """The command whose whole name, and a blank, the line begins with, and what stands after it."""
    words = line.split()
    for count in range(min(_LONGEST, len(words)), 0, -1):
        command = _BY_NAME.get(key(" ".join(words[:count])))
        if command and (len(words) > count or line[-1:].isspace()):
            return command, _after(line, count)
    return None, line.strip()


def _after(line: str, count: int) -> str:
    """What stands after the first ``count`` words."""
    parts = line.split(maxsplit=count)
    return parts[count].strip() if len(parts) > count else ""


def _called(command: Command, argument: str) -> Call | Fault:
    if argument and command.takes is Takes.NOTHING:
        return Fault(_("“{name}” takes nothing after it.", name=shown(command)))
    if not argument and not command.run:
        return Fault(_("“{name}” takes something after it: {key} shows what.", name=shown(command), key=COMPLETE))
    return Call(command, argument)


def _unknown(name: str, begun: list[Command]) -> str:
    if begun:
        return _("“{name}” may be: {names}.", name=name, names=_(", ").join(sorted(map(shown, begun))))
    near = get_close_matches(key(name), _BY_NAME, 1, _LIKE)
    if near:
        found = _BY_NAME[near[0]]
        other = found.arabic if key(found.arabic) == near[0] else found.id
        return _("There is no command “{name}”. Is it “{other}”?", name=name, other=other)
    return _("There is no command “{name}”. {key} lists all there are.", name=name, key=COMPLETE)


def shown(command: Command) -> str:
    """A command's name in the language in use."""
    from tui import i18n

    return command.arabic if i18n.language() == "ar" and command.arabic else command.id
