"""What is kept in order where UAX #9 alone would not, and what is left to it."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.isolating import protected
from tui.text import paragraph


def stretches(text: str, language: str = "ar") -> list[str]:
    return [text[start:end] for start, end in protected(text, language).isolates]


def shown(text: str, language: str = "ar") -> str:
    return paragraph(text, language=language).fit(200).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زوروا https://example.org/a/?b=1&c=2/ الآن", ["https://example.org/a/?b=1&c=2/"]),
        ("(انظر https://ar.org/x_(y)).", ["https://ar.org/x_(y)"]),
        ("«http://a.org/»، ثم", ["http://a.org/"]),
        ("هل رأيت http://a.org/؟", ["http://a.org/"]),
        ("موقع www.bbc.com/arabic/ اليوم", ["www.bbc.com/arabic/"]),
        ("موقع bbc.com/arabic/ اليوم", ["bbc.com/arabic/"]),
        ("راسلونا info@bbc.co.uk اليوم", ["info@bbc.co.uk"]),
        ("تابع @user_1 على", ["@user_1"]),
        ("تابع @user. ثم", ["@user"]),
        ("تابع @user@social.example على", ["@user@social.example"]),
        ("وسم #Gaza_2025 الآن", ["#Gaza_2025"]),
        ("وسم #7oct الآن", ["#7oct"]),
        ("وسم #غزة الآن", []),
        ("المركز #1 في", []),
    ],
)
def test_addresses_mentions_and_latin_hashtags_are_protected(text: str, expected: list[str]) -> None:
    assert stretches(text) == expected


@pytest.mark.parametrize(
    "number",
    [
        "+972-8-282-1234",
        "+972 59 912 3456",
        "+1 (555) 123-4567",
        "00972-8-2821234",
        "050 123 4567",
        "050-123-4567",
        "0599-123-456",
        "02-2345678",
        "(02) 234-5678",
        "01 23 45 67 89",
        "1-800-555-123",
        "1700-555-555",
        "555-123-4567",
        "+972",
        "٠٥٠-١٢٣-٤٥٦٧",
    ],
)
def test_telephone_numbers_are_protected_and_run_from_left_to_right(number: str) -> None:
    text = f"اتصل على {number}، الآن"
    assert stretches(text) == [number]
    assert number in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "فاز الأهلي 3-1 أمس",
        "بين 2020-2025 عاما",
        "بين 2020 – 2025",
        "بين 1990-2000-2010",
        "في 25-09-2025 قال",
        "في 05-06-07 قال",
        "في 2025-09-25 قال",
        "في 01/02/2025 قال",
        "الحرارة -5 درجات",
        "ارتفع 12.5% و +5% اليوم",
        "نحو +100 دولار",
        "بقيمة $1,250.75 فقط",
        "في الدقيقة 90+3 هدف",
        "الساعة 10:30 صباحا",
        "طائرة F-16 و A320",
        "نسبة 3/4 السكان",
        "فئة +18 فقط",
        "فئة 18+ فقط",
    ],
)
def test_ranges_scores_dates_signs_and_currency_are_left_to_uax_9(text: str) -> None:
    assert stretches(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لغة C++ و C# و F# سهلة", ["C++", "C#", "F#"]),
        ("منصة Disney+ الجديدة", ["Disney+"]),
        ("محرر Notepad++، وهو", ["Notepad++"]),
        ("خدمة Yahoo! الجديدة", ["Yahoo!"]),
        ("شركة Microsoft Corp. قالت", ["Microsoft Corp."]),
        ("شركة Apple Inc. وشركة Tata Motors Ltd. قالتا", ["Apple Inc.", "Tata Motors Ltd."]),
        ("شركة U.S. Steel في", ["U.S. Steel"]),
        ("في U.S. وغيرها", ["U.S."]),
        ("لغة Visual C++ 17 سهلة", ["Visual C++ 17"]),
    ],
)
def test_a_name_with_a_sign_is_protected_with_the_phrase_around_it(text: str, expected: list[str]) -> None:
    assert stretches(text) == expected


@pytest.mark.parametrize(
    "text",
    ["أعلنت شركة Apple.", "خدمة Yahoo!", "شركة (Apple Inc.) قالت", "من Apple + Google", "كلمة C - D", "قال BBC: الوضع"],
)
def test_the_stop_of_a_sentence_after_a_latin_word_is_left_to_uax_9(text: str) -> None:
    assert stretches(text) == []


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("نشرت الوزارة التقرير كاملا على https://moh.example.ps/reports/2025/ مساء أمس", None),
        ("وقالت الهيئة إن الموقع http://example.org/ تعرض لهجوم", "http://example.org/"),
        ("ودعت اللجنة الشهود إلى مراسلة inquiry@un.example.org قبل نهاية الشهر", "inquiry@un.example.org"),
        ("وكتبت الصحفية على حسابها @reporter_7 أن القصف لم يتوقف", "@reporter_7"),
        ("وتصدر وسم #Gaza منصات التواصل في الولايات المتحدة", "#Gaza"),
        ("وما زالت لغة C++ الأكثر استخداما في برمجة الألعاب", "C++"),
        ("وأطلقت الشركة لغة C# عام 2000", "C#"),
        ("وارتفع عدد مشتركي Disney+ إلى مئة مليون", "Disney+"),
        ("وخصصت البلدية الرقم +972-8-282-1234 لشكاوى السكان", "+972-8-282-1234"),
        ("وللاستفسار يرجى الاتصال على 050 123 4567 صباحا", "050 123 4567"),
        ("ويستخدم الفلسطينيون مقدمة الاتصال الدولي +972 أيضا", "+972"),
        ("واشترت Microsoft Corp. حصة في الشركة الناشئة", "Microsoft Corp."),
        ("وخسرت Apple Inc. دعوى الاحتكار أمام القضاء الأوروبي", "Apple Inc."),
        ("ووقعت Tata Motors Ltd. عقدا مع الحكومة الهندية", "Tata Motors Ltd."),
        ("وأعلنت U.S. Steel قبول العرض الياباني", "U.S. Steel"),
        ("وقال متحدث باسم U.S. للصحفيين إن المحادثات مستمرة", "U.S."),
        ("وباعت Yahoo! حصتها في الشركة الصينية", "Yahoo!"),
    ],
)
def test_each_protected_kind_runs_from_left_to_right_in_its_sentence(sentence: str, kept: str | None) -> None:
    kept = kept or "https://moh.example.ps/reports/2025/"
    assert stretches(sentence) == [kept]
    assert f" {kept} " in shown(sentence)
    before, _, after = sentence.partition(kept)
    assert shown(sentence) == f"{shown(after.strip())} {kept} {shown(before.strip())}"


@pytest.mark.parametrize(
    ("sentence", "drawn"),
    [
        ("وعنونت الصحيفة «الأهلي 3-1 الزمالك» أمس", "كلامزلا 1-3 يله"),
        ("وتعادل الفريقان 2 – 2 بعد التمديد", "2 – 2 ناقيرفلا"),
        ("وقعت الحرب بين عامي 2020-2025 وفق التقرير", "2025-2020 يماع"),
        ("وقعت الحرب بين عامي ٢٠٢٠-٢٠٢٥ وفق التقرير", "٢٠٢٥-٢٠٢٠ يماع"),
        ("وانخفضت الحرارة إلى -5 درجات ليلا", "5- ىلإ"),
        ("وارتفعت الأسعار بنسبة 12.5% هذا العام", "%12.5 ةبسنب"),
        ("وخصصت الحكومة $1,250.75 لكل أسرة", "1,250.75$ ةموكحلا"),
        ("ووقع الاتفاق في 25-09-2025 بعد مفاوضات طويلة", "2025-09-25 يف"),
        ("ووقع الاتفاق في 25/09/2025 بعد مفاوضات طويلة", "25/09/2025 يف"),
        ("أعلنت شركة Apple.", ".Apple ةكرش"),
        ("أعلنت شركة Apple Inc.", ".Apple Inc ةكرش"),
        ("وغادر المدير شركة Yahoo!", "!Yahoo ةكرش"),
        ("وطورت Microsoft منصة .NET قبل عقدين", "NET. ةصنم"),
        ("وسجل الهدف في الدقيقة 90+3 من المباراة", "3+90 ةقيقدلا"),
    ],
)
def test_each_kind_left_to_uax_9_stands_in_its_sentence_as_uax_9_has_it(sentence: str, drawn: str) -> None:
    assert stretches(sentence) == []
    assert shown(sentence) == paragraph(sentence, language="ar", protect=False).fit(200).text
    assert drawn in normalize("NFKC", shown(sentence))


def test_what_stands_beside_an_address_keeps_its_own_order() -> None:
    assert shown("زوروا https://a.org/ 5 مرات").split() == [
        *shown("5 مرات").split(),
        "https://a.org/",
        *shown("زوروا").split(),
    ]


def test_a_list_of_telephone_numbers_reads_from_right_to_left() -> None:
    assert shown("هاتف 050 123 4567، 052 765 4321").startswith("052 765 4321 ،050 123 4567 ")


def test_an_arabic_path_keeps_its_letters_from_right_to_left() -> None:
    drawn = shown("زوروا https://ar.org/القدس/غزة/ الآن")
    start = drawn.index("https://ar.org/")
    assert normalize("NFKC", drawn[start:]).startswith("https://ar.org/سدقلا/ةزغ/ ")


@pytest.mark.parametrize("language", ["fa", "he", "fa-IR"])
def test_ranges_run_from_left_to_right_in_persian_and_hebrew(language: str) -> None:
    word = "שנים" if language == "he" else "سال"
    assert "2020–2025" in shown(f"{word} 2020–2025 {word}", language)
    assert "۱۴۰۰-۱۴۰۴" in shown(f"{word} ۱۴۰۰-۱۴۰۴ {word}", language)


@pytest.mark.parametrize("language", ["fa", "he", "ur"])
def test_a_minus_stands_left_of_its_number_in_persian_hebrew_and_urdu(language: str) -> None:
    word = "קר" if language == "he" else "دما"
    assert " -5 " in shown(f"{word} -5 {word}", language)
    assert " -۵٪ " in shown(f"{word} -۵٪ {word}", language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fa", "دمای هوا در تبریز به {}۵ درجه رسید"),
        ("ur", "اسکردو میں درجہ حرارت {}5 تک گر گیا"),
        ("he", "הטמפרטורה בחרמון ירדה ל {}5 מעלות"),
    ],
)
def test_a_minus_stands_as_if_after_a_left_to_right_mark_in_persian_urdu_and_hebrew(
    language: str, sentence: str
) -> None:
    marked = paragraph(sentence.format("\u200e-"), language=language, protect=False)
    assert shown(sentence.format("-"), language) == marked.fit(200).text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fa", "قرارداد در ۱۴۰۴-۰۹-۰۴ امضا شد"), ("fa", "نتیجه ۱ – ۲ – ۳ بود"), ("ur", "بین 2020-2025 کے دوران")],
)
def test_a_date_is_no_range_in_persian_and_in_urdu_no_range_is_protected(language: str, sentence: str) -> None:
    assert stretches(sentence, language) == []


def test_a_minus_stands_right_of_its_number_in_arabic() -> None:
    assert " 5- " in shown("الحرارة -5 درجات", "ar")


def test_a_prefix_with_its_hyphen_is_no_minus_in_hebrew() -> None:
    assert stretches("ב-5 שקלים", "he") == []


def test_a_telephone_number_alone_is_protected_where_lines_start_at_the_right() -> None:
    assert paragraph("050 123 4567", base="rtl").fit(20).text == "050 123 4567"
    assert paragraph("050 123 4567", base="rtl", protect=False).fit(20).text == "4567 123 050"


@given(
    st.text(st.sampled_from("ابم ش+-0123456789٠۱ .,()/#@!:CorpInc\n"), max_size=60),
    st.sampled_from(["ar", "fa", "he", "ur"]),
)
def test_stretches_are_ascending_and_apart_and_the_text_keeps_its_length(text: str, language: str) -> None:
    found = protected(text, language)
    assert len(found.text) == len(text)
    for spans in (found.isolates, found.whole):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in spans)
