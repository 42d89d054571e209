import pytest
from django.utils import timezone

from ats.organisation.models import Organisation
from postings.boards.tests.adverts import full_posting


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(
        pk=1, name="Verdara & Sons", board_name="verdara", about="We keep **lifts** running."
    )


@pytest.fixture
def posting(organisation):
    return full_posting()


@pytest.fixture
def today():
    return timezone.now().date()
