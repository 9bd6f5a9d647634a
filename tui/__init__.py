"""Nashra on a terminal: the app, the text engine and the commands."""
