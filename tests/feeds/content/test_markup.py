"""The markup that articles are written in, each kind as publishers and their software send it."""

from __future__ import annotations

import pytest

from feeds.blocks import (
    Block,
    Cell,
    Definition,
    Figure,
    ListBlock,
    Media,
    Paragraph,
    Quote,
    Span,
    SpanKind,
    Table,
    Text,
)
from tests.feeds.content.test_content import BASE, blocks, texts_of


def paragraph(text: str) -> Paragraph:
    return Paragraph(Text(text))


# ── Players and posts ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0' title='عنوان'></iframe>",
            Media("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video", "عنوان"),
        ),
        (
            "<iframe data-src='//www.youtube-nocookie.com/embed/dQw4w9WgXcQ'></iframe>",
            Media("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video"),
        ),
        (
            "<iframe src='https://www.youtube.com/embed/videoseries?list=PLx_1'></iframe>",
            Media("https://www.youtube.com/playlist?list=PLx_1", "video"),
        ),
        (
            "<lite-youtube videoid=dQw4w9WgXcQ playlabel=عنوان></lite-youtube>",
            Media("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video", "عنوان"),
        ),
        (
            "<amp-youtube data-videoid=dQw4w9WgXcQ></amp-youtube>",
            Media("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video"),
        ),
        (
            "<figure class=wp-block-embed><div class=wp-block-embed__wrapper>\nhttps://youtu.be/dQw4w9WgXcQ\n</div></figure>",
            Media("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video"),
        ),
        (
            "<iframe src='https://player.vimeo.com/video/76979871?h=8'></iframe>",
            Media("https://vimeo.com/76979871", "video"),
        ),
        (
            "<iframe src='https://www.dailymotion.com/embed/video/x8abc'></iframe>",
            Media("https://www.dailymotion.com/video/x8abc", "video"),
        ),
        (
            "<iframe src='https://platform.twitter.com/embed/Tweet.html?dnt=1&id=123456'></iframe>",
            Media("https://x.com/i/status/123456", "embed"),
        ),
        (
            "<blockquote class=instagram-media data-instgrm-permalink='https://www.instagram.com/p/Cx_1-a/?utm_source=ig'>"
            "<div><a href='https://www.instagram.com/p/Cx_1-a/'>View this post on Instagram</a></div></blockquote>",
            Media("https://www.instagram.com/p/Cx_1-a/", "embed", "View this post on Instagram"),
        ),
        (
            "<iframe src='https://www.instagram.com/p/Cx_1-a/embed/captioned/'></iframe>",
            Media("https://www.instagram.com/p/Cx_1-a/", "embed"),
        ),
        (
            "<script async src='https://telegram.org/js/telegram-widget.js?22' data-telegram-post='durov/68'></script>",
            Media("https://t.me/durov/68", "embed"),
        ),
        ("<iframe src='https://t.me/durov/68?embed=1&mode=tme'></iframe>", Media("https://t.me/durov/68", "embed")),
        (
            "<iframe src='https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F&w=5'>"
            "</iframe>",
            Media("https://www.facebook.com/a/videos/1/", "video"),
        ),
        (
            "<iframe src='https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1&color=f'></iframe>",
            Media("https://api.soundcloud.com/tracks/1", "audio"),
        ),
        (
            "<audio controls><source src=a.mp3 type=audio/mpeg><source src=a.ogg>متصفحك لا يدعم</audio>",
            Media(BASE + "a.mp3", "audio"),
        ),
        (
            "<video poster=p.jpg><source src=v.mp4 type=video/mp4><track src=s.vtt></video>",
            Media(BASE + "v.mp4", "video"),
        ),
        ("<amp-video src=v.mp4></amp-video>", Media(BASE + "v.mp4", "video")),
        (
            "<iframe src='https://www.tiktok.com/embed/v2/712345?lang=ar'></iframe>",
            Media("https://www.tiktok.com/embed/712345", "video"),
        ),
        (
            "<iframe src='https://open.spotify.com/embed/episode/7abc?utm_source=x'></iframe>",
            Media("https://open.spotify.com/episode/7abc", "audio"),
        ),
        (
            "<blockquote class=tiktok-embed cite='https://www.tiktok.com/@a/video/712'>"
            "<a href='https://www.tiktok.com/@a'>@a</a> كلام</blockquote>",
            Media("https://www.tiktok.com/@a/video/712", "embed", "@a كلام"),
        ),
        (
            "<blockquote class=text-post-media data-text-post-permalink='https://www.threads.net/@a/post/C1'>"
            "<a href='https://www.threads.net/@a/post/C1'>Threads</a></blockquote>",
            Media("https://www.threads.net/@a/post/C1", "embed", "Threads"),
        ),
        (
            "<div class=fb-post data-href='https://www.facebook.com/a/posts/1'><blockquote>x</blockquote></div>",
            Media("https://www.facebook.com/a/posts/1", "embed"),
        ),
        (
            "<div class=fb-video data-href='https://www.facebook.com/a/videos/1/'></div>",
            Media("https://www.facebook.com/a/videos/1/", "video"),
        ),
        ("<object data=v.swf><embed src=v.swf></object>", Media(BASE + "v.swf", "embed")),
    ],
)
def test_a_player_is_a_link_that_a_person_can_open(html: str, expected: Block) -> None:
    assert blocks(html) == (expected,)


