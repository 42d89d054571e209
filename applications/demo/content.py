"""Reads the demo's texts: the lists in content/*.toml and one Markdown file for each posting.

Folders named by a language hold translations, each under the file name of its original.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
FENCE = "+++\n"


@dataclass(frozen=True)
class PostingText:
    """A posting's facts (TOML between two lines of +++) and its description in Markdown.

    `name` is that of its file, without the suffix; a translation has its title as its only fact.
    """

    name: str
    facts: dict[str, Any]
    description: str


@lru_cache(maxsize=1)
def people() -> dict[str, Any]:
    """Return names by country, words by discipline, and the criteria with their levels."""
    return _toml("people")


def shared_texts() -> list[dict[str, Any]]:
    """Return the sections that adverts share: `name`, and by language what they say (`in`)."""
    found: list[dict[str, Any]] = _toml("shared-texts")["texts"]
    return found


def translations(name: str) -> dict[str, PostingText]:
    """Return how the posting of that name reads in other languages, by their codes."""
    return {path.parent.name: _read(path) for path in sorted(FOLDER.glob(f"*/{name}.md"))}


def postings() -> list[PostingText]:
    """Return the ten postings, the one with most applications first."""
    texts = [_read(path) for path in sorted(FOLDER.glob("*.md"))]
    return sorted(texts, key=lambda text: -text.facts["share"])


def _read(path: Path) -> PostingText:
    _, facts, description = path.read_text(encoding="utf-8").split(FENCE, 2)
    return PostingText(path.stem, tomllib.loads(facts), description.strip())


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
