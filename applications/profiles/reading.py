"""Finds the sections of a profile in the text of a résumé, and takes them over word for word.

Modest on purpose: a section begins at a heading that we know (see headings) and ends at the next
one. What has no such heading stays empty and is read in the file's text. Nothing is guessed,
rated, summed up or translated.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from applications.profiles.headings import Section, is_weak, section_of
from applications.profiles.rules import (
    ABOUT_LENGTH,
    LINK_LENGTH,
    MOST_LINKS,
    MOST_SKILLS,
    PROUD_OF_LENGTH,
    SKILL_LENGTH,
    split_skills,
)

WORK_LENGTH = 20_000
# About 60 pages; what comes after them is no résumé.
TEXT_READ = 200_000

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'|]{3,500}", re.IGNORECASE)
# Without "https://" only where nobody can take it for something else ("Node.js" is no address).
_BARE_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:www\.[\w-]{1,63}\.\w[\w.-]{0,80}(?:/[^\s<>\"'|]{0,300})?"
    r"|(?:[a-z]{2,3}\.)?(?:linkedin\.com/in|github\.com|gitlab\.com|bitbucket\.org|codeberg\.org"
    r"|xing\.com/profile|behance\.net|dribbble\.com|orcid\.org|stackoverflow\.com/users)"
    r"/[^\s<>\"'|]{1,300})",
    re.IGNORECASE,
)
_OWN_PAGE = re.compile(
    r"https?://(?:[\w-]{1,20}\.)?(?:linkedin\.com/in/|github\.com/|gitlab\.com/"
    r"|bitbucket\.org/|codeberg\.org/|xing\.com/profile/|behance\.net/|dribbble\.com/|orcid\.org/"
    r"|stackoverflow\.com/users/)\S|https?://[\w-]{1,40}\.github\.io",
    re.IGNORECASE,
)
# Interviewers read these sections and see no contact data; page headers and footers carry it.
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.\w|\+\d[\d\s()./-]{7,20}\d"
    r"|\b(?:tel|phone|mobile|telefon|mobil|handy|teléfono|móvil|telefoon|telefone|telemóvel)"
    r"\b[.:\s]{1,4}[+(]?\d",
    re.IGNORECASE,
)
_INLINE = re.compile(r"([^:\n]{3,40}):\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class ReadSections:
    """What a résumé says, in its own words; empty where it has no section of that kind."""

    work_text: str = ""
    skills: tuple[str, ...] = ()
    proud_of: str = ""
    links: tuple[str, ...] = ()
    about: str = ""


def read_sections(text: str) -> ReadSections:
    """Return the sections found in the text of a résumé. Never raises."""
    lines = [line.rstrip() for line in text[:TEXT_READ].splitlines()]
    found = _Reader(lines).sections()
    linked = [*found[None], *found[Section.LINKS], *found[Section.ABOUT]]
    return ReadSections(
        work_text=_block(found[Section.WORK], WORK_LENGTH),
        skills=_skills(found[Section.SKILLS]),
        proud_of=_block(found[Section.PROUD_OF], PROUD_OF_LENGTH),
        links=_links(linked, elsewhere=lines),
        about=_block(found[Section.ABOUT], ABOUT_LENGTH),
    )


class _Reader:
    """Goes through the lines once; None is the part before the first heading."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.current: Section | None = None
        self.allows_inline = True
        self.work_style: tuple[bool, bool] | None = None
        self.found: dict[Section | None, list[str]] = {section: [] for section in (None, *Section)}
        self.times: Counter[str] = Counter()  # of headings within the present work section

    def sections(self) -> dict[Section | None, list[str]]:
        for number, line in enumerate(self.lines):
            if not self._is_new_section(number, line):
                self.found[self.current].append(line)
        return self.found

    def _is_new_section(self, number: int, line: str) -> bool:
        if (section := section_of(line)) is not None:
            if self._belongs_to_a_job(line):
                return False
            self._enter(section, line)
            if section is Section.WORK:
                self.times = self._headings_after(number)
            return True
        return self._begins_in_one_line(line)

    def _begins_in_one_line(self, line: str) -> bool:
        """Take "Skills: Python, SQL", unless it is a label within a section that has a heading."""
        inline = _labelled(line) if self.allows_inline else None
        section = section_of(inline[1]) if inline else None
        # "Experience: 5 years" is a remark.
        if inline is None or section is None or section is Section.WORK:
            return False
        self._enter(section, inline[1], is_inline=True)
        self.found[section].append(inline[2])
        return True

    def _headings_after(self, number: int) -> Counter[str]:
        """Count the headings that follow, up to one that cannot belong to a job."""
        times: Counter[str] = Counter()
        for line in islice(self.lines, number + 1, None):
            if section_of(line) is None:
                continue
            if not is_weak(line):
                break
            times[line.strip()] += 1
        return times

    def _belongs_to_a_job(self, line: str) -> bool:
        """Whether the line heads a part of one job: said more than once, or written smaller."""
        if self.current is not Section.WORK or not is_weak(line):
            return False
        return self.times[line.strip()] > 1 or _style(line) != self.work_style

    def _enter(self, section: Section, heading: str, *, is_inline: bool = False) -> None:
        if section is Section.WORK:
            self.work_style = _style(heading)
        if self.found[section]:
            self.found[section].append("")
        self.current, self.allows_inline = section, is_inline


