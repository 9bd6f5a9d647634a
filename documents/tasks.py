"""The page of thirty tasks with the keys that each takes: a test does them by these very keys."""

from __future__ import annotations

from dataclasses import dataclass

from documents.keys import pressed
from tui import keymap

Step = str
"""The id of an action, whose first default key is pressed; or after `TYPED` what is typed; or after `KEY` a key in
Textual's names, for a field in which the letters of an action are typed."""
TYPED, KEY = "'", "="


@dataclass(frozen=True, slots=True)
class Task:
    """``id`` names it in the test."""

    id: str
    english: str
    arabic: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Group:
    english: str
    arabic: str
    tasks: tuple[Task, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "Finding something to read",
        "ما يُقرأ",
        (
            Task("add", "Follow a site by its address", "تابع موقعًا برابطه", ("add", "'news.example", "choose")),
            Task(
                "import",
                "Bring the feeds of another reader",
                "اجلب خلاصات قارئ آخر",
                ("command", "'import feeds.opml", "choose", "choose", "choose"),
            ),
            Task(
                "find",
                "Find yesterday's story about olives",
                "جِد خبر الزيتون الذي ورد أمس",
                ("filter", "'الزيتون منذ:أمس", "choose", "open"),
            ),
            Task(
                "keep-search",
                "Keep a search as a section",
                "احفظ بحثًا قسمًا",
                ("filter", "'النخيل", "choose", "save-search", "'نخل", "choose"),
            ),
            Task(
                "go",
                "Go to a section by a few letters of its name",
                "انتقل إلى قسم ببعض حروفه",
                ("palette", "'رياض", "choose"),
            ),
            Task("edition", "Have a morning edition that ends", "اقرأ نشرة صباح لها نهاية", ("edition", "read-on")),
        ),
    ),
    Group(
        "Reading",
        "القراءة",
        (
            Task("unread", "Read what is unread, by one key", "اقرأ غير المقروء بمفتاح واحد", ("go-unread", "read-on")),
            Task("narrow", "Read in a window of 40 columns", "اقرأ في نافذة من 40 عمودًا", ("open", "open")),
            Task("alone", "Have the article alone", "اجعل المقال وحده", ("next-pane", "open", "zen")),
            Task("whole", "Read the whole text of a summary", "اقرأ النص الكامل", ("next-pane", "open", "full-text")),
            Task("comments", "Read the comments", "اقرأ التعليقات", ("next-pane", "open", "comments")),
            Task("pictures", "See the pictures", "شاهد الصور", ("next-pane", "open", "pictures")),
            Task("podcast", "Hear a podcast", "استمع إلى حلقة", ("next-pane", "play")),
            Task("link", "Open the second link", "افتح الرابط الثاني", ("next-pane", "open", "'2", "browser")),
            Task("vowels", "Hide the vowel signs", "أخفِ التشكيل", ("next-pane", "open", "harakat")),
            Task("offline", "Take all that is unread along", "خذ غير المقروء معك بلا شبكة", ("offline",)),
        ),
    ),
    Group(
        "Keeping and giving on",
        "الحفظ والمشاركة",
        (
            Task("star", "Give a star, and find it again", "ميّز بنجمة ثم جِده", ("next-pane", "star", "go-starred")),
            Task("note", "Write a note", "اكتب ملاحظة", ("next-pane", "note", "'للدرس", "choose")),
            Task("quote", "Copy a quotation with its source", "انسخ اقتباسًا مع مصدره", ("next-pane", "quote")),
            Task("epub", "Save as EPUB", "احفظ بصيغة EPUB", ("next-pane", "share", "last", "up", "choose")),
            Task("mistake", "Take back a mistaken “all read”", "تراجع عن «الكل مقروء»", ("all-read", "undo")),
        ),
    ),
    Group(
        "What comes",
        "ما يرد",
        (
            Task(
                "mute",
                "Mute a subject",
                "اكتم موضوعًا",
                ("next-pane", "mute", "'الزيتون", "choose"),
            ),
            Task("unmute", "Hear of it again", "ارفع الكتم", ("rules", "down", "tick")),
            Task(
                "rule",
                "Have a star on all that comes about a subject",
                "ميّز كل ما يرد عن موضوع",
                ("rules", "choose", "'القدم", "=down", "choose", "save"),
            ),
            Task(
                "mend",
                "See why a feed fails, and fetch it again",
                "اعرف سبب تعذّر خلاصة وأعد جلبها",
                ("failures", "choose", "choose"),
            ),
            Task(
                "move",
                "Move a feed to a section",
                "انقل خلاصة إلى قسم",
                ("manage", "last", "move-to", "'صحف", "choose"),
            ),
            Task(
                "leave", "Leave a feed, and have it back", "ألغِ اشتراكًا ثم استعده", ("manage", "last", "remove", "undo")
            ),
        ),
    ),
    Group(
        "The reader itself",
        "القارئ نفسه",
        (
            Task("language", "Change the language", "غيّر اللغة", ("settings", "choose", "down", "choose")),
            Task("theme", "Change the colours", "غيّر الألوان", ("theme",)),
            Task(
                "rebind",
                "Give an action a key of your own",
                "اجعل لأمر مفتاحًا من عندك",
                ("settings", "last", "choose", "'go-unread", "choose", "'F5", "choose"),
            ),
        ),
    ),
)

_BEGIN = """\
# Thirty things, and the keys for them

*Made from `documents/tasks.py` by `make documents`. A test does each of them by these very keys, in English and in
Arabic with an Arabic keyboard layout on.*

The reader has opened, with the cursor in the sections. Keys are pressed one after the other; letters `like these` are
typed. `Esc` leads back, `?` shows all keys, and `.` what can be done with what the cursor is on. Who has keys of their
own, or those of `newsboat` or `vim`, finds [theirs](keys.md) beside these.
"""
_END = """
Most of it can be done without a screen, too: [reading aloud](reading-aloud.md), [commands](commands.md).
"""


def page() -> str:
    """The page in Markdown."""
    return _BEGIN + "".join(map(_table, GROUPS)) + _END


def _table(group: Group) -> str:
    head = f"\n## {group.english} · {group.arabic}\n\n| | | |\n|---|---|---|\n"
    rows = (f"| {task.english} | {task.arabic} | {' '.join(map(_shown, task.steps))} |\n" for task in group.tasks)
    return head + "".join(rows)


def _shown(step: Step) -> str:
    if step.startswith(TYPED):
        return f"`{step.removeprefix(TYPED)}`"
    if step.startswith(KEY):
        return pressed(step.removeprefix(KEY))
    return pressed(keymap.keys({}, rtl=False, preset="nashra")[step][0])
