"""The user's own article page, set as four sites would set it: with a plain theme of WordPress, with the themes Jannah
and Sahifa, and with classes that tell nothing."""

# ruff: noqa: E501 (markup as themes set it)

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tests.shared import shared

URL = "https://news.example/2025/09/26/article/"
AUTHOR_URL = "https://news.example/author/mariam/"
AVATAR = "https://news.example/mariam.jpg"
RELATED = (
    ("https://news.example/related/1/", "خبر أول له صلة بالمقال"),
    ("https://news.example/related/2/", "خبر ثان له صلة بالمقال"),
    ("https://news.example/related/3/", "خبر ثالث له صلة بالمقال"),
)
COMMENTS = (
    ("سالم العلي", "شكرا على هذا الخبر الذي لم أجده في مكان آخر حتى اليوم", "26 سبتمبر 2025 الساعة 7:00 م"),
    ("هدى ناصر", "أوافقك الرأي وأنتظر ما ستقوله الشركة في الأيام القادمة", "27 سبتمبر 2025 الساعة 9:15 ص"),
)
"""Those that the page shows, the second an answer to the first: name, text and day."""
PUBLISHED, UPDATED = "2025-09-26T09:30:00+03:00", "2025-09-27T18:45:00+03:00"
FURNITURE = (
    "رياضة",
    "شاركها",
    "فيسبوك",
    "نص إعلان",
    "اشترك في نشرتنا",
    "جميع الحقوق محفوظة",
    "الأكثر قراءة",
    "المقال السابق",
)
"""What the pages say besides, outside of forms; none of it is the article's."""


@dataclass(frozen=True)
class Sample:
    """The parts of the page as its text gives them."""

    section: str
    headline: str
    paragraphs: tuple[str, ...]
    author: str
    biography: str
    related: str
    comment: str
    top: str


def sample() -> Sample:
    lines = [line for line in shared("sample/article-page.txt").read_text("utf-8").split("\n") if line.strip()]
    section, headline, *paragraphs = lines[:-5]
    author, biography, related, comment, top = lines[-5:]
    return Sample(section, headline, tuple(paragraphs), author, biography, related, comment, top)


def _paragraphs(parts: tuple[str, ...], advertisement: str) -> str:
    set_ = [f"<p>{escape(text)}</p>" for text in parts]
    return "\n".join([*set_[:2], advertisement, *set_[2:]])


def _comments() -> str:
    """As WordPress's own walker sets them."""
    (name, text, day), (other, answer, later) = COMMENTS
    return f"""<ol class="comment-list"><li id="comment-11" class="comment even thread-even depth-1 parent"><article
    id="div-comment-11" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><img alt=""
    src="/avatar1.jpg" class="avatar avatar-60 photo"><b class="fn">{name}</b> <span class="says">يقول:</span></div><div
    class="comment-metadata"><a href="{URL}#comment-11"><time datetime="2025-09-26T19:00:00+03:00">{day}</time></a></div>
    </footer><div class="comment-content"><p>{text}</p></div><div class="reply"><a rel="nofollow" class="comment-reply-link"
    href="{URL}?replytocom=11#respond">رد</a></div></article><ol class="children"><li id="comment-12" class="comment odd alt
    depth-2"><article id="div-comment-12" class="comment-body"><footer class="comment-meta"><div
    class="comment-author vcard"><img alt="" src="/avatar2.jpg" class="avatar photo"><b class="fn"><a href="https://h.example/"
    rel="external nofollow ugc" class="url">{other}</a></b> <span class="says">يقول:</span></div><div
    class="comment-metadata"><a href="{URL}#comment-12"><time datetime="2025-09-27T09:15:00+03:00">{later}</time></a></div>
    </footer><div class="comment-content"><p>{answer}</p></div><div class="reply"><a class="comment-reply-link">رد</a></div>
    </article></li></ol></li></ol>"""


