"""Pairs of articles that look like one story and are two: daily series, two matches of a day, live blogs, columns,
texts too short to tell."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.feeds.stories import agency
from tests.feeds.stories.papers import PAPERS, Printed, papers, printed, retold

Pair = tuple[Printed, Printed]

_DAYS = ("السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة")
_SIGNS = (
    "الحمل",
    "الثور",
    "الجوزاء",
    "السرطان",
    "الأسد",
    "العذراء",
    "الميزان",
    "العقرب",
    "القوس",
    "الجدي",
    "الدلو",
    "الحوت",
)
_ADVICE = (
    "تجنب اليوم الدخول في نقاشات حادة مع زملائك في العمل",
    "قد تتلقى خبرا سارا من شخص بعيد يغير مزاجك",
    "انتبه إلى نفقاتك فالأيام المقبلة تحتاج إلى تدبير",
    "علاقتك العاطفية تمر بمرحلة هدوء بعد فترة من التوتر",
    "صحتك تحتاج إلى عناية أكبر فلا تهمل ساعات النوم",
    "فرصة مهنية جديدة تلوح في الأفق فلا تتردد في اغتنامها",
    "حاول أن تستمع إلى نصيحة من هم أكبر منك سنا",
    "يوم مناسب لإنجاز الأعمال المؤجلة منذ فترة طويلة",
    "صديق قديم يعود إلى حياتك ويطلب منك المساعدة",
    "ابتعد عن القرارات المتسرعة فيما يخص المال والعقارات",
    "تشعر بطاقة كبيرة في المساء فاستغلها في الرياضة",
    "لا تخف من التغيير فهو بداية مرحلة أفضل في حياتك",
)
_GOLD = (
    "سجلت أسعار الذهب في السوق المحلية اليوم {day} نحو {a} جنيها للجرام عيار 24 وبلغ سعر عيار 21 الأكثر مبيعا"
    " {b} جنيها بينما"
    " سجل عيار 18 نحو {c} جنيها وبلغ سعر الجنيه الذهب {d} جنيها وسجلت الأوقية عالميا {e} دولارا وفق بيانات شعبة الذهب",
    "ننشر أسعار الذهب اليوم {day} في محلات الصاغة حيث بلغ سعر جرام عيار 21 نحو {b} جنيها دون مصنعية ووصل عيار"
    " 24 إلى {a} جنيها"
    " وعيار 18 إلى {c} جنيها ويختلف السعر من محل إلى آخر بحسب قيمة المصنعية والدمغة وسجل الجنيه الذهب {d} جنيها",
)
_WEATHER = (
    "تتوقع هيئة الأرصاد أن يسود اليوم {day} طقس مائل للحرارة نهارا معتدل ليلا على أغلب الأنحاء مع نشاط للرياح"
    " على فترات وتسجل"
    " درجة الحرارة العظمى في العاصمة {a} درجة والصغرى {b} درجة وعلى السواحل الشمالية {c} درجة وفي الجنوب {d} درجة",
)
_PRAYER = (
    "ننشر مواقيت الصلاة اليوم {day} في المدن الرئيسية حسب التوقيت المحلي الفجر 4:{v} والشروق 6:{w} والظهر"
    " 11:{x} والعصر 2:{y}"
    " والمغرب 5:{z} والعشاء 6:{v} ويستحب الدعاء بين الأذان والإقامة",
)
_FIXTURES = (
    "نستعرض لكم مواعيد مباريات اليوم {day} والقنوات الناقلة حيث يلتقي {k} مع {l} في الساعة {v} مساء ويواجه {m}"
    " نظيره {n} في تمام"
    " الساعة {w} وتنقل المباريات عبر شبكة قنوات بي إن سبورت بصوت المعلق المعروف",
)
_LINE_UP = (
    "أعلن المدير الفني لفريق {k} تشكيلة المباراة أمام {l} المقرر إقامتها مساء اليوم ضمن منافسات الدوري وجاءت"
    " التشكيلة كالتالي"
    " حراسة المرمى {o} خط الدفاع {p} و{q} خط الوسط {r} و{s} خط الهجوم {t} ويجلس على مقاعد البدلاء {u}",
)
_PERSIAN = (
    "قیمت طلا و سکه امروز {day} اعلام شد و هر گرم طلای ۱۸ عیار به {a} هزار تومان رسید و سکه تمام بهار آزادی با"
    " قیمت {b} هزار تومان"
    " معامله شد و نیم‌سکه {c} هزار تومان و دلار در بازار آزاد {d} تومان نرخ‌گذاری شد",
)
_ENGLISH = (
    "Oil prices settled on {day} with Brent crude futures at {a} dollars a barrel while West Texas Intermediate"
    " ended at {b} dollars"
    " as traders weighed supply from producers against demand worries, and stockpiles moved by {c} million"
    " barrels last week",
)
_SERIES = (
    ("أسعار الذهب اليوم {day}", _GOLD),
    ("سعر الذهب اليوم في مصر {day}.. عيار 21 بكام", _GOLD),
    ("أسعار الذهب اليوم في الأسواق", _GOLD),
    ("حالة الطقس اليوم {day} ودرجات الحرارة المتوقعة", _WEATHER),
    ("الأرصاد تكشف حالة الطقس ودرجات الحرارة", _WEATHER),
    ("مواقيت الصلاة اليوم {day}", _PRAYER),
    ("مواعيد مباريات اليوم {day} والقنوات الناقلة", _FIXTURES),
    ("تشكيلة {k} أمام {l} في الدوري", _LINE_UP),
    ("قیمت طلا و سکه امروز {day}", _PERSIAN),
    ("Oil prices on {day}: what traders are watching", _ENGLISH),
)
_LIVE = (
    "تغطية مباشرة: الحرب على غزة لحظة بلحظة",
    "مباشر | آخر تطورات الأوضاع في السودان",
    "متابعة حية: قمة المناخ وأبرز ما دار في يومها",
    "Live updates: election night as it happens",
)
_COLUMNS = (
    "وجهة نظر",
    "نبض الشارع",
    "كلمة ونصف",
    "على مسؤوليتي",
    "خواطر صائم في بلاد الغربة",
    "صباح الخير يا وطن",
    "Notes from the desk",
)
_SHORT = (
    "كاريكاتير اليوم",
    "صورة وتعليق",
    "عاجل",
    "فيديو",
    "بودكاست الظهيرة",
    "الصفحة الأولى",
    "حديث الصباح",
    "Photo of the day",
)
_SHORT_TEXTS = ("", "شاهد الصورة", "اضغط هنا للمشاهدة", "تفاصيل لاحقا", "Watch now")
_NEXT_DAY = (
    (
        agency.MEETING,
        "{other} يرد على تصريحات {person}: لن نقبل شروطا مسبقة",
        (
            "رد وزير خارجية {two} {other} في بيان على التصريحات التي أدلى بها نظيره {person} أمس معتبرا أنها لا"
            " تعكس روح المحادثات",
            "ودعا البيان الوسطاء إلى تقديم ضمانات مكتوبة قبل أي جولة جديدة وحذر من انهيار الهدنة الهشة في {three}",
            "وتداول ناشطون مقاطع من المؤتمر الصحفي وانقسمت الآراء حول موقف الحكومتين من ملف الأسرى",
        ),
    ),
    (
        agency.QUAKE,
        "طائرات إغاثة تصل إلى {city} والأهالي يشيعون ضحاياهم",
        (
            "وصلت إلى مطار {city} أربع طائرات محملة بالخيام والبطانيات والأدوية وبدأ متطوعون توزيعها على الأسر المشردة",
            "وشيع الأهالي في جنازات جماعية عشرات الضحايا الذين قضوا تحت منازلهم وسط مشاهد مؤثرة",
            "وتعهدت الحكومة بصرف تعويضات عاجلة وبدء إعادة الإعمار خلال ستة أشهر على أبعد تقدير",
        ),
    ),
    (
        agency.MATCH,
        "إصابة {person} تربك حسابات {club} قبل القمة",
        (
            "كشفت الأشعة التي خضع لها مهاجم {club} {person} عن تمزق في العضلة الخلفية يبعده عن الملاعب شهرا ونصف شهر",
            "وقال طبيب الفريق إن اللاعب سيبدأ برنامجا علاجيا في المركز الطبي للنادي قبل السفر إلى ألمانيا",
            "ويدرس الجهاز الفني تصعيد مهاجم من فريق الشباب لتعويض غيابه في البطولة القارية",
        ),
    ),
    (
        agency.COURT,
        "دفاع {person} يتقدم بطعن على الحكم ويطلب الإفراج الصحي",
        (
            "تقدم فريق الدفاع عن {person} بمذكرة طعن إلى المحكمة العليا تضمنت خمسة أسباب لبطلان الإجراءات",
            "وطلب المحامون نقل موكلهم إلى المستشفى بعد تدهور حالته الصحية داخل محبسه وأرفقوا تقارير طبية",
            "ومن المنتظر أن تحدد المحكمة جلسة للنظر في الشكل خلال الأسبوعين القادمين",
        ),
    ),
)


def daily(chance: random.Random) -> Pair:
    """Two days of one series, by the same words, in one paper or two."""
    title, texts = chance.choice(_SERIES)
    text = chance.choice(texts)
    day, next_day = (_DAYS[(first := chance.randrange(7))], _DAYS[(first + chance.randint(1, 2)) % 7])
    one, two = (_slots(chance, day), _slots(chance, next_day))
    first_paper, second_paper = _hosts(chance)
    return (
        printed(chance, title.format(**one), text.format(**one), first_paper),
        printed(chance, title.format(**two), text.format(**two), second_paper),
    )


def horoscope(chance: random.Random) -> Pair:
    """Two signs of a day, or one on two days."""
    one, two = chance.sample(_SIGNS, 2)
    if chance.random() < 0.5:
        two = one
    first_paper, second_paper = _hosts(chance)
    return (
        printed(chance, f"حظك اليوم برج {one}", _said(chance, one), first_paper),
        printed(chance, f"حظك اليوم برج {two}", _said(chance, two), second_paper),
    )


def matches(chance: random.Random) -> Pair:
    """Two matches of a day, told by the same words."""
    return _two(chance, agency.MATCH, alike=True)


def topical(chance: random.Random) -> Pair:
    """Two events of one kind: other ministers meet, the earth shakes elsewhere; the agency has its formulas."""
    return _two(chance, chance.choice(agency.TOPICS), alike=chance.random() < 0.5)


def live(chance: random.Random) -> Pair:
    """Two updates of a live blog, or of two papers' on one event."""
    title = chance.choice(_LIVE)
    about, then = agency.story(chance, agency.TOPICS[0]), agency.story(chance, chance.choice(agency.TOPICS[:5]))
    first_paper, second_paper = _hosts(chance)
    one, two = " ".join(about.sentences[1:4]), " ".join(then.sentences[2:5])
    if first_paper == second_paper and chance.random() < 0.5:
        two = f"{two} {one}"
    return printed(chance, title, one, first_paper), printed(chance, title, two, second_paper)


