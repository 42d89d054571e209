import threading

import pytest
from django.db import connection

from applications.candidates import personal_data
from applications.candidates.actions import AlreadyOnPosting, confirm_address, take_over_contact
from applications.candidates.models import Candidate
from applications.candidates.queries import from_address, submissions_of
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    CandidateFactory,
    SubmissionFactory,
)
from ats.events.models import Event
from postings.tests.factories import PostingFactory


@pytest.mark.django_db
def test_an_address_is_confirmed_once():
    application = ApplicationFactory()

    confirm_address(application_id=application.pk, now=SENT_AT)
    confirm_address(application_id=application.pk, now=SENT_AT)

    application.candidate.refresh_from_db()
    assert application.candidate.email_confirmed_at == SENT_AT
    event = Event.objects.get(verb="candidate.email_confirmed")
    assert (event.subject_id, event.actor_kind) == (application.candidate_id, "candidate")


@pytest.mark.django_db
def test_an_application_joins_the_person_who_has_confirmed_this_address():
    known = CandidateFactory(email="zoe@example.net", name="Zoë", confirmed=True)
    application = ApplicationFactory(candidate__email="zoe@example.net", candidate__name="Z.")
    stranger = application.candidate

    joined = confirm_address(application_id=application.pk, now=SENT_AT)

    application.refresh_from_db()
    assert joined == application.candidate == known
    assert not Candidate.objects.filter(pk=stranger.pk).exists()
    known.refresh_from_db()
    assert known.name == "Zoë"


@pytest.mark.django_db
def test_a_person_with_other_applications_stays_when_one_of_them_joins():
    CandidateFactory(email="zoe@example.net", confirmed=True)
    stranger = CandidateFactory(email="zoe@example.net")
    application, other = ApplicationFactory.create_batch(2, candidate=stranger)

    confirm_address(application_id=application.pk, now=SENT_AT)

    other.refresh_from_db()
    assert other.candidate == stranger


@pytest.mark.django_db
def test_two_active_applications_for_one_posting_are_never_joined():
    posting = PostingFactory()
    known = CandidateFactory(email="zoe@example.net", confirmed=True)
    ApplicationFactory(candidate=known, posting=posting)
    application = ApplicationFactory(posting=posting, candidate__email="zoe@example.net")

    with pytest.raises(AlreadyOnPosting):
        confirm_address(application_id=application.pk, now=SENT_AT)

    application.refresh_from_db()
    assert application.candidate != known


@pytest.mark.django_db(transaction=True)
def test_two_links_opened_at_once_make_one_confirmed_person():
    applications = [ApplicationFactory(candidate__email="zoe@example.net") for _ in range(2)]
    barrier, failures = threading.Barrier(2), []

    def confirm(pk):
        try:
            barrier.wait()
            confirm_address(application_id=pk, now=SENT_AT)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=(a.pk,)) for a in applications]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    [person] = Candidate.objects.filter(email="zoe@example.net")
    assert person.applications.count() == 2


@pytest.mark.django_db
def test_what_a_submission_leaves_out_stays_with_the_person():
    candidate = CandidateFactory(phone="+351 1", country="PT")
    submission = SubmissionFactory(
        application__candidate=candidate, name="Zoë Łuk", phone="", country="NL"
    )

    take_over_contact(candidate, submission)

    candidate.refresh_from_db()
    assert (candidate.name, candidate.name_folded) == ("Zoë Łuk", "zoe luk")
    assert (candidate.phone, candidate.country) == ("+351 1", "NL")


@pytest.mark.django_db
def test_only_applications_for_this_posting_match_an_address():
    posting = PostingFactory()
    match = ApplicationFactory(posting=posting, candidate__email="zoe@example.net")
    ApplicationFactory(candidate__email="zoe@example.net")
    ApplicationFactory(posting=posting, candidate__email="z.oe@example.net")

    assert [*from_address("Zoe@example.net", posting_id=posting.pk)] == [match]


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [1, 3])
def test_submissions_come_newest_first_in_two_statements(sent, django_assert_num_queries):
    application = ApplicationFactory()
    made = [
        SubmissionFactory(application=application, received_at=SENT_AT.replace(day=10 + n))
        for n in range(sent)
    ]

    with django_assert_num_queries(2):
        found = [*submissions_of(application.pk)]

    assert found == made[::-1]


@pytest.mark.django_db
def test_a_candidate_takes_away_all_that_was_sent_until_it_is_erased():
    submission = SubmissionFactory(answers=[{"question": 1, "label": "Pay?", "value": "60,000"}])
    candidate = submission.application.candidate

    person, application = personal_data.collect(candidate)
    personal_data.erase(candidate)
    candidate.refresh_from_db()

    assert person["email"] == submission.email
    assert application["sent"][0]["answers"][0]["value"] == "60,000"
    left = str(personal_data.collect(candidate))
    for gone in (submission.name, submission.email, submission.phone, "60,000", "Porto Lift"):
        assert gone not in left
