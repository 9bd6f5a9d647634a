"""Light stems of Arabic words: what the article and the particles written together with it leave, and no more.

What is spared here was chosen by how often a word and its wrong remainder are written (the Arabic list of wordfreq 3.1,
from news, subtitles and the web): where nearly every word that begins so is of the root, as وزارة, والده and ألوان,
taking the letters off would find زارة in every text about a ministry. A false remainder that is itself no word does no
harm and is not listed.
"""

from __future__ import annotations

import re
from functools import cache

_END = r"(?![^\W_])"
_NO_NOUN = (
    # Of الله, الذي, التي, الآن, إليه, آلاف, ألوان, ألمان, and what would be confused with words of every sentence.
    rf"(?!(?:له|ذي|تي|ان|لي|اف|قي|يس|ات|فا|هي|عب|ين|يا|اي|لا|ما|في|من|مع|بن|كل|ها|هم|نا|هو|ون|ي[هك](?:ا|م|ما|ن)?|ينا|يكم"
    rf"|وان(?:ه|ها|ا)?|حان|بان|هنا|بوم|ماني?){_END})"
)
_PARENTS = rf"الد(?:ت|ي|ا)?(?:ه|ها|هم|هما|هن|ي|ك|كم|نا|ا)?{_END}"
"""Of والد and والدة, which are no دة with an article, as what follows the waw."""
_OF_BA = rf"(?!غ(?:ه|ا|ت|ين|ون|وا)?{_END}|ا(?:يي?|يش|ست|تر|ترين){_END})"
"""Of بالغ, and of Persian بالا."""
_TWO = r"(?=[^\W_]{2})"
_THREE = r"(?=[^\W_]{3})"

_OF_LAM = (
    "ل(?=ل(?:"
    rf"جن[هت]|غ(?:ه|ات|ت)|عبه?{_END}|قاء(?![دمل])|اعب|اج(?:ء|يين)|حظ(?:ه|ات|ت)|بنان|ي(?:بي|برالي|اق|الي|مون|فربول)"
    rf"|يل(?:ه|ت|{_END})|ون{_END}|واء|وح[هات]|جوء|حوم|ح[من]{_END}|فظ|قب{_END}|ندن|صوص|هج(?:ه|ات)|قاح|سان|اتيني"
    "|وازم|افت[هت]|اهوت))"
)
"""The article before a lam is not written after li-: للجنة is the لجنة, للاعب the لاعب."""

_OF_WAW = (
    "زار|زراء|زير|ساء[لط]|سيل(?:ه|ت)|سيط|كال|كيل|كلاء|لاي|لاء|لاد[هت]|احد[ها]|اشنط|اسع(?!ار|د|ف)|اضح|ظيف|ظاءف|طن|ثيق|ثاءق"
    rf"|فات(?:ه|ها|هم){_END}|فيات|حد(?:ها|هم|نا|ات|ت)|حيد|حشي|جد(?:نا|وا|ت)|جود(?:ها|هم|نا|ك)|جوه|جيز|جبات"
    rf"|جه(?:ها|هم|نا|ين|ان|ت|ي)|ضع(?!ي?ف)|ضوح|اقع|اقف|اجه(?!ز)|اجب(?!ر)|اصل(?:ت|وا){_END}|اصف|افق|اثق|افد"
    rf"|صل(?:نا|ت|وا){_END}|صول|صايا|صف(?:ها|هم|ت|وا){_END}|قت(?:ها|نا|هم|كم|ما|ءذ)|قف(?:ات|نا|ها|وا|ت)|قع(?!د)|قوع|قود|قاءع"
    r"|قايي|قايه|داع(?!ش)|راء|راث|تيره|ساط|شيك|صيف|كلت|يلي?ام|يلسون|يكي[بلم]|يندوز|اتساب|هميه|هران"
)
"""Words whose first letter is of the root, as what follows the waw."""

_STEM = (
    rf"(?:(?:(?!و{_PARENTS})و?ال|و?بال{_OF_BA}){_TWO}{_NO_NOUN}|و?فال{_THREE}(?!يري)|كال{_THREE}(?!يفورن)"
    rf"|و?{_OF_LAM}|و?لل{_TWO}{_NO_NOUN}|و(?=[^\W_]{{4}})(?!{_OF_WAW}|{_PARENTS}))([^\W_]+)"
)
_STEMS = rf"(?=[وبفكلا])(?<![^\W_]){_STEM}"
"""The letter comes first: a search for one of a few is twice as fast as for the beginning of a word."""


def stem(word: str) -> str:
    """The stem of one folded word; the word itself where nothing can be taken off."""
    found = _compiled(_STEM).fullmatch(word)
    return found[1] if found else word


def stems(folded: str) -> str:
    """The stems, separated by spaces, of those words of a folded text whose stem differs from the word."""
    return "" if folded.isascii() else " ".join(_compiled(_STEMS).findall(folded))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """At first use: many import the package that take no stems, and this takes 3 ms."""
    return re.compile(pattern)