@pytest.mark.parametrize(
    ("name", "links", "address"),
    [
        ("reddit-embed-bq", ("https://www.reddit.com/r/a/comments/1/x/", "https://www.reddit.com/user/u/"),
         "https://www.reddit.com/r/a/comments/1/x/"),
        ("bluesky-embed", ("https://bsky.app/profile/a", "https://bsky.app/profile/a/post/3k?ref_src=embed"),
         "https://bsky.app/profile/a/post/3k"),
        ("mastodon-embed", ("https://mastodon.social/@a/1",), "https://mastodon.social/@a/1"),
    ],
)  # fmt: skip
def test_a_post_of_another_site_keeps_its_words_and_leads_to_itself(
    name: str, links: tuple[str, ...], address: str
) -> None:
    inside = "".join(f"<a href='{link}'>x</a>" for link in links)
    quote, media = blocks(f"<blockquote class={name}><p>كلام</p>{inside}</blockquote>")
    assert isinstance(quote, Quote)
    assert quote.blocks[0] == paragraph("كلام")
    assert media == Media(address, "embed")


def test_a_post_on_x_keeps_its_words_and_leads_to_itself() -> None:
    found = blocks(
        "<blockquote class='twitter-tweet' data-lang=ar><p lang=ar dir=rtl>نص التغريدة</p>&mdash; اسم (@name) <a "
        "href='https://twitter.com/name/status/123?ref_src=twsrc'>May 1, 2026</a></blockquote>"
        "<script async src='https://platform.twitter.com/widgets.js'></script>"
    )
    quote, media = found
    assert isinstance(quote, Quote)
    assert quote.blocks[0] == Paragraph(Text("نص التغريدة", direction="rtl", language="ar"))
    assert media == Media("https://twitter.com/name/status/123", "embed")


# ── Structure ───────────────────────────────────────────────────────────────────────────────────────────────


def test_lists_nest_to_any_depth_and_keep_their_kinds() -> None:
    found = blocks("<ol start=5><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ol>")
    inner = ListBlock(((paragraph("c"),),), 1)
    middle = ListBlock(((paragraph("b"), inner),))
    assert found == (ListBlock(((paragraph("a"), middle), (paragraph("d"),)), 5),)


def test_a_definition_list_keeps_each_term_with_all_that_is_said_of_it() -> None:
    found = blocks("<dl><dt>a</dt><dd>1</dd><dd>2</dd><div><dt>b</dt><dd><p>3</p><ul><li>4</ul></dd></div></dl>")
    assert found == (
        Definition(
            (
                (Text("a"), (paragraph("1"), paragraph("2"))),
                (Text("b"), (paragraph("3"), ListBlock(((paragraph("4"),),)))),
            )
        ),
    )


def test_a_table_keeps_its_caption_headers_and_spans() -> None:
    found = blocks(
        "<table dir=rtl><caption>عنوان</caption><thead><tr><th colspan=2>أ</th><th>ب</th></tr></thead>"
        "<tbody><tr><th rowspan=2>ج</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>"
        "<tfoot><tr><td colspan=3>مجموع</td></tr></tfoot></table>"
    )

    def text(words: str) -> Text:
        return Text(words, direction="rtl")

    assert found == (
        Table(
            (
                (Cell(text("أ"), header=True, span=2), Cell(text("ب"), header=True)),
                (Cell(text("ج"), header=True), Cell(text("1")), Cell(text("2"))),
                (Cell(Text("")), Cell(text("3")), Cell(text("4"))),
                (Cell(text("مجموع"), span=3),),
            ),
            text("عنوان"),
            "rtl",
        ),
    )


@pytest.mark.parametrize(
    "html",
    [
        "<figure><a href=big.jpg><img src=i.jpg alt=a></a><figcaption>شرح <b>مهم</b></figcaption></figure>",
        "<div class=wp-caption><img src=i.jpg alt=a><p class=wp-caption-text>شرح <b>مهم</b></p></div>",
        "<figure><picture><source srcset=i.webp><img data-src=i.jpg src='data:x' alt=a></picture><figcaption>"
        "شرح <b>مهم</b>",
        "<figure><noscript><img src=i.jpg alt=a></noscript><figcaption>شرح <b>مهم</b></figcaption></figure>",
    ],
)
def test_a_picture_has_its_caption_however_it_is_set(html: str) -> None:
    assert blocks(html) == (Figure(BASE + "i.jpg", "a", Text("شرح مهم", (Span(4, 7, SpanKind.STRONG),))),)


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        ("<sup id=r1><a href=#n1>1</a></sup>", "<ol class=footnotes><li id=n1>الحاشية <a href=#r1>↩</a></ol>"),
        (
            "<sup data-fn=x class=fn><a href='#x' id=x-link>1</a></sup>",
            "<ol class=wp-block-footnotes><li id=x>الحاشية <a href='#x-link'>↩︎</a></li></ol>",
        ),
        (
            f"<sup class=footnote-ref><a href='{BASE}#fn1'>1</a></sup>",
            "<section class=footnotes><ol><li id=fn1><p>الحاشية "
            f"<a href='{BASE}#r' class=footnote-backref>back</a></p></ol></section>",
        ),
        (
            "<a href=#n epub:type=noteref><sup>1</sup></a>",
            "<ol><li id=n>الحاشية <a href=#r role=doc-backlink>^</a></ol>",
        ),
    ],
)
def test_a_footnote_keeps_its_mark_and_at_the_end_its_text_under_the_same_number(mark: str, notes: str) -> None:
    body, found = blocks(f"<p>كلام{mark} بعده</p>{notes}")
    assert body == Paragraph(Text("كلام1 بعده", (Span(4, 5, SpanKind.LINK, "#note-1"), Span(4, 5, SpanKind.SUPER))))
    note = Text("الحاشية ↑", (Span(8, 9, SpanKind.LINK, "#mark-1"),))
    assert found == ListBlock(((Paragraph(note),),), 1)


