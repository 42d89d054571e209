"""How dates are written, where that differs from Django's own habits."""

from django.utils.translation import gettext_noop as _

# Django's Portuguese writes months with a capital, as was right until 2009; what stands in our
# catalogues goes before its own.
MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
