"""Files that answer a question of the posting: chosen, kept, changed, removed, sent."""

import pytest
from django.test import Client

from applications.candidates.models import Application, Submission
from applications.documents.models import Document
from applications.intake.tests.conftest import Applicant
from applications.intake.tests.pages import CV, assert_refused, cv, text_of
from applications.intake.tests.test_concurrency import at_once
from postings.models import QuestionKind, ResumePolicy
from postings.tests.factories import PostingFactory, QuestionFactory


def ask(posting, label, **more):
    return QuestionFactory(posting=posting, kind=QuestionKind.FILE, label=label, **more)


@pytest.fixture
def sample(posting):
    return ask(posting, "A sample of your work", is_required=True)


def post(applicant, step, **files):
    """Send what was typed with files that a browser sends only once."""
    applicant.post(step, **files)
    for name in files:
        applicant.typed.pop(name, None)
    return applicant.page


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["profile", "resume"])
def test_several_files_go_along_through_each_door(door, sample, client, posting):
    letter = ask(posting, "A letter", is_private=True)
    applicant = Applicant(client, posting)
    applicant.typed["door"] = door
    files = {f"q{sample.pk}": cv("sample.txt"), f"q{letter.pk}": cv("letter.txt")}

    page = post(applicant, "check", **files, **({"resume": cv()} if door == "resume" else {}))
    assert page.status_code == 200
    assert "sample.txt" in text_of(page) and "letter.txt" in text_of(page)
    assert applicant.send().status_code == 303

    submission = Submission.objects.get()
    sent = {d.question_id: d for d in submission.documents.filter(kind="other")}
    assert {pk: d.original_name for pk, d in sent.items()} == {
        sample.pk: "sample.txt", letter.pk: "letter.txt",
    }  # fmt: skip
    assert submission.answers[0]["value"] == {
        "document": sent[sample.pk].pk, "name": "sample.txt",
    }  # fmt: skip
    assert [d.state for d in submission.documents.all()] == ["quarantined"] * len(
        submission.documents.all()
    )
    assert submission.documents.filter(kind="resume").count() == (door == "resume")


@pytest.mark.django_db
def test_a_required_file_is_required_and_an_optional_one_is_not(sample, client, posting):
    other = ask(posting, "Something else")
    applicant = Applicant(client, posting)

    assert_refused(applicant.check(), "Choose a file for “A sample of your work”")

    assert post(applicant, "check", **{f"q{sample.pk}": cv()}).status_code == 200
    applicant.send()
    values = {a["question"]: a["value"] for a in Submission.objects.get().answers}
    assert values[other.pk] is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "message"),
    [
        (cv("sample.exe", b"MZ" + CV), "We can read PDF, DOCX, ODT, RTF and TXT."),
        (cv(content=b""), "This file is empty."),
        (cv(content=b"x" * (10 * 1024 * 1024 + 1)), "This file is larger than 10 MB."),
    ],
)
def test_the_same_limits_as_for_a_resume(file, message, sample, client, posting):
    applicant = Applicant(client, posting)
    page = post(applicant, "check", **{f"q{sample.pk}": file})
    assert_refused(page, message)
    assert Document.objects.count() == 0


@pytest.mark.django_db
def test_one_bad_file_does_not_take_the_good_ones_with_it(sample, client, posting):
    letter = ask(posting, "A letter")
    applicant = Applicant(client, posting)
    huge = cv("huge.txt", b"x" * (10 * 1024 * 1024 + 1))

    page = post(applicant, "check", **{f"q{letter.pk}": huge, f"q{sample.pk}": cv("good.txt")})

    assert_refused(page, "This file is larger than 10 MB.")
    assert "good.txt" in text_of(page)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)


@pytest.mark.django_db
def test_a_file_is_kept_through_mistakes_replaced_and_removed(sample, client, posting):
    applicant = Applicant(client, posting)
    page = post(applicant, "check", **{"email": "", f"q{sample.pk}": cv("old.txt")})
    assert "old.txt" in text_of(page) and "There is a problem" in text_of(page)
    applicant.typed["email"] = "zoe@example.net"
    post(applicant, "check", **{f"q{sample.pk}": cv("new.txt")})
    document = Document.objects.get()
    assert document.original_name == "new.txt"

    page = applicant.post(f"remove:{document.pk}")

    assert page.status_code == 200
    assert "new.txt" not in text_of(page) and "There is a problem" not in text_of(page)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)
    assert Document.objects.count() == 0


@pytest.mark.django_db
def test_nobody_removes_the_file_of_another_form(sample, client, posting):
    post(Applicant(client, posting), "check", **{f"q{sample.pk}": cv()})
    stranger = Applicant(Client(), posting)

    for step in (
        f"remove:{Document.objects.get().pk}",
        "remove:",
        "remove:x",
        "remove:" + "9" * 30,
    ):
        assert stranger.post(step).status_code == 200

    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_a_question_deleted_meanwhile_loses_no_file(sample, client, posting):
    applicant = Applicant(client, posting)
    post(applicant, "check", **{f"q{sample.pk}": cv("before.txt")})
    name = f"q{sample.pk}"
    sample.delete()

    page = post(applicant, "edit", **{name: cv("after.txt")})
    assert "before.txt" in text_of(page) and "after.txt" in text_of(page)
    assert "before.txt" in text_of(applicant.check())
    applicant.send()

    submission = Submission.objects.get()
    names = submission.documents.order_by("pk").values_list("original_name", flat=True)
    assert list(names) == ["before.txt", "after.txt"]
    assert submission.answers == []


@pytest.mark.django_db
def test_a_posting_that_asks_for_no_resume_takes_files_for_questions(client):
    posting = PostingFactory(with_stages=True, resume_policy=ResumePolicy.NOT_ASKED)
    question = ask(posting, "A plan")
    applicant = Applicant(client, posting)

    post(applicant, "check", resume=cv("cv.txt"), **{f"q{question.pk}": cv("plan.txt")})
    applicant.send()

    assert [d.original_name for d in Document.objects.all()] == ["plan.txt"]


@pytest.mark.django_db
def test_a_file_swept_away_before_sending_is_asked_for_again(sample, client, posting):
    applicant = Applicant(client, posting)
    post(applicant, "check", **{f"q{sample.pk}": cv()})
    Document.objects.all().delete()

    assert_refused(applicant.send(), "Choose a file for “A sample of your work”")


@pytest.mark.django_db
def test_a_file_for_a_question_fills_no_profile(sample, client, posting):
    applicant = Applicant(client, posting)
    post(applicant, "check", **{f"q{sample.pk}": cv("sample.txt", b"SKILLS\nJuggling\n" * 9)})
    applicant.send()

    assert "Juggling" not in str(Application.objects.get().submissions.get().profile)
    assert Document.objects.get().kind == "other"


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_at_once_with_files_is_one_application_with_one_file(
    sample, client, posting
):
    applicant = Applicant(client, posting)

    def send(number):
        data = {f"q{sample.pk}": cv(f"sample{number}.txt"), "step": "send"}
        return Client().post(applicant.url, applicant.typed | data).status_code

    assert at_once(8, send) == [303] * 8

    submission = Submission.objects.get()
    [document] = submission.documents.all()
    assert submission.answers[0]["value"] == {
        "document": document.pk, "name": document.original_name,
    }  # fmt: skip
