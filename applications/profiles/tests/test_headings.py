import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.profiles.headings import LONGEST_HEADING, Section, is_weak, section_of


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Experience", Section.WORK),
        ("  PROFESSIONAL EXPERIENCE:", Section.WORK),
        ("3. Work history", Section.WORK),
        ("## Employment ##", Section.WORK),
        ("Experience (continued)", Section.WORK),
        ("W O R K  H I S T O R Y", Section.WORK),
        ("W O R K E X P E R I E N C E:", Section.WORK),
        ("Berufserfahrung", Section.WORK),
        ("Experiencia laboral", Section.WORK),
        ("Werkervaring", Section.WORK),
        ("EXPERIÊNCIA PROFISSIONAL", Section.WORK),
        ("Experiencia Profissional", Section.WORK),
        ("Skills & Tools", Section.SKILLS),
        ("IT-Kenntnisse", Section.SKILLS),
        ("Kennis en vaardigheden", Section.SKILLS),
        ("Aptidões", Section.SKILLS),
        ("Worauf ich stolz bin", Section.PROUD_OF),
        ("Logros", Section.PROUD_OF),
        ("Enlaces", Section.LINKS),
        ("Über mich", Section.ABOUT),
        ("Perfil profesional", Section.ABOUT),
        ("Education and training", Section.OTHER),
        ("Sprachen", Section.OTHER),
        ("Hobby's", None),
        ("Experience / Education", Section.OTHER),
    ],
)
def test_headings_are_known_however_they_are_written(line, section):
    assert section_of(line) == section


@pytest.mark.parametrize(
    "line",
    [
        "",
        "•",
        "Acme Ltd",
        "My experience with lifts",
        "Ten years of experience",
        "Experience " * 6,
        "and",
        "Skills and juggling",
    ],
)
def test_other_lines_are_no_headings(line):
    assert section_of(line) is None


def test_what_also_stands_within_a_job_is_weak():
    assert is_weak("Key achievements:")
    assert not is_weak("Education")


@given(st.text(max_size=200))
def test_any_line_is_a_heading_or_none(line):
    assert section_of(line) in {None, *Section}
    assert len(line) <= LONGEST_HEADING or section_of(line) is None
