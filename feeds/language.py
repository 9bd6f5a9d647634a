"""The language of a text from its letters and commonest words; what the feed declares only breaks ties.

Feeds declare ``en-us`` over Arabic more often than not, so letters come first: each language
written in Arabic script has letters that its neighbours lack (پ چ ژ گ with ک ی in Persian, ٹ ڈ ڑ ں ے in Urdu,
ە ۆ ێ ڵ ڕ ڤ in Sorani, ټ ډ ړ ښ ې in Pashto, ة ى أ إ in Arabic).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from feeds.scripts import is_rtl, subtag

_SAMPLE = 2_000

_WORD = re.compile(r"[^\W\d_]+(?:[\u200c'’][^\W\d_]+)*")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0640]+")

_OLD_CODES = {
    "iw": "he",
    "ji": "yi",
    "per": "fa",
    "fas": "fa",
    "ara": "ar",
    "heb": "he",
    "urd": "ur",
    "eng": "en",
    "ku": "ckb",
    "kur": "ckb",
}

_SCRIPTS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "hebrew": re.compile("[\u05d0-\u05f2]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "kana": re.compile("[\u3040-\u30ff]"),
    "hangul": re.compile("[\uac00-\ud7a3]"),
    "han": re.compile("[\u4e00-\u9fff]"),
    "thai": re.compile("[\u0e01-\u0e4e]"),
    "devanagari": re.compile("[\u0904-\u097f]"),
    "syriac": re.compile("[\u0710-\u074f]"),
    "thaana": re.compile("[\u0780-\u07b1]"),
}
_ORDER = {script: place for place, script in enumerate(_SCRIPTS)}
_LANGUAGES_OF = {
    "arabic": ("ar", "fa", "ur", "ckb", "ps", "sd", "ug", "azb", "mzn", "glk", "pnb", "ks", "arz", "ary"),
    "hebrew": ("he", "yi"),
    "cyrillic": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tg", "mn"),
    "greek": ("el",),
    "kana": ("ja",),
    "hangul": ("ko",),
    "han": ("zh", "ja"),
    "thai": ("th",),
    "devanagari": ("hi", "mr", "ne"),
    "syriac": ("syr", "arc"),
    "thaana": ("dv",),
}
_ONLY_ONE = {"hebrew": "he", "greek": "el", "kana": "ja", "hangul": "ko", "thai": "th", "thaana": "dv"}

_LETTERS = {
    "ar": "ةىأإؤئيكآ",
    "fa": "پچژگکی",
    "ur": "ٹڈڑںےہھی",
    "ckb": "ەۆێڵڕڤ",
    "ps": "ټډړښېۍځڅڼ",
}
_WEIGHTS = {"ar": 1.0, "fa": 1.0, "ur": 3.0, "ckb": 3.0, "ps": 4.0}
_OF_LETTER = {
    letter: [(language, _WEIGHTS[language]) for language, letters in _LETTERS.items() if letter in letters]
    for letter in set("".join(_LETTERS.values()))
}
_NEIGHBOURS = re.compile(f"[{''.join(letters for language, letters in _LETTERS.items() if language != 'ar')}]")
_FOREIGN = re.compile(r"[^\W\d_\u0600-\u06ff]")
_ARTICLES = 4
"""Words with the Arabic article that leave no doubt where no neighbour's letter is."""
_WORD_WEIGHT = 4.0

_WORDS = {
    "ar": "في من على إلى أن إن التي الذي هذا هذه عن مع كان قد بين كما بعد قال وقال لم لا ما أو "
    "ثم حتى غير ذلك كل منذ خلال عام يوم",
    "fa": "و در به از که این را با است برای آن یک خود تا بر هم نیز شد شده "
    "می‌شود بود کرد اما او ما ها ای یا باید هر دیگر کرده‌اند می",
    "ur": "کے کی میں ہے اور سے کا کو اس نے پر ہیں کہ ایک تھا بھی یہ گیا ہو نہیں کر ان وہ ہوئے تھے لیے جو",
    "ckb": "لە بە بۆ و کە ئەم لەگەڵ ئەو بوو دا کرد یان نییە هەیە لەسەر دەکات پێ",
    "ps": "د په چې او کې ته له دی دي سره شوي دا نه یې لپاره هم کړي",
    "en": "the of and to in is that for it on with as was at by this from are be have has not an you",
    "fr": "le la les des et en du un une est que dans pour qui sur au par avec plus pas il ce sont nous",
    "es": "el la los las de que y en un una por con para del se es su al como más lo está pero",
    "de": "der die das und in den von zu mit ist auf für im nicht ein eine dem des sich auch als es",
    "it": "il di che la e un una per in del della sono con non si da le al dei nel è anche come",
    "pt": "o a os as de que e em um uma do da para com não se por no na mais dos como ao é",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er om ook als bij door",
    "tr": "ve bir bu için de da ile olarak çok daha olan gibi ne kadar sonra var ise ancak en",
    "sv": "och att det i på som är av för en med den till inte om har ett de jag men",
    "pl": "i w na z do się nie że to jest o jak za po co od dla przez są tym",
    "id": "yang dan di dengan untuk dari ini itu dalam tidak pada akan oleh ke juga",
    "ku": "û li ji bi ku de di ya yê ew jî bo ne dike",
}
_ARABIC_SCRIPT = ("ar", "fa", "ur", "ckb", "ps")
_OF_WORD: dict[str, list[str]] = {}
for _language, _words in _WORDS.items():
    for _one in _words.split():
        _OF_WORD.setdefault(_one, []).append(_language)

