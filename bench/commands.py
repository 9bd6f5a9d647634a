"""The commands that scripts run most, on 100,000 articles, beside Python that does nothing, taken in turn."""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.library import library
from bench.measuring import in_turn, tell
from bench.refresh import again

ARTICLES = 100_000
RUNS = 20
LIMITS = {"nashra --version": 3, "nashra list": 6}
"""How many times as long as Python each may take."""


def run() -> None:
    path = library(ARTICLES)
    nashra = str(Path(sysconfig.get_path("scripts")) / "nashra")
    with tempfile.TemporaryDirectory() as own:
        # Who has opened the reader once has settings.
        settings = Path(own) / "nashra" / "config.toml"
        settings.parent.mkdir()
        settings.write_text('language = "ar"\ntheme = "nashra-light"\n', "utf-8")
        at = {"XDG_CONFIG_HOME": own}
        sides: dict[str, Callable[[], float]] = {
            "nashra --version": lambda: again([nashra, "--version"], at),
            "nashra list": lambda: again([nashra, "--library", str(path), "list"], at),
            "python -c pass": lambda: again([sys.executable, "-c", "pass"]),
        }
        figures = in_turn(sides, RUNS)
    for name, limit in LIMITS.items():
        told = f"{name}, {ARTICLES:,} articles (limit {limit} times)"
        tell(told, {"nashra": figures[name], "python -c pass": figures["python -c pass"]}, "nashra")
