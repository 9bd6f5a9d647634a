# ruff: noqa: E501 (markup as sites send it)
"""Other ways in which Arabic news sites and blogs are set: each gives the same parts."""

from __future__ import annotations

from datetime import UTC, datetime

from feeds.blocks import Figure, Heading, Paragraph, Quote
from feeds.extract import Page, extract

URL = "https://news.example/a/1"
S = "قال المتحدث إن الاجتماع الذي عقد صباح اليوم في المدينة انتهى إلى اتفاق واسع بين الأطراف كلها على ما بقي"
P = "".join(f"<p>{S} {number}.</p>" for number in range(5))
BIOGRAPHY = "صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين."

TAGDIV = f"""<html dir=rtl lang=ar><head><title>عنوان مقال | موقع</title></head><body><div class="td-main-content-wrap">
    <div class="td-crumb-container"><div class="entry-crumbs"><span><a class="entry-crumb" href=/>الرئيسية</a>
    </span><span><a class="entry-crumb" href=/e>اقتصاد</a></span><span class="td-bred-no-url-last">
    عنوان مقال</span></div></div><article class="post"><div class="td-post-header"><ul class="td-category">
    <li class="entry-category"><a href=/e>اقتصاد</a></li></ul><header class="td-post-title">
    <h1 class="entry-title">عنوان مقال</h1><div class="td-module-meta-info"><div class="td-post-author-name">
    <div class="td-author-by">بقلم</div> <a href="/author/sara/">سارة علي</a></div><span class="td-post-date">
    <time class="entry-date" datetime="2026-11-24T10:00:00+02:00">24</time></span><div class="td-post-comments">
    <a href="#comments"><i></i>5</a></div></div></header></div><div class="td-post-sharing td-post-sharing-top">
    <a class="td-social-sharing-button"><div class="td-social-but-text">Facebook</div></a></div>
    <div class="td-post-content"><div class="td-post-featured-image"><figure><a href=/f.jpg><img src=/f.jpg></a>
    <figcaption class="wp-caption-text">شرح</figcaption></figure></div>{P}</div><footer>
    <div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a>وسم</a></li></ul>
    </div><div class="td-block-row td-post-next-prev"><div><span>المقال السابق</span><a>سابق</a></div></div>
    <div class="author-box-wrap"><a href="/author/sara/"><img src=/s.jpg></a><div class="desc">
    <div class="td-author-name vcard author"><span class="fn"><a href="/author/sara/">سارة علي</a></span></div>
    <div class="td-author-description">صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين.</div></div></div></footer>
    </article><div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title">
    <a class="td-related-left td-cur-simple-item">مقالات ذات صلة</a><a class="td-related-right">
    المزيد للكاتب</a></h4><div class="td_block_inner"><div class="td_module_related_posts">
    <div class="td-module-image"><a href=/r/1><img></a></div><div class="item-details">
    <h3 class="entry-title td-module-title"><a href="/r/1">خبر ذو صلة أول</a></h3></div></div></div></div>
    <div class="comments" id="comments"><div id="respond"><h3>ترك الرد</h3><form></form></div></div></div>
    </body></html>"""

BLOCK_THEME = f"""<html dir=rtl lang=ar><head><title>عنوان – موقع</title></head><body class="wp-site-blocks">
    <main class="wp-block-group"><div class="wp-block-group"><div class="taxonomy-category wp-block-post-terms">
    <a href=/c rel=tag>ثقافة</a></div><h1 class="wp-block-post-title">عنوان</h1><div class="wp-block-post-date">
    <time datetime="2026-11-24T10:00:00+02:00">24</time></div></div>
    <div class="entry-content wp-block-post-content">{P}<figure class="wp-block-pullquote"><blockquote><p>
    اقتباس قصير مهم</p><cite>فلان</cite></blockquote></figure><h3>عنوان فرعي</h3>
    {P}<div class="wp-block-buttons"><div class="wp-block-button"><a href=/b>اشترك الآن</a></div></div></div>
    <div class="wp-block-post-author"><div class="wp-block-post-author__avatar"><img src=/m.jpg></div>
    <div class="wp-block-post-author__content"><p class="wp-block-post-author__name">سارة علي</p>
    <p class="wp-block-post-author__bio">صحفية تكتب عن الاقتصاد والتقنية منذ عشر سنين.</p></div></div>
    <nav class="post-navigation"><a>السابق</a></nav><div class="wp-block-comments"><h2>3 تعليقات</h2>
    <ol class="wp-block-comment-template"><li><p>{S}</p></li></ol></div></main></body></html>"""

