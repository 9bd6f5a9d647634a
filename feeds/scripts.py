"""Letters by the script that they are of: both the core and the text engine ask for these."""

from __future__ import annotations

import re

RTL_LETTER = re.compile(
    "[\u05d0-\u05f2\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0710-\u07b1"
    "\u07ca-\u07ea\u0800-\u08c9\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter of a script that runs from right to left."""