_SURE_RATIO = 1.15
"""How far a language must be ahead for its letters and words to overrule what is declared."""


def primary(language: str) -> str:
    """The language of a BCP 47 tag by the code that is in use now: ``ar`` of ``ar-EG``, ``he`` of ``iw_IL``."""
    code = subtag(language)
    return _OLD_CODES.get(code, code) if code.isalpha() and 2 <= len(code) <= 3 else ""


def detect(text: str, declared: str = "") -> str:
    """The ISO 639 code of the language that ``text`` begins in: ``ar``, ``fa``, ``ur``, ``ckb``, ``he``, ``en``…

    Where the text leaves it open: ``declared`` without its region, or empty.
    """
    sample = text[:_SAMPLE]
    said = primary(declared)
    if _is_plainly_arabic(sample, said):
        return "ar"
    letters = Counter(sample)
    counts: Counter[str] = Counter()
    for letter, times in letters.items():
        if script := _script_of(letter):
            counts[script] += times
    if not counts:
        return said
    if counts.get("kana"):
        counts["kana"] += counts.pop("han", 0)
    script = max(counts, key=lambda name: (counts[name], -_ORDER[name]))
    # Names in Latin letters are long: a third in a script of its own is the text's.
    if script == "latin":
        total = sum(counts.values())
        script = next((other for other in ("arabic", "hebrew") if counts.get(other, 0) * 3 > total), script)
    if script == "arabic":
        return _of_arabic_script(sample, letters, said)
    if script == "latin":
        return _of_latin_script(sample, said)
    candidates = _LANGUAGES_OF.get(script, ())
    return (
        said
        if said in candidates
        else _ONLY_ONE.get(script, candidates[0] if script in ("cyrillic", "han", "devanagari") else said)
    )


def _is_plainly_arabic(sample: str, said: str) -> bool:
    """Whether a look is enough, as it is for most news: declared, or the article again and again; a ta marbuta, and no
    letter of a neighbour."""
    if said != "ar" and (said in _LANGUAGES_OF["arabic"] or sample.count(" ال") < _ARTICLES):
        return False
    if "ة" not in sample or _NEIGHBOURS.search(sample):
        return False
    return len(_FOREIGN.findall(sample)) * 4 < len(sample)


@cache
def _script_of(char: str) -> str:
    """The name in `_SCRIPTS` of the script that a letter is of, or empty."""
    return next((script for script, pattern in _SCRIPTS.items() if pattern.match(char)), "")


def _of_arabic_script(sample: str, letters: Counter[str], said: str) -> str:
    scores: defaultdict[str, float] = defaultdict(float)
    if _MARKS.search("".join(letters)):
        sample = _MARKS.sub("", sample)
    for letter, times in letters.items():
        for language, weight in _OF_LETTER.get(letter, ()):
            scores[language] += weight * times
    for word in _WORD.findall(sample):
        for language in _OF_WORD.get(word, ()):
            if language in _ARABIC_SCRIPT:
                scores[language] += _WORD_WEIGHT
        if word.startswith("ال") and len(word) > 3:
            scores["ar"] += 2
    declared = said if said in _LANGUAGES_OF["arabic"] else ""
    if not scores:
        return declared or "ar"
    if declared:
        # A language without letters of its own here, or nearly as strong, is believed.
        if declared not in _ARABIC_SCRIPT:
            return declared
        best, score = max(scores.items(), key=lambda item: item[1])
        return declared if scores[declared] * _SURE_RATIO >= score else best
    return max(scores, key=lambda language: scores[language])


def _of_latin_script(sample: str, said: str) -> str:
    scores: Counter[str] = Counter()
    words = [word.lower() for word in _WORD.findall(sample)]
    for word in words:
        for language in _OF_WORD.get(word, ()):
            if language not in _ARABIC_SCRIPT:
                scores[language] += 1
    declared = "" if is_rtl(said) else said
    if not scores:
        return declared
    best, score = scores.most_common(1)[0]
    if declared and (declared not in _WORDS or scores[declared] * _SURE_RATIO >= score):
        return declared
    # One or two short words are shared by many languages.
    return best if score >= 3 or score * 3 >= len(words) else declared
