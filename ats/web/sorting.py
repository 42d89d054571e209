"""The order in which people look for names, the same whatever database is below.

Databases sort text by a locale that differs from server to server, and the embedded PostgreSQL
knows no human one, so short lists of names are put in order here.
"""

import unicodedata


def human_key(text: str) -> str:
    """Return what names are sorted by: no case, and accented letters beside their plain ones."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
