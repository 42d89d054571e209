"""An advert as its readers see it: lines without emphasis, the head above the prose, sentences."""

import re
from dataclasses import dataclass
from functools import cached_property

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\(\s{0,5}<?(https?://[^\s()<>]{1,2000})>?[^()]{0,300}\)")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+|~~")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]{0,2}\s+(?=[^a-z\s])")
_LABEL = re.compile(r"^\s*(?P<label>[^\W\d_][^:\n]{0,38}?)\s*:\s+(?P<value>\S.*)$")
# No header line of an advert is longer; what is longer is prose.
_HEAD_WORDS = 12


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Line:
    """A line of the advert: `raw` as it stands, `text` without any markup."""

    number: int
    raw: str
    text: str
    level: int
    links: tuple[Link, ...]

    @property
    def starts_block(self) -> bool:
        return bool(self.level) or bool(_LIST_ITEM.match(self.raw)) or bool(self.label)

    @property
    def is_prose(self) -> bool:
        sentence = self.text.endswith((".", "!", "?", "…", ";", ":")) and not self.level
        return sentence or len(self.text.split()) > _HEAD_WORDS

    @cached_property
    def label(self) -> tuple[str, str] | None:
        """`("location", "Lisbon, Portugal")` for "**Location:** Lisbon, Portugal"."""
        match = _LABEL.match(self.text)
        return (match["label"].casefold(), match["value"].strip()) if match else None


@dataclass(frozen=True)
class Sentence:
    line: int
    text: str


@dataclass(frozen=True)
class Advert:
    lines: tuple[Line, ...]

    @cached_property
    def title(self) -> Line | None:
        """The first top heading; without one the first heading, else a short first line."""
        for level in (1, None):
            for line in self.lines:
                if line.text and line.level and level in (None, line.level):
                    return line
        first = next((line for line in self.lines if line.text), None)
        return first if first and not first.is_prose and not first.label else None

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """The non-empty lines between the title and the first line of prose."""
        if self.title is None:
            return ()
        head = []
        for line in self.lines:
            if line.number <= self.title.number or not line.text:
                continue
            if line.is_prose and not line.label:
                break
            if line.level and is_section(line.text):
                break
            head.append(line)
        return tuple(head)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of headings and paragraphs; a paragraph may run over several lines."""
        found: list[Sentence] = []
        paragraph: list[Line] = []
        for line in self.lines:
            if not line.text or line.starts_block:
                found += _sentences(paragraph)
                paragraph = []
            if line.text:
                paragraph.append(line)
            if line.level:
                found += _sentences(paragraph)
                paragraph = []
        return tuple(found + _sentences(paragraph))


_SECTION_WORDS = re.compile(
    r"^(?:about|what|who|why|how|where|the (?:role|job|team|company|position)|your?|our|we|role"
    r"|responsibilit|requirement|qualification|benefit|description|overview|summary|job"
    r"|position|skills|perks|introduction|apply|click|dein|ihr|deine|über|was|wer|wir|aufgaben"
    r"|anforderungen|profil|sobre|qué|quién|tus?|tu|requisitos|beneficios|funciones|over|wat|wie"
    r"|jouw|jij|onze|functie|o que|quem|responsabilidades|benefícios|a tua|nós)\b",
    re.IGNORECASE,
)


def is_section(text: str) -> bool:
    """Whether a heading opens a section of prose ("About us") rather than naming something."""
    return bool(_SECTION_WORDS.match(text)) or text.endswith("?")


def plain(markdown: str) -> str:
    """The visible words of a line of Markdown."""
    text = _LINK.sub(r"\1", _QUOTE.sub("", markdown))
    text = _EMPHASIS.sub("", re.sub(r"\\([^\w\s])", r"\1", text))
    return " ".join(text.split())


def read_advert(lines: list[str]) -> Advert:
    return Advert(tuple(_line(number, lines) for number in range(1, len(lines) + 1)))


def _line(number: int, lines: list[str]) -> Line:
    raw = lines[number - 1]
    text, level = raw, 0
    following = lines[number] if number < len(lines) else ""
    if match := _HEADING.match(raw):
        level, text = len(match[1]), match[2]
    elif raw.strip() and (match := _UNDERLINE.match(following)):
        level = 1 if match[1].startswith("=") else 2
    elif _UNDERLINE.match(raw):
        text = ""
    text = _LIST_ITEM.sub("", text)
    links = tuple(Link(plain(name), url) for name, url in _LINK.findall(raw))
    return Line(number, raw, plain(text), level, links)


def _sentences(paragraph: list[Line]) -> list[Sentence]:
    found, open_line, words = [], 0, ""
    for line in paragraph:
        pieces = _SENTENCE_END.split(line.text)
        for position, piece in enumerate(pieces):
            if position and words:
                found.append(Sentence(open_line, words))
                words = ""
            open_line = open_line if words else line.number
            words = f"{words} {piece}".strip()
        if words.endswith((".", "!", "?", "…")):
            found.append(Sentence(open_line, words))
            words = ""
    return [*found, Sentence(open_line, words)] if words else found