def _form(page: Sample) -> str:
    return f"""<h3 id="reply-title" class="comment-reply-title">{page.comment} <small><a id="cancel-comment-reply-link"
    href="{URL}#respond" style="display:none;">إلغاء الرد</a></small></h3><form action="/wp-comments-post.php" method="post"
    id="commentform"><p class="comment-notes">لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p>
    <p class="comment-form-comment"><label for="comment">التعليق <span class="required">*</span></label><textarea
    id="comment" name="comment" placeholder="اكتب تعليقك هنا"></textarea></p><p class="comment-form-author"><label
    for="author">الاسم</label><input id="author" name="author" placeholder="اسمك"></p><p class="comment-form-email"><label
    for="email">البريد الإلكتروني</label><input id="email" type="email"></p><p class="comment-form-url"><label
    for="url">الموقع الإلكتروني</label><input id="url"></p><p class="comment-form-cookies-consent"><input type="checkbox"><label>
    احفظ اسمي وبريدي في هذا المتصفح لاستخدامها في المرة القادمة في تعليقي.</label></p><p class="form-submit"><input
    type="submit" value="إرسال التعليق"><button>معاينة التعليق</button></p></form>"""


def _page(page: Sample, body: str, classes: str = "", head: str = "") -> bytes:
    return f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8">
    <title>{page.headline} - أخبار</title>{head}<script>var x = "<p>ليس نصا</p>";</script><style>p {{color: red}}</style></head>
    <body {classes}>{body}<script src="/x.js"></script></body></html>""".encode()


def jannah(page: Sample) -> bytes:
    related = "".join(
        f"""<div class="related-item tie-standard"><a aria-label="{title}" href="{url}" class="post-thumb"><img
        src="/t.jpg" alt=""></a><h3 class="post-title"><a href="{url}">{title}</a></h3><div class="post-meta clearfix"><span
        class="date meta-item tie-icon">منذ 3 أيام</span></div></div>"""
        for url, title in RELATED
    )
    body = _paragraphs(page.paragraphs, '<div class="stream-item stream-item-in-post"><a href="/ad">نص إعلان</a></div>')
    return _page(
        page,
        f"""<div id="tie-container" class="site tie-container"><div id="tie-wrapper">
    <header id="theme-header" class="theme-header"><nav id="main-nav"><ul id="menu-main"><li><a href="/">الرئيسية</a><li><a
    href="/sport/">رياضة</a></ul></nav></header>
    <div id="content" class="site-content container"><div class="main-content tie-col-md-8" role="main">
    <article id="the-post" class="container-wrapper post-content tie-standard"><header class="entry-header-outer">
    <nav id="breadcrumb"><a href="/">الرئيسية</a><em class="delimiter">/</em><a href="/eco/">{page.section}</a><em
    class="delimiter">/</em><span class="current">{page.headline}</span></nav><div class="entry-header">
    <span class="post-cat-wrap"><a class="post-cat tie-cat-5" href="/eco/">{page.section}</a></span>
    <h1 class="post-title entry-title">{page.headline}</h1><div class="single-post-meta post-meta clearfix"><span
    class="author-meta single-author"><span class="meta-item meta-author-wrapper"><span class="meta-author"><a
    href="/author/mariam/" class="author-name tie-icon">{page.author}</a></span></span></span><span
    class="date meta-item tie-icon">26 سبتمبر 2025</span><span class="last-updated meta-item tie-icon">آخر تحديث: 27 سبتمبر
    2025</span><div class="tie-alignright"><span class="meta-comment tie-icon meta-item fa-before">2</span><span class="meta-views meta-item">120</span></div></div>
    </div></header><div id="share-buttons-top" class="share-buttons share-buttons-top"><div class="share-links"><a
    href="https://facebook.example/sharer"><span class="social-text">فيسبوك</span></a></div></div>
    <div class="featured-area"><figure class="single-featured-image"><img src="/lead.jpg" alt="مبنى"></figure></div>
    <div class="entry-content entry clearfix">{body}
    <div class="post-bottom-meta post-bottom-tags"><div class="post-bottom-meta-title">الوسوم</div><span class="tagcloud"><a
    href="/tag/x" rel="tag">وسم</a></span></div></div>
    <div id="share-buttons-bottom" class="share-buttons"><div class="share-title"><span>شاركها</span></div></div></article>
    <div class="post-components"><div class="about-author container-wrapper about-author-9"><div class="author-avatar"><a
    href="/author/mariam/"><img alt="صورة {page.author}" src="data:image/gif;base64,x" data-src="/mariam.jpg"></a></div>
    <div class="author-info"><h3 class="author-name"><a href="/author/mariam/">{page.author}</a></h3><div
    class="author-bio">{page.biography}</div><ul class="social-icons"><li><a href="https://facebook.example/m"><span
    class="screen-reader-text">فيسبوك</span></a></ul></div></div>
    <div class="container-wrapper" id="post-newsletter"><h3>اشترك في نشرتنا</h3><form><input></form></div>
    <div class="prev-next-post-nav container-wrapper"><a href="/p/"><h3 class="post-title">المقال السابق</h3></a></div>
    <div id="related-posts" class="container-wrapper has-extra-post"><div class="mag-box-title the-global-title"><h3>
    {page.related}</h3></div><div class="related-posts-list">{related}</div></div>
    <div id="comments" class="comments-area"><div id="comments-list-container" class="container-wrapper"><div
    id="comments-title" class="mag-box-title the-global-title"><h3>تعليقان</h3></div>{_comments()}</div><div
    id="add-comment-block" class="container-wrapper"><div id="respond"
    class="comment-respond">{_form(page)}</div></div></div></div></div>
    <aside class="sidebar tie-col-md-4"><div class="container-wrapper widget"><div class="widget-title"><h3>الأكثر قراءة</h3>
    </div><ul><li><a href="/m/">خبر يقرؤه الناس</a></ul></div></aside></div></div>
    <footer id="footer"><p>جميع الحقوق محفوظة</p></footer></div></div>
    <a id="go-to-top" class="go-to-top-button" href="#go-to-tie-body"><span class="tie-icon-angle-up"></span><span
    class="screen-reader-text">{page.top}</span></a>""",
        'id="tie-body" class="rtl single single-post wrapper-has-sidebar related-posts-loaded"',
    )


def sahifa(page: Sample) -> bytes:
    related = "".join(
        f"""<div class="related-item"><div class="post-thumbnail"><a href="{url}"><img src="/t.jpg" alt="{title}"><span
        class="fa overlay-icon"></span></a></div><h3><a href="{url}" rel="bookmark">{title}</a></h3><p class="post-meta"><span
        class="tie-date"><i class="fa fa-clock-o"></i>منذ 3 أيام</span></p></div>"""
        for url, title in RELATED
    )
    advertisement = '<div class="e3lan e3lan-post"><a href="/ad"><img src="/ad.jpg" alt="نص إعلان"></a>نص إعلان</div>'
    return _page(
        page,
        f"""<div class="wrapper-outer"><div id="wrapper"><header id="theme-header"><div class="header-content"><a
    href="/">أخبار</a></div><nav id="main-nav"><ul><li><a href="/">الرئيسية</a><li><a
    href="/sport/">رياضة</a></ul></nav></header><div class="e3lan e3lan-below_header">نص إعلان</div><div id="main-content" class="container"><div class="content">
    <nav id="crumbs"><a href="/">الرئيسية</a><span class="delimiter">/</span><a href="/eco/">{page.section}</a><span
    class="delimiter">/</span><span class="current">{page.headline}</span></nav>
    <article class="post-listing post" id="the-post"><div class="single-post-thumb"><img src="/lead.jpg" alt=""></div>
    <div class="post-inner"><h1 class="name post-title entry-title"><span itemprop="name">{page.headline}</span></h1>
    <p class="post-meta"><span class="post-meta-author"><i class="fa fa-user"></i><a href="/author/mariam/" title="">
    {page.author} </a></span><span class="tie-date">26 سبتمبر 2025</span><span class="post-cats"><i class="fa"></i><a
    href="/eco/" rel="category tag">{page.section}</a></span><span class="post-comments"><a href="#comments">تعليقان</a>
    </span><span class="post-views">45 زيارة</span></p><div class="clear"></div><div class="entry">
    {_paragraphs(page.paragraphs, advertisement)}</div><div class="share-post"><span class="share-text">شاركها</span><ul
    class="flat-social"><li><a href="https://facebook.example/"><i></i><span>فيسبوك</span></a></ul></div></div></article>
    <section id="author-box"><div class="block-head"><h3>عن {page.author} </h3><div class="stripe-line"></div></div>
    <div class="post-listing"><div class="author-bio"><div class="author-avatar"><img alt="" src="/mariam.jpg"></div><div
    class="author-description">{page.biography}</div><div class="author-social flat-social"><a class="social-site"
    href="https://mariam.example/">فيسبوك</a></div></div></div></section>
    <div class="post-navigation"><div class="post-previous"><a href="/p/" rel="prev"><span>السابق</span> المقال السابق</a>
    </div></div><section id="related_posts"><div class="block-head"><h3>{page.related}</h3><div class="stripe-line"></div>
    </div><div class="post-listing">{related}</div></section>
    <div id="comments"><h3 id="comments-title">تعليقان</h3>{_comments()}<div id="respond"
    class="comment-respond">{_form(page)}</div></div></div><aside id="sidebar"><div class="widget"><div class="widget-top"><h4>الأكثر قراءة</h4></div><ul><li><a href="/m/">خبر يقرؤه
    الناس</a></ul></div></aside></div><footer id="theme-footer"><div class="widget">اشترك في نشرتنا</div></footer>
    <div class="footer-bottom">جميع الحقوق محفوظة</div></div></div><div id="topcontrol" class="fa fa-angle-up"
    title="إلى الأعلى">{page.top}</div>""",
        'id="top" class="rtl single single-post lazy-enabled"',
        f'<meta property="article:published_time" content="{PUBLISHED}"><meta property="article:modified_time" '
        f'content="{UPDATED}"><meta property="og:image" content="/lead.jpg">',
    )


def bare(page: Sample) -> bytes:
    related = "".join(f'<li><a href="{url}">{title}</a></li>' for url, title in RELATED)
    comments = "".join(
        f"<div class=k14><b>{name}</b> <small>{day}</small><p>{text}</p><button>رد</button></div>"
        for name, text, day in COMMENTS
    )
    return _page(
        page,
        f"""<header><p class="k1"><a href="/">أخبار</a></p><nav><ul><li><a href="/">الرئيسية</a><li><a
    href="/sport/">رياضة</a></ul></nav></header>
    <main class="k2"><article class="k3"><header class="k4"><p class="k5">{page.section}</p><h1>{page.headline}</h1><p
    class="k6">بقلم <a rel="author" href="/author/mariam/">{page.author}</a> <time
    datetime="{PUBLISHED}">26 سبتمبر</time> آخر تحديث <time itemprop="dateModified" datetime="{UPDATED}">27
    سبتمبر</time></p><p class="k15">شاركها <a href="https://facebook.example/sharer">فيسبوك</a></p></header><div class="k7">
    {_paragraphs(page.paragraphs, '<aside><a href="/ad">نص إعلان</a></aside>')}</div>
    <footer class="k8"><img src="/mariam.jpg" alt=""><h2>{page.author}</h2><p>{page.biography}</p></footer></article>
    <section class="k9"><h2>{page.related}</h2><ul>{related}</ul></section>
    <p class="k16"><a rel="prev" href="/p/">المقال السابق</a></p>
    <section class="k10"><h2>التعليقات (2)</h2>{comments}<h2>{page.comment}</h2>{_form(page)}</section></main>
    <aside class="k11"><h2>الأكثر قراءة</h2><ul><li><a href="/m/">خبر يقرؤه الناس</a></ul></aside>
    <footer class="k12"><p>جميع الحقوق محفوظة</p><p><a href="/letter">اشترك في نشرتنا</a></p></footer>
    <a class="k13" href="#">{page.top}</a>""",
    )


def wordpress(page: Sample) -> bytes:
    """A plain theme, as the yearly ones of WordPress are."""
    related = "".join(
        f"""<article class="post"><h3 class="entry-title"><a href="{url}" rel="bookmark">{title}</a></h3><div
        class="entry-meta"><time class="entry-date published" datetime="2025-09-20T10:00:00+03:00">20 سبتمبر
        2025</time></div></article>"""
        for url, title in RELATED
    )
    body = _paragraphs(page.paragraphs, '<div class="ad-container adsbygoogle"><a href="/ad">نص إعلان</a></div>')
    return _page(
        page,
        f"""<div id="page" class="site"><a class="skip-link screen-reader-text" href="#content">التجاوز إلى المحتوى</a>
    <header id="masthead" class="site-header"><p class="site-title"><a href="/" rel="home">أخبار</a></p><nav
    id="site-navigation" class="main-navigation"><button class="menu-toggle">القائمة</button><ul id="primary-menu"><li
    class="menu-item"><a href="/">الرئيسية</a><li class="menu-item"><a href="/sport/">رياضة</a></ul></nav><form role="search"
    class="search-form"><label><span class="screen-reader-text">البحث عن:</span><input type="search" placeholder="بحث …"
    class="search-field"></label><input type="submit" class="search-submit" value="بحث"></form></header>
    <div id="content" class="site-content"><main id="main" class="site-main"><article id="post-77" class="post-77 post
    type-post status-publish format-standard has-post-thumbnail hentry category-economy"><header class="entry-header"><div
    class="entry-categories"><span class="screen-reader-text">التصنيفات</span><div class="entry-categories-inner"><a
    href="/category/economy/" rel="category tag">{page.section}</a></div></div><h1 class="entry-title">{page.headline}</h1><div
    class="entry-meta post-meta-wrapper"><span class="posted-on"><a href="{URL}" rel="bookmark"><time
    class="entry-date published" datetime="{PUBLISHED}">26 سبتمبر 2025</time><time class="updated" datetime="{UPDATED}">27
    سبتمبر 2025</time></a></span> <span class="byline">بواسطة <span class="author vcard"><a class="url fn n"
    href="/author/mariam/">{page.author}</a></span></span> <span class="comments-link"><a href="{URL}#comments">تعليقان<span
    class="screen-reader-text"> على {page.headline}</span></a></span></div></header><div class="post-thumbnail"><img
    src="/lead.jpg" class="wp-post-image" alt="مبنى"></div><div class="entry-content">{body}</div><footer
    class="entry-footer"><span class="tags-links">موسوم <a href="/tag/x" rel="tag">وسم</a></span><div
    class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">شاركها</h3><ul><li class="share-facebook"><a class="sd-button
    share-icon" href="{URL}?share=facebook"><span>فيسبوك</span></a></ul></div></footer><div class="author-info"><div
    class="author-avatar"><img alt="" src="/mariam.jpg" class="avatar avatar-100 photo"></div><div
    class="author-description"><h2 class="author-title">{page.author}</h2><p class="author-bio">{page.biography} <a
    class="author-link" href="/author/mariam/" rel="author">عرض جميع المقالات</a></p></div></div></article><nav
    class="navigation post-navigation"><h2 class="screen-reader-text">تصفّح المقالات</h2><div class="nav-links"><div
    class="nav-previous"><a href="/p/" rel="prev"><span>المقال السابق</span></a></div></div></nav><section
    class="related-posts"><h2>{page.related}</h2>{related}</section><div id="comments" class="comments-area"><h2
    class="comments-title">تعليقان على “<span>{page.headline}</span>”</h2>{_comments()}<div id="respond"
    class="comment-respond">{_form(page)}</div></div></main><aside id="secondary" class="widget-area"><section
    class="widget"><h2 class="widget-title">الأكثر قراءة</h2><ul><li><a href="/m/">خبر يقرؤه الناس</a></ul></section><section
    class="widget"><h2>اشترك في نشرتنا</h2><form><input type="email" placeholder="بريدك"><button>اشترك</button></form>
    </section></aside></div><footer id="colophon" class="site-footer"><p>جميع الحقوق محفوظة</p></footer><a href="#page"
    class="back-to-top button">{page.top}</a></div>""",
        'class="rtl post-template-default single single-post postid-77 wp-embed-responsive"',
    )
