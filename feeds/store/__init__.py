"""The library on disk: SQLite through apsw, which brings its own current SQLite. `library.Store` is the way in."""
