"""No message of the interface lacks its words in either language."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from gettext import c2py  # type: ignore[attr-defined]
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import tui
from feeds.errors import NashraError
from tui import words
from tui.i18n import SOURCE, languages
from tui.settings import messages

ROOT = Path(tui.__file__).parent
PLACES = re.compile(r"\{\w+\}")
MARKS = {"_": 1, "N_": 1, "plural": 2}
"""Functions that take messages, and how many."""

Message = tuple[str, ...]


def said() -> Iterator[Message]:
    """The messages in the code: (one,) or (one, many)."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                texts = [arg.value for arg in node.args[: MARKS[node.func.id]] if isinstance(arg, ast.Constant)]
                if len(texts) == MARKS[node.func.id]:
                    yield tuple(texts)

    yield from ((message,) for message in messages())


def catalog(language: str) -> Catalog:
    with (ROOT / "locales" / language / "LC_MESSAGES" / "nashra.po").open("rb") as lines:
        return read_po(lines, locale=language)


@pytest.mark.parametrize("language", languages())
def test_every_message_of_the_code_is_in_the_catalog_and_no_other(language: str) -> None:
    known = {(one.id,) if isinstance(one.id, str) else tuple(one.id) for one in catalog(language) if one.id}
    assert known == set(said())


@pytest.mark.parametrize("language", languages())
def test_every_message_is_translated_in_all_its_forms_with_the_same_places(language: str) -> None:
    there, forms = catalog(language), {"ar": 6, "en": 2}
    assert there.num_plurals == forms.get(language, there.num_plurals)
    # Arabic says one and two without a figure, and zero in words; so may every form that is of one number alone.
    single = {at for at, count in Counter(map(plural_of(there), range(1_000))).items() if count == 1}
    for message in there:
        if not message.id:
            continue
        assert not message.fuzzy
        if isinstance(message.id, str):
            assert message.string, message.id
            assert sorted(PLACES.findall(message.id)) == sorted(PLACES.findall(message.string)), message.id
            continue
        assert len(message.string) == there.num_plurals
        places = set(PLACES.findall(message.id[1]))
        for at, form in enumerate(message.string):
            assert form, message.id
            may_leave = {"{n}"} if at in single and language != SOURCE else set()
            assert places - may_leave <= set(PLACES.findall(form)) <= places, form


def plural_of(there: Catalog) -> Callable[[int], int]:
    """What tells the form that a number takes."""
    return c2py(there.plural_expr)


def kinds(kind: type[NashraError] = NashraError) -> Iterator[type[NashraError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


def test_every_error_has_a_sentence_and_every_sentence_an_error() -> None:
    assert set(words.ERRORS) == {kind.code for kind in kinds()}


def test_what_arabic_there_is_keeps_clear_of_the_calques_that_the_glossary_names() -> None:
    text = (ROOT / "locales/ar/LC_MESSAGES/nashra.po").read_text("utf-8")
    for calque in ("كمقروء", "وضع علامة", "جاري ", "العنوان:", "قم ب"):
        assert calque not in text, calque