def column(chance: random.Random) -> Pair:
    """One column's title over two texts."""
    title = chance.choice(_COLUMNS)
    one, two = (" ".join(_some_sentences(chance)) for _ in range(2))
    first_paper, second_paper = _hosts(chance)
    return printed(chance, title, one, first_paper), printed(chance, title, two, second_paper)


def short(chance: random.Random) -> Pair:
    """Titles that say nothing, over next to no text."""
    title = chance.choice(_SHORT)
    first_paper, second_paper = papers(chance, 2)
    return (
        Printed(title, chance.choice(_SHORT_TEXTS), first_paper),
        Printed(title, chance.choice(_SHORT_TEXTS), second_paper),
    )


def follow_up(chance: random.Random) -> Pair:
    """What happened, and what came of it the next day, with the same names and a sentence of the first once more."""
    topic, headline, sentences = chance.choice(_NEXT_DAY)
    first = agency.story(chance, topic)
    background = chance.choice(first.sentences)
    then = [one.format(**first.told) for one in sentences]
    first_paper, second_paper = papers(chance, 2)
    return (
        retold(chance, first, first_paper),
        printed(chance, headline.format(**first.told), ". ".join((*then, background)), second_paper),
    )


def strangers(chance: random.Random) -> Pair:
    """Any two stories."""
    first_paper, second_paper = papers(chance, 2)
    one, two = chance.sample(agency.TOPICS, 2)
    return (
        retold(chance, agency.story(chance, one), first_paper),
        retold(chance, agency.story(chance, two), second_paper),
    )


