"""What a query asks of the properties of articles: names and values, in Arabic and English, and some in Persian."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias, cast

from feeds.search import fold

FieldName: TypeAlias = Literal[
    "feed",
    "section",
    "category",
    "author",
    "title",
    "lang",
    "tag",
    "is",
    "has",
    "since",
    "before",
    "words",
    "note",
    "link",
]
Comparison: TypeAlias = Literal[">", ">=", "<", "<=", "="]


def _spread(spellings: Mapping[str, str]) -> dict[str, str]:
    """Each spelling, as `_key` has it, to what it means."""
    return {_key(word): meant for meant, words in spellings.items() for word in words.split()} | {
        _key(meant): meant for meant in spellings
    }


def _key(typed: str) -> str:
    """A name or value without what people write or leave out: case, the article, hyphens, underscores and spaces."""
    return "".join(part.removeprefix("ال") for part in re.split(r"[\s_-]+", fold(typed)))


_NAMES = _spread(
    {
        "feed": "source مصدر خلاصة صحيفة جريدة موقع",
        "section": "folder قسم مجلد",
        "category": "cat تصنيف باب موضوع",
        "author": "by كاتب كاتبة مؤلف بقلم نویسنده",
        "title": "عنوان",
        "lang": "language لغة زبان",
        "tag": "label وسم وسوم برچسب",
        "is": "هو هي حالة",
        "has": "with فيه فيها به بها معه معها له لها يحوي",
        "since": "after منذ بعد",
        "before": "until قبل حتى",
        "words": "word كلمات كلمة",
        "note": "notes ملاحظة ملاحظات ملحوظة",
        "link": "url address رابط",
    }
)
_STATES = _spread(
    {
        "unread": "new غير_مقروء غير_مقروءة جديد جديدة",
        "read": "مقروء مقروءة",
        "starred": "star مميز مميزة مميز_بنجمة مميزة_بنجمة بنجمة نجمة",
        "edited": "updated changed معدل معدلة محدث محدثة",
        "tagged": "labelled labeled موسوم موسومة",
        "noted": "ملحوظ عليه_ملاحظة عليها_ملاحظة بملاحظة",
        "muted": "مكتوم مكتومة",
        "today": "اليوم امروز",
    }
)
_PARTS = _spread(
    {
        "image": "images picture pictures photo صورة صور",
        "audio": "sound podcast صوت صوتي بودكاست",
        "video": "videos فيديو مقطع مقاطع مرئي",
        "comments": "comment تعليق تعليقات",
        "enclosure": "enclosures attachment attachments file مرفق مرفقات ملف ملفات",
        "note": "notes ملاحظة ملاحظات",
        "fulltext": "full_text نص_كامل",
    }
)
_LANGUAGES = _spread(
    {
        "ar": "arabic عربي عربية",
        "fa": "persian farsi فارسي فارسية",
        "ur": "urdu أردو أوردو أردية",
        "he": "hebrew عبري عبرية עברית",
        "ckb": "kurdish كردي كردية",
        "en": "english إنجليزي إنجليزية انكليزي انكليزية",
        "fr": "french فرنسي فرنسية",
        "tr": "turkish تركي تركية",
        "de": "german ألماني ألمانية",
        "es": "spanish إسباني إسبانية",
    }
)
_UNITS = _spread(
    {
        "h": "hour hours ساعة ساعات ساعت",
        "d": "day days ي يوم يوما أيام روز",
        "w": "week weeks أسبوع أسبوعا أسابيع هفته",
        "m": "month months ش شهر شهرا أشهر شهور ماه",
        "y": "year years سنة سنوات عام عاما أعوام سال",
    }
)
_TWO = _spread({"h": "ساعتين", "d": "يومين", "w": "أسبوعين", "m": "شهرين", "y": "سنتين عامين"})
_DAYS = {
    _key(word): days
    for days, words in enumerate(("today اليوم امروز", "yesterday أمس البارحة دیروز"))
    for word in words.split()
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_AGO = re.compile(r"(\d{1,4})?([^\W\d_]+)")
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_COUNT = re.compile(r"(>=|<=|=>|=<|≥|≤|>|<|=)?\s*(\d{1,9})")
_COMPARISONS: Mapping[str, Comparison] = {
    ">": ">",
    ">=": ">=",
    "=>": ">=",
    "≥": ">=",
    "<": "<",
    "<=": "<=",
    "=<": "<=",
    "≤": "<=",
    "=": "=",
}


def named(typed: str) -> FieldName | None:
    """The field that a name means, however it is spelled."""
    return cast("FieldName | None", _NAMES.get(_key(typed)))


def chosen(name: FieldName, typed: str) -> str | None:
    """The value of a field that takes one of a few (is, has) or a language; None for one that it does not know."""
    if name == "lang":
        code = fold(typed).replace("_", "-")
        return _LANGUAGES.get(_key(typed)) or (code if _LANGUAGE.fullmatch(code) else None)
    return (_STATES if name == "is" else _PARTS).get(_key(typed))


def choices(name: FieldName, *, arabic: bool) -> str:
    """What such a field takes, to be shown to a person who wrote its name in Arabic, or in English."""
    if arabic:
        return _ARABIC_CHOICES[name]
    return ", ".join(dict.fromkeys({"is": _STATES, "has": _PARTS, "lang": _LANGUAGES}[name].values()))


_ARABIC_CHOICES = {
    "is": "غير_مقروء، مقروء، مميز، معدل، موسوم، بملاحظة، مكتوم، اليوم",
    "has": "صورة، صوت، فيديو، تعليقات، مرفق، ملاحظة، نص_كامل",
    "lang": "عربي، فارسي، أردو، عبري، كردي، إنجليزي",
}


def moment(typed: str, now: datetime) -> datetime | None:
    """The moment in UTC that a value means: a day or an ISO 8601 date (its midnight where ``now`` is), a date and time,
    or so long before ``now``, as 7d; None for what means none."""
    try:
        found = _day(fold(typed).strip(), now) or _ago(fold(typed).strip(), now) or _timed(typed, now)
        return found and found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _day(folded: str, now: datetime) -> datetime | None:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if (days := _DAYS.get(_key(folded))) is not None:
        return midnight - timedelta(days=days)
    if found := _DATE.fullmatch(folded):
        return midnight.replace(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    return None


def _ago(folded: str, now: datetime) -> datetime | None:
    key = _key(folded)
    if unit := _TWO.get(key):
        return _before(now, 2, unit)
    found = _AGO.fullmatch(key)
    if found and (unit := _UNITS.get(found[2])):
        return _before(now, int(found[1] or 1), unit)
    return None


def _before(now: datetime, count: int, unit: str) -> datetime:
    if unit in "hdw":
        return now - count * {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}[unit]
    months = now.year * 12 + now.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if year < 1:
        raise ValueError(year)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def _timed(typed: str, now: datetime) -> datetime:
    found = datetime.fromisoformat(fold(typed).strip().upper())
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)


def count_of_words(typed: str) -> tuple[Comparison, int] | None:
    """A comparison and a number; a number alone is that number exactly. None for what is neither."""
    found = _COUNT.fullmatch(fold(typed).strip())
    return (_COMPARISONS[found[1] or "="], int(found[2])) if found else None
