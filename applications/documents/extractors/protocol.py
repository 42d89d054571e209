"""What every reader of a document format takes, gives and raises. Free of Django."""

from dataclasses import dataclass
from typing import Protocol

# Longer than any résumé (about 300 pages); the rest is dropped and said to be.
LONGEST_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text in reading order, and the number of pages where the format has pages."""

    text: str
    pages: int | None = None


class Damaged(Exception):
    """The content is not what its format demands."""


class Encrypted(Exception):
    """The content opens only with a password."""


class Extractor(Protocol):
    """Turns the bytes of a document into text. Raises Damaged or Encrypted."""

    def __call__(self, content: bytes) -> Extracted: ...
