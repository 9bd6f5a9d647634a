"""What tests of rules share: a library of ten articles, and more that come."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.answers import Rule, RuleActions
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.connections import Connections
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ten articles, three of them of palms, in the index."""
    path = tmp_path / "palms.db"
    with Reader(path, clock=lambda: NOW) as reader:
        reader.subscribe("https://news.example/feed", section="بيئة")
        come(path, range(10))
        reader.index()
    return path


def come(path: Path, numbers: range) -> None:
    store = Store(path, clock=lambda: NOW)
    articles = [make_article(n, content="<p>عن النخيل</p>" if n % 4 == 1 else "<p>عن غيره</p>") for n in numbers]
    store.save_articles(1, make_feed(articles), FetchState(), NOW)
    store.close()


def rule(query: str, name: str = "", **actions: object) -> Rule:
    return Rule(0, name, query, RuleActions(**actions))  # type: ignore[arg-type]


def broken(path: Path, rule_id: int, query: str) -> None:
    """Give a rule a query that can't be read, as another version may have written it."""
    connections = Connections(path)
    with connections.write() as connection:
        connection.execute("UPDATE rule SET query = ? WHERE id = ?", (query, rule_id))
    connections.close()
