"""The Outbox as each role sees it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.tests.factories import ApplicationFactory, SubmissionFactory
from ats.events import work
from ats.events.models import Event
from ats.mail.actions import queue_message
from ats.mail.models import Message
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.tests.factories import PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

URL = reverse("outbox")


def write(about, number=1, **changes) -> Message:
    """Queue a mail about something; `changes` go straight into its row."""
    now = timezone.now()
    event = Event.objects.create(
        verb="x.y", subject_type="x", subject_id=1, actor_kind="system", occurred_at=now
    )
    message = queue_message(
        event=event,
        key=f"test:{number}",
        kind=changes.pop("kind", "confirmation"),
        recipient_name=f"Person {number}",
        recipient_email=f"person{number}@example.net",
        subject=f"Subject {number}",
        body=changes.pop("body", "Some words.\n\n[[status_link]]\n"),
        about=about,
        now=now,
    )
    if changes:
        Message.objects.filter(pk=message.pk).update(**changes)
        message.refresh_from_db()
    return message


def page_of(message):
    return reverse("outbox-message", args=[message.pk])


@pytest.fixture
def admin(db):
    return UserFactory(role="admin")


@pytest.fixture
def confidential(db):
    posting = PostingFactory(is_confidential=True, with_stages=True)
    return ApplicationFactory(posting=posting)


def test_a_recruiter_sees_mails_about_what_they_may_see(
    signed_in, recruiter, application, confidential
):
    further = SubmissionFactory(application=application, waiting=True)
    secret = SubmissionFactory(application=confidential)
    seen = [write(application, 1), write(further, 2)]
    hidden = [write(confidential, 3), write(secret, 4), write(recruiter, 5), write(None, 6)]
    client = signed_in(recruiter)

    page = client.get(URL).content.decode()
    assert all(message.subject in page for message in seen)
    assert not any(message.subject in page for message in hidden)
    assert {client.get(page_of(message)).status_code for message in seen} == {200}
    assert {client.get(page_of(message)).status_code for message in hidden} == {404}


def test_a_place_on_the_team_opens_a_confidential_posting(signed_in, recruiter, confidential):
    TeamMemberFactory(posting=confidential.posting, user=recruiter, role="recruiter")
    message = write(confidential)
    assert signed_in(recruiter).get(page_of(message)).status_code == 200


def test_an_administrator_sees_everything(signed_in, admin, application, confidential):
    for number, about in enumerate([application, confidential, admin, None]):
        write(about, number)
    page = signed_in(admin).get(URL).content.decode()
    assert all(f"Subject {number}" in page for number in range(4))


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_others_have_no_outbox(signed_in, application, role):
    user = UserFactory(role=role)
    TeamMemberFactory(posting=application.posting, user=user, role=role)
    message = write(application)
    client = signed_in(user)
    answers = [client.get(URL), client.get(page_of(message))]
    answers.append(client.post(reverse("outbox-retry", args=[message.pk])))
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_secret_link_is_not_shown(signed_in, recruiter, application):
    page = signed_in(recruiter).get(page_of(write(application))).content.decode()
    assert "secret link, filled in when sent" in page
    assert "[[" not in page
    assert "Some words." in page


def test_a_failed_mail_says_why_in_plain_words(signed_in, recruiter, application):
    message = write(
        application,
        state="failed",
        failed_at=timezone.now(),
        last_error="refused: 550 5.1.1 No such user",
    )
    client = signed_in(recruiter)
    for page in (client.get(URL), client.get(page_of(message))):
        words = page.content.decode()
        assert "mail server does not know this address." in words
    assert "550 5.1.1 No such user" in client.get(page_of(message)).content.decode()
    assert "1 mail could not be delivered." in client.get(URL).content.decode()


def test_filters(signed_in, recruiter, application):
    write(application, 1, kind="rejection", state="held")
    write(application, 2, kind="rejection", state="cancelled")
    write(application, 3, kind="confirmation", state="held")
    client = signed_in(recruiter)

    def subjects(**filters):
        page = client.get(URL, filters).content.decode()
        return [number for number in (1, 2, 3) if f"Subject {number}" in page]

    assert subjects(state="held") == [1, 3]
    assert subjects(kind="rejection") == [1, 2]
    assert subjects(state="held", kind="rejection") == [1]
    assert subjects(state="sent") == []
    assert subjects(state="nonsense") == [1, 2, 3]


def test_pages_go_on_without_gaps(signed_in, recruiter, application):
    for number in range(120):
        write(application, number)
    client, seen, address = signed_in(recruiter), [], URL
    while address:
        response = client.get(address)
        seen += [mail.message.pk for mail in response.context["rows"]]
        after = response.context["page"].after
        address = f"{URL}?after={after}" if after else ""
    assert seen == list(Message.objects.order_by("-pk").values_list("pk", flat=True))


def test_one_mail_costs_as_many_queries_as_ten(signed_in, recruiter):
    client = signed_in(recruiter)

    def make(count):
        while Message.objects.count() < 2 * count:
            application = ApplicationFactory(posting=PostingFactory(with_stages=True))
            submission = SubmissionFactory(application=application)
            write(application, f"a{application.pk}")
            write(submission, f"s{submission.pk}")

    assert_same_queries(make=make, act=lambda: client.get(URL), sizes=(1, 10), most=12)


def test_trying_again_sends_the_mail(signed_in, recruiter, application, smtp_server):
    smtp_server.refuse("person1@example.net")
    message = write(application)
    work.work_off()
    message.refresh_from_db()
    assert message.state == "failed"

    smtp_server.reset()
    client = signed_in(recruiter)
    response = client.post(reverse("outbox-retry", args=[message.pk]), follow=True)
    assert "goes out as soon as possible" in response.content.decode()
    work.work_off()
    assert len(smtp_server.messages) == 1
    assert "Try again" not in client.get(page_of(message)).content.decode()


def test_what_is_sent_meanwhile_is_not_sent_again(signed_in, recruiter, application):
    message = write(application, state="sent", sent_at=timezone.now())
    response = signed_in(recruiter).post(reverse("outbox-retry", args=[message.pk]))
    assert response.status_code == 409
    assert "no longer waiting" in response.content.decode()


def test_a_held_answer_leads_to_where_it_is_taken_back(signed_in, recruiter, application):
    due_at = timezone.now() + timedelta(hours=1)
    message = write(application, kind="rejection", state="held", due_at=due_at)
    page = signed_in(recruiter).get(page_of(message)).content.decode()
    assert "Take the decision back" in page
    assert reverse("application-detail", args=[application.pk]) in page
    assert "Send now" not in page


def test_an_erased_mail_says_so(signed_in, admin, application):
    message = write(application, subject="", body="", recipient_email="", recipient_name="")
    client = signed_in(admin)
    assert "Erased" in client.get(URL).content.decode()
    assert "was erased" in client.get(page_of(message)).content.decode()


def test_an_empty_outbox_says_what_will_be_here(signed_in, recruiter):
    assert "No mail yet" in signed_in(recruiter).get(URL).content.decode()


def test_without_a_mail_server_everybody_is_told(signed_in, recruiter, settings):
    settings.EMAIL_URL = ""
    assert "reach nobody" in signed_in(recruiter).get(URL).content.decode()
    settings.EMAIL_URL = "smtp://mail.example"
    assert "reach nobody" not in signed_in(recruiter).get(URL).content.decode()


def test_what_people_wrote_is_inert(signed_in, recruiter, application):
    hostile = "<script>alert(1)</script>"
    message = write(application, subject=hostile, recipient_name=hostile, last_error=hostile)
    client = signed_in(recruiter)
    for page in (client.get(URL), client.get(page_of(message))):
        assert "<script>alert" not in page.content.decode()
