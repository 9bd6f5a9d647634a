"""What is no part of an article, the addresses in it, and what is set by habit, as blocks."""

from __future__ import annotations

import pytest

from feeds.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Text,
)
from feeds.content import to_content
from tests.feeds.content.test_content import BASE, blocks, texts_of
from tests.feeds.content.test_markup import paragraph

# ── What is no part of an article ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "html",
    [
        "<img src=https://x.example/count.gif width=1 height=1>",
        "<img src=https://x.example/c style='width:1px;height:1px'>",
        "<img src=http://feeds.feedburner.com/~r/x/~4/1 height=10 width=10>",
        "<div class=feedflare><a href=http://feeds.feedburner.com/~ff/x?a=1><img src=http://feeds.feedburner.com/~ff/x?d=1></a>"
        "</div>",
        "<img src=https://stats.wordpress.com/b.gif?host=x>",
        "<img src=https://sb.scorecardresearch.com/p?c1=2>",
        "<img src=https://www.facebook.com/tr?id=1&ev=PageView>",
        "<img src=https://www.google-analytics.com/collect?v=1>",
        "<form action=/s><label>بحث</label><input><button>ابحث</button></form>",
        "<button>شارك</button><select><option>a</select><textarea>b</textarea>",
        "<div class='sharedaddy sd-sharing-enabled'><h3>شارك هذا</h3><ul><li><a href=/x>فيسبوك</a></ul></div>",
        "<div class='addtoany_share_save_container'><a href=https://www.addtoany.com/x>Share</a></div>",
        "<div class='social-share-buttons'><a href=/f>Facebook</a></div>",
        "<ul class=share-links><li><a href=/f>Facebook</a></ul>",
        "<iframe src='https://www.facebook.com/plugins/like.php?href=x'></iframe>",
        "<script>var a = '<p>x</p>';</script><style>p { color: red }</style><svg><text>x</text></svg>",
    ],
)
def test_counters_scripts_forms_and_share_bars_leave_nothing(html: str) -> None:
    assert blocks(f"<p>قبل</p>{html}<p>بعد</p>") == (paragraph("قبل"), paragraph("بعد"))


def test_a_long_text_whose_class_speaks_of_sharing_stays() -> None:
    words = "كلام طويل " * 80
    assert blocks(f"<div class=social><p>{words}</p></div>") == (paragraph(words.strip()),)


# ── Addresses ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href=x>a</a>", BASE + "x"),
        ("<a href=/x>a</a>", "https://news.example/x"),
        ("<a href=//other.example/x>a</a>", "https://other.example/x"),
        ("<a href='?p=1'>a</a>", BASE + "?p=1"),
        ("<base href=https://cdn.example/b/><a href=x>a</a>", "https://cdn.example/b/x"),
        ("<base href=/deep/><a href=x>a</a>", "https://news.example/deep/x"),
        ("<base href='http://['><a href=x>a</a>", BASE + "x"),
        ("<div xml:base=https://xml.example/c/><p><a href=x>a</a></p></div>", "https://xml.example/c/x"),
        ("<div xml:base=/c/><p xml:base=d/><a href=x>a</a></p></div>", "https://news.example/c/d/x"),
        ("<div xml:base=/c/><p>b</p></div><p><a href=x>a</a></p>", BASE + "x"),
    ],
)
def test_an_address_stands_on_the_nearest_base(html: str, expected: str) -> None:
    hrefs = [span.href for text in texts_of(blocks(html)) for span in text.spans]
    assert hrefs == [expected]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br><br>b</p>", (paragraph("a"), paragraph("b"))),
        ("<p><img class=emoji alt=😀 src=/e.png>x</p>", (paragraph("😀x"),)),
        ("<img src=a.jpg><img src=a.jpg>", (Figure(BASE + "a.jpg"),)),
        ("<pre>قال الشاعر\n  في بيت\n\nبيت ثان</pre>", (paragraph("قال الشاعر\nفي بيت"), paragraph("بيت ثان"))),
        ("<p>قال <q>نعم</q></p>", (paragraph("قال “نعم”"),)),
        ("<table><tr><td><p>a</p><tr><td>b</table>", (paragraph("a"), paragraph("b"))),
        ("<table role=presentation><tr><td>a<td>b</table>", (paragraph("a"), paragraph("b"))),
        ("<table><tr><td><p>a</p><ul><li>b</ul><td>c</table>",
         (paragraph("a"), ListBlock(((paragraph("b"),),)), paragraph("c"))),
    ],
)  # fmt: skip
def test_what_is_set_by_habit_is_read_as_it_is_meant(html: str, expected: tuple[Block, ...]) -> None:
    assert blocks(html) == expected


def test_headings_keep_their_levels() -> None:
    found = to_content("".join(f"<h{level}>{level}</h{level}>" for level in range(1, 7))).blocks
    assert found == tuple(Heading(level, Text(str(level))) for level in range(1, 7))