KINDS: tuple[Callable[[random.Random], Pair], ...] = (
    daily,
    horoscope,
    matches,
    topical,
    live,
    column,
    short,
    follow_up,
    strangers,
)


def _two(chance: random.Random, topic: agency.Topic, *, alike: bool) -> Pair:
    seed = chance.random()
    first = agency.story(chance, topic, random.Random(seed))
    then = agency.other(chance, topic, first, random.Random(seed if alike else chance.random()))
    first_paper, second_paper = papers(chance, 2)
    return retold(chance, first, first_paper), retold(chance, then, second_paper)


def _hosts(chance: random.Random) -> tuple[str, str]:
    """Of one paper or of two."""
    paper = chance.choice(PAPERS)
    return paper, chance.choice((paper, chance.choice(PAPERS)))


def _slots(chance: random.Random, day: str) -> dict[str, str]:
    clubs, people = chance.sample(agency.CLUBS, 4), chance.sample(agency.PEOPLE, 7)
    prices = {name: str(chance.randint(11, 9_800)) for name in "abcde"}
    times = {name: str(chance.randint(10, 59)) for name in "vwxyz"}
    names = dict(zip("klmnopqrstu", clubs + people, strict=True))
    return {"day": day} | prices | times | names


def _said(chance: random.Random, sign: str) -> str:
    return f"مواليد برج {sign} " + " ".join(chance.sample(_ADVICE, 4))


def _some_sentences(chance: random.Random) -> list[str]:
    return [chance.choice(agency.story(chance, topic).sentences) for topic in chance.sample(agency.TOPICS[:5], 4)]
