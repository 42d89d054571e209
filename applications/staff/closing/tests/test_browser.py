"""Closing and leading a posting in a browser: nothing for axe, and everything by keys."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from applications.candidates.models import Application
from applications.tests.factories import SubmissionFactory
from ats.events.work import work_off
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter, recruiter, posting, application, scheme):
    SubmissionFactory(application=application, language="de")
    now = timezone.now()
    late = PostingFactory(close_at=now, schedule_waits_since=now, with_stages=True)
    review = PostingFactory(status="in_review", publish_at=now + timedelta(days=1))
    paths = [
        f"/staff/postings/{posting.pk}/close",
        f"/staff/postings/{late.pk}/close",
        f"/staff/postings/{late.pk}/",
        f"/staff/postings/{review.pk}/",
        f"/staff/postings/{review.pk}/return-to-draft",
        f"/staff/postings/{review.pk}/edit",
    ]
    page = enter(recruiter, "/staff/", color_scheme=scheme)
    for path in paths:
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"


@pytest.mark.parametrize("scripts", [True, False])
def test_everybody_is_answered_from_the_page_and_the_posting_closes(
    enter, recruiter, posting, application, scripts
):
    path = f"/staff/postings/{posting.pk}/close"
    page = enter(recruiter, path, java_script_enabled=scripts)
    page.get_by_role("button", name="Answer all of them, then close").click()
    expect(page.get_by_role("heading", name="Everybody is being answered")).to_be_visible()
    work_off()
    if not scripts:
        page.get_by_role("link", name="Look again").click()
    expect(page.locator("main")).to_contain_text("1 person was answered")
    assert Application.objects.get().status == "rejected"
    posting.refresh_from_db()
    assert posting.status == "closed"
