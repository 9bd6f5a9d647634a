"""What a person types finds what a paper wrote: texts made comparable, and what is asked of them.

Importing the package brings folding and stems alone; the query language is `feeds.search.query`.
"""

from feeds.search.folding import fold as fold
from feeds.search.stemming import stem as stem
from feeds.search.stemming import stems as stems
