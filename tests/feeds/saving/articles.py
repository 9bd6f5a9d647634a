"""An article in which there is one of everything, and what a browser or a book would make of its markup."""

from __future__ import annotations

from datetime import UTC, datetime

from feeds.blocks import (
    Block,
    Cell,
    Code,
    Definition,
    Figure,
    Heading,
    ListBlock,
    Media,
    Paragraph,
    Quote,
    Rule,
    Span,
    SpanKind,
    Table,
    Text,
)
from feeds.saving.copy import Copy, Way

PICTURE = "https://news.example/palm.jpg"


def p(text: str, *spans: Span, language: str = "") -> Paragraph:
    return Paragraph(Text(text, spans, language=language))


BLOCKS: tuple[Block, ...] = (
    p("قالت شركة Apple إنها «لن تعلق» خدماتها.", Span(5, 9, SpanKind.STRONG), Span(10, 15, SpanKind.EMPHASIS)),
    Heading(1, Text("عنوان داخلي")),
    Quote((p("The company said that it would not suspend its services to the ministry."), p("Not now."))),
    Quote((p("لن نعلّق خدماتنا."), p("Not now."))),
    p(
        "رابط ثم حاشية 1 وعلامة <b> & شيء آخر",
        Span(0, 4, SpanKind.LINK, "https://a.example/طريق?a=1&b=[2]"),
        Span(14, 15, SpanKind.LINK, "#note-1"),
        Span(14, 15, SpanKind.SUPER),
    ),
    ListBlock(((p("بند"), ListBlock(((p("داخلي"),),))), (p("second item"),), ()), start=3),
    ListBlock(((p("one"),), (p("two"),))),
    Definition(((Text("مصطلح"), (p("شرحه"), Code("x = 1 < 2"))),)),
    Code("print('لا')\n\n```"),
    Table(
        ((Cell(Text("الدولة"), True), Cell(Text("العدد"), True)), (Cell(Text("الأردن|عمّان"), span=2),)),
        Text("جدول"),
    ),
    Figure(PICTURE, 'نخيل "قديم"', Text("شرح الصورة")),
    Figure("https://news.example/not-there.png"),
    Media("https://video.example/v?id=1", "video", "فيديو"),
    Rule(),
    p("1 الحاشية ↑", Span(10, 11, SpanKind.LINK, "#mark-1")),
    p("سطر\nوآخر\x00", Span(0, 5, SpanKind.STRONG), Span(4, 8, SpanKind.LINK, "javascript:alert(1)")),
)
ARTICLE = Copy(
    key="https://news.example/feed 00",
    title="طريق النخيل <يعود> & Apple",
    way=Way("rtl", "ar"),
    section="ثقافة",
    source="The News",
    authors=("سلمى حداد", "John O’Neil"),
    published=datetime(2026, 11, 25, 12, tzinfo=UTC),
    dated="25 تشرين الثاني 2026",
    url="https://news.example/1?a=1&b=2",
    blocks=BLOCKS,
)