def _labelled(line: str) -> re.Match[str] | None:
    return _INLINE.fullmatch(line.strip()) if len(line) <= 2_000 else None


def _style(heading: str) -> tuple[bool, bool]:
    return heading.isupper(), heading.rstrip().endswith(":")


def _block(lines: Iterable[str], longest: int) -> str:
    """Return the lines as they are, without contact data, cut after the last that fits."""
    kept: list[str] = []
    length = 0
    for line in lines:
        if _CONTACT.search(line) or (not line.strip() and kept and not kept[-1].strip()):
            continue
        length += len(line) + 1
        if length > longest:
            break
        kept.append(line)
    return "\n".join(kept).strip("\n")


def _skills(lines: list[str]) -> tuple[str, ...]:
    """Return the skills of a list, or none where the section is prose.

    "Languages: Python, Go" gives Python and Go: the label is no skill.
    """
    items: list[str] = []
    for line in lines:
        labelled = _labelled(line)
        if not _CONTACT.search(line):
            items += split_skills(labelled[2] if labelled else line)
    named = [item for item in items if re.search(r"\w", item)]
    short = [item for item in named if len(item) <= SKILL_LENGTH]
    if len(short) * 2 < len(named):
        return ()
    return tuple(dict.fromkeys(short))[:MOST_SKILLS]


def _links(lines: Iterable[str], *, elsewhere: Iterable[str]) -> tuple[str, ...]:
    """Return addresses that are the person's own: at the top, under "Links", or a known profile.

    Those within the description of work are mostly an employer's.
    """
    own = [*_addresses(lines), *filter(_OWN_PAGE.match, _addresses(elsewhere))]
    once: dict[str, str] = {}
    for address in own:
        once.setdefault(address.casefold().rstrip("/"), address)
    return tuple(once.values())[:MOST_LINKS]


def _addresses(lines: Iterable[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        spelled = _ADDRESS.findall(line)
        bare = _BARE_ADDRESS.findall(_ADDRESS.sub(" ", line))
        found += [*spelled, *(f"https://{address}" for address in bare)]
    ended = (_without_punctuation(address) for address in found)
    return [address for address in ended if len(address) <= LINK_LENGTH]


def _without_punctuation(address: str) -> str:
    stripped = address.rstrip(".,;:!?")
    while stripped.endswith((")", "]")) and stripped.count("(") < stripped.count(")"):
        stripped = stripped[:-1].rstrip(".,;:!?")
    return stripped.removesuffix("]")
