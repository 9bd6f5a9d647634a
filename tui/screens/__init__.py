"""A screen a file; the main one, which is always there, in parts by what they do (`main_…`)."""
