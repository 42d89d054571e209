"""What candidates and staff do with their browsers, step by step."""

import re

from playwright.sync_api import Locator, Page, expect

from ats.testing.smtp import Received, SmtpServer, wait_until
from ats.users.models import User
from ats.users.tests.helpers import PASSWORD

# Generous: a worker on a busy machine may be in between.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

PROUD_OF = "A release without a page at night."
RESUME = {"name": "omar-cv.pdf", "mimeType": "application/pdf"}


# --- candidates ------------------------------------------------------------------------------


def apply_without_resume(page: Page, *, name: str, email: str) -> str:
    """Come in by the careers site and the second door; return the reference."""
    page.goto("/")
    page.get_by_role("link", name="Backend Lead").click()
    page.get_by_role("link", name="Apply without a résumé").click()
    page.get_by_label("Your role").first.fill("Engineer")
    page.get_by_label("Employer").first.fill("Porto Lift")
    page.get_by_label("Skills").fill("Python, Patience")
    page.get_by_label("Something you are proud of").fill(PROUD_OF)
    return _send(page, name, email)


def apply_with_resume(page: Page, resume: bytes, *, name: str, email: str) -> str:
    """Come in by the first door with a PDF; return the reference."""
    page.goto("/")
    page.get_by_role("link", name="Backend Lead").click()
    page.get_by_role("link", name="Apply with a résumé").click()
    page.locator("input[type=file]").set_input_files([RESUME | {"buffer": resume}])
    return _send(page, name, email)


def _send(page: Page, name: str, email: str) -> str:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_role("button", name="Send application").last.click()
    expect(page.get_by_role("heading", name="Application sent")).to_be_visible()
    return page.locator(".reference").inner_text()


def open_status_page(page: Page, mail: Received) -> None:
    """Follow the secret link in a mail; it leads to an address without the secret."""
    link = re.search(r"https?://\S+/status/\S+", mail.text)
    assert link, mail.text
    page.goto(link.group())
    expect(page).to_have_url(re.compile(r"/status/$"))


def read_again_until(page: Page, words: str) -> None:
    """Reload as somebody who waits does, until the page says it."""

    def says() -> bool:
        page.reload()
        return words in page.locator("main").inner_text()

    wait_until(says, seconds=PATIENCE / 1000, what=words)


# --- staff -----------------------------------------------------------------------------------


def sign_in(page: Page, user: User) -> None:
    """Knock at the staff's door and come in through the form."""
    page.goto("/staff/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/staff/")


def column(page: Page, stage: str) -> Locator:
    return page.locator(f'.board-column[data-name="{stage}"]')


def move_on_board(page: Page, name: str, *, to: str) -> None:
    """Move a card with its menu."""
    card = page.locator(".board-card", has_text=name)
    card.hover()
    card.locator("[data-card-menu]").click()
    page.locator("#card-menu").get_by_role("button", name=to).click()
    expect(page.locator(".toast").last).to_contain_text(f"{name} moved to {to}.")
    expect(column(page, to)).to_contain_text(name)


def open_application(page: Page, name: str) -> None:
    """Open an application from the board, as a page of its own."""
    page.locator(".board-card").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("#panel h1")).to_have_text(name)
    page.reload()
    expect(page.locator("main h1")).to_have_text(name)


def ask_for_scorecard(page: Page, user: User) -> None:
    page.get_by_role("link", name="Ask for a scorecard").click()
    dialog = page.locator("#ask-dialog")
    dialog.get_by_label("Who should score?").select_option(str(user.pk))
    dialog.get_by_role("button", name="Ask").click()
    expect(page.locator("#scores")).to_contain_text(user.name)


def fill_in_scorecard(page: Page, *, level: str, recommends: str, note: str) -> None:
    """Choose a level by its text for every criterion, and hand the card in."""
    page.get_by_role("link", name="Fill in your scorecard").click()
    expect(page.locator(".criterion")).to_have_count(2)
    for criterion in page.locator(".criterion").all():
        criterion.get_by_label(level).check()
    page.get_by_label(recommends, exact=True).check()
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("#scores")).to_be_visible()


def reject(page: Page, *, reason: str) -> None:
    """Reject from the application's page, with the words that are proposed."""
    page.get_by_role("link", name="Reject…").click()
    dialog = page.locator("#decision-dialog")
    dialog.get_by_label("Reason").select_option(reason)
    dialog.get_by_role("button", name="Reject").click()
    expect(page.locator(".toast").last).to_contain_text("The answer goes out at")


def hire(page: Page, *, team: str) -> None:
    """Hire into a team's seat from the application's page."""
    page.get_by_role("link", name="Hire…").click()
    dialog = page.locator("#decision-dialog")
    dialog.get_by_label(re.compile(team)).check()
    dialog.get_by_role("button", name="Hire", exact=True).click()
    expect(page.locator(".toast").last).to_contain_text("is hired")


# --- mails -----------------------------------------------------------------------------------


def mail_to(server: SmtpServer, address: str, subject: str) -> Received:
    """Return the one mail to `address` with these words in its subject, once it has come."""
    wait_until(lambda: mails_to(server, address, subject), what=f"{subject} to {address}")
    [mail] = mails_to(server, address, subject)
    return mail


def mails_to(server: SmtpServer, address: str, subject: str = "") -> list[Received]:
    return [m for m in server.messages if address in m.recipients and subject in m.subject]
