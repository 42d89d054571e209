import resource
import uuid
from contextlib import contextmanager
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from applications.candidates.models import Application, Submission
from applications.documents.models import Document
from applications.intake.forms import ContactForm, ProfileForm, RoleForm
from applications.intake.tests.conftest import Applicant, hidden_fields
from ats.organisation.models import Organisation
from ats.testing.queries import statements_of
from postings.models import PostingStatus, QuestionKind, ResumePolicy
from postings.tests.factories import PostingFactory, QuestionFactory

pytestmark = pytest.mark.django_db
CV = b"Zoe. Engineer at Porto Lift since 2021. Python, patience.\n" * 5


def cv(name="zoe-cv.txt", content=CV):
    return SimpleUploadedFile(name, content)


def text_of(response):
    return unescape(response.content.decode())


def assert_refused(response, message, status=422):
    text = text_of(response)
    assert response.status_code == status
    assert "There is a problem" in text
    assert "<title>Error:" in text
    assert text.count(message) >= 2  # in the summary and at the field
    assert Application.objects.count() == 0


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


def test_a_required_resume_cannot_be_got_around(client):
    posting = PostingFactory(with_stages=True, resume_policy=ResumePolicy.REQUIRED)
    applicant = Applicant(client, posting)

    assert_refused(applicant.send(door="profile"), "Choose your résumé.")


def test_a_file_is_ignored_where_none_is_asked_for(client):
    posting = PostingFactory(with_stages=True, resume_policy=ResumePolicy.NOT_ASKED)
    applicant = Applicant(client, posting)

    assert applicant.send(door="resume", resume=cv()).status_code == 303

    assert Document.objects.count() == 0
    assert Application.objects.get().door == "profile"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (None, "Choose your résumé, or choose above"),
        (cv("cv.exe", b"MZ" + CV), "We can read PDF, DOCX, ODT, RTF and TXT."),
        (cv(content=b""), "This file is empty."),
        (cv("cv.pdf", b"%PDF-1.7\nbroken"), "This file is damaged"),
        (cv("cv.pdf", CV), "not what the end of its name says"),
        (cv("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + CV), "old Word format"),
        (cv(content=b"x" * (10 * 1024 * 1024 + 1)), "This file is larger than 10 MB."),
    ],
)
def test_each_trouble_with_a_file_has_its_own_message(file, message, applicant):
    typed = {"door": "resume"} | ({"resume": file} if file else {})

    page = applicant.check(**typed)

    assert_refused(page, message)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)
    assert Document.objects.count() == 0


def test_a_file_survives_a_mistake_elsewhere(applicant):
    page = applicant.check(door="resume", resume=cv(), email="")
    assert "zoe-cv.txt" in text_of(page)
    assert "Choose another file to replace it" in text_of(page)

    applicant.check(email="zoe@example.net")
    applicant.send()

    assert Submission.objects.get().documents.get().original_name == "zoe-cv.txt"


def test_another_file_replaces_the_first(applicant):
    applicant.check(door="resume", resume=cv("old.txt"))
    applicant.check(resume=cv("new.txt"))
    applicant.send()

    assert [d.original_name for d in Document.objects.all()] == ["new.txt"]


def test_a_bad_file_does_not_replace_a_good_one(applicant):
    applicant.check(door="resume", resume=cv("good.txt"))

    page = applicant.check(resume=cv("bad.pdf", CV))

    assert page.status_code == 422
    assert [d.original_name for d in Document.objects.all()] == ["good.txt"]
    assert applicant.check().status_code == 200


