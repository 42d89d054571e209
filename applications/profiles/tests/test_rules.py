import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.profiles.rules import (
    Role,
    Sections,
    sections_from_json,
    split_lines,
    split_skills,
)


@pytest.mark.parametrize(
    ("typed", "skills"),
    [
        ("Python, Django,SQL", ("Python", "Django", "SQL")),
        ("Python\nDjango\n\nSQL", ("Python", "Django", "SQL")),
        ("• Python\n• Django", ("Python", "Django")),
        ("- Python\n- Django", ("Python", "Django")),
        ("Python; python ; PYTHON", ("Python",)),
        ("Cloud (AWS, Azure), C++", ("Cloud (AWS, Azure)", "C++")),
        ("Python (3, Django", ("Python (3", "Django")),
        (".NET, Node.js, Python.", (".NET", "Node.js", "Python")),
        (" , ,\n;", ()),
        ("تصميم, 設計", ("تصميم", "設計")),
    ],
)
def test_skills_are_split_as_people_write_them(typed, skills):
    assert split_skills(typed) == skills


def test_splitting_a_very_long_text_takes_no_more_than_one_pass():
    assert split_skills("(,(" * 20_000) == ("(", "((")
    assert len(split_skills(",x" * 25_000)) == 1


def test_links_are_one_for_each_line():
    assert split_lines("https://a.example\n\n https://b.example \nhttps://a.example") == (
        "https://a.example",
        "https://b.example",
    )


def test_filled_sections_come_in_the_order_that_reviewers_read():
    sections = Sections(about="x", recent_work=(Role(title="Nurse"),), links=("https://a.example",))

    assert sections.filled() == ["recent_work", "links", "about"]


@pytest.mark.parametrize(
    "stored", [{}, {"recent_work": None, "skills": "x"}, {"recent_work": ["x", 3], "links": None}]
)
def test_stored_sections_of_an_unknown_shape_are_empty(stored):
    assert sections_from_json(stored).filled() == []


roles = st.builds(Role, st.text(), st.text(), st.text(), st.text())


@given(
    st.builds(
        Sections,
        recent_work=st.lists(roles).map(tuple),
        skills=st.lists(st.text()).map(tuple),
        proud_of=st.text(),
        links=st.lists(st.text()).map(tuple),
        about=st.text(),
    )
)
def test_what_goes_into_storage_comes_out_again(sections):
    assert sections_from_json(sections.as_json()) == sections
