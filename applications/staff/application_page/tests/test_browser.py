"""The page of an application follows what is done to it, however fast that is."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


class Slow:
    """Lets the server answer the first request at once, but brings its answer only later."""

    def __init__(self):
        self.kept = None

    def __call__(self, route):
        if self.kept is None:
            self.kept = (route, route.fetch())
        else:
            route.continue_()

    def arrive(self):
        route, answer = self.kept
        route.fulfill(response=answer)


def test_an_undo_shows_although_the_page_was_still_being_fetched(enter, recruiter, application):
    path = f"/staff/applications/{application.pk}/"
    page = enter(recruiter, path)
    page.get_by_role("link", name="Reject…").click()
    dialog = page.locator("#decision-dialog")
    dialog.get_by_label("Reason").select_option("pay")
    slow = Slow()
    page.route(f"**{path}", slow)
    dialog.get_by_role("button", name="Reject").click()

    with page.expect_response("**/undo"):
        page.locator(".toast").get_by_role("button", name="Undo").click()
    slow.arrive()

    expect(page.locator("#application")).to_have_attribute("data-version", "3")
    expect(page.locator("main")).not_to_contain_text("The answer goes out")
