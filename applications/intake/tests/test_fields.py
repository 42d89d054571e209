from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from applications.intake.choices import country_options, known_zones, zone_names, zone_options
from applications.intake.fields import LineField, LinksField, LongSelect, SkillsField, TextField
from applications.intake.question_fields import LinkField

FIELDS = {
    "line": LineField(label="L", longest=100),
    "text": TextField(label="T", longest=100),
    "skills": SkillsField(label="S", longest=6_000),
    "links": LinksField(label="L", longest=6_000),
    "link": LinkField(label="L", longest=500),
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
@given(typed=st.text())
def test_any_text_is_taken_or_refused_in_words(field, typed):
    with suppress(ValidationError):
        assert "\x00" not in str(field.clean(typed))


@pytest.mark.parametrize(
    "typed", ["http://[::1", "http://[", "https://user:pw@x.example", "//x", "https://" + "a" * 600]
)
def test_odd_addresses_are_no_failure(typed):
    with suppress(ValidationError):
        FIELDS["links"].clean(typed)


def test_a_line_is_one_line_in_one_direction():
    assert FIELDS["line"].clean(" a\tb\r\nc\u202ed \x00") == "a b cd"


def test_a_text_keeps_its_lines_and_its_language():
    assert FIELDS["text"].clean("שלום\r\nعالم\r👩‍💻") == "שלום\nعالم\n👩‍💻"


def test_accents_typed_in_two_ways_are_equal():
    assert FIELDS["line"].clean("Zoe\u0308") == "Zoë"


def test_too_long_says_how_long_it_may_be():
    with pytest.raises(ValidationError, match="“L” may have 100 characters; this has 101"):
        FIELDS["line"].clean("x" * 101)


def test_links_get_the_scheme_that_was_left_out():
    assert FIELDS["links"].clean("example.net/a\nhttp://b.example") == (
        "https://example.net/a",
        "http://b.example",
    )


def test_a_chosen_option_is_selected_and_what_was_typed_is_escaped():
    select = LongSelect(country_options)

    assert "<option value=PT selected>Portugal" in select.render("country", "PT")
    assert "<script>" not in select.render("country", '"><script>')
    assert "<option value=Europe/Lisbon selected>Lisbon" in LongSelect(zone_options).render(
        "zone", "Europe/Lisbon"
    )


def test_every_zone_that_can_be_chosen_exists():
    assert set(zone_names()) <= known_zones()
    assert {"Europe/Lisbon", "Africa/Nairobi", "Asia/Kolkata"} <= set(zone_names())
