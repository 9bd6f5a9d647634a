"""A web page to the full text of its article, and what stands around it."""

from __future__ import annotations

from feeds.extract.extracting import extract
from feeds.extract.page import Page
from feeds.extract.worker import extract_anywhere

__all__ = ["Page", "extract", "extract_anywhere"]
