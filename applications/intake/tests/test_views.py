"""The form: both doors, what it shows, checks and keeps."""

import pytest
from django.utils import timezone

from applications.candidates.models import Application, Submission
from applications.documents.models import Document
from applications.intake.forms import ContactForm, ProfileForm, RoleForm
from applications.intake.tests.conftest import Applicant, hidden_fields
from applications.intake.tests.pages import assert_refused, cv, text_of
from ats.testing.queries import statements_of
from postings.models import QuestionKind, ResumePolicy
from postings.tests.factories import PostingFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_somebody_without_a_resume_applies(applicant):
    checked = applicant.check()
    assert checked.status_code == 200
    assert "Check your answers" in text_of(checked)
    assert Application.objects.count() == 0

    sent = applicant.send()

    assert (sent.status_code, sent["Location"]) == (303, "/applied/")
    application = Application.objects.get()
    assert application.door == "profile"
    done = text_of(applicant.client.get("/applied/"))
    assert application.reference in done
    assert "zoe@example.net" in done
    assert timezone.now().strftime("%Y") in done


def test_somebody_with_a_resume_applies(applicant):
    checked = applicant.check(
        **{"door": "resume", "resume": cv(), "skills": "", "role1-title": "", "role1-employer": ""}
    )
    assert "zoe-cv.txt" in text_of(checked)

    sent = applicant.send()

    assert sent.status_code == 303
    assert Application.objects.get().door == "resume"
    assert Document.objects.get().submission == Submission.objects.get()


def test_the_check_page_sends_what_it_shows(client, posting):
    question = QuestionFactory(
        posting=posting, kind=QuestionKind.SEVERAL_CHOICES, choices=["Kafka", "Redis"]
    )
    applicant = Applicant(client, posting)
    page = applicant.check(**{f"q{question.pk}": ["Kafka", "Redis"], "about": "One\nTwo"})

    again = hidden_fields(page)
    fields = {**applicant.typed, **again, f"q{question.pk}": ["Kafka", "Redis"], "step": "send"}
    assert page.content.decode().count(f'name="q{question.pk}"') == 2
    client.post(applicant.url, fields)

    submission = Submission.objects.get()
    assert submission.answers[0]["value"] == ["Kafka", "Redis"]
    assert submission.profile["about"] == "One\nTwo"


def test_changing_something_shows_the_form_as_it_was_filled_in(applicant):
    page = applicant.post("edit")

    text = text_of(page)
    assert page.status_code == 200
    assert 'value="Zoë Łukasiewicz"' in text
    assert "There is a problem" not in text


def test_the_form_says_what_is_missing_and_keeps_the_rest(applicant):
    page = applicant.check(name="", about="I can start in May.")

    assert_refused(page, "Enter your name.")
    text = text_of(page)
    assert "I can start in May." in text
    assert 'value="zoe@example.net"' in text
    assert 'href="#id_name"' in text


def test_all_problems_are_told_at_once(applicant):
    page = applicant.check(name="", email="nobody", links="not a link", door="")

    for message in ("Enter your name", "name@example.com", "“not a link” is not", "Choose whether"):
        assert text_of(page).count(message) == 2


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("email", "zoe@", "Enter an e-mail address in the form"),
        ("email", "zoe@example.net\r\nBcc: x@example.net", "Enter an e-mail address in the form"),
        ("country", "XX", "Choose a country from the list."),
        ("time_zone", "Europe/Atlantis", "Choose a time zone from the list."),
        ("time_zone", "../../etc/passwd", "Choose a time zone from the list."),
        ("links", "javascript:alert(1)", "is not a web address"),
        ("links", "\n".join(f"https://{n}.example" for n in range(11)), "at most 10 links"),
        ("skills", "\n".join(f"skill {n}" for n in range(51)), "at most 50 skills"),
        ("leave_empty", "x", "Leave the last field empty."),
    ],
)
def test_wrong_values_are_explained(field, value, message, applicant):
    assert_refused(applicant.check(**{field: value}), message)


TYPED = (
    *("name", "email", "phone", "skills", "proud_of", "links", "about"),
    *("role1-title", "role1-employer", "role1-period", "role1-summary", "role4-summary"),
)


@pytest.mark.parametrize("field", TYPED)
def test_50_kb_in_a_field_are_refused_and_kept(field, applicant):
    long = "word " * 10_000

    page = applicant.check(**{field: long})

    assert page.status_code == 422
    assert "There is a problem" in text_of(page)
    assert long.strip() in text_of(page)


def test_50_kb_in_every_field_at_once_are_no_failure(applicant):
    page = applicant.check(**dict.fromkeys(TYPED, "x" * 50000))

    assert page.status_code == 422


