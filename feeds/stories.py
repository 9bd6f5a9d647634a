"""Whether two articles tell the same story: an agency's news in five papers, under other headlines and reworded.

Two papers that print one agency's text share most runs of three words (Broder, "On the resemblance and containment of
documents", 1997), whatever each left out, moved or put in front. What only looks so differs in what changes from one
day or event to the next: in the same place between the same words stands another figure or day of the week.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cached_property
from itertools import pairwise
from zlib import crc32

from feeds.search import fold, stem
from feeds.store.identity import canonical

WINDOW = 3 * 86_400
"""Seconds between two articles that may tell one story."""
TEXT = 600
"""Characters of an article that are compared, about a hundred words: agencies put what happened first."""

_SHORTEST = 10
"""Runs of words of a text that can be compared."""
_FEW_KEYS = 5
"""Keys that are too few to find a text by, so that its headline gives more."""
_LONG = 6
"""Bytes of a word; one with more, four Arabic letters or seven Latin ones, is rare enough to look for."""

_ALIKE = 0.34
"""The part of the shorter text's runs of three words that two texts must share."""
_ALIKE_IN_SERIES = 0.8
_ALIKE_WITHOUT_FIGURE = 0.8
"""The same, of texts that both have figures and none in common."""
_OWN = 0.5
"""The part of the words of a headline, of those that its text has too, that the other article may lack: names, where it
is news of others in the same words."""
_ONE_HEADLINE = 0.75
"""The part of the words of two headlines that they must share where there is no text to go by, and how many."""
_WORDS_OF_HEADLINE = 5
_CONTRADICTED = 0.5
"""The part of the figures and days in the same places that may differ: the number of the dead rises meanwhile."""
_CONTRADICTED_IN_SERIES = 0.2

_DAY_NAMES = (
    "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة"
    " شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه"
    " monday tuesday wednesday thursday friday saturday sunday"
)
_DAYS = frozenset(fold(_DAY_NAMES).encode().split())
_NOTHING_SAID_WORDS = (
    "في من على إلى أن إن عن مع هذا هذه ذلك التي الذي الذين بعد قبل بين كان كانت قال قالت ما لا لم لن كما أو ثم حتى منذ"
    " خلال عند غير كل قد هو هي وهو وهي وقد يوم اليوم أمس الآن عاجل خاص حصري شاهد بالفيديو فيديو بالصور محدث صحيفة جريدة"
    " the a an of to in on at and or for is are was were be by with as after from that it its breaking exclusive watch"
    " video در به از که و را با این آن است شد می برای فوری امروز"
)
_NOTHING_SAID = frozenset(fold(_NOTHING_SAID_WORDS).encode().split())
_SERIES_WORDS = (
    "حظك برج برجك أبراج الأبراج طقس الطقس الأرصاد الحرارة أسعار سعر الأسعار مواقيت مواعيد موعد تشكيلة تشكيل مباشر"
    " مباشرة لحظة تغطية كاريكاتير صحف الصحف قیمت نرخ فال هواشناسی horoscope weather forecast price prices live"
    " fixtures lineup lineups"
)
_SERIES = frozenset(stem(word).encode() for word in fold(_SERIES_WORDS).split())
"""Words of headlines that come again each day, or each hour, over texts that differ in figures alone."""

_PAPER_BEHIND = re.compile(r"(?<=\s)[-|–—]\s(?!.*\s[-|–—]\s)\S+(?:\s\S+){0,3}$")
_MARKS = "،؛؟«»–—“”‘’"
_ASCII_MARKS = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))


def _without_marks(folded: str) -> bytes:
    """A folded text in UTF-8 with spaces for the marks between words."""
    # Many times as fast as one expression for them all.
    for mark in _MARKS:
        folded = folded.replace(mark, " ")
    return folded.encode("utf-8", "replace").translate(_ASCII_MARKS)


def _stem(word: bytes) -> bytes:
    return stem(word.decode()).encode()