BLOGGER = f"""<html dir=rtl lang=ar><head><title>مدونة: عنوان التدوينة</title></head><body><div class="blog-posts hfeed">
    <div class="date-outer"><h2 class="date-header"><span>الأربعاء</span></h2><div class="post hentry">
    <h3 class="post-title entry-title">عنوان التدوينة</h3><div class="post-body entry-content">
    <div dir="rtl" style="text-align: right;" trbidi="on">{S}<br /><br />
    <div class="separator" style="clear: both;"><a href="/b.jpg"><img src="/b.jpg"></a></div><br/>{S}<br/>
    {S}</div></div><div class="post-footer"><span class="post-author vcard">مرسلة بواسطة <span class="fn">
    <a href="https://www.blogger.com/profile/1" rel="author"><span itemprop="name">سعيد</span></a></span></span>
     <a class="timestamp-link">
    <abbr class="published" itemprop="datePublished" title="2026-11-25T10:00:00+02:00">10:00</abbr></a>
    <span class="post-comment-link"></span><div class="post-share-buttons"><a>إرسال بالبريد الإلكتروني</a></div>
    </div></div></div><div class="comments" id="comments"><h4>ليست هناك تعليقات:</h4></div></div></body></html>"""

BREAKS = f"""<html dir=rtl><head><title>عنوان الخبر الطويل هنا - اليوم السابع</title>
    <meta property="og:title" content="عنوان الخبر الطويل هنا"/></head><body><form method="post" id="form1">
    <div class="siteHeader"><ul><li><a href=/s>سياسة</a></ul></div><div class="articleHeader"><h1>
    عنوان الخبر الطويل هنا</h1><span class="newsStoryDate">الأربعاء، 25 نوفمبر 2026 10:00 ص</span>
    <div class="img-cont"><img src=/i.jpg alt="صورة"><span class="img-cap">رجل يمشي</span></div></div>
    <div class="breadcumb"><a href="/">الرئيسية</a> <a href=/x>تقارير مصرية</a></div><span class="writeBy">
    كتب محمد أحمد</span><div id="articleBody">{S}.<br><br>{S} <a href=/y>هنا</a> {S}.<br><br>
    اقرأ أيضاً: <a href=/z>خبر آخر مهم جدا اليوم</a><br><br>{S}.<div class="relatedNews"><a href=/r1>
    خبر متصل أول كبير</a></div></div><div class="newsTags"><a>مصر</a></div><div class=fb-comments></div></form>
    </body></html>"""


def read(html: str) -> Page:
    return extract(html.encode(), URL)


def kinds(page: Page) -> list[type]:
    return [type(block) for block in page.blocks]


def test_the_newspaper_theme_of_tagdiv() -> None:
    page = read(TAGDIV)
    assert (page.title, page.section, page.comments_count) == ("عنوان مقال", "اقتصاد", 5)
    (author,) = page.authors
    assert (author.name, author.bio, author.url) == ("سارة علي", BIOGRAPHY, "https://news.example/author/sara/")
    assert [link.title for link in page.related] == ["خبر ذو صلة أول"]
    assert kinds(page) == [Figure, *[Paragraph] * 5]
    assert page.published == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_a_block_theme_of_wordpress() -> None:
    page = read(BLOCK_THEME)
    assert (page.title, page.section, page.comments_count) == ("عنوان", "ثقافة", 3)
    assert [(author.name, author.bio) for author in page.authors] == [("سارة علي", BIOGRAPHY)]
    assert kinds(page) == [*[Paragraph] * 5, Quote, Heading, *[Paragraph] * 5]


