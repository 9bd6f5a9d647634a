# ruff: noqa: E501 (markup as editors set it)
"""A body with all that WordPress's editors put into one comes whole and in order, whatever theme is around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from feeds.blocks import Block, Code, Figure, Heading, ListBlock, Media, Paragraph, Quote, Rule, Table, texts_and_rest
from feeds.extract import extract
from tests.feeds.extract import pages
from tests.feeds.extract.pages import Sample, sample

THEMES = {made.__name__: made for made in (pages.wordpress, pages.jannah, pages.sahifa, pages.bare)}


def rich(parts: tuple[str, ...], advertisement: str) -> str:
    return f"""<p>{parts[0]}</p>{advertisement}<h2 class="wp-block-heading">ما الذي جرى</h2><p>{parts[1]}</p>
    <figure class="wp-block-image size-large"><a href="/pic.jpg"><img width="1024" height="576" src="/pic-1024x576.jpg"
    alt="بديل"></a><figcaption class="wp-element-caption">شرح الصورة</figcaption></figure><p>{parts[2]}</p>
    <div id="attachment_6" style="width: 650px" class="wp-caption aligncenter"><img src="data:image/gif;base64,R0"
    data-src="/old.jpg" alt="قديم"><noscript><img src="/old.jpg" alt="قديم"></noscript><p class="wp-caption-text">شرح الصورة
    القديمة</p></div><ul class="wp-block-list"><li>النقطة الأولى<ul><li>فرع منها</li></ul></li><li>النقطة الثانية</li></ul>
    <p>{parts[3]}</p><blockquote class="wp-block-quote"><p>هذه خطوة إيجابية</p></blockquote><p>{parts[4]}</p>
    <figure class="wp-block-table"><table><thead><tr><th>السنة</th><th>العدد</th></tr></thead><tbody><tr><td>2024</td><td>12
    </td></tr></tbody></table></figure><p>{parts[5]}</p><figure class="wp-block-embed is-provider-youtube"><div
    class="wp-block-embed__wrapper"><iframe title="فيديو" src="https://www.youtube.com/embed/abcdefghijk"></iframe></div>
    </figure><p>{parts[6]}</p><pre class="wp-block-code"><code>print("hi")</code></pre><hr class="wp-block-separator">
    <p>{parts[7]}</p><div class="wp-block-group"><h4>عنوان صغير</h4><p>قصير.</p></div><p>{parts[8]}</p>"""


@pytest.mark.parametrize("made", THEMES.values(), ids=THEMES)
def test_all_kinds_of_blocks_come_in_order(monkeypatch: pytest.MonkeyPatch, made: Callable[[Sample], bytes]) -> None:
    monkeypatch.setattr(pages, "_paragraphs", rich)
    blocks = [block for block in extract(made(sample()), pages.URL).blocks if "/lead.jpg" not in repr(block)]
    page = sample().paragraphs
    assert [(type(block), *told(block)) for block in blocks] == [
        (Paragraph, page[0]),
        (Heading, "ما الذي جرى"),
        (Paragraph, page[1]),
        (Figure, "شرح الصورة", "https://news.example/pic-1024x576.jpg"),
        (Paragraph, page[2]),
        (Figure, "شرح الصورة القديمة", "https://news.example/old.jpg"),
        (ListBlock, "النقطة الأولى", "فرع منها", "النقطة الثانية"),
        (Paragraph, page[3]),
        (Quote, "هذه خطوة إيجابية"),
        (Paragraph, page[4]),
        (Table, "السنة", "العدد", "2024", "12"),
        (Paragraph, page[5]),
        (Media, "https://www.youtube.com/watch?v=abcdefghijk"),
        (Paragraph, page[6]),
        (Code, 'print("hi")'),
        (Rule,),
        (Paragraph, page[7]),
        (Heading, "عنوان صغير"),
        (Paragraph, "قصير."),
        (Paragraph, page[8]),
    ]


def told(block: Block) -> list[str]:
    """The texts of a block, and where it leads."""
    if isinstance(block, Table):
        return [cell.text.text for row in block.rows for cell in row]
    if isinstance(block, Code):
        return [block.text]
    if isinstance(block, Figure):
        return [*([block.caption.text] if block.caption else []), block.url]
    texts, _ = texts_and_rest([block])
    return [block.url] if isinstance(block, Media) else [text.text for text in texts]