class Telling:
    """What of one article is compared. Words are folded, in UTF-8."""

    def __init__(self, title: str, text: str, url: str = "", feed: int = 0) -> None:
        """``text`` is plain; what is past `TEXT` characters of it is not looked at. ``feed`` tells which of two
        articles without addresses are of one paper."""
        self._title, _, of_text = fold(f"{title}\x1f{text[:TEXT]}").partition("\x1f")
        # As one piece: ten thousand lists of words would keep the collector busy.
        self._text = _without_marks(of_text)
        is_short = self._text.count(b" ") < _SHORTEST
        self.whole = 0 if is_short else crc32(self._text, crc32(self._title.encode("utf-8", "replace")))
        """A number of the headline and the text together; 0 where they are too short to tell."""
        self.feed = feed
        self.link, self.source = _of_address(url)
        self.source = self.source or feed

    def rest(self) -> None:
        """Let go of what was made to compare it: ten times what it is itself."""
        for made in ("headline", "stems", "title", "words", "written", "figures", "runs", "places"):
            self.__dict__.pop(made, None)

    def is_as(self, other: Telling) -> bool:
        """Whether headline and text are the same, but for marks in the text."""
        return self._title == other._title and self._text == other._text

    @cached_property
    def headline(self) -> tuple[bytes, ...]:
        """Those words of the headline that say something, without the paper's name behind it."""
        words = _without_marks(_PAPER_BEHIND.sub("", self._title)).split()
        return tuple(word for word in words if word not in _NOTHING_SAID)

    @cached_property
    def stems(self) -> tuple[bytes, ...]:
        """Of the words of the headline."""
        # A day keeps its article, without which الأحد is anyone.
        return tuple(word if word in _DAYS else _stem(word) for word in self.headline)

    @cached_property
    def title(self) -> frozenset[bytes]:
        """The same, once each."""
        return frozenset(self.stems)

    @cached_property
    def words(self) -> list[bytes]:
        """Those of the text, in their order."""
        return self._text.split()

    @cached_property
    def written(self) -> frozenset[bytes]:
        """The same, once each."""
        return frozenset(self.words)

    @cached_property
    def figures(self) -> frozenset[bytes]:
        """The numbers of headline and text."""
        return frozenset(word for word in self.written.union(self.headline) if word.isdigit())

    @cached_property
    def runs(self) -> frozenset[int]:
        """Each three words that follow one another, as the hash that this process has of them."""
        words = self.words
        return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))

    @property
    def keys(self) -> set[int]:
        """32-bit numbers of which two papers' tellings of one story share some, as a rule: of a third of the pairs of
        long words that follow one another."""
        long = [word for word in self._text.split() if len(word) > _LONG]
        # The same third in every text: a byte inside a word is as good as chance, and numbering all pairs costs twice.
        keys = {crc32(one + two) for one, two in pairwise(long) if one[5] % 3 == 0}
        if len(keys) < _FEW_KEYS:
            keys.update(crc32(one + two) for one, two in pairwise(sorted(self.title)))
        return keys

    @property
    def names(self) -> set[int]:
        """Numbers of which two articles share one that are the same altogether, or lead to the same page."""
        return {self.whole, self.link} - {0}

    @cached_property
    def places(self) -> dict[tuple[int, bytes, bytes], bytes]:
        """The figures and days of the text by the two words before, around or behind them."""
        words = self.words
        changing = [at for at, word in enumerate(words) if word in self.figures or word in _DAYS]
        found: dict[tuple[int, bytes, bytes], bytes] = {}
        for at in changing:
            for way, (first, second) in enumerate(((at - 2, at - 1), (at - 1, at + 1), (at + 1, at + 2))):
                if first >= 0 and second < len(words) and first not in changing and second not in changing:
                    found.setdefault((way, words[first], words[second]), words[at])
        return found


def same_story(one: Telling, two: Telling) -> bool:
    """Whether they tell the same story. Two of one paper do only where all is the same, or the page they lead to, as
    those of two sections of it: what else it says in the same words is the next of a series, or a live blog going on.
    """
    if one.whole and one.whole == two.whole and one.is_as(two):
        return True
    shared = _part(one.runs, two.runs)
    is_one_page = one.link == two.link != 0 and one.feed != two.feed
    is_short = min(len(one.runs), len(two.runs)) < _SHORTEST
    if (shared < _ALIKE and not is_one_page and not is_short) or _differ(_days(one), _days(two)):
        return False
    if is_one_page:
        return max(shared, _common(one, two)) >= _ALIKE
    if one.source == two.source:
        return False
    is_series = not _SERIES.isdisjoint(one.title | two.title)
    if is_short:
        are_long = len(one.title & two.title) >= _WORDS_OF_HEADLINE
        other_number = _differ(_figures(one), _figures(two))
        return are_long and not is_series and not other_number and _common(one, two) >= _ONE_HEADLINE
    if is_series:
        return shared >= _ALIKE_IN_SERIES and _other_figures(one, two) <= _CONTRADICTED_IN_SERIES
    if _differ(one.figures, two.figures) and shared < _ALIKE_WITHOUT_FIGURE:
        return False
    return _other_figures(one, two) <= _CONTRADICTED and _own(one, two) <= _OWN


def _own(one: Telling, two: Telling) -> float:
    """The part of what headlines and their own texts say that the other article does not, of both."""
    said = lacking = 0
    for of, other in ((one, two), (two, one)):
        for word, its_stem in zip(of.headline, of.stems, strict=True):
            if word in of.written or its_stem in of.written:
                said += 1
                lacking += word not in other.written and its_stem not in other.written and its_stem not in other.title
    return lacking / max(1, said)


def _common(one: Telling, two: Telling) -> float:
    """The part of the words of both headlines that are in each."""
    return len(one.title & two.title) / max(1, len(one.title | two.title))


def _part(one: Set[object], two: Set[object]) -> float:
    """The part of the smaller that is in the other."""
    return len(one & two) / max(1, min(len(one), len(two)))


def _differ(one: Set[bytes], two: Set[bytes]) -> bool:
    """Whether there is something in both, and nothing the same."""
    return bool(one and two) and one.isdisjoint(two)


def _days(one: Telling) -> frozenset[bytes]:
    """Those of its headline."""
    return one.title & _DAYS


def _figures(one: Telling) -> set[bytes]:
    """Those of its headline."""
    return {word for word in one.title if word.isdigit()}


def _other_figures(one: Telling, two: Telling) -> float:
    """The part of the places they share in which other figures or days stand."""
    shared = one.places.keys() & two.places.keys()
    return sum(one.places[place] != two.places[place] for place in shared) / max(1, len(shared))


def _of_address(url: str) -> tuple[int, int]:
    """A number of the page, 0 for none and for the front page of a site, and one of its paper."""
    page = canonical(url)
    host, _, path = page[2:].partition("/")
    if not page.startswith("//") or not host:
        return 0, 0
    number = crc32(host.encode("utf-8", "replace"))
    return (crc32(path.encode("utf-8", "replace"), number) if path else 0), number
