"""A scenario for each action of the registry: its key is pressed in a running reader, and what comes of it is seen."""
