"""Which tests are marked without having to say so."""

from ats.testing.plugin import is_repeated
from ats.testing.repetitions import repetitions


def often() -> int:
    return repetitions(1, 2)


def once() -> int:
    return 1


def test_a_test_that_asks_how_often_belongs_to_the_long_ones():
    assert [is_repeated(test) for test in (often, once, None)] == [True, False, False]
