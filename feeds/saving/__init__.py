"""An article as a file that any other program opens: Markdown, HTML or EPUB.

`copy` gathers what is said, `markup`, `markdown` and `epub` write it, `files` puts it into a folder. Texts stay in
logical order; each block says its own direction where that is not the article's.
"""
