"""10,000 new articles stored, and then grouped by the stories they tell: two of five tell one that three other papers
tell too, shortened, in another order and with words replaced."""

from __future__ import annotations

import gc
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate
from pathlib import Path

from bench.library import END, WORDS, vocabulary
from bench.measuring import tell
from feeds.fetched import Answer
from feeds.ingest import keep
from feeds.store.library import Store

RUNS = 3
FEEDS, ARTICLES = 200, 50
PAPERS = 4
TOLD_TWICE = 0.25
"""The part of the articles whose story other papers tell too."""
_SENTENCES, _SENTENCE = 24, 18
"""Of an article, and words of a sentence."""


def run() -> None:
    feeds = made()
    # As Nashra does when it has started: what is there by now is not looked through again and again.
    gc.collect()
    gc.freeze()
    title = f"{FEEDS * ARTICLES:,} new articles, {TOLD_TWICE:.0%} of them of stories that {PAPERS} papers tell"
    print(f"\n{title}")
    both: dict[str, list[float]] = {"nashra": [], "storing them": []}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as own:
            store = Store(Path(own) / "library.db", lambda: END)
            stored = _stored(store, feeds)
            began, cpu = time.perf_counter(), time.process_time()
            store.group(FEEDS * ARTICLES)
            grouped = time.perf_counter() - began, time.process_time() - cpu
            # Without news, as after most refreshes.
            began = time.perf_counter()
            store.group(1_000)
            idle = time.perf_counter() - began
            with store._connections.read() as connection:
                groups = connection.execute("SELECT count(DISTINCT story), count(story) FROM article").fetchone()
            store.close()
        (wall, cpu), (took, took_cpu) = stored, grouped
        both["nashra"].append(took)
        both["storing them"].append(wall)
        print(f"  stored in {wall:.2f} s ({cpu:.2f} s CPU), grouped in {took:.2f} s ({took_cpu:.2f} s CPU)", end=": ")
        print(
            f"{took / wall:.2f} of it ({took_cpu / cpu:.2f} CPU); {groups[1]:,} articles in {groups[0]:,} stories",
            end="",
        )
        print(f"; {idle * 1000:.1f} ms where there is no news")
    tell(f"grouping {title}", both, "nashra", "s", 1)


def _stored(store: Store, feeds: list[bytes]) -> tuple[float, float]:
    """Seconds, and those of the processor, that storing takes, as a refresh does it: parsed and saved, without a
    network."""
    due = [store.known(store.subscribe(f"https://paper{number}.example/feed").id) for number in range(FEEDS)]
    began, cpu = time.perf_counter(), time.process_time()
    for one, body in zip(due, feeds, strict=True):
        keep(store, one, Answer(one.feed.url, body, {"content-type": "application/rss+xml"}), END)
    return time.perf_counter() - began, time.process_time() - cpu


def made() -> list[bytes]:
    """The feeds, the same each time."""
    chance = random.Random(1450)
    words = vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def sentences(count: int) -> list[list[str]]:
        said = chance.choices(words, cum_weights=weights, k=count * _SENTENCE)
        return [said[start : start + _SENTENCE] for start in range(0, len(said), _SENTENCE)]

    texts: list[tuple[str, list[list[str]]]] = []
    while len(texts) < FEEDS * ARTICLES:
        told = sentences(_SENTENCES)
        headlines = [" ".join(one[:9]) for one in told[:PAPERS]]
        count = PAPERS if chance.random() < TOLD_TWICE / (PAPERS - (PAPERS - 1) * TOLD_TWICE) else 1
        texts += [(headlines[paper], _retold(chance, told, words) if paper else told) for paper in range(count)]
    chance.shuffle(texts)
    head = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/">'
    )
    feeds = []
    for number in range(FEEDS):
        items = "".join(_item(chance, number, at, *texts[number * ARTICLES + at]) for at in range(ARTICLES))
        feeds.append(f"{head}<channel><title>صحيفة {number}</title>{items}</channel></rss>".encode())
    return feeds


def _retold(chance: random.Random, told: list[list[str]], words: list[str]) -> list[list[str]]:
    kept = [one for one in told if chance.random() > 0.2]
    head = kept[:6]
    chance.shuffle(head)
    return [[chance.choice(words) if chance.random() < 0.05 else word for word in one] for one in head + kept[6:]]


def _item(chance: random.Random, number: int, at: int, title: str, sentences: list[list[str]]) -> str:
    """Of every other feed, one with a lead and the whole text, of the others with the whole text alone."""
    link = f"https://paper{number}.example/{at}"
    body = "".join(f"&lt;p&gt;{' '.join(one)}.&lt;/p&gt;" for one in sentences)
    date = format_datetime(datetime.fromtimestamp(END, UTC) - timedelta(seconds=chance.randrange(2 * 86_400)))
    if number % 2 == 0:
        lead = " ".join(sentences[0])
        body = f"<description>{lead}</description><c:encoded>{body}</c:encoded>"
    else:
        body = f"<description>{body}</description>"
    return f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate>{body}</item>"
