"""How large the pictures in adverts are, so that a page does not jump while they load."""

from collections.abc import Set
from typing import NamedTuple
from uuid import UUID

from django.apps import apps

_MOST_KEPT = 10_000


class Size(NamedTuple):
    """In pixels."""

    width: int
    height: int


# A picture never changes, so a process asks for each of them once.
_known: dict[UUID, Size] = {}


def sizes_of(keys: Set[UUID]) -> dict[UUID, Size]:
    """Return the sizes of those pictures that exist; one statement for all that are new here."""
    known = {key: size for key in keys if (size := _known.get(key))}
    new = keys - known.keys()
    if not new:
        return known
    # By name: pictures are a feature above this one.
    pictures = apps.get_model("postings", "Picture")
    rows = pictures._default_manager.filter(key__in=new).values_list("key", "width", "height")
    found = {key: Size(width, height) for key, width, height in rows}
    if len(_known) + len(found) > _MOST_KEPT:
        _known.clear()
    _known.update(found)
    return known | found
