"""Reads the demo's texts: content/people.toml and one Markdown file for each posting."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
FENCE = "+++\n"


@dataclass(frozen=True)
class PostingText:
    """A posting's facts (TOML between two lines of +++) and its description in Markdown."""

    facts: dict[str, Any]
    description: str


@lru_cache(maxsize=1)
def people() -> dict[str, Any]:
    """Return names by country, words by discipline, and the criteria with their levels."""
    return tomllib.loads((FOLDER / "people.toml").read_text(encoding="utf-8"))


def postings() -> list[PostingText]:
    """Return the eight postings, the one with most applications first."""
    texts = [_read(path) for path in sorted(FOLDER.glob("*.md"))]
    return sorted(texts, key=lambda text: -text.facts["share"])


def _read(path: Path) -> PostingText:
    _, facts, description = path.read_text(encoding="utf-8").split(FENCE, 2)
    return PostingText(tomllib.loads(facts), description.strip())
