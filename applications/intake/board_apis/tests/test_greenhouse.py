import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.candidates.models import Application, Door, Submission
from applications.documents.models import Document
from applications.intake.board_apis.tests.conftest import problems
from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.boards.greenhouse_questions import choice_id
from postings.models import Posting, QuestionKind, ResumePolicy
from postings.tests.factories import QuestionFactory

TEXT = "Ten years at sea. Zoë"


def test_an_application_arrives_like_one_from_the_form(greenhouse, posting):
    response = greenhouse.json()

    assert (response.status_code, response.json()) == (
        200,
        {"success": "Candidate saved successfully"},
    )
    submission = Submission.objects.get()
    application = Application.objects.get()
    assert (submission.name, submission.email) == ("Zoë Łukasiewicz", "zoe@example.net")
    assert submission.phone == "+351 21 555 01 00"
    assert submission.profile["skills"] == ["Python", "Patience"]
    assert application.posting == posting
    assert application.stage.kind == "new"
    assert application.source == "Harbour jobs"
    assert submission.language == "de"  # of the posting: nobody asked the candidate
    assert Event.objects.filter(verb="application.submitted").count() == 1
    assert "Set-Cookie" not in response
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["id", "job_id"])
def test_the_job_may_be_named_in_the_body(greenhouse, posting, name):
    response = greenhouse.json(url="/v1/boards/verdara/applications", **{name: posting.pk})

    assert response.status_code == 200
    assert Application.objects.get().posting == posting


@pytest.mark.parametrize("ending", ["", "/"])
def test_with_a_slash_at_the_end_nothing_is_lost(greenhouse, ending):
    assert greenhouse.json(url=greenhouse.url + ending).status_code == 200
    assert Application.objects.count() == 1


# Résumés


def resume_of(submission):
    document = submission.documents.get(kind="resume")
    return document.original_name, document.state, document.size


@pytest.mark.parametrize(
    "sent",
    [
        {"resume_content": base64.b64encode(TEXT.encode()).decode()},
        {"resume_text": TEXT},
        {"resume": SimpleUploadedFile("resume.txt", TEXT.encode())},
    ],
)
def test_a_resume_goes_through_quarantine_however_it_came(greenhouse, sent):
    if "resume_content" in sent:
        sent = sent | {"resume_content_filename": "resume.txt"}
    response = greenhouse.form(**sent) if "resume" in sent else greenhouse.json(**sent)

    assert response.status_code == 200, response.content
    submission = Submission.objects.get()
    assert submission.door == Door.RESUME
    assert resume_of(submission) == ("resume.txt", "quarantined", len(TEXT.encode()))
    assert Event.objects.filter(verb="document.stored").count() == 1


def test_all_that_is_sent_besides_a_resume_is_kept(greenhouse):
    response = greenhouse.form(
        resume=SimpleUploadedFile("cv.txt", b"Ten years."),
        resume_text="The same as text.",
        cover_letter=SimpleUploadedFile("letter.txt", b"Dear all."),
    )

    assert response.status_code == 200
    names = Document.objects.exclude(submission=None).values_list("kind", "original_name")
    assert sorted(names) == [
        ("other", "letter.txt"),
        ("other", "resume.txt"),
        ("resume", "cv.txt"),
    ]


def test_facts_without_a_field_of_ours_are_kept_as_answers(greenhouse):
    response = greenhouse.json(
        cover_letter_text="I can start in May.",
        location="110 5th Ave, New York",
        latitude="40.7",
        longitude="-73.9",
        employments=[
            {
                "company_name": "Porto Lift",
                "title": "Engineer",
                "start_date": {"month": 1, "year": 2019},
                "current": True,
            }
        ],
        educations=[{"school_name_id": 54, "end_date": {"month": "5", "year": "2016"}}],
        data_compliance={"gdpr_processing_consent_given": True},
    )

    assert response.status_code == 200, response.content
    submission = Submission.objects.get()
    assert submission.profile["about"] == "I can start in May."
    assert submission.profile["recent_work"] == [
        {"employer": "Porto Lift", "title": "Engineer", "period": "1/2019 – now", "summary": ""}
    ]
    said = {answer["label"]: answer["value"] for answer in submission.answers}
    assert said == {
        "Location": "110 5th Ave, New York (40.7, -73.9)",
        "Education": "School name id: 54; End date: 5/2016",
        "Gdpr processing consent given": True,
    }
    assert all(answer["private"] for answer in submission.answers)


def test_staff_see_what_was_kept(greenhouse, client):
    greenhouse.json(location="Lisbon")
    client.force_login(UserFactory(role="admin"))
    application = Application.objects.get()
    page = client.get(f"/staff/applications/{application.pk}/")

    assert page.status_code == 200
    assert "Lisbon" in page.content.decode()


@pytest.mark.parametrize("name", ["resume_url", "cover_letter_url"])
def test_an_address_of_a_file_is_refused_and_not_fetched(greenhouse, name):
    found = problems(greenhouse.json(**{name: "https://example.net/cv.pdf"}))

    assert "fetch nothing" in found[name]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"resume_content": "%%%", "resume_content_filename": "cv.pdf"}, "resume_content"),
        ({"resume_content": "aGVsbG8="}, "resume_content_filename"),
        ({"resume_content": "aGVsbG8=", "resume_content_filename": "cv.exe"}, "resume_content"),
        ({"resume_content": "aGVsbG8=", "resume_content_filename": "cv.pdf"}, "resume_content"),
        ({"resume": {"name": "cv.pdf"}}, "resume"),
    ],
)
def test_a_file_that_is_none_is_refused(greenhouse, sent, field):
    assert field in problems(greenhouse.json(**sent))
    assert not Document.objects.exists()


