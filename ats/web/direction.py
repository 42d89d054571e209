"""Characters that turn the direction of reading around.

"gro.elpmaxe" behind U+202E reads as "example.org". Scripts that run from right to left need none of
them: browsers find the direction of each paragraph by its letters. The harmless marks (U+200E,
U+200F, U+061C) stay.
"""

import re

# Embeddings, overrides and their end; isolates and theirs (Unicode Standard Annex 9, section 2).
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def without_overrides(text: str) -> str:
    return _CONTROLS.sub("", text)


def has_overrides(text: str) -> bool:
    return _CONTROLS.search(text) is not None
