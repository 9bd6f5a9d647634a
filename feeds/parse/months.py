"""Names of months and zones as feeds write them, folded by `folded`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import normalize

_ENGLISH = "january february march april may june july august september october november december"
_GREGORIAN = (
    _ENGLISH,
    # French, in which pubDates of the Maghreb are written.
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil aout sept oct nov déc",
    "jan fév mars avr mai jui jul aoû sep oct nov déc",
    "janv fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    # Egypt, the Gulf and Sudan, with the spellings that custom brings.
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ينايير فبرایر مارس ابريل مايو يونيه يوليه اغسطس سپتمبر اكتوبر نوفمبر ديسمبر",
    # Mauritania
    "يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر",
    # The Levant and Iraq: names of two words are joined by `with_joined_names`.
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "كانون_ثاني شباط اذار نيسان نوار حزيران تموز اغسطس ايلول تشرين_أول تشرين_ثاني كانون_أول",
    "كانون_ثان شباط اذار نيسان ايار حزيران تموز آب ايلول تشرين_اول تشرين_ثان كانون_اول",
    # Libya, as it was until 1986 and by some still is
    "أي_النار النوار الربيع الطير الماء الصيف ناصر هانيبال الفاتح التمور الحرث الكانون",
    # Tunisia and Algeria, then Morocco.
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    # Persian (Iran, then Afghanistan), Urdu, Sorani and Kurmanji Kurdish names of the Gregorian months.
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەمموز ئاب ئەیلوول تشرینی_یەکەم تشرینی_دووەم کانوونی_یەکەم",
    "کانونی_دووەم شوبات ئادار نیسان ئایار حوزەیران تەموز ئاب ئەیلول تشرینی_یەکەم تشرینی_دووەم کانونی_یەکەم",
    "یەنایەر فێبرایەر مارس ئەپریل مایس یونیو یولیو ئۆگست سێپتەمبەر ئۆکتۆبەر نۆڤەمبەر دێسەمبەر",
    "çile sibat adar nîsan gulan hezîran tîrmeh tebax îlon cotmeh mijdar berfanbar",
    # Hebrew
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
)
_HIJRI = (
    "محرم صفر ربيع_الأول ربيع_الآخر جمادى_الأولى جمادى_الآخرة رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة",
    "المحرم صفر ربيع_أول ربيع_الثاني جمادى_الأول جمادى_الثانية رجب شعبان رمضان شوال ذي_القعدة ذي_الحجة",
    "محرم صفر ربيع_أول ربيع_ثاني جمادى_الاول جمادى_الثاني رجب شعبان رمضان شوال ذوالقعدة ذوالحجة",
    "محرم صفر ربيع_اول ربيع_ثان جمادي_الاولي جمادى_الآخر رجب شعبان رمضان شوال ذیقعده ذیحجه",
    "محرم صفر ربيع_الاولي ربيع_آخر جمادی_الاول جمادی_الثانی رجب شعبان رمضان شوال ذی_قعده ذی_حجه",
)
_JALALI = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "فروردين ارديبهشت خرداد تير امرداد شهريور مهر آبان آذر دي بهمن اسفند",
    # Afghanistan, in Dari and in Pashto
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "وری غویی غبرگولی چنگاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
    # Kurdish, whose year is the same
    "خاکەلێوە گوڵان جۆزەردان پووشپەڕ گەلاوێژ خەرمانان ڕەزبەر گەڵاڕێزان سەرماوەز بەفرانبار ڕێبەندان ڕەشەمە",
    "نەورۆز بانەمەڕ جۆزەردان پوشپەڕ گەلاوێژ خەرمانان ڕەزبەر خەزەڵوەر سەرماوەز بەفرانبار ڕێبەندان ڕەشەمێ",
)

_FOLDED = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "يىې"), "ی"),
    ord("ك"): "ک",
    **dict.fromkeys(map(ord, "ةەۀہھۃ"), "ه"),
    ord("ڕ"): "ر",
    **dict.fromkeys([*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, 0x640, 0x200B, 0x200C, 0x200D]),
}


def folded(text: str) -> str:
    """``text`` in lower case with one letter for all forms of alef, ya, kaf and ha, without marks and joiners."""
    return text.lower() if text.isascii() else normalize("NFC", text).lower().translate(_FOLDED)


def _names(lists: Iterable[str]) -> Iterator[tuple[str, int]]:
    for line in lists:
        for number, name in enumerate(folded(line).split(), 1):
            yield name, number


def _english_beginnings() -> Iterator[tuple[str, int]]:
    for number, name in enumerate(_ENGLISH.split(), 1):
        yield name[:3], number
        yield name[:4], number


MONTHS: dict[str, int] = {**dict(_names(_GREGORIAN)), **dict(_english_beginnings())}
"""Gregorian months, 1 to 12 by folded name."""

HIJRI_MONTHS: dict[str, int] = dict(_names(_HIJRI))
JALALI_MONTHS: dict[str, int] = {name: month for name, month in _names(_JALALI) if name not in MONTHS}

_PAIRS = {
    tuple(name.split("_"))
    for months in (MONTHS, HIJRI_MONTHS, JALALI_MONTHS)
    for name in months
    if name.count("_") == 1
}


def with_joined_names(words: list[str]) -> list[str]:
    """``words`` with the two words of one month, such as تشرين الثاني, as one."""
    joined: list[str] = []
    taken = False
    for word, after in pairwise([*words, ""]):
        if taken:
            taken = False
        elif (word, after) in _PAIRS:
            joined.append(f"{word}_{after}")
            taken = True
        else:
            joined.append(word)
    return joined


ZONES: dict[str, int] = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0,
    "west": 60, "bst": 60, "cet": 60, "met": 60, "a": -60, "n": 60,
    "cest": 120, "mest": 120, "eet": 120, "sast": 120, "cat": 120,
    "eest": 180, "idt": 180, "msk": 180, "trt": 180, "eat": 180,
    "irst": 210, "gst": 240, "irdt": 270, "aft": 270, "pkt": 300, "ist": 330,
    "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "nst": -210, "ndt": -150, "art": -180, "brt": -180,
    "ast": -240, "adt": -180, "at": -240, "est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300, "ct": -360,
    "mst": -420, "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "akst": -540, "akdt": -480, "hst": -600,
    "m": -720, "y": 720,
}  # fmt: skip
"""Minutes east of UTC (RFC 822, 5.1, and what is written beside it)."""

LOCAL_ZONES: dict[str, dict[str, int]] = {"ar": {"ast": 180}, "ckb": {"ast": 180}, "he": {"ist": 120}}
"""The names that mean another zone in feeds of a language: Arabia's AST is not the Atlantic's."""
