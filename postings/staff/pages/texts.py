"""Which texts a posting has beside its own description, in a line each for its overview."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ats.web.languages import name_of
from postings.posting.models import Posting, PostingTranslation


def languages_line(posting: Posting) -> str:
    """Return the languages of the advert, its own first: "English, German (title only)"."""
    translations = sorted(posting.translations.all(), key=lambda row: (row.position, row.pk))
    return ", ".join(
        [_name(posting.language), *(_translation(row, posting) for row in translations)]
    )


def shared_texts_line(posting: Posting) -> str:
    """Return the shared texts in the order of the page: "About us (English, German)".

    The posting was fetched with `text_blocks.queries.WITH_BLOCKS`.
    """
    uses = sorted(posting.text_blocks.all(), key=lambda use: (use.position, use.pk))
    return "; ".join(f"{use.block.name} ({_names(use.languages)})" for use in uses)  # type: ignore[attr-defined]


def _translation(row: PostingTranslation, posting: Posting) -> str:
    name, is_whole = _name(row.language), row.description or not posting.description
    return name if is_whole else _("%(language)s (title only)") % {"language": name}


def _names(languages: Iterable[str]) -> str:
    return ", ".join(_name(code) for code in languages)


def _name(code: str) -> str:
    return name_of(code, language=get_language() or "en") or code
