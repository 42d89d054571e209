import pytest
from django.urls import reverse

from applications.candidates.rules import fold
from applications.tests.factories import ApplicationFactory, CandidateFactory
from ats.testing.queries import assert_same_queries
from postings.tests.factories import PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

URL = reverse("candidate-list")


def person(name):
    return CandidateFactory(name=name, name_folded=fold(name))


@pytest.mark.search
def test_names_are_found_from_their_beginning(posting, recruiter, signed_in):
    for name in ("Zoë Silva", "Omar Haddad"):
        ApplicationFactory(posting=posting, candidate=person(name))

    page = signed_in(recruiter).get(URL, {"q": "zoe s"}).content.decode()

    assert "Zoë Silva" in page
    assert "Omar Haddad" not in page


@pytest.mark.search
def test_an_address_finds_its_person(application, recruiter, signed_in):
    page = signed_in(recruiter).get(URL, {"q": application.candidate.email.upper()})

    assert "Zoë Silva" in page.content.decode()


def test_a_page_shows_all_applications_of_a_person(application, recruiter, signed_in):
    later = ApplicationFactory(
        candidate=application.candidate,
        posting=PostingFactory(title="Office Manager"),
        status="withdrawn",
    )

    page = signed_in(recruiter).get(reverse("candidate-detail", args=[application.candidate_id]))

    text = page.content.decode()
    assert "Lift Engineer" in text
    assert "Office Manager" in text
    assert "Withdrawn" in text
    assert application.candidate.email in text
    assert later.pk


def test_a_manager_sees_only_what_is_on_their_posting(application, manager, signed_in):
    secret = PostingFactory(title="Secret Successor", is_confidential=True)
    ApplicationFactory(candidate=application.candidate, posting=secret)
    ApplicationFactory(candidate=person("Omar Haddad"), posting=secret)
    client = signed_in(manager)

    everybody = client.get(URL).content.decode()
    zoe = client.get(reverse("candidate-detail", args=[application.candidate_id])).content.decode()

    assert "Zoë Silva" in everybody
    assert "Omar Haddad" not in everybody
    assert "Secret Successor" not in everybody + zoe


def test_a_recruiter_does_not_learn_of_confidential_postings(application, recruiter, signed_in):
    secret = PostingFactory(title="Secret Successor", is_confidential=True)
    hidden = ApplicationFactory(candidate=application.candidate, posting=secret)
    url = reverse("candidate-detail", args=[application.candidate_id])
    client = signed_in(recruiter)
    assert "Secret Successor" not in client.get(url).content.decode()

    TeamMemberFactory(posting=secret, user=recruiter, role="recruiter")

    assert "Secret Successor" in client.get(url).content.decode()
    assert hidden.pk


@pytest.mark.parametrize("typed", ["\x00", "@", "%", "_", "x" * 500])
def test_odd_searches_find_nobody_and_break_nothing(application, recruiter, signed_in, typed):
    assert signed_in(recruiter).get(URL, {"q": typed}).status_code == 200


def test_statements_do_not_grow_with_people_and_applications(posting, recruiter, signed_in):
    client = signed_in(recruiter)

    def make(size):
        while posting.applications.count() < size:
            application = ApplicationFactory(posting=posting)
            ApplicationFactory(candidate=application.candidate)

    assert_same_queries(make=make, act=lambda: client.get(URL), sizes=(1, 10), most=12)


def test_statements_of_a_person_do_not_grow(recruiter, signed_in):
    candidate = person("Zoë Silva")
    client = signed_in(recruiter)
    url = reverse("candidate-detail", args=[candidate.pk])

    def make(size):
        while candidate.applications.count() < size:
            ApplicationFactory(candidate=candidate)

    assert_same_queries(make=make, act=lambda: client.get(url), sizes=(1, 10), most=12)
