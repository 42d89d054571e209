"""Who may see and do what: role × route × own, other and confidential object."""

import pytest

from ats.testing import access

ROWS = access.collect_rows()
CASES = [
    pytest.param(route, row, id=f"{route.name}-{row.method}-{number}")
    for route in access.routes()
    for number, row in enumerate(access.rows_for(route.name, ROWS))
]


def test_every_route_has_its_rows_and_every_row_its_route():
    wrong = access.gaps(ROWS)
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "row"), CASES)
def test_answers_are_those_of_the_matrix(route, row):
    wrong = access.disagreements(route, row, access.build_world())
    assert not wrong, "\n".join(wrong)
