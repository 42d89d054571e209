"""Pages that show the organisation and work with it look it up once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.candidates.models import Application
from applications.tests.factories import ApplicationFactory
from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db

PAGES = (
    *(("careers", ""), ("careers-posting", "slug"), ("apply", "slug"), ("careers-privacy", "")),
    *(("posting-preview", "posting"), ("outbox", ""), ("settings-text-new", "")),
)


@pytest.fixture
def application() -> Application:
    made: Application = ApplicationFactory(posting=PostingFactory(with_stages=True))
    return made


@pytest.mark.parametrize(("name", "of"), PAGES)
def test_a_page_looks_the_organisation_up_once(
    client: Client, application: Application, name: str, of: str
) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"name": "Harbour Lifts"})
    client.force_login(UserFactory(role="recruiter"))
    args = {"slug": application.posting.slug, "posting": application.posting_id}
    address = reverse(name, args=[args.get(of, application.pk)] if of else [])
    client.get(address)  # once, so that the process knows that the first steps are done

    with CaptureQueriesContext(connection) as statements:
        assert client.get(address, headers={"Accept-Language": "ja"}).status_code == 200

    looks = [s["sql"] for s in statements if 'FROM "ats_organisation"' in s["sql"]]
    assert len(looks) == 1