@contextmanager
def no_room_for_files():
    """No process may write a file of more than 100 bytes, which is what a full disk feels like."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_said_and_nothing_is_lost(applicant, tmp_path):
    with no_room_for_files():
        page = applicant.check(door="resume", resume=cv())

    assert_refused(page, "We have no room for your file just now.", status=507)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert applicant.check(resume=cv()).status_code == 200


def test_a_file_swept_away_before_sending_is_asked_for_again(applicant):
    applicant.check(door="resume", resume=cv())
    Document.objects.all().delete()

    assert_refused(applicant.send(), "Choose your résumé, or choose above")


def test_a_body_far_above_the_limit_is_not_read(client, posting, settings):
    settings.LARGEST_BODY_BYTES = 1000

    page = client.post(f"/jobs/{posting.slug}/apply", {"resume": cv(content=b"x" * 2000)})

    assert page.status_code == 413
    assert "your answers are still there" in text_of(page)


def test_more_text_than_a_form_can_hold_is_said(client, posting):
    page = client.post(f"/jobs/{posting.slug}/apply", {"about": "x" * (2 * 1024 * 1024 + 1)})

    assert page.status_code == 413


@pytest.mark.parametrize("body", [b"", b"--x\r\nbroken", b"\xff\xfe\x00"])
def test_a_body_that_is_no_form_is_no_failure(body, client, posting):
    page = client.post(
        f"/jobs/{posting.slug}/apply", data=body, content_type="multipart/form-data; boundary=x"
    )

    assert page.status_code in (413, 422)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (QuestionKind.SHORT_TEXT, "Two lines\nof text", "Two lines of text"),
        (QuestionKind.LONG_TEXT, "Two lines\r\nof text", "Two lines\nof text"),
        (QuestionKind.ONE_CHOICE, "100% remote", "100% remote"),
        (QuestionKind.SEVERAL_CHOICES, ["100% remote", "Office"], ["100% remote", "Office"]),
        (QuestionKind.YES_NO, "yes", True),
        (QuestionKind.YES_NO, "no", False),
        (QuestionKind.NUMBER, "60000.50", "60000.5"),
        (QuestionKind.DATE, "2026-05-31", "2026-05-31"),
        (QuestionKind.LINK, "example.net/me", "https://example.net/me"),
    ],
)
def test_every_kind_of_question_is_stored(kind, typed, stored, client, posting):
    choices = ["100% remote", "Office"]
    question = QuestionFactory(posting=posting, kind=kind, choices=choices, is_private=True)

    Applicant(client, posting).send(**{f"q{question.pk}": typed})

    [answer] = Submission.objects.get().answers
    assert answer == {
        "question": question.pk,
        "label": question.label,
        "kind": kind,
        "private": True,
        "value": stored,
    }


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_required_question_is_required_and_an_optional_one_is_not(kind, client, posting):
    required = QuestionFactory(
        posting=posting, kind=kind, choices=["a"], is_required=True, label="100% sure?"
    )
    QuestionFactory(posting=posting, kind=kind, choices=["a"])
    applicant = Applicant(client, posting)

    assert_refused(applicant.check(), "Answer the question “100% sure?”")

    value = {"yes_no": "no", "number": "0", "date": "2026-01-01", "link": "a.example"}
    applicant.send(**{f"q{required.pk}": value.get(kind, "a")})
    assert Submission.objects.get().answers[1]["value"] is None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionKind.ONE_CHOICE, "c"),
        (QuestionKind.SEVERAL_CHOICES, ["a", "c"]),
        (QuestionKind.YES_NO, "maybe"),
        (QuestionKind.NUMBER, "many"),
        (QuestionKind.NUMBER, "1e999"),
        (QuestionKind.NUMBER, "NaN"),
        (QuestionKind.DATE, "31.02.2026"),
        (QuestionKind.LINK, "javascript:x"),
        (QuestionKind.SHORT_TEXT, "x" * 501),
    ],
)
def test_an_answer_of_the_wrong_kind_is_refused(kind, typed, client, posting):
    question = QuestionFactory(posting=posting, kind=kind, choices=["a"], label="100% sure?")

    page = Applicant(client, posting).check(**{f"q{question.pk}": typed})

    assert page.status_code == 422
    assert "There is a problem" in text_of(page)


def test_private_questions_say_so(client, posting):
    QuestionFactory(posting=posting, is_private=True, help_text="A year.")

    assert "A year. Interviewers do not see this answer." in text_of(
        Applicant(client, posting).page
    )


def test_the_same_page_sent_twice_is_one_application(applicant):
    first, second = applicant.send(), applicant.send()

    assert (first.status_code, second.status_code) == (303, 303)
    assert Application.objects.count() == Submission.objects.count() == 1
    text = text_of(applicant.client.get("/applied/"))
    assert Application.objects.get().reference in text
    assert "You had sent this form before" in text


def test_nobody_can_tell_a_further_form_from_a_first_one(client, posting):
    Applicant(client, posting).send()
    first = text_of(client.get("/applied/"))
    other = Client()
    Applicant(other, posting).send()
    second = text_of(other.get("/applied/"))

    references = [s.reference for s in Submission.objects.order_by("pk")]
    assert Application.objects.count() == 1
    assert first.replace(references[0], "") == second.replace(references[1], "")


def test_the_confirmation_opens_only_for_who_sent_the_form(applicant):
    applicant.send()

    stranger = Client().get("/applied/")
    forged = Client()
    forged.cookies["applied"] = "1:1:x"

    assert stranger.status_code == forged.get("/applied/").status_code == 404
    cookie = applicant.client.cookies["applied"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/applied/", True, "Lax")
    assert "no-store" in applicant.client.get("/applied/")["Cache-Control"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"status": PostingStatus.PAUSED}, 409),
        ({"status": PostingStatus.CLOSED}, 410),
        ({"apply_by_on": (timezone.now() - timedelta(days=3)).date()}, 410),
        ({"is_confidential": True}, 404),
    ],
)
def test_a_posting_that_closes_meanwhile_gives_back_what_was_written(
    change, status, applicant, posting
):
    question = QuestionFactory(posting=posting, label="Why us?")
    for name, value in change.items():
        setattr(posting, name, value)
    posting.save()

    page = applicant.send(**{"about": "I can start in May.", f"q{question.pk}": "Because."})

    assert page.status_code == status
    assert Application.objects.count() == 0
    if status != 404:
        for kept in ("I can start in May.", "Zoë Łukasiewicz", "Porto Lift", "Why us?", "Because."):
            assert kept in text_of(page)


def test_a_posting_that_was_only_paused_takes_the_same_page_later(applicant, posting):
    posting.status = PostingStatus.PAUSED
    posting.save()
    page = applicant.send()
    posting.status = PostingStatus.OPEN
    posting.save()

    again = applicant.client.post(applicant.url, hidden_fields(page) | {"step": "send"})

    assert again.status_code == 303
    assert Submission.objects.get().name == "Zoë Łukasiewicz"


def test_a_form_sent_before_the_posting_closed_is_still_confirmed(applicant, posting):
    applicant.send()
    posting.status = PostingStatus.CLOSED
    posting.save()

    assert applicant.send().status_code == 303


def test_a_posting_without_stages_says_that_it_takes_nothing(client):
    applicant = Applicant(client, PostingFactory())

    page = applicant.send()

    assert page.status_code == 409
    assert "Zoë Łukasiewicz" in text_of(page)


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("paused", 404), ("closed", 410)])
def test_there_is_no_form_where_nothing_is_open(status, code, client):
    posting = PostingFactory(**{status: True})

    assert client.get(f"/jobs/{posting.slug}/apply").status_code == code


def test_the_source_of_a_visitor_is_kept(client, posting):
    applicant = Applicant(client, posting, source="news\x00letter" + "x" * 200)
    applicant.check(name="")
    applicant.send(name="Zoë", **hidden_fields(applicant.page))

    assert Application.objects.get().source == ("newsletter" + "x" * 200)[:100]


@pytest.mark.parametrize(("sent", "stored"), [("2", 2), ("9", 3), ("-1", 3), ("x", 3), ("", 3)])
def test_the_version_of_the_notice_that_was_shown_is_kept(sent, stored, client, posting):
    Organisation.objects.create(pk=1, name="Halyard", privacy_notice_version=3)

    Applicant(client, posting).send(notice_version=sent)

    assert Submission.objects.get().notice_version == stored


@pytest.mark.parametrize("form_key", ["", "x", "123", "7" * 5000])
def test_a_tampered_form_key_is_made_anew(form_key, applicant):
    page = applicant.check(form_key=form_key)

    assert page.status_code == 200
    assert uuid.UUID(hidden_fields(page)["form_key"])
    assert applicant.send().status_code == 303


@pytest.mark.parametrize("step", ["", "delete", "send " * 1000])
def test_an_unknown_step_only_checks(step, applicant):
    assert applicant.post(step).status_code == 200
    assert Application.objects.count() == 0


def test_stage_status_and_score_cannot_be_sent_along(applicant):
    applicant.send(stage="4", status="hired", candidate="1", accepted_at="2020-01-01", score="4")

    application = Application.objects.get()
    assert (application.status, application.stage.kind) == ("active", "new")


def test_a_form_without_its_token_is_refused(posting):
    client = Client(enforce_csrf_checks=True)
    applicant = Applicant(client, posting)

    assert applicant.send().status_code == 403
    assert Application.objects.count() == 0

    token = client.cookies[next(iter(client.cookies))].value
    assert applicant.send(csrfmiddlewaretoken=token).status_code == 303


def test_a_form_sent_within_seconds_is_shown_once_more(applicant, settings):
    settings.APPLY_MINIMUM_SECONDS = 3

    page = applicant.send()
    assert page.status_code == 422
    assert "That was very quick" in text_of(page)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)
    assert Application.objects.count() == 0

    settings.APPLY_MINIMUM_SECONDS = 0
    assert applicant.send(**hidden_fields(page)).status_code == 303


def test_a_form_that_we_did_not_open_is_shown_once_more(applicant, settings, monkeypatch):
    settings.APPLY_MINIMUM_SECONDS = 3
    page = applicant.send(opened="forged")
    assert page.status_code == 422

    later = timezone.now().timestamp() + 10
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert applicant.send(**hidden_fields(page)).status_code == 303


def test_a_flood_from_one_network_waits_with_its_answers_kept(client, posting, settings):
    settings.APPLY_PER_MINUTE = 2
    for number in range(2):
        Applicant(client, posting).send(email=f"{number}@example.net")

    page = Applicant(client, posting).send(email="third@example.net")

    assert page.status_code == 429
    assert 1 <= int(page["Retry-After"]) <= 60
    assert "Nothing is lost." in text_of(page)
    assert 'value="third@example.net"' in text_of(page)
    assert Application.objects.count() == 2
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert Applicant(other, posting).send(email="third@example.net").status_code == 303


def test_applying_works_while_redis_is_away(applicant, monkeypatch):
    from redis.exceptions import ConnectionError as RedisAway

    def away(*args, **kwargs):
        raise RedisAway

    monkeypatch.setattr("redis.connection.AbstractConnection.connect", away)
    monkeypatch.setattr("redis.connection.ConnectionPool.get_connection", away)

    assert applicant.send().status_code == 303


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