@pytest.mark.parametrize(
    "name",
    ["محمد بن سلمان", "Zoë 🌍🏳️‍🌈", "李小龍", "N" * 200, "O’Brien <b>x</b>", "'; DROP TABLE x"],
)
def test_names_of_all_kinds_arrive_as_they_are(name, applicant):
    applicant.check(name=name)
    assert applicant.send().status_code == 303

    assert Submission.objects.get().name == name


def test_control_characters_are_dropped_and_lines_of_a_name_joined(applicant):
    applicant.send(name="Zoë\x00\r\nBcc: x\u202e", about="a\x00b\r\nc")

    submission = Submission.objects.get()
    assert submission.name == "Zoë Bcc: x"
    assert submission.profile["about"] == "ab\nc"


def test_without_a_file_something_has_to_be_said(applicant):
    page = applicant.check(**{"skills": "", "role1-title": "", "role1-employer": ""})

    assert_refused(page, "Tell us about something you have worked on")


@pytest.mark.parametrize(
    ("policy", "said", "unsaid"),
    [
        (ResumePolicy.REQUIRED, "Please send a résumé", 'name="door"'),
        (ResumePolicy.NOT_ASKED, "You need no résumé", 'type="file"'),
        (ResumePolicy.OPTIONAL, "You need no résumé", "Please send a résumé"),
    ],
)
def test_the_form_says_whether_a_resume_is_needed(policy, said, unsaid, client):
    posting = PostingFactory(with_stages=True, resume_policy=policy)

    text = text_of(client.get(f"/jobs/{posting.slug}/apply"))

    assert said in text
    assert unsaid not in text


@pytest.mark.parametrize("door", ["resume", "profile"])
def test_the_door_that_was_chosen_on_the_advert_is_preselected(door, client, posting):
    text = text_of(client.get(f"/jobs/{posting.slug}/apply", {"door": door}))

    assert f'value="{door}" id="id_door_{int(door == "profile")}" required checked' in text


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("paused", 404), ("closed", 410)])
def test_there_is_no_form_where_nothing_is_open(status, code, client):
    posting = PostingFactory(**{status: True})

    assert client.get(f"/jobs/{posting.slug}/apply").status_code == code


def test_where_a_visitor_came_from_survives_errors_checks_and_the_way_back(client, posting):
    came = {"utm_source": 'a"><b>', "utm_campaign": "spring", "gh_src": "x1"}
    applicant = Applicant(client, posting, **came)
    applicant.check(name="")  # refused
    applicant.typed |= hidden_fields(applicant.page)
    applicant.check(name="Zoë")
    assert "<b>" not in applicant.page.content.decode()
    applicant.typed |= hidden_fields(applicant.page)
    applicant.post("edit")
    applicant.check()
    applicant.send()

    application = Application.objects.get()
    assert application.source == came["utm_source"]
    assert application.submissions.get().attribution == came


def test_the_site_that_links_to_the_form_is_kept(client, posting):
    client.defaults["HTTP_REFERER"] = "https://www.board.example/jobs?q=1"
    applicant = Applicant(client, posting)
    client.defaults["HTTP_REFERER"] = "http://testserver/jobs"
    applicant.check()
    applicant.send()

    application = Application.objects.get()
    assert application.source == "board.example"
    assert application.submissions.get().attribution == {"referrer": "board.example"}


def test_the_source_of_a_visitor_is_kept(client, posting):
    applicant = Applicant(client, posting, source="news\x00letter" + "x" * 200)
    applicant.check(name="")
    applicant.send(name="Zoë", **hidden_fields(applicant.page))

    assert Application.objects.get().source == ("newsletter" + "x" * 200)[:100]


@pytest.mark.parametrize("door", ["resume", "profile", ""])
def test_the_empty_form_has_every_field_once(door, client, posting):
    text = text_of(client.get(f"/jobs/{posting.slug}/apply", {"door": door}))

    roles = [f"role{n}-{field}" for n in range(1, 5) for field in RoleForm.base_fields]
    for name in ("resume", *roles, *ProfileForm.base_fields, *ContactForm.base_fields):
        assert text.count(f'name="{name}"') == 1, name
    assert ('<details class="details more-work"' in text) == (door == "resume")


@pytest.mark.parametrize("questions", [1, 3])
def test_the_form_takes_six_statements(questions, client, posting):
    QuestionFactory.create_batch(questions, posting=posting)
    client.get(f"/jobs/{posting.slug}/apply")

    statements = statements_of(lambda: client.get(f"/jobs/{posting.slug}/apply"))

    assert len(statements) <= 6, "\n".join(statements)


def test_back_shows_what_was_typed(applicant):
    assert "no-store" not in applicant.page["Cache-Control"]
    assert "private" in applicant.page["Cache-Control"]
