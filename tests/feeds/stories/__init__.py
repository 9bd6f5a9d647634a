"""News as agencies send it and papers print it, made the same each time from a seed: what tells one story, and what
only looks so."""
