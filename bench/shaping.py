"""Arabic news shaped, beside arabic-reshaper as it comes and behind a cache of words like ours."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from arabic_reshaper import ArabicReshaper

from bench.data import vocabulary
from bench.measuring import in_turn, tell
from tests.shared import ROOT, SHARED
from tui.text import shape

RUNS = 7
SIZE = 1_000_000
"""Bytes of UTF-8."""
_PROSE = re.compile('[^<>{}\\[\\]"=]{40,}')
_ARABIC = re.compile("[\u0621-\u064a]")
_OTHER = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")
"""Letters that tell Persian and Urdu from Arabic."""


def news() -> str:
    """The Arabic of the sample edition and of the corpus beside the project, if there is one; each text once."""
    found: dict[str, None] = {}
    for folder in (ROOT / "feeds" / "sample", SHARED / "corpus"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".rss", ".atom", ".xml", ".json", ".html", ".txt", ".md"):
                found |= dict.fromkeys(filter(_is_arabic, _PROSE.findall(_read(file))))
    return "\n".join(found)


def _is_arabic(text: str) -> bool:
    return 2 * len(_ARABIC.findall(text)) > len(text) and not _OTHER.search(text)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def made_news() -> str:
    """As much text of made-up words that come as often as Zipf has it: no language has so many."""
    chance = random.Random(1447)
    words, weights = vocabulary(chance)
    return " ".join(chance.choices(words, cum_weights=weights, k=SIZE // 11))


def run() -> None:
    once = news()
    repeated = f"{once}\n" * (SIZE // len(once.encode()) + 1)
    for text, told in (
        (repeated, f"news, {len(once.encode()) / 1000:.0f} kB of texts repeated"),
        (made_news(), "made-up words, as often as Zipf has it"),
        (once, "each text of the news once"),
    ):
        _compare(text.encode()[:SIZE].decode(errors="ignore"), told)


def _compare(text: str, told: str) -> None:
    sides: dict[str, Callable[[], float]] = {
        "nashra": lambda: _ours(text),
        "arabic_reshaper": lambda: _theirs(text),
        "the same, words cached": lambda: _cached(text),
    }
    size, words = len(text.encode()) / 1000, len(set(re.findall(r"\w+", text)))
    title = f"shaping {size:.0f} kB of Arabic, {words} different words ({told}); caches empty at the start"
    tell(title, in_turn(sides, RUNS), "nashra")


def _ours(text: str) -> float:
    shape._words(True).clear()
    began = time.perf_counter()
    shape.shape(text, built=True)
    return time.perf_counter() - began


def _theirs(text: str) -> float:
    reshape = ArabicReshaper().reshape
    began = time.perf_counter()
    reshape(text)
    return time.perf_counter() - began


def _cached(text: str) -> float:
    """Not what arabic-reshaper offers, but what a cache alone would make of it."""
    reshape = lru_cache(shape._MOST_KEPT)(ArabicReshaper().reshape)
    began = time.perf_counter()
    parts = shape._STRETCH.split(text)
    parts[1::2] = map(reshape, parts[1::2])
    "".join(parts)
    return time.perf_counter() - began
