"""Mutation fuzzing of the parser: hostile bytes made from feeds of the world."""
