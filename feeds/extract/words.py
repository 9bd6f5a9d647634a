"""Words of news sites around their articles, in Arabic, Persian, Urdu, Hebrew and English; compared folded."""

from __future__ import annotations

import re

from feeds.search import fold

_BUTTONS = (
    "زر الذهاب إلى الأعلى|الذهاب إلى الأعلى|العودة إلى الأعلى|العودة للأعلى|إلى الأعلى|اترك تعليقاً|اترك ردا|أضف تعليقا"
    "|إضافة تعليق|إضافة تعليق جديد|إلغاء الرد|شارك|مشاركة|شاركها|طباعة|نسخ الرابط|إعلان|إعلانات"
    "|back to top|leave a reply|leave a comment|cancel reply|share|share this|print|copy link|advertisement"
    "|ارسال نظر|دیدگاهتان را بنویسید|بازگشت به بالا|نظر بدهید|اشتراک گذاری|تبصرہ کریں"
    "|הוספת תגובה|חזרה למעלה|שתפו"
)
_RELATED = (
    "مقالات ذات صلة|أخبار ذات صلة|مواضيع ذات صلة|موضوعات ذات صلة|مقالات مشابهة|أخبار متعلقة|مواضيع متعلقة|ذات صلة"
    "|اقرأ أيضا|إقرأ أيضا|اقرأ المزيد|قد يعجبك|قد يهمك|شاهد أيضا"
    "|related articles|related posts|related news|related stories|related|read also|also read|you may also like"
    "|more on this|see also"
    "|مطالب مرتبط|اخبار مرتبط|مطالب مشابه|بیشتر بخوانید|متعلقہ خبریں|متعلقہ مضامین"
    "|כתבות נוספות|כתבות קשורות|עוד בנושא"
)

BUTTONS = frozenset(map(fold, _BUTTONS.split("|")))
"""Of buttons and forms: what says nothing else is no part of an article."""

RELATED = tuple(map(fold, _RELATED.split("|")))
"""How the heading over related articles begins."""

BEFORE_NAME = (
    r"^\s*(?:about(?: the author)?|written by|by|عن(?: الكاتبة?)?|نبذة عن|بقلم|كتبت?|تحرير|إعداد|مرسلة بواسطة"
    r"|الكاتبة?|نویسنده|מאת)"
    r"\s*[:：]?\s+(?=\S)"
)
"""A pattern for what stands before an author's name, case set aside."""

_NO_NAME = "the author|author|الكاتب|الكاتبة|المؤلف|admin|administrator|المحرر|المدير|نویسنده|הכותב"
NO_NAME = frozenset(map(fold, _NO_NAME.split("|")))
"""What stands where an author's name does, and is none."""

_NO_SECTION = (
    "home|homepage|front page|front-page|category|categories|tags|print|share|featured article|الرئيسية|الصفحة الرئيسية"
    "|التصنيف|التصنيفات|القسم|الأقسام|غير مصنف|uncategorized|خانه|صفحه نخست|ראשי|דף הבית"
)
NO_SECTION = frozenset(map(fold, _NO_SECTION.split("|")))
"""What stands where a section's name does, and is none."""

_COMMENTS = "comments|comment|التعليقات|تعليقات|تعليق|تعليقا|نظرات|نظر|دیدگاه|دیدگاه‌ها|تبصرے|תגובות|תגובה"
_WORD = "|".join(map(fold, _COMMENTS.split("|")))
COUNTED = re.compile(rf"(?:{_WORD})\s*[:(\[]?\s*(\d{{1,6}})\s*[)\]]?|(\d{{1,6}}) (?:{_WORD})")
"""A line with the number of comments and the word for them, and no more."""

_COUNTS = (
    ("لا توجد تعليقات|لا يوجد تعليقات|لا تعليقات|ليست هناك تعليقات|بدون تعليق|no comments|بدون دیدگاه", 0),
    ("تعليق واحد|one comment|one thought|one response", 1),
    ("تعليقان|تعليقين|two comments|two thoughts", 2),
)
COUNTS = tuple((fold(words), count) for several, count in _COUNTS for words in several.split("|"))
"""How a line begins that tells in words how many comments there are."""

_AGREE = (
    "accept|accept all|accept all cookies|accept cookies|accept & continue|accept and continue|agree|i agree|i accept"
    "|allow all|allow all cookies|agree and continue|consent|got it|reject all|manage options|manage preferences"
    "|أوافق|موافق|أوافق على الكل|قبول|قبول الكل|اقبل الكل|قبول جميع ملفات تعريف الارتباط|موافقة|السماح للكل|رفض الكل"
    "|می‌پذیرم|موافقم|אני מסכים|אישור|קבל הכל"
)
AGREE = frozenset(map(fold, _AGREE.split("|")))
"""Of buttons by which a reader agrees, or not, to be followed."""

_CONSENT = (
    "cookie|consent|privacy|personal data|ملفات تعريف الارتباط|كوكيز|الكوكيز|الخصوصية|بياناتك"
    "|بيانات شخصية|البيانات الشخصية|کوکی|حریم خصوصی|עוגיות|פרטיות"
)
CONSENT = tuple(map(fold, _CONSENT.split("|")))
"""What a demand for that talks of."""
