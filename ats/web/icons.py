"""Icons of the lucide set as inline SVG."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide import _render_icon


@lru_cache(maxsize=512)
def icon(name: str, *, size: int = 16, label: str = "") -> SafeString:
    """Return the icon as SVG: decoration unless `label` says what it stands for.

    `size` is in CSS pixels. Raises lucide.IconDoesNotExist for an unknown name.
    Kept rendered, because parsing one anew costs more than the rest of a board card.
    """
    svg = mark_safe(_render_icon(name, size, **{"class": "icon"}, aria_hidden="true"))  # noqa: S308
    if not label:
        return svg
    return format_html('{}<span class="visually-hidden">{}</span>', svg, label)
