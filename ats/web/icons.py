"""Icons of the lucide set as inline SVG."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
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


def icon_store(*names: str) -> SafeString:
    """Return the drawings of icons for `icon_use`, once for a whole page, invisible themselves."""
    shapes = ((name, _shapes_of(name)) for name in names)
    symbols = format_html_join("", '<symbol id="icon-{}" viewBox="0 0 24 24">{}</symbol>', shapes)
    return format_html('<svg class="icon-store" aria-hidden="true">{}</svg>', symbols)


def icon_use(name: str) -> SafeString:
    """Return an icon whose drawing is elsewhere on the page; lists with many icons stay small."""
    return format_html(
        '<svg class="icon line" aria-hidden="true"><use href="#icon-{}"/></svg>', name
    )


@lru_cache(maxsize=64)
def _shapes_of(name: str) -> SafeString:
    """Return what is inside of the icon's svg element."""
    svg = str(icon(name))
    return mark_safe(svg[svg.index(">") + 1 : svg.rindex("<")])  # noqa: S308 - lucide's own