def test_a_blog_of_blogger() -> None:
    page = read(BLOGGER)
    assert (page.title, [author.name for author in page.authors]) == ("عنوان التدوينة", ["سعيد"])
    assert kinds(page) == [Paragraph, Figure, Paragraph]
    assert page.published == datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert page.direction == "rtl"


def test_a_page_in_one_form_whose_paragraphs_are_only_breaks() -> None:
    page = read(BREAKS)
    assert (page.title, [author.name for author in page.authors]) == ("عنوان الخبر الطويل هنا", ["محمد أحمد"])
    paragraphs = [block.text for block in page.blocks if isinstance(block, Paragraph)]
    assert paragraphs[0].text == paragraphs[-1].text == f"{S}."
    assert any(span.href == "https://news.example/y" for text in paragraphs for span in text.spans)
    assert "خبر متصل أول كبير" not in repr(page.blocks)


ELEMENTOR = f"""<html dir=rtl lang=ar><head><title>عنوان الخبر الطويل - موقع</title></head><body class="elementor-default">
    <div data-elementor-type="header"><nav><a href=/>الرئيسية</a></nav></div><div data-elementor-type="single-post"
    class="elementor"><div class="elementor-widget elementor-widget-post-info"><ul class="elementor-icon-list-items
    elementor-post-info"><li itemprop="about"><span class="elementor-post-info__terms-list"><a href="/cat"
    class="elementor-post-info__terms-list-item">اقتصاد</a></span></li><li itemprop="author"><a href="/author/sara"><span
    class="elementor-icon-list-text elementor-post-info__item--type-author">سارة علي</span></a></li><li
    itemprop="datePublished"><a href="/2026/11/25/"><span><time>نوفمبر 25, 2026</time></span></a></li><li
    itemprop="commentCount"><a href="#comments"><span>3 تعليقات</span></a></li></ul></div>
    <div class="elementor-widget-theme-post-title"><h1 class="elementor-heading-title">عنوان الخبر الطويل</h1></div>
    <div class="elementor-widget-theme-post-featured-image"><img width="800" height="500" src="/f.jpg"></div>
    <div class="elementor-widget-theme-post-content"><div class="elementor-widget-container">{P}</div></div>
    <div class="elementor-widget-author-box"><div class="elementor-author-box"><a class="elementor-author-box__avatar"><img
    src="/s.jpg"></a><div class="elementor-author-box__text"><div><h4 class="elementor-author-box__name">سارة علي</h4></div>
    <div class="elementor-author-box__bio">{BIOGRAPHY}</div></div></div></div><div class="elementor-widget-share-buttons"><div
    class="elementor-share-btn"><span>فيسبوك</span></div></div><div class="elementor-widget-posts"><h2>مقالات ذات صلة</h2>
    <div class="elementor-posts"><article><h3><a href="/r1">خبر آخر أول هنا</a></h3></article><article><h3><a href="/r2">خبر
    آخر ثان هنا</a></h3></article></div></div><section id="comments" class="comments-area"><h2 class="title-comments">3
    تعليقات</h2><form></form></section></div><footer><p>حقوق</p></footer></body></html>"""


def test_a_page_built_with_elementor() -> None:
    page = read(ELEMENTOR)
    assert (page.title, page.section, page.comments_count) == ("عنوان الخبر الطويل", "اقتصاد", 3)
    (author,) = page.authors
    assert (author.name, author.bio, author.avatar) == ("سارة علي", BIOGRAPHY, "https://news.example/s.jpg")
    assert [link.title for link in page.related] == ["خبر آخر أول هنا", "خبر آخر ثان هنا"]
    assert kinds(page) == [Figure, *[Paragraph] * 5]
    assert page.published == datetime(2026, 11, 25, tzinfo=UTC)
