"""What is done on a page before its picture is taken."""

from playwright.sync_api import Page, expect


def as_it_is(page: Page) -> None:
    """Leave the page alone."""


def read_to_the_end(page: Page) -> None:
    """Scroll down, so that what loads on sight is there, and up again."""
    page.locator("#history-title").scroll_into_view_if_needed()
    expect(page.locator(".timeline")).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")


def send_empty_form(page: Page) -> None:
    page.get_by_role("button", name="Check your answers").click()
    page.locator(".error-summary").wait_for()


def fill_in(page: Page) -> None:
    """Apply without a résumé, up to the page on which the answers are checked."""
    page.get_by_label("Your role").first.fill("Platform engineer")
    page.get_by_label("Employer").first.fill("Harbour Systems")
    page.get_by_label("When").first.fill("2021 – now")
    page.get_by_label("Skills").fill("Python, PostgreSQL, Mentoring")
    page.get_by_label("Something you are proud of").fill("A year without a page at night.")
    page.get_by_label("Tell us about a team").fill("We halved our meetings and wrote more down.")
    page.get_by_label("Your name").fill("Noor van Dijk")
    page.get_by_label("E-mail address").fill("noor@mail.example")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("heading", name="Check your answers").wait_for()


def ask_to_withdraw(page: Page) -> None:
    page.get_by_role("link", name="Withdraw my application").click()
    page.get_by_role("heading", name="Withdraw your application?").wait_for()


def sign_in_wrongly(page: Page) -> None:
    page.get_by_label("E-mail address").fill("nobody@tidewell.example")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".error-summary, .notice").first.wait_for()


def wait_for_api_docs(page: Page) -> None:
    page.locator(".swagger-ui .opblock").first.wait_for()


def open_card_menu(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.locator("#card-menu").wait_for()


def open_first_card(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#panel h1").wait_for()


def reject_first_card(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator("#decision-dialog").wait_for()


def show_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


def hand_in_empty_card(page: Page) -> None:
    page.get_by_role("button", name="Hand in").click()
    page.locator(".error-summary").wait_for()
