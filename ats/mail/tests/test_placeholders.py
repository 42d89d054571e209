"""What strangers write never becomes a secret link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ats.mail import placeholders
from ats.mail.placeholders import inert

WORDS = st.text(alphabet="[]x_ ", max_size=12)


@pytest.mark.parametrize("opening", ["[[", "[[[", "[[[[", "[[ [[", "[\u200b[[", "[[\n["])
def test_no_run_of_brackets_leaves_a_placeholder(opening):
    assert all(not is_name for is_name, _ in placeholders.split(inert(f"{opening}status_link]]")))


@given(st.lists(WORDS, max_size=4).map("[[status_link]]".join))
def test_nor_does_anything_else(text):
    assert "[[" not in inert(text)


def test_other_words_stay_as_they_are():
    assert inert("Zoë [she/her]\n of Porto") == "Zoë [she/her] of Porto"
