"""Where adverts have to name the pay, as far as it is known; what is asked for is a setting.

Directive (EU) 2023/970, article 5, was to be national law by 7 June 2026. The states below are
those of June 2026 and go out of date: they are hints, never a decision of the program.
"""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ats.web.languages import locale_of
from ats.web.sorting import human_key

# fmt: off
EU = (
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
)
# fmt: on
OTHERS = ("CH", "GB", "IS", "LI", "NO")
LISTED = (*EU, *OTHERS)

_IN_FORCE = _("In force.")
_NOT_BEFORE_2027 = _("Not before 2027.")
# In a few words, where there is more to say than that it was due.
STATES: dict[str, str | Promise] = {
    "IT": _IN_FORCE,
    "LT": _IN_FORCE,
    "SK": _IN_FORCE,
    "MT": _("In force; on request since August 2025."),
    "PL": _("Rules of its own for recruiting are in force."),
    "DE": _("No draft of a law yet."),
    "ES": _("Late."),
    **dict.fromkeys(("CZ", "DK", "FR", "NL", "SE"), _NOT_BEFORE_2027),
    **dict.fromkeys(OTHERS, _("Not bound by the directive.")),
}


def choices() -> list[tuple[str, str]]:
    """Return (code, name) of the countries that are listed, by name in the active language."""
    names = locale_of(get_language() or settings.LANGUAGE_CODE).territories
    return sorted(
        ((code, names.get(code, code)) for code in LISTED), key=lambda pair: human_key(pair[1])
    )