def ways(html: str) -> list[tuple[str, str]]:
    """The words and the address of each link inside what ``html`` gives."""
    return [
        (text.text[span.start : span.end], span.href)
        for text in texts_of(blocks(html))
        for span in text.spans
        if span.kind is SpanKind.LINK
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>a<a href='#_ftn1' name='_ftnref1'>[1]</a> b<a href='#_ftn2' name='_ftnref2'>[٢]</a></p>"
            "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> x</p><p><a href='#_ftnref2' name='_ftn2'>[٢]</a> y</p>",
            [("[1]", "#note-1"), ("[٢]", "#note-2"), ("[1]", "#mark-1"), ("[٢]", "#mark-2")],
        ),
        (
            "<p>a<sup><a href=#b>2</a></sup> b<sup><a href=#a>1</a></sup> c<sup><a href=#b>2</a></sup></p>"
            "<ol><li id=a>x<li id=b><p>y</p></ol>",
            [("2", "#note-1"), ("1", "#note-2"), ("2", "#note-1"), ("↑", "#mark-2"), ("↑", "#mark-1")],
        ),
        ("<p>a<a href=#n>*</a></p><p id=n>* <a href=/x>x</a></p>",
         [("*", "#note-1"), ("x", "https://news.example/x"), ("↑", "#mark-1")]),
    ],
)  # fmt: skip
def test_each_mark_leads_to_its_note_and_each_note_back_however_they_are_written(
    html: str, expected: list[tuple[str, str]]
) -> None:
    assert ways(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><a href=#s>1</a></ul><h2 id=s>T</h2>",
        "<p>a <a href=#t>read on</a></p><p id=t>b</p>",
        "<p>a <a href=#nowhere>1</a></p>",
        "<div id=all><p>a <a href=#all>1</a></p></div>",
        "<p>a <a href=/other#n>1</a></p><p id=n>b</p>",
        "<p>a <a href=#note-1>words</a></p>",
    ],
)
def test_only_a_mark_with_a_note_leads_inside_the_article(html: str) -> None:
    assert [href for _, href in ways(html) if href.startswith("#")] == []
    assert not [text for text in texts_of(blocks(html)) if "↑" in text.text]


# ── Direction and language ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "html",
    [
        "<p dir=rtl lang=ar>نص</p>",
        "<div dir=rtl lang=ar><section><p>نص</p></section></div>",
        "<p><span dir=rtl lang=ar>نص</span></p>",
        "<p><b><span lang=ar><a href=/x><font dir=RTL>نص</font></a></span></b></p>",
        "<span dir=rtl lang=ar><p>نص</p></span>",
        "<div style='text-align:right; direction : rtl' xml:lang=ar>نص</div>",
        "<div dir=ltr lang=en><div dir=rtl lang=ar>نص</div></div>",
        "<h2><span dir=rtl lang=ar>نص</span></h2>",
        "<ul><li><span dir=rtl lang=ar>نص</span></ul>",
        "<table><tr><th>a<th>b<tr><td><p dir=rtl lang=ar>نص</p><td>c</table>",
        "<figure><img src=i><figcaption><span dir=rtl lang=ar>نص</span></figcaption></figure>",
        "<dl><dt><i dir=rtl lang=ar>نص</i><dd>x</dl>",
        "<blockquote dir=rtl><p lang=ar>نص</p></blockquote>",
    ],
)
def test_dir_and_lang_hold_at_any_depth(html: str) -> None:
    (found,) = [text for text in texts_of(blocks(html)) if text.text == "نص"]
    assert (found.direction, found.language) == ("rtl", "ar")


def test_a_word_in_another_direction_does_not_turn_its_paragraph() -> None:
    found = blocks(
        "<p dir=rtl>كلام <span dir=ltr lang=en>word</span></p><p>بعد <i lang=en>x</i></p>text <span dir=rtl>ن</span>"
    )
    assert [(text.direction, text.language) for text in texts_of(found)] == [("rtl", ""), ("auto", ""), ("auto", "")]
