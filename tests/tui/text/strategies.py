"""Strings that go through every corner of the text engine."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    *"ابتلاهيںڵێپ ءآأإلا",
    *"\u064b\u064e\u0651\u0670\u0301\u05b8\u0654",
    *"\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u00ad\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\u0600\u0605\u06dd\u08e2\u070f\ufdfa\ufdfd\u00a0\u3000",
    *"שלם()[]«»<>\"'.,:;!?/-–ـ",
    *"abcXé0123٠١٢۱۲+%$€@#_",
    *"😀👍🏽👨\u200d👩❤️\u20e3🇵🇸🏳🌈🏴",
    *"漢字가\u1100\u1161\u11a8कि्ष\u0d4e\U000110bd\U000e0067\U000e007f",
    *" \n\t\r\x1b\x00\x9b\x85\u2028\u2029",
    "لا",
    "سلام ",
]
ARABIC = [
    "السَّلَامُ عَلَيْكُمْ ",
    "الأهلي 3-1 الزمالك ",
    "لإيلاف ",
    "وقال «نعم» ",
    "قال (لا) ",
    "٪ ",
    "؟ ",
    "، ",
    "مـــد ",
    " ـ ",
]
PERSIAN_AND_KURDISH = ["می\u200cخواهم ", "کتاب\u200cها ", "۱۲٬۵۰۰ ", "-۵ ", "۱۴۰۰-۱۴۰۴ ", "گوڵێک ", "مە "]
HEBREW = ["שָׁלוֹם ", "בֵּית־סֵפֶר ", "ב-5 "]
EMOJI = ["👨\u200d👩\u200d👧", "👁️\u200d🗨️", "1️⃣", "🇵🇸", "👍🏽", "🏴\U000e0067\U000e0062\U000e007f", "❤️"]
WIDE = ["漢字かな交じり文。", "한국어 ", "全角"]
PROTECTED = [
    "https://a.org/",
    "http://a.org/غزة/x_(y) ",
    "info@bbc.co.uk ",
    "@user_1 ",
    "#Gaza ",
    "C++",
    "C# ",
    "Disney+ ",
    "+972-8-282-1234",
    "050 123 4567 ",
    "٠٥٠-١٢٣-٤٥٦٧ ",
    "Microsoft Corp. ",
    "Inc. ",
    "U.S. ",
    "Yahoo! ",
]
DIGITS = ["12.5% ", "$1,250.75 ", "25/09/2025 ", "25-09-2025 ", "١٢٫٥٪ ", "90+3 "]
HUGE = [
    "ببببببببب" * 25,
    "supercalifragilistic" * 12,
    "漢" * 120,
    "ب\u064e" * 120,
    "👨\u200d👩\u200d👧" * 40,
    "لا" * 110,
]

texts = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(min_codepoint=0x590, max_codepoint=0x8FF), max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(
        st.sampled_from(PIECES + ARABIC + PERSIAN_AND_KURDISH + HEBREW + EMOJI + WIDE + PROTECTED + DIGITS), max_size=30
    ).map("".join),
    st.lists(st.sampled_from(ARABIC + PROTECTED + HUGE + PIECES), max_size=6).map("".join),
)
"""Any text; what Arabic and Hebrew blocks hold; pieces small and large, mixed; words wider than a line."""

bases = st.sampled_from(["auto", "ltr", "rtl"])
languages = st.sampled_from(["", "ar", "fa", "he", "ur", "en"])
widths = st.one_of(st.integers(1, 40), st.integers(1, 200))
