"""Markup made to hold a reader up: what it gives comes soon, however much of it there is."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from feeds.blocks import Figure, Paragraph, Span, SpanKind, Table, Text
from feeds.content import to_content
from tests.feeds.content.test_content import BASE, blocks

SECONDS = 5

HOSTILE: dict[str, Callable[[], str]] = {
    "a mark on each of many letters": lambda: "<p>" + "<b>e</b>\u0301" * 20_000,
    "marks on one letter": lambda: "<p>e" + "<b>\u0301</b>" * 20_000,
    "cards of many authors": lambda: "".join(f"<div class=h-card>a{number}</div>" for number in range(20_000)),
    "many related articles": lambda: "".join(f"<ul class=related><li><a href=/{n}>b</a></ul>" for n in range(20_000)),
    "cells that reach down": lambda: "<table>" + "<tr><td rowspan=1000>x<td>y" * 20_000,
    "cells that reach down and across": lambda: (
        "<table><tr>" + "<td rowspan=1000 colspan=100>x" * 20_000 + "<tr><td>y" * 2_000
    ),
    "marks of many notes": lambda: (
        "".join(f"<sup><a href=#n{n}>{n % 999}</a></sup>" for n in range(20_000))
        + "".join(f"<p id=n{n}>x" for n in range(20_000))
    ),
    "a way back inside many elements": lambda: "<a href=#n>1</a>" + "<div>" * 1_900 + "<a href=#m>1</a>" * 20_000,
    "an address of dots": lambda: f"<img src='//pixel.{'.' * 7_900}'>" * 600,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_made_to_hurt_is_read_in_time(name: str) -> None:
    html = HOSTILE[name]()
    start = time.process_time()
    to_content(html, base=BASE)
    assert time.process_time() - start < SECONDS


def test_cells_that_reach_down_leave_their_places_empty_up_to_a_limit() -> None:
    (table,) = blocks("<table><tr>" + "<td rowspan=1000 colspan=100>x" * 200 + "<tr><td>y" * 999)
    assert isinstance(table, Table)
    assert sum(map(len, table.rows)) < 101_500
    assert [cell.text.text for cell in table.rows[1][:101]] == [""] * 100 + ["y"]
    assert all(row[-1].text.text == "y" for row in table.rows[1:])


@pytest.mark.parametrize(
    ("html", "text", "spans"),
    [
        ("<b>e</b>\u0301<i>x</i>", "éx", (Span(0, 1, SpanKind.STRONG), Span(1, 2, SpanKind.EMPHASIS))),
        ("<b>e</b><i>\u0301x</i>", "éx", (Span(0, 1, SpanKind.STRONG), Span(1, 2, SpanKind.EMPHASIS))),
        ("<b>\u0627</b>\u0653 <i>x</i>", "\u0622 x", (Span(0, 1, SpanKind.STRONG), Span(2, 3, SpanKind.EMPHASIS))),
        ("<b>\u1100</b>\u1161\u11a8<i>x</i>", "각x", (Span(0, 1, SpanKind.STRONG), Span(1, 2, SpanKind.EMPHASIS))),
    ],
)  # fmt: skip
def test_a_span_stays_over_its_letters_when_a_mark_outside_it_joins_them(
    html: str, text: str, spans: tuple[Span, ...]
) -> None:
    assert blocks(f"<p>{html}</p>") == (Paragraph(Text(text, spans)),)


def test_a_large_picture_inside_the_markup_does_not_cost_the_words_after_it() -> None:
    data = "data:image/png;base64," + "iVBORw0KGgo" * 300_000
    assert blocks(f"<p>قبل</p><img src='{data}'><img src=i.jpg><p>بعد</p>") == (
        Paragraph(Text("قبل")),
        Figure(BASE + "i.jpg"),
        Paragraph(Text("بعد")),
    )
