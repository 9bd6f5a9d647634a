"""Textual's own widgets with right-to-left text in each place where they draw any, with the filter and without."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from textual.app import App, ComposeResult, SystemCommand
from textual.containers import VerticalScroll
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import (
    Button,
    Checkbox,
    Collapsible,
    DataTable,
    Footer,
    Header,
    Input,
    Label,
    Link,
    ListItem,
    ListView,
    Log,
    Markdown,
    OptionList,
    Placeholder,
    ProgressBar,
    RadioSet,
    RichLog,
    Select,
    SelectionList,
    Static,
    TabbedContent,
    TabPane,
    TextArea,
    Tree,
)
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from tui.widgets.bidi import BidiFilter
from tui.widgets.heading import Prose

MIXED = "قررت شركة Apple تعليق 3 خدمات لا غير"
HEBREW = "חדשות מ־CNN ב-2025"
LATIN_FIRST = "Microsoft تعلق 12 خدمة لا غير"
LONG = "أعلنت الشركة اليوم أنها علقت بعض خدماتها المقدمة للجيش لأن مراجعة داخلية كشفت Microsoft Azure وخدمات أخرى"
SIZE = (90, 150)

PAGE = {
    "header": ["نشرة الأخبار — لا عنوان فرعي"],
    "footer": ["تحديث الأخبار", "قراءة CNN الآن", "مساعدة لاحقة"],
    "toast": ["عنوان التنبيه لا", "تنبيه قصير لا"],
    "border": ["عنوان الإطار", "ذيل الإطار الأسفل"],
    "static": [f"نص {MIXED}", LATIN_FIRST, "نص عريض لا في سطر", "رابط لا يفتح"],
    "options": ["الخيار الأول", f"خيار {MIXED}", HEBREW],
    "selection": ["تحديد لا أول", f"تحديد {MIXED}", "תחזית 10 ימים"],
    "input": [f"بحث {MIXED}", "اكتب حرفين لا ثلاثة"],
    "area": ["السطر الأول لا", f"سطر {MIXED}", "שורה 3 בדף"],
    "table": ["العنوان لا", "القسم", "الخبر الأول لا", "علوم", f"خبر {MIXED}", "כתבה מ־BBC", "ملاصق لا", "مجاور لا"],
    "tree": ["الجذر الأول لا", "أخبار العالم", f"فرع {MIXED}", "ענף 2 בעץ"],
    "tabs": ["التبويب الأول لا", "الثاني", "محتوى التبويب"],
    "select": ["مصر الآن لا", "اختر بلدا لا"],
    "choices": ["الأول لا الثاني", "زر ثان", "ضع علامة لا هنا", "اضغط الآن لا"],
    "lists": ["بند في القائمة لا", "عنوان القسم لا", "محتوى مطوي لا", "مكان لا محجوز"],
    "logs": ["سجل لا أول", "سجل غني لا"],
    "markdown": [
        *("عنوان كبير لا", "فقرة مع كلمة عريضة لا وكلمة code هنا.", "بند أول لا", "بند مرقم لا"),
        *("رأس الجدول لا", "رأس ثان", "خلية لا", "أخرى", "اقتباس لا"),
    ],
}
"""What each kind of widget is given to show."""
OPENED = ["قائمة لبنان لا"]
"""Choices that are seen when their list is opened."""
COMMANDS = ["تغيير الألوان لا", "اختيار مظهر آخر لا", f"أمر {MIXED}", "פקודה מ־CNN"]


class Stock(App[None]):
    """``filtered`` says whether the filter is at work."""

    CSS = """
    * { scrollbar-size: 0 0; }
    VerticalScroll > * { height: auto; }
    #framed { border: round white; width: 50; }
    Input, Select, Button, ListView, Placeholder { width: 50; }
    Log, RichLog { height: 1; }
    #close { height: 3; }
    Toast { max-width: 50; width: 50; }
    """
    TOOLTIP_DELAY = 0.01
    TITLE = "نشرة الأخبار"
    SUB_TITLE = "لا عنوان فرعي"
    BINDINGS = [
        ("f5", "refresh", "تحديث الأخبار"),
        ("f6", "read", "قراءة CNN الآن"),
        ("question_mark", "help", "مساعدة لاحقة"),
    ]

    def __init__(self, *, filtered: bool) -> None:
        super().__init__()
        self.filtered = filtered
        self.animation_level = "none"

    def get_line_filters(self) -> Sequence[LineFilter]:
        others = super().get_line_filters()
        return [BidiFilter(), *others] if self.filtered else others

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand(COMMANDS[0], COMMANDS[1], lambda: None)
        yield SystemCommand(COMMANDS[2], LONG, lambda: None)
        yield SystemCommand(COMMANDS[3], "", lambda: None)

    def compose(self) -> ComposeResult:
        yield Header()
        yield Footer()
        with VerticalScroll():
            yield Static(PAGE["static"][0], markup=False, id="framed")
            yield Label(LATIN_FIRST, markup=False)
            yield Label("نص [b]عريض[/b] لا في [i]سطر[/i]")
            yield Link("رابط لا يفتح", url="https://a.example/")
            yield OptionList(*map(Option, PAGE["options"]), markup=False)
            yield SelectionList(*(Selection(text, at, at == 0) for at, text in enumerate(PAGE["selection"])))
            yield Input(value=PAGE["input"][0], select_on_focus=False)
            yield Input(placeholder=PAGE["input"][1])
            yield TextArea("\n".join(PAGE["area"]), show_line_numbers=True)
            yield DataTable(zebra_stripes=True, cursor_type="row", id="wide")
            yield DataTable(cell_padding=0, id="close")
            yield Tree(PAGE["tree"][0])
            with TabbedContent():
                for title in PAGE["tabs"][:2]:
                    with TabPane(title):
                        yield Label(PAGE["tabs"][2])
            yield Select([("مصر الآن لا", 1), (OPENED[0], 2)], value=1, id="select")
            yield Select([("لا شيء", 1)], prompt="اختر بلدا لا")
            yield RadioSet(*PAGE["choices"][:2])
            yield Checkbox(PAGE["choices"][2])
            yield Button(PAGE["choices"][3])
            yield ProgressBar(total=10)
            yield ListView(ListItem(Label("بند في القائمة لا")))
            yield Collapsible(Label("محتوى مطوي لا"), title="عنوان القسم لا", collapsed=False)
            yield Placeholder("مكان لا محجوز")
            yield Log()
            yield RichLog()
            yield Markdown(
                "# عنوان كبير لا\n\nفقرة مع **كلمة عريضة** لا وكلمة `code` هنا.\n\n- بند أول لا\n\n1. بند مرقم لا\n\n"
                "| رأس الجدول لا | رأس ثان |\n|---|---|\n| خلية لا | أخرى |\n\n> اقتباس لا\n"
            )
            yield Prose(HEBREW)
            yield Static("?", id="explained")

    def on_mount(self) -> None:
        framed = self.query_one("#framed")
        framed.border_title, framed.border_subtitle = PAGE["border"]
        wide = self.query_one("#wide", DataTable)
        wide.add_columns("العنوان لا", "القسم", "n")
        wide.add_row("الخبر الأول لا", "علوم", "1")
        wide.add_row(f"خبر {MIXED}", "כתבה מ־BBC", "22")
        close = self.query_one("#close", DataTable)
        close.add_columns("1", "2")
        close.add_row("ملاصق لا", "مجاور لا")
        tree = self.query_one(Tree)
        tree.root.expand()
        inner = tree.root.add(PAGE["tree"][1], expand=True)
        inner.add_leaf(PAGE["tree"][2])
        inner.add_leaf(PAGE["tree"][3])
        self.query_one(ProgressBar).advance(3)
        self.query_one(Log).write_line(PAGE["logs"][0])
        self.query_one(RichLog).write(PAGE["logs"][1])
        self.query_one("#explained").tooltip = LONG
        self.notify("تنبيه قصير لا", title="عنوان التنبيه لا", markup=False, timeout=60)
        self.notify(LONG, title="طويل", markup=False, timeout=60)


def scenes(*, filtered: bool) -> dict[str, list[str]]:
    """The rows of cells of the page, with a tooltip, with a list opened, under the palette, and in it after typing."""
    return asyncio.run(_scenes(Stock(filtered=filtered)))


async def _scenes(app: Stock) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:

        async def take(name: str) -> None:
            # Some widgets fill themselves late: the scene is what stays.
            seen: list[list[str]] = []
            while len(seen) < 4 or any(rows != seen[-1] for rows in seen[-4:]):
                await pilot.pause(0.05)
                seen.append([strip.text for strip in app.screen._compositor.render_strips()])
            found[name] = seen[-1]

        await take("page")
        app.clear_notifications()
        await pilot.hover("#explained")
        await take("tooltip")
        app.query_one("#select", Select).expanded = True
        await take("select")
        app.action_command_palette()
        await take("palette")
        await pilot.press(*"لا")
        await take("typed")
    return found