def test_without_resume_or_words_it_says_what_is_missing(greenhouse):
    assert "skills" in problems(greenhouse.json(skills=None))["resume"]


def test_a_required_resume_is_asked_for(greenhouse, posting):
    Posting.objects.update(resume_policy=ResumePolicy.REQUIRED)

    assert "resume" in problems(greenhouse.json())
    assert greenhouse.json(resume_text=TEXT).status_code == 200


def test_where_no_resume_is_asked_for_none_is_taken_in_silence(greenhouse):
    Posting.objects.update(resume_policy=ResumePolicy.NOT_ASKED)

    assert "resume_text" in problems(greenhouse.json(resume_text=TEXT))
    assert greenhouse.json().status_code == 200


# Questions


def answers():
    return {answer["question"]: answer["value"] for answer in Submission.objects.get().answers}


def test_questions_are_answered_by_number_value_or_words(greenhouse, questions):
    response = greenhouse.json(
        **{
            f"question_{questions['notice'].pk}": "Four weeks",
            f"question_{questions['sea'].pk}": 1,
            f"question_{questions['colour'].pk}": choice_id("Blue"),
            f"question_{questions['places'].pk}": [choice_id("Sea"), "Air"],
        }
    )

    assert response.status_code == 200, response.content
    assert answers() == {
        questions["notice"].pk: "Four weeks",
        questions["sea"].pk: True,
        questions["colour"].pk: "Blue",
        questions["places"].pk: ["Sea", "Air"],
    }


def test_a_form_answers_several_choices_by_brackets(greenhouse, questions):
    response = greenhouse.form(
        **{
            f"question_{questions['notice'].pk}": "Soon",
            f"question_{questions['sea'].pk}": "0",
            f"question_{questions['places'].pk}[]": ["Sea", str(choice_id("Land"))],
        }
    )

    assert response.status_code == 200, response.content
    assert answers()[questions["places"].pk] == ["Sea", "Land"]
    assert answers()[questions["sea"].pk] is False


def test_a_file_may_answer_a_question(greenhouse, posting):
    asked = QuestionFactory(
        posting=posting, kind=QuestionKind.FILE, label="Certificate?", is_required=True
    )
    name = f"question_{asked.pk}"
    assert name in problems(greenhouse.json())

    letter = SimpleUploadedFile("certificate.txt", b"Passed.")
    assert greenhouse.form(**{name: letter}).status_code == 200
    submission = Submission.objects.get()
    document = submission.documents.get()
    assert (document.question, document.state) == (asked, "quarantined")
    assert submission.answers[0]["value"] == {"document": document.pk, "name": "certificate.txt"}

    coded = {f"{name}_content": "UGFzc2VkLg==", f"{name}_content_filename": "c.txt"}
    assert greenhouse.json(email="b@example.net", **coded).status_code == 200
    found = problems(greenhouse.json(**{f"{name}_url": "https://example.net/c.pdf"}))
    assert f"{name}_url" in found


@pytest.mark.parametrize(
    ("sent", "starts"),
    [("Europe/Lisbon", "09:00"), ("Europe/Lisbon 10:30-18:00", "10:30"), ("Nowhere", "")],
)
def test_hours_are_a_zone_with_times(greenhouse, posting, sent, starts):
    asked = QuestionFactory(posting=posting, kind=QuestionKind.TIME_ZONE)
    response = greenhouse.json(**{f"question_{asked.pk}": sent})

    if not starts:
        assert f"question_{asked.pk}" in problems(response)
        return
    assert response.status_code == 200, response.content
    value = answers()[asked.pk]
    assert (value["time_zone"], value["from"]) == ("Europe/Lisbon", starts)


def test_a_letter_may_come_without_a_resume(greenhouse):
    letter = SimpleUploadedFile("letter.txt", b"Dear all.")

    assert greenhouse.form(cover_letter=letter).status_code == 200
    submission = Submission.objects.get()
    assert submission.door == Door.PROFILE
    assert submission.documents.get().original_name == "letter.txt"


def test_a_required_question_is_enforced(greenhouse, questions):
    found = problems(greenhouse.json())

    assert "Notice?" in found[f"question_{questions['notice'].pk}"]
    assert not Submission.objects.exists()


def test_a_missing_word_about_oneself_is_told_beside_a_missing_answer(greenhouse, questions):
    nothing = dict.fromkeys(("resume_text", "about", "skills", "proud_of", "comments"))
    found = problems(greenhouse.json(**nothing))

    assert set(found) == {"resume", f"question_{questions['notice'].pk}"}


def test_all_problems_are_told_at_once(greenhouse, questions):
    found = problems(
        greenhouse.json(
            first_name=None,
            last_name=None,
            email="nobody",
            phone={"a": 1},
            resume_url="https://example.net/x",
            gender=2,
            question_999999="x",
            **{
                f"question_{questions['colour'].pk}": "Green",
                f"question_{questions['sea'].pk}": [1, 0],
                f"question_{questions['places'].pk}": {"a": 1},
            },
        )
    )

    assert set(found) == {
        *("first_name", "email", "phone", "resume_url", "gender", "question_999999"),
        *(f"question_{questions[name].pk}" for name in ("notice", "colour", "sea", "places")),
    }


def test_where_somebody_comes_from_is_kept(greenhouse):
    greenhouse.json(mapped_url_token="abc123", referer="https://news.example.net/x")

    submission = Submission.objects.get()
    assert submission.source == "abc123"
    assert submission.attribution == {"gh_src": "abc123", "referrer": "news.example.net"}
