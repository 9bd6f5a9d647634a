"""Nashra on a terminal: the app, the text engine and the commands."""

__version__ = "0.1.0"
