"""How wide the panes are: pure, so that every size can be told without a terminal.

Three panes stand side by side where there is room, two where there is less, else one. Two are the sections and the
list until an article is opened; then the list and the article, which gets the larger part. The list is in both: the
window slides by one pane, and only when the focus goes to the pane that is not in it.
"""

from __future__ import annotations

from typing import NamedTuple

SECTIONS, ARTICLES, ARTICLE = range(3)
"""The panes in the order in which they are read."""
MEDIUM, WIDE = 60, 110
"""Columns from which on two panes are shown, and three."""
LEAST = (14, 24, 30)
"""Cells of each pane, at least, where more than one is shown."""
DIVIDER = 1
"""Cells between two panes."""
MARGINS = 4
"""Cells beside the lines of an article, scroll bar and all."""
_WIDEST_LIST = 52
_WIDEST_BESIDE = 40


class Sizes(NamedTuple):
    """Widths that the user gave, in cells; 0 leaves one to us."""

    sections: int = 0
    articles: int = 0
    """Of the list beside the sections and the article."""
    beside: int = 0
    """Of the list where it is beside the article alone."""
    measure: int = 0
    """Of the widest line of an article; 0 where the article is to have all that is left."""


class View(NamedTuple):
    """What is looked at: ``front`` has the focus, ``reading`` is whether the article was looked at after the
    sections."""

    front: int = SECTIONS
    reading: bool = False
    zen: bool = False

    def facing(self, pane: int) -> View:
        """The same with the focus on ``pane``; another than the article ends zen."""
        return View(pane, self.reading if pane == ARTICLES else pane == ARTICLE, self.zen and pane == ARTICLE)


def widths(width: int, view: View, sizes: Sizes) -> tuple[int, int, int]:
    """The widths of the panes in ``width`` columns, 0 for one that is not shown; dividers take what is left."""
    if view.zen:
        return 0, 0, width
    if width < MEDIUM:
        return tuple(width if pane == view.front else 0 for pane in range(3))  # type: ignore[return-value]
    if width < WIDE and view.reading:
        room = width - DIVIDER
        usual = min(max(width * 2 // 5, LEAST[ARTICLES]), _WIDEST_BESIDE)
        listed = _listed(room, sizes.beside, usual, sizes.measure)
        return 0, listed, room - listed
    if width < WIDE:
        room = width - DIVIDER
        sections = _within(sizes.sections or 24, LEAST[SECTIONS], room - LEAST[ARTICLES])
        return sections, room - sections, 0
    room = width - 2 * DIVIDER
    sections = _within(sizes.sections or 26, LEAST[SECTIONS], room - LEAST[ARTICLES] - LEAST[ARTICLE])
    room -= sections
    usual = min(room * 2 // 5, _WIDEST_LIST)
    listed = _listed(room, sizes.articles, usual, sizes.measure)
    return sections, listed, room - listed


def dividers(width: int, view: View, sizes: Sizes) -> dict[int, int]:
    """Where the dividers stand, in cells from the side where reading starts, by the pane before each."""
    found: dict[int, int] = {}
    at = 0
    shown = widths(width, view, sizes)
    last = max(pane for pane in range(3) if shown[pane])
    for pane in range(last):
        if shown[pane]:
            at += shown[pane]
            found[pane] = at
            at += DIVIDER
    return found


def moved(width: int, view: View, sizes: Sizes, pane: int, to: int) -> Sizes:
    """The sizes when the divider behind ``pane`` is put at cell ``to``, or as near to it as the panes let it."""
    stand = dividers(width, view, sizes)
    if pane not in stand:
        return sizes
    start = stand[pane] - widths(width, view, sizes)[pane]
    name = "sections" if pane == SECTIONS else "beside" if width < WIDE else "articles"
    wished = sizes._replace(**{name: max(to - start, 1)})
    return sizes._replace(**{name: widths(width, view, wished)[pane]})


def wider(width: int, view: View, sizes: Sizes, step: int) -> Sizes | None:
    """The sizes when the pane in front is ``step`` cells wider; None where it is alone."""
    stand = dividers(width, view, sizes)
    if view.front in stand:
        return moved(width, view, sizes, view.front, stand[view.front] + step)
    if view.front - 1 in stand:
        return moved(width, view, sizes, view.front - 1, stand[view.front - 1] - step)
    return None


def automatic(width: int, sizes: Sizes, pane: int) -> Sizes:
    """The sizes when the one that the divider behind ``pane`` sets is left to us again."""
    return sizes._replace(**{"sections" if pane == SECTIONS else "beside" if width < WIDE else "articles": 0})


def _listed(room: int, wished: int, usual: int, measure: int) -> int:
    """The width of the list in ``room`` cells beside an article: what the lines of the article leave is its own, up to
    as many cells as a line of them has."""
    spare = min(room - MARGINS - measure, measure)
    return _within(wished or max(usual, spare), LEAST[ARTICLES], room - LEAST[ARTICLE])


def _within(wished: int, least: int, most: int) -> int:
    return max(min(wished, most), least)
