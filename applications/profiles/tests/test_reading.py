import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.profiles.reading import WORK_LENGTH, ReadSections, read_sections
from applications.profiles.rules import LINK_LENGTH, MOST_LINKS, MOST_SKILLS, SKILL_LENGTH

ENGLISH = """Zoë Müller
zoe@example.net | +351 21 555 01 00
www.zoe.example | linkedin.com/in/zoe

SUMMARY
I keep lifts running.

EXPERIENCE
Engineer, Porto Lift (2021 – now)
• Built the dispatcher (https://portolift.example)
Key achievements:
• Zero calls at night
Cook, Ubud (2019)
Key achievements:
• Best rice

SKILLS
Languages: Python, C++, C#
.NET, Node.js
Cloud (AWS, Azure)

LINKS
https://github.com/zoe/lifts.

EDUCATION
Porto University
"""

GERMAN = """Lebenslauf
Berufserfahrung
2019 – 2021 Monteurin, Aufzug GmbH
Kenntnisse
• Python
• Geduld
Worauf ich stolz bin
Kein einziger Ausfall.
Sprachen
Deutsch, Englisch
"""


def test_an_english_resume_is_read_word_for_word():
    read = read_sections(ENGLISH)
    assert read.about == "I keep lifts running."
    assert read.work_text.splitlines() == [
        "Engineer, Porto Lift (2021 – now)",
        "• Built the dispatcher (https://portolift.example)",
        "Key achievements:",
        "• Zero calls at night",
        "Cook, Ubud (2019)",
        "Key achievements:",
        "• Best rice",
    ]
    assert read.skills == ("Python", "C++", "C#", ".NET", "Node.js", "Cloud (AWS, Azure)")
    assert read.links == (
        "https://www.zoe.example",
        "https://linkedin.com/in/zoe",
        "https://github.com/zoe/lifts",
    )
    assert read.proud_of == ""


def test_a_german_resume_is_read():
    assert read_sections(GERMAN) == ReadSections(
        work_text="2019 – 2021 Monteurin, Aufzug GmbH",
        skills=("Python", "Geduld"),
        proud_of="Kein einziger Ausfall.",
    )


@pytest.mark.parametrize(
    ("work", "skills", "other"),
    [
        ("Experiencia laboral", "Habilidades", "Formación"),
        ("Werkervaring", "Vaardigheden", "Opleidingen"),
        ("Experiência profissional", "Competências", "Formação académica"),
    ],
)
def test_the_other_languages_are_read(work, skills, other):
    read = read_sections(f"{work}\nAcme 2019\n{other}\nPorto\n{skills}\nPython, SQL\n")
    assert (read.work_text, read.skills) == ("Acme 2019", ("Python", "SQL"))


def test_a_text_without_headings_stays_empty():
    assert read_sections("I worked at Acme with Python for ten years.") == ReadSections()


def test_a_section_without_a_word_stays_empty():
    assert read_sections("Experience\n\nEducation\nPorto") == ReadSections()


def test_a_section_that_goes_on_after_another_is_joined():
    read = read_sections("Experience\nAcme\nEducation\nPorto\nEmployment history\nUbud")
    assert read.work_text == "Acme\n\nUbud"


def test_a_subheading_of_one_job_ends_nothing():
    read = read_sections("EXPERIENCE\nAcme\nProjects:\nLifts\nSkills: Java\nUbud")
    assert read.work_text == "Acme\nProjects:\nLifts\nSkills: Java\nUbud"
    assert read.skills == ()


def test_a_heading_of_the_same_kind_does_end_the_work():
    read = read_sections("EXPERIENCE\nAcme\nACHIEVEMENTS\nNobel prize")
    assert (read.work_text, read.proud_of) == ("Acme", "Nobel prize")


def test_a_resume_in_two_languages_is_read_in_both():
    twice = "EXPERIENCE\nAcme\nSKILLS\nPython\nEDUCATION\nPorto\n"
    again = twice.replace("Acme", "Acme (de)").replace("Python", "Geduld")
    read = read_sections(twice + again)
    assert (read.work_text, read.skills) == ("Acme\n\nAcme (de)", ("Python", "Geduld"))


def test_a_list_behind_its_heading_is_read():
    assert read_sections("Zoë\nSkills: Python, SQL\nLanguages: French").skills == ("Python", "SQL")


def test_prose_about_skills_is_no_list():
    assert read_sections("Skills\n" + "I have learned a great deal about people. " * 4).skills == ()


def test_contact_data_in_a_section_is_left_out():
    text = "Experience\nAcme 2019 – 2021\nZoë, zoe@example.net, page 2\nTel. 0215550100\n"
    read = read_sections(f"{text}+351 21 555 01 00\n01.2019 – 12.2021 Ubud")
    assert read.work_text == "Acme 2019 – 2021\n01.2019 – 12.2021 Ubud"


def test_words_with_a_dot_are_no_links():
    assert read_sections("Node.js, ASP.NET, zoe@example.net, e.g. this").links == ()


def test_links_are_taken_once_and_without_the_punctuation_around_them():
    text = "(see https://zoe.example/a_(b)), https://zoe.example/a_(b)/ and <https://x.example>;"
    assert read_sections(text).links == ("https://zoe.example/a_(b)", "https://x.example")


def test_only_what_a_browser_opens_is_a_link():
    assert read_sections("javascript:alert(1) ftp://x.example data:text/html,x").links == ()


def test_a_very_long_section_ends_with_a_whole_line():
    read = read_sections("Experience\n" + "Acme Ltd, 2019\n" * 5_000)
    assert len(read.work_text) <= WORK_LENGTH
    assert set(read.work_text.splitlines()) == {"Acme Ltd, 2019"}


WORDS = st.sampled_from(
    [
        *("Experience", "SKILLS", "Skills: ", "Links", "Profile", "Education", "Logros", "\n", " "),
        *(
            "Acme",
            "https://a.example/(",
            "www.b.example",
            ")",
            "•",
            "a, b; c",
            "\t",
            "zoe@x.example",
        ),
    ]
)


@given(st.one_of(st.text(max_size=500), st.lists(WORDS, max_size=60).map("\n".join)))
def test_every_line_comes_from_the_text_and_everything_fits_its_column(text):
    read = read_sections(text)
    given_lines = {line.rstrip() for line in text.splitlines()}
    for block in (read.work_text, read.proud_of, read.about):
        for line in block.split("\n"):
            assert not line or any(line in given_line for given_line in given_lines)
        assert "@x.example" not in block
    assert all(skill in text and len(skill) <= SKILL_LENGTH for skill in read.skills)
    assert len(read.skills) <= MOST_SKILLS
    assert all(link.startswith(("http://", "https://")) for link in map(str.lower, read.links))
    assert all(len(link) <= LINK_LENGTH for link in read.links)
    assert len(read.links) <= MOST_LINKS


@pytest.mark.parametrize(
    "piece", ["www.", "a.", "(", "+1 ", "https://", "Skills: ", "1. ", "W ", "a:", "tel "]
)
def test_long_monotonous_lines_are_read_to_the_end(piece):
    assert isinstance(read_sections(f"Experience\n{piece * 20_000}\n"), ReadSections)
