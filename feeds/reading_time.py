"""How fast people read."""

from __future__ import annotations

_WORDS_A_MINUTE = {"ar": 138, "he": 187, "en": 228}
"""By language, as the study of the International Reading Speed Texts has them (Trauzettel-Klosinski and Dietz 2012,
doi:10.1167/iovs.11-8284): read aloud by people of 18 to 35 who see well, 25 of each language. An Arabic word
carries its article, its preposition and its pronoun along. Silent reading is faster than this; the order of the
languages is what the study is for."""
_OF_OTHERS = 184
"""What the study has for its 17 languages together, among which Persian, Urdu and Kurdish are not."""


def seconds_of(words: int, tongue: str) -> int:
    """How long so many words in a language (ISO 639) take to read."""
    return round(words * 60 / _WORDS_A_MINUTE.get(tongue, _OF_OTHERS))
