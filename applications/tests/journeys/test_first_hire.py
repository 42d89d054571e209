"""From an advert to a first hire, as those who take part see it: browsers, mails, a worker."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications.decisions.models import Decision
from applications.documents.tests.samples import pdf
from applications.tests.journeys import hands
from applications.tests.journeys.company import LEVELS, Company, found_company
from ats.events import tasks
from ats.events.models import Delivery
from ats.mail.actions import target_of
from ats.mail.models import Message
from ats.testing.smtp import SmtpServer, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

ZOE, ZOE_MAIL = "Zoë Łukasiewicz", "zoe@example.net"
OMAR, OMAR_MAIL = "Omar Haddad", "omar@example.net"
STILL_OPEN = "whatever we decide"
REJECTED = "We have decided not to go on with your application."
HIRED = "We have decided: we want to work with you."


@dataclass(frozen=True)
class Cast:
    """Who takes part, each with a browser of their own."""

    company: Company
    mails: SmtpServer
    zoe: Page
    omar: Page
    recruiter: Page
    manager: Page
    interviewer: Page

    @property
    def board(self) -> str:
        return f"/staff/postings/{self.company.posting.pk}/board"


@pytest.fixture
def cast(celery_worker, smtp_server, open_page, settings):
    # Browsers that are driven fill in a form faster than people do.
    settings.APPLY_MINIMUM_SECONDS = 0
    widths = {"zoe": 390, "omar": 1280, "recruiter": 1440, "manager": 1280, "interviewer": 768}
    browsers = {
        name: open_page(viewport={"width": width, "height": 900}) for name, width in widths.items()
    }
    for page in browsers.values():
        page.set_default_timeout(hands.PATIENCE)
    return Cast(company=found_company(), mails=smtp_server, **browsers)


def test_from_an_advert_to_a_first_hire(cast):
    both_apply_and_hear_that_it_arrived(cast)
    the_recruiter_moves_one_and_asks_two_for_scores(cast)
    scores_stay_sealed_until_ones_own_is_in(cast)
    a_rejection_is_taken_back_and_given_again(cast)
    the_rejection_shows_once_it_was_sent(cast)
    the_other_is_hired_into_a_seat_and_told(cast)


def both_apply_and_hear_that_it_arrived(cast: Cast) -> None:
    reference = hands.apply_without_resume(cast.zoe, name=ZOE, email=ZOE_MAIL)
    resume = pdf("Omar Haddad\nEngineer since 2019")
    hands.apply_with_resume(cast.omar, resume, name=OMAR, email=OMAR_MAIL)

    confirmation = hands.mail_to(cast.mails, ZOE_MAIL, "Backend Lead has arrived")
    assert reference in confirmation.text
    hands.open_status_page(cast.zoe, confirmation)
    expect(cast.zoe.locator("main")).to_contain_text("We have your application and will read it.")
    expect(cast.zoe.locator("main")).to_contain_text(hands.PROUD_OF)
    hands.open_status_page(cast.omar, hands.mail_to(cast.mails, OMAR_MAIL, "has arrived"))
    expect(cast.omar.locator("main")).to_contain_text("omar-cv.pdf")


def the_recruiter_moves_one_and_asks_two_for_scores(cast: Cast) -> None:
    hands.mail_to(cast.mails, cast.company.recruiter.email, f"{ZOE} has applied")
    hands.sign_in(cast.recruiter, cast.company.recruiter)
    cast.recruiter.goto(cast.board)
    expect(hands.column(cast.recruiter, "New").locator(".board-card")).to_have_count(2)

    hands.move_on_board(cast.recruiter, ZOE, to="Interview")
    hands.open_application(cast.recruiter, ZOE)
    expect(cast.recruiter.locator("main")).to_contain_text(hands.PROUD_OF)
    hands.ask_for_scorecard(cast.recruiter, cast.company.interviewer)
    hands.ask_for_scorecard(cast.recruiter, cast.company.manager)

    hands.read_again_until(cast.zoe, "The interviews are under way.")


def scores_stay_sealed_until_ones_own_is_in(cast: Cast) -> None:
    first = "Spoke over others."
    open_from_mail(cast, cast.interviewer, cast.company.interviewer)
    hands.fill_in_scorecard(cast.interviewer, level=LEVELS[1], recommends="No", note=first)

    open_from_mail(cast, cast.manager, cast.company.manager)
    cast.recruiter.reload()
    for page in (cast.manager, cast.recruiter):
        expect(page.locator("#scores")).to_contain_text("1 of 2 in. Scores are sealed")
        assert first not in page.content()
        assert "in favour" not in page.content()

    hands.fill_in_scorecard(
        cast.manager, level=LEVELS[3], recommends="Definitely", note="Asked about the night shift."
    )
    scores = cast.manager.locator("#scores")
    expect(scores).to_contain_text("Average 3.0 of 4, 1 of 2 cards in favour")
    expect(scores).to_contain_text(first)


def a_rejection_is_taken_back_and_given_again(cast: Cast) -> None:
    page = cast.recruiter
    page.goto(cast.board)
    hands.open_application(page, OMAR)
    expect(page.locator("main")).to_contain_text("omar-cv.pdf")

    hands.reject(page, reason="skills")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".toast").last).to_contain_text("The answer will not be sent.")

    hands.reject(page, reason="experience")
    expect(page.locator("main")).to_contain_text("Until then the candidate sees nothing of it.")


def the_rejection_shows_once_it_was_sent(cast: Cast) -> None:
    message = held_message()
    cast.omar.reload()
    expect(cast.omar.locator("main")).to_contain_text(STILL_OPEN)
    assert len(hands.mails_to(cast.mails, OMAR_MAIL)) == 1  # the confirmation

    let_an_hour_pass(message)

    rejection = hands.mail_to(cast.mails, OMAR_MAIL, "About your application")
    assert "decided not to go on" in rejection.text
    hands.read_again_until(cast.omar, REJECTED)
    hands.open_status_page(cast.omar, rejection)  # its own link works as well
    expect(cast.omar.locator("main")).to_contain_text(REJECTED)
    assert len(hands.mails_to(cast.mails, OMAR_MAIL)) == 2


def the_other_is_hired_into_a_seat_and_told(cast: Cast) -> None:
    page = cast.recruiter
    page.goto(cast.board)
    expect(page.locator(".board-card")).to_have_count(1)
    hands.open_application(page, ZOE)
    hands.hire(page, team="Timetables")
    cast.zoe.reload()
    expect(cast.zoe.locator("main")).to_contain_text(STILL_OPEN)

    let_an_hour_pass(held_message())

    hands.mail_to(cast.mails, ZOE_MAIL, "Good news")
    hands.read_again_until(cast.zoe, HIRED)
    hands.read_again_until(page, "The candidate was told")
    expect(page.locator(".application-facts")).to_contain_text("Timetables")


def open_from_mail(cast: Cast, page: Page, user) -> None:
    """Sign in and follow the link of the mail that asks for a scorecard."""
    mail = hands.mail_to(cast.mails, user.email, "Please score")
    address = re.search(r"http://\S+/staff/\S+", mail.text)
    hands.sign_in(page, user)
    page.goto(address.group())


def held_message() -> Message:
    """Return the answer that waits, once the worker has written it."""
    decision = Decision.objects.get(undone_at=None, answered_at=None)
    found = Message.objects.filter(key=f"decision:{decision.pk}", state="held")
    wait_until(found.exists, what="a held answer")
    return found.get()


def let_an_hour_pass(message: Message) -> None:
    """End the hold of a message now, and let the clock's sweep find it."""
    past = timezone.now() - timedelta(seconds=1)
    Decision.objects.filter(undone_at=None, answered_at=None).update(answer_due_at=past)
    Message.objects.filter(pk=message.pk).update(due_at=past)
    Delivery.objects.filter(target=target_of(message)).update(due_at=past)
    tasks.sweep()
