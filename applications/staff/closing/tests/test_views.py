import re

import pytest
from django.urls import reverse

from applications.candidates.models import Application
from applications.closing.models import BulkAnswer
from applications.tests.factories import ApplicationFactory, CandidateFactory, SubmissionFactory
from ats.events.work import work_off
from ats.mail.models import Message
from ats.testing.queries import assert_same_queries
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, recruiter):
    client.force_login(recruiter)
    return client


def url(posting):
    return reverse("posting-close", args=[posting.pk])


def show(client, posting):
    return client.get(url(posting)).content.decode()


def form_of(client, posting):
    return dict(client.get(url(posting)).context["form"].initial) | {
        "reason": "posting_closed",
        "do": "answer",
    }


def test_nobody_waits(client, posting):
    assert "Nobody waits for an answer" in show(client, posting)
    response = client.post(url(posting), {"do": "close"}, follow=True)
    assert "is closed" in response.content.decode()
    posting.refresh_from_db()
    assert posting.status == "closed"


def test_those_who_wait_are_listed_with_an_answer_to_send(client, posting, application):
    page = show(client, posting)
    assert "1 person waits for an answer" in page
    assert "Zoë Silva" in page
    assert "Hello [[name]]," in page
    assert client.post(url(posting), {"do": "close"}).status_code == 409


def test_one_answer_reaches_everybody_with_their_own_name(client, posting, application, mailoutbox):
    shy = CandidateFactory(name="http://example.com")
    ApplicationFactory(posting=posting, candidate=shy)

    response = client.post(url(posting), form_of(client, posting))

    assert response.status_code == 302
    assert "Everybody is being answered" in show(client, posting)
    work_off()
    bodies = dict(Message.objects.filter(kind="rejection").values_list("recipient_name", "body"))
    assert bodies["Zoë Silva"].startswith("Hello Zoë Silva,\n")
    assert "9 March 2026" in bodies["Zoë Silva"]
    assert bodies[""].startswith("Hello,\n")
    posting.refresh_from_db()
    assert posting.status == "closed"
    assert "2 people were answered" in show(client, posting)


def test_everybody_reads_their_own_language(client, posting, application):
    SubmissionFactory(application=application, language="de-AT")
    ApplicationFactory(posting=posting)
    page = show(client, posting)
    assert "Subject · Deutsch" in page and "Subject · English" in page

    words = {"body_de": "Hallo [[name]], danke für den [[applied_on]].", "subject_de": "Ihre"}
    client.post(url(posting), form_of(client, posting) | words)
    work_off()

    mail = Message.objects.get(kind="rejection", recipient_name="Zoë Silva")
    assert (mail.subject, mail.language[:2]) == ("Ihre", "de")
    assert mail.body.startswith("Hallo Zoë Silva, danke für den 9. März 2026.")
    assert Message.objects.get(kind="rejection", language="en").body.startswith("Hello Zoë")


def test_who_is_left_out_is_not_answered(client, posting, application):
    ApplicationFactory(posting=posting)
    client.post(url(posting), form_of(client, posting) | {"except": [str(application.pk), "x"]})
    work_off()
    application.refresh_from_db()
    assert application.status == "active"
    page = show(client, posting)
    assert "1 person was answered" in page and "1 person waits for an answer" in page


@pytest.mark.parametrize(
    "changes", [{"body_en": " "}, {"subject_en": ""}, {"reason": "x"}, {"seen_at": "yesterday"}]
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, posting, application, changes):
    data = {"subject_en": "Our decision", "body_en": "Thanks for all.", "except": application.pk}
    response = client.post(url(posting), form_of(client, posting) | data | changes)
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in page and "checked" in page
    assert "Our decision" in page or "Thanks for all." in page
    assert not BulkAnswer.objects.exists()


def test_leaving_everybody_out_answers_nobody(client, posting, application):
    stage = {"except_stage": str(application.stage_id)}
    response = client.post(url(posting), form_of(client, posting) | stage)
    assert response.status_code == 422
    assert "Nobody is left to answer" in response.content.decode()


def test_pressed_twice_each_gets_one_answer(client, posting, application):
    data = form_of(client, posting)
    for _ in range(2):
        assert client.post(url(posting), data).status_code == 302
    work_off()
    assert client.post(url(posting), data).status_code == 302
    work_off()
    assert Message.objects.filter(kind="rejection").count() == 1


def test_the_progress_is_fetched_until_the_page_may_be_read_anew(client, posting, application):
    client.post(url(posting), form_of(client, posting))
    polled = client.get(url(posting), headers={"HX-Request": "true"})
    assert "0 of 1" in polled.content.decode() and "<html" not in polled.content.decode()
    work_off()
    assert client.get(url(posting), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_draft_has_nothing_to_close(client):
    assert "There is nothing to close" in show(client, PostingFactory(draft=True))


def test_of_very_many_the_first_are_listed(client, posting, monkeypatch):
    monkeypatch.setattr("applications.staff.closing.views.MOST_LISTED", 3)
    ApplicationFactory.create_batch(5, posting=posting)
    page = show(client, posting)
    assert page.count('name="except"') == 3
    assert "2 more people wait and get the answer, too." in page
    client.post(url(posting), form_of(client, posting))
    work_off()
    assert Application.objects.filter(status="rejected").count() == 5


def test_as_many_statements_for_many_as_for_one(client, posting):
    def make(size):
        while posting.applications.count() < size:
            ApplicationFactory(posting=posting)

    assert_same_queries(make=make, act=lambda: client.get(url(posting)), sizes=(1, 10), most=12)


@pytest.fixture
def offered(posting):
    """Somebody at the offer stage."""
    stage = posting.stages.get(kind="offer")
    return ApplicationFactory(posting=posting, stage=stage)


def ticked(client, posting):
    """What the boxes of a new page say, as a browser would send them."""
    boxes = re.findall(r'name="(except\w*)" value="(\d+)" checked', show(client, posting))
    return {name: [value for n, value in boxes if n == name] for name, _value in boxes}


def test_whoever_has_an_offer_is_left_out_until_somebody_includes_them(
    client, posting, application, offered
):
    assert "Whoever is at an offer stage is left out" in show(client, posting)
    assert ticked(client, posting) == {"except": [str(offered.pk)]}

    client.post(url(posting), form_of(client, posting) | ticked(client, posting))
    work_off()

    offered.refresh_from_db()
    application.refresh_from_db()
    assert (application.status, offered.status) == ("rejected", "active")
    client.post(url(posting), form_of(client, posting))
    work_off()
    offered.refresh_from_db()
    assert offered.status == "rejected"


def test_whoever_was_included_stays_so_when_something_else_is_wrong(client, posting, offered):
    page = client.post(url(posting), form_of(client, posting) | {"body_en": " "}).content.decode()
    assert f'name="except" value="{offered.pk}" aria' in page


def test_an_offer_that_is_not_listed_is_left_out_by_its_stage(
    client, posting, application, offered, monkeypatch
):
    monkeypatch.setattr("applications.staff.closing.views.MOST_LISTED", 1)
    assert ticked(client, posting) == {"except_stage": [str(offered.stage_id)]}


def test_without_offers_nobody_is_left_out(client, posting, application):
    assert "Whoever is at an offer stage" not in show(client, posting)
    assert ticked(client, posting) == {}
