"""Which of the texts by language somebody gets."""

from collections.abc import Mapping
from typing import TypeVar

from django.conf import settings

from ats.web.languages import known

Text = TypeVar("Text")


def spoken(language: str) -> str:
    """Return the language of ours in which a person is written to."""
    return known(language) or settings.LANGUAGE_CODE


def text_for(language: str, texts: Mapping[str, Text]) -> tuple[str, Text]:
    """Return the text in a person's language with its code, or the first one where there is none.

    Somebody may have applied again in another language after the texts were written.
    """
    code = spoken(language)
    if code not in texts:
        code = next(iter(texts))
    return code, texts[code]
