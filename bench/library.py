"""Libraries of Arabic articles, the same each time: three years of 300 feeds in 12 sections, whatever their size.

Words are made as Arabic makes them, of roots, patterns, articles and endings, so that prefixes and stems bundle as many
of them as they do in a newspaper; by Zipf the n-th comes 1/n as often as the first. Two of five articles are whole, the
others a few lines as most feeds send them; each has a word and a number of its own besides.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from email.utils import formatdate
from hashlib import blake2b
from html import escape
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import apsw

from feeds.search import fold
from feeds.store.bodies import Kind, pack
from feeds.store.library import Store

SIZES, LARGE = (1_000, 100_000), 1_000_000
"""Articles; the large one takes minutes to make, and is measured where it is asked for."""
FEEDS, SECTIONS, CATEGORIES = 300, 12, 40
WORDS = 200_000
END = 1_795_694_400
"""UTC seconds of the newest article: 2026-11-26."""
SPAN = 3 * 365 * 86_400
_RUNNING = 2_000_000
"""Words of the running text that articles are cut from."""
_AT_ONCE = 10_000
_BYTES_AN_ARTICLE = 6_000
"""Disk that is asked for before a library is made: itself, its index, and what is written on the way."""
_GENERATION = 1

_PARTICLE_NAMES = (
    "في من على إلى أن عن مع هذا هذه التي الذي بعد قبل بين كان كانت قال قالت ما لا لم لن كما أو ثم حتى منذ خلال عند غير"
    " كل بعض أكثر أول اليوم أمس عام يوم هو هي وهو وهي إن قد وقد ولا وفي ومن وعلى أي ضد نحو حول تحت فوق لدى عبر"
)
_PARTICLES = _PARTICLE_NAMES.split()
_ROOT_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PATTERN_NAMES = (
    "123 1ا23 م12و3 ت12ي3 است12ا3 12ا3ة م1ا23 12ي3 ان12ا3 ا1ت2ا3 12و3 م123 ت1ا23 م123ة أ12ا3 123ة م1ا2ي3 ا12ا3 12ا3ي"
    " م1ت23 مست123 ي123 ت123 ي1ا23"
)
_PATTERNS = _PATTERN_NAMES.split()
_FRONTS = ("", "", "", "ال", "ال", "ال", "و", "وال", "بال", "لل", "ب", "ل", "س")
_ENDS = ("", "", "", "", "ة", "ات", "ين", "ون", "ية", "ها", "هم", "ي")


def library(size: int) -> Path:
    """The path of the library with ``size`` articles, made once and kept in the system's folder for such things, next
    to ``<path>.search`` where its index comes. Raises OSError where the disk has no room for it."""
    folder = Path(tempfile.gettempdir()) / "nashra-bench-libraries"
    folder.mkdir(exist_ok=True)
    path = folder / f"{size}-{_GENERATION}.db"
    if not path.exists():
        free = shutil.disk_usage(folder).free
        if free < 2 * size * _BYTES_AN_ARTICLE:
            raise OSError(f"{size} articles need {2 * size * _BYTES_AN_ARTICLE:,} bytes, {free:,} are free")
        making = folder / f"{size}-{_GENERATION}.making"
        for left in folder.glob(f"{making.name}*"):
            left.unlink()
        make(making, size)
        making.rename(path)
        making.with_name(f"{making.name}.lock").unlink()
    # One of an earlier version is brought up to date.
    Store(path).close()
    return path


def vocabulary() -> list[str]:
    """``WORDS`` words, the commonest first."""
    chance = random.Random(1448)
    roots = ["".join(chance.sample(_ROOT_LETTERS, 3)) for _ in range(3_000)]
    known = dict.fromkeys(_PARTICLES)
    while len(known) < WORDS:
        # Roots too are not equally common.
        root = roots[int(len(roots) * chance.random() ** 2)]
        form = chance.choice(_PATTERNS)
        for place, letter in enumerate(root, 1):
            form = form.replace(str(place), letter)
        known[chance.choice(_FRONTS) + form + chance.choice(_ENDS)] = None
    return list(known)


def make(path: Path, size: int) -> None:
    """Write the library to ``path``, which is not there yet."""
    store = Store(path, lambda: END)
    for number in range(FEEDS):
        store.subscribe(f"https://paper{number}.example/feed", title=f"صحيفة {number}", section=_section(number))
    store.close()
    connection = apsw.Connection(str(path))
    # It is thrown away if anything happens meanwhile.
    connection.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000")
    names = [f"{name} {number}" for number in range(CATEGORIES // 4) for name in ("اقتصاد", "رياضة", "سياسة", "ثقافة")]
    connection.executemany(
        "INSERT INTO category(id, folded, name) VALUES(?, ?, ?)",
        [(number, fold(name), name) for number, name in enumerate(names, 1)],
    )
    made = _articles(size)
    while some := list(islice(made, _AT_ONCE)):
        _write(connection, some)
    connection.pragma("journal_mode", "wal")
    connection.close()


def _section(number: int) -> str:
    return f"قسم {number % SECTIONS}"


def _articles(size: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(1449)
    words = vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    running = chance.choices(words, cum_weights=weights, k=_RUNNING)
    feeds = list(accumulate(1 / (20 + rank) for rank in range(FEEDS)))
    authors = [" ".join(chance.choices(words[500:5_000], k=2)) for _ in range(2_000)]

    def cut(count: int) -> list[str]:
        at = chance.randrange(_RUNNING - count)
        return running[at : at + count]

    for number in range(1, size + 1):
        at = END - SPAN + SPAN * number // size - int(chance.expovariate(1 / 3_600))
        feed = chance.choices(range(1, FEEDS + 1), cum_weights=feeds)[0]
        body = cut(chance.randint(250, 600) if number % 5 < 2 else chance.randint(25, 60))
        own = "".join(chance.choices(_ROOT_LETTERS, k=chance.randint(5, 9)))
        body[len(body) // 2 : len(body) // 2] = [own, str(chance.randint(1_000, 9_999_999))]
        html = "".join(f"<p>{' '.join(body[start : start + 70])}.</p>" for start in range(0, len(body), 70))
        read = number % 10 < 7 if number < size * 0.98 else False
        categories = chance.sample(range(1, CATEGORIES + 1), number % 3)
        title, author = " ".join(cut(chance.randint(6, 12))), authors[int(2_000 * chance.random() ** 2)]
        yield number, feed, at, read, number % 500 == 0, title, " ".join(body)[:300], author, html, categories


def as_feeds(folder: Path, size: int) -> None:
    """Write the same articles as feeds, ``0.xml`` on, for readers that fetch them; the folder is not there yet."""
    folder.mkdir(parents=True)
    items: dict[int, list[str]] = {number: [] for number in range(1, FEEDS + 1)}
    for id_, feed, at, _read, _star, title, _summary, author, html, _categories in _articles(size):
        link = f"https://paper{feed}.example/{id_}"
        items[feed].append(
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><author>{author}</author>"
            f"<pubDate>{formatdate(at)}</pubDate><description>{escape(html)}</description></item>"
        )
    for feed, own in items.items():
        head = f"<title>صحيفة {feed}</title><link>https://paper{feed}.example/</link>"
        text = f'<rss version="2.0"><channel>{head}{"".join(reversed(own))}</channel></rss>'
        (folder / f"{feed - 1}.xml").write_text(text, "utf-8")


_COLUMNS = {
    "article": "id, feed, key, hash, sort_at, published, first_seen, read_at, read, star",
    "article_text": "article, title, summary, url, author, language",
    "body": "article, kind, hash, data",
    "article_category": "category, sort_at, article, position",
}


def _write(connection: apsw.Connection, articles: list[tuple[Any, ...]]) -> None:
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _COLUMNS}
    for id_, feed, at, read, star, title, summary, author, html, categories in articles:
        url = f"https://paper{feed}.example/{id_}"
        key = blake2b(url.encode(), digest_size=16).digest()
        image = f', "image": "{url}.jpg"' if id_ % 2 else ""
        meta = f'{{"guid": "{url}", "authors": [["{author}", "", "", "", ""]]{image}}}'
        rows["article"].append((id_, feed, key, key, at, at, at + 600, at + 900 if read else None, read, star))
        rows["article_text"].append((id_, title, summary, url, author, "ar"))
        rows["body"] += [(id_, int(Kind.HTML), *pack(html)), (id_, int(Kind.META), *pack(meta))]
        rows["article_category"] += [(category, at, id_, place) for place, category in enumerate(categories)]
    with connection:
        for table, columns in _COLUMNS.items():
            places = ", ".join("?" * len(columns.split(", ")))
            connection.executemany(f"INSERT INTO {table}({columns}) VALUES({places})", rows[table])
