"""What papers make of an agency's story: another headline, a lead of their own, sentences left out, moved and reworded,
and the spelling of the house."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from tests.feeds.stories.agency import Story


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as a feed sends it: ``text`` is plain; ``paper`` is the host it is on."""

    title: str
    text: str
    paper: str


PAPERS = tuple(f"{name}.example" for name in ("ahram", "hayat", "rai", "watan", "sharq", "nahar", "khabar", "bayan"))
_NAMES = dict(zip(PAPERS, ("الأهرام", "الحياة", "الرأي", "الوطن", "الشرق", "النهار", "الخبر", "البيان"), strict=True))
_PREFIXES = ("عاجل | ", "عاجل: ", "عاجل.. ", "بالفيديو.. ", "خاص - ", "محدث: ", "شاهد | ")
_SUFFIXES = (" - {}", " | {}", " – صحيفة {}", " | جريدة {}")
_DATELINES = ("القاهرة - أ ف ب: ", "(رويترز) - ", "واس - ", "وكالات: ", "دبي - سكاي نيوز: ", "")
_TAILS = (
    " اقرأ أيضا: أبرز ما تناولته الصحف هذا الصباح",
    " للاشتراك في نشرتنا البريدية اضغط هنا",
    " تابعوا آخر الأخبار عبر قناتنا على واتساب",
)
_LEADS = {
    "ar": (
        "في تطور لافت تتابعه الأوساط المحلية والدولية باهتمام كبير",
        "شهدت الساعات الماضية أحداثا متسارعة نرصد لكم أبرز تفاصيلها في هذا التقرير",
        "حصلت الصحيفة على تفاصيل جديدة حول ما جرى اليوم نستعرضها في السطور التالية",
        "ما زالت القضية تثير جدلا واسعا على مواقع التواصل بعد ما أعلن رسميا قبل قليل",
    ),
    "en": (
        "It was supposed to be an ordinary week, but by dawn everything had changed for people here",
        "Here is what we know so far about the disaster that has shocked the whole country",
    ),
    "fa": ("به گزارش خبرنگار ما جزئیات تازه‌ای از این حادثه منتشر شده است که در ادامه می‌خوانید",),
}
_WORD_PAIRS = (
    "أعلنت كشفت، أعلن كشف، قال ذكر، وقال وأوضح، وأكد وشدد، اليوم أمس، قتيلا شخصا، مقتل مصرع، ارتفع صعد، نحو"
    " قرابة، وأوضح وبين، وأعرب وعبر"
    "، ضرورة أهمية، تثبيت ترسيخ، سبل طرق، مستجدات تطورات، الأوضاع الوضع، شخصا فردا، فجر صباح، فاز تغلب، سجل"
    " أحرز، وسجل وأحرز"
    "، النتيجة المحصلة، المباراة اللقاء، قضت حكمت، إدانته اتهامه، أصدر أعلن، تحويلات حوالات، منطقة إقليم،"
    " السلطات الحكومة"
    "، المصابين الجرحى، السكان الأهالي، بلاده حكومته، اللقاء الاجتماع، الجانبان الطرفان، قفز زاد، الإيرادات العائدات"
    "، said added، people residents، searched looked، killed claimed، officials authorities، urged asked،"
    " government cabinet"
    "، گفت افزود، شدند شده‌اند، نفر تن، علت دلیل، گسترده بزرگ، شهر شهرستان"
)
SYNONYMS = dict(pair.split() for pair in _WORD_PAIRS.split("، "))
_HARAKAT = "\u064e\u064f\u0650\u0651\u0652"
_VARIANTS = (("أ", "ا"), ("إ", "ا"), ("ة", "ه"), ("ى", "ي"), ("ئو", "ؤو"), ("ی", "ي"), ("ک", "ك"), ("\u200c", ""))


def copy(chance: random.Random, story: Story, paper: str) -> Printed:
    """The story as the agency sent it, but for a prefix, the paper's name or its dateline."""
    return Printed(_headed(chance, story.headlines[0], paper), _dated(chance, ". ".join(story.sentences)), paper)


def retold(chance: random.Random, story: Story, paper: str) -> Printed:
    """The story as a paper prints it: up to four in ten of its sentences dropped, two in three of its headlines
    another, a lead of its own one time in three, words replaced and harakat and spelling as they come."""
    title = chance.choice(story.headlines) if chance.random() < 2 / 3 else story.headlines[0]
    kept = list(story.sentences)
    for _ in range(chance.randint(0, int(len(kept) * 0.4))):
        kept.pop(chance.randrange(len(kept)))
    lead, rest = kept[0], kept[1:]
    if chance.random() < 0.3:
        chance.shuffle(rest)
    if chance.random() < 1 / 3:
        lead = chance.choice(_LEADS[story.language])
    rate = chance.choice((0.0, 0.3, 0.6))
    text = ". ".join(_reworded(chance, one, rate) for one in (lead, *rest))
    if chance.random() < 0.25:
        text = f"{text[: chance.randint(250, 400)].rsplit(' ', 1)[0]}..."
    if chance.random() < 0.2 and story.language == "ar":
        text += chance.choice(_TAILS)
    title = _reworded(chance, title, rate / 2)
    return Printed(_spelled(chance, _headed(chance, title, paper)), _spelled(chance, _dated(chance, text)), paper)


def papers(chance: random.Random, count: int) -> list[str]:
    """Some that differ."""
    return chance.sample(PAPERS, count)


def printed(chance: random.Random, title: str, text: str, paper: str) -> Printed:
    """What a paper wrote itself, in the dress of the house."""
    return Printed(_headed(chance, title, paper), text, paper)


def _headed(chance: random.Random, title: str, paper: str) -> str:
    if chance.random() < 0.35:
        title = chance.choice(_PREFIXES) + title
    if chance.random() < 0.35:
        title += chance.choice(_SUFFIXES).format(_NAMES[paper])
    return title


def _dated(chance: random.Random, text: str) -> str:
    return chance.choice(_DATELINES) + text


def _reworded(chance: random.Random, text: str, rate: float) -> str:
    """With ``rate`` of the words that have a synonym replaced by it."""
    words = (SYNONYMS.get(word, word) if chance.random() < rate else word for word in text.split())
    return " ".join(words)


def _spelled(chance: random.Random, text: str) -> str:
    for written, variant in _VARIANTS:
        if chance.random() < 0.25:
            text = text.replace(written, variant)
    if chance.random() < 0.2:
        text = re.sub("(?<=[\u0628-\u064a])(?=[\u0628-\u064a])", lambda _: chance.choice(["", "", *_HARAKAT]), text)
    return text
