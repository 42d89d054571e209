"""The whole way through a real browser: without JavaScript, by keyboard, on a narrow screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from applications.candidates.models import Application, Submission
from applications.documents.models import Document
from applications.status_page.actions import mint_link
from applications.tests.factories import SENT_AT, SubmissionFactory
from ats.organisation.models import Organisation
from postings.models import QuestionKind
from postings.tests.factories import LocationFactory, PostingFactory, QuestionFactory

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def lead():
    Organisation.objects.create(pk=1, name="Halyard", contact_email="people@halyard.example")
    posting = PostingFactory(title="Backend Lead", slug="backend-lead", with_stages=True)
    LocationFactory(posting=posting)
    QuestionFactory(posting=posting, kind=QuestionKind.YES_NO, label="May you work here?")
    QuestionFactory(
        posting=posting, kind=QuestionKind.SEVERAL_CHOICES, label="Which?", choices=["A", "B"]
    )
    return posting


def write(page, **typed):
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)


def press(page, name):
    """Reach a button or link with the keyboard alone and press Enter on it."""
    target = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    target.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def assert_fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def assert_accessible(page, state):
    found = Axe().run(page)
    assert found.violations_count == 0, f"{state}\n{found.generate_report()}"


def test_a_person_without_a_resume_applies_without_javascript(open_page, lead):
    page = open_page(java_script_enabled=False, **NARROW)
    page.goto("/")
    assert page.context.cookies() == []
    press(page, "Backend Lead")
    assert_fits(page)
    press(page, "Apply without a résumé")
    assert not page.locator("[name=resume]").is_visible()
    press(page, "Check your answers")
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Enter your name.").click()
    assert page.evaluate("document.activeElement.name") == "name"
    write(page, name="Zoë", email="zoe@example.net", skills="Python", proud_of="Nights off.")
    assert_fits(page)
    press(page, "Check your answers")
    assert page.get_by_text("Nights off.").is_visible()
    assert_fits(page)
    press(page, "Change what you say about yourself")
    write(page, name="Zoë Ł.")
    press(page, "Check your answers")
    press(page, "Send application")
    assert page.get_by_role("heading", name="Application sent").is_visible()
    assert Application.objects.get().reference in page.content()

    page.go_back()
    press(page, "Send application")

    assert page.get_by_text("You had sent this form before").is_visible()
    assert [s.name for s in Submission.objects.all()] == ["Zoë Ł."]


def test_a_person_with_a_resume_changes_the_door_and_loses_nothing(open_page, lead):
    page = open_page()
    page.goto("/jobs/backend-lead/apply?door=profile")
    write(page, name="Zoë", email="zoe@", about="I can start in May.")
    page.get_by_label("Send a résumé").check()
    page.locator("[name=resume]").set_input_files(
        {"name": "cv.txt", "mimeType": "text/plain", "buffer": b"Zoe, engineer.\n" * 9}
    )
    page.get_by_role("button", name="Check your answers").click()
    assert page.get_by_text("cv.txt").first.is_visible()
    write(page, email="zoe@example.net")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Send application").last.click()
    page.get_by_role("heading", name="Application sent").wait_for()

    submission = Submission.objects.get()
    assert submission.profile["about"] == "I can start in May."
    assert Document.objects.get().submission == submission


def test_nothing_stands_in_the_way_of_anyone(open_page, lead):
    page = open_page()
    for state in ("/", "/jobs/backend-lead", "/privacy", "/jobs/backend-lead/apply", "/status/x"):
        page.goto(state)
        assert_accessible(page, state)
    page.goto("/jobs/backend-lead/apply?door=resume")
    page.get_by_role("button", name="Check your answers").click()
    assert_accessible(page, "errors")
    page.get_by_label("Tell us on this form instead").check()
    write(page, name="Zoë", email="zoe@example.net", skills="Python")
    page.get_by_role("button", name="Check your answers").click()
    assert_accessible(page, "check")
    page.get_by_role("button", name="Send application").last.click()
    assert_accessible(page, "done")
    application = Application.objects.get()
    SubmissionFactory(application=application, waiting=True)
    page.goto(f"/status/{mint_link(application_id=application.pk, now=SENT_AT)}")
    assert page.url.endswith("/status/")
    assert_accessible(page, "status")
    page.get_by_role("link", name="Withdraw my application").click()
    assert_accessible(page, "withdraw")
    page.get_by_role("button", name="Withdraw").click()
    assert page.get_by_text("You have withdrawn this application").is_visible()
