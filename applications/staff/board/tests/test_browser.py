"""The board under real hands: mouse, finger, keys, two people at once, and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from applications.candidates.models import Application
from applications.decisions.models import Decision
from applications.staff.board import queries
from applications.tests.factories import (
    ApplicationFactory,
    CandidateFactory,
    ProfileFactory,
    SubmissionFactory,
)
from ats.tests.factories import UserFactory
from postings.tests.factories import OpeningFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(posting):
    """Three people in the first column; the first has sent something."""
    made = [
        ApplicationFactory(posting=posting, candidate=CandidateFactory(name=name))
        for name in ("Ana Silva", "Omar Haddad", "Zoë Łukasiewicz")
    ]
    ProfileFactory(application=made[0])
    SubmissionFactory(application=made[0])
    return made


def board_of(posting):
    return f"/staff/postings/{posting.pk}/board"


def column(page, name):
    return page.locator(f'.board-column[data-name="{name}"]')


def card(page, name):
    return page.locator(".board-card", has_text=name)


def names_in(page, name):
    return column(page, name).locator(".board-card-title").all_inner_texts()


def settled(page):
    """Wait until the server has answered and htmx has brought to life what came."""
    busy = ".pending, .htmx-request, .htmx-swapping, .htmx-settling, .htmx-added, [aria-busy]"
    expect(page.locator(busy)).to_have_count(0)


def drag(page, name, to):
    start, end = card(page, name).bounding_box(), column(page, to).bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 40, steps=3)
    page.mouse.move(end["x"] + 60, end["y"] + 120, steps=6)
    page.mouse.up()


def stage_of(application):
    return Application.objects.get(pk=application.pk).stage.name


def test_a_card_is_dragged_and_the_move_undone(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))

    drag(page, "Omar Haddad", "Interview")

    expect(page.locator(".toast")).to_contain_text("Omar Haddad moved to Interview.")
    assert stage_of(people[1]) == "Interview"
    expect(column(page, "New").locator("[data-count]")).to_have_text("2")
    assert page.url.endswith("/board")  # dropping is no click

    page.get_by_role("button", name="Undo").click()

    expect(column(page, "New").locator(".board-card")).to_have_count(3)
    assert names_in(page, "New") == ["Ana Silva", "Omar Haddad", "Zoë Łukasiewicz"]
    assert stage_of(people[1]) == "New"


def test_escape_and_the_same_column_move_nothing(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))
    start, end = card(page, "Ana Silva").bounding_box(), column(page, "Offer").bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + 120, steps=6)
    expect(column(page, "Offer")).to_have_class(re.compile("drop-target"))
    page.keyboard.press("Escape")
    page.mouse.up()

    drag(page, "Ana Silva", "New")

    assert names_in(page, "New")[0] == "Ana Silva"
    assert stage_of(people[0]) == "New"
    assert page.url.endswith("/board")


def test_a_finger_holds_a_card_and_moves_it(enter, recruiter, posting, people):
    page = enter(
        recruiter, board_of(posting), has_touch=True, viewport={"width": 1024, "height": 768}
    )
    start, end = card(page, "Ana Silva").bounding_box(), column(page, "Review").bounding_box()
    touch = page.context.new_cdp_session(page)

    def send(kind, x=None, y=None):
        points = [] if x is None else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", start["x"] + 40, start["y"] + 20)
    expect(page.locator(".board-ghost")).to_have_count(1)  # after being held for a moment
    for step in range(1, 6):
        x = start["x"] + (end["x"] + 60 - start["x"]) * step / 5
        send("touchMove", x, end["y"] + 120)
    send("touchEnd")

    expect(column(page, "Review").locator(".board-card")).to_have_count(1)
    settled(page)
    assert stage_of(people[0]) == "Review"


def test_the_keyboard_alone_walks_moves_undoes_and_opens(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_text("Omar Haddad")
    page.keyboard.press("m")
    expect(page.locator("#card-menu")).to_be_visible()
    page.keyboard.press("4")

    expect(column(page, "Offer").locator(".board-card")).to_have_count(1)
    settled(page)
    expect(page.locator(":focus")).to_have_text("Omar Haddad")
    page.keyboard.press("h")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_text("Omar Haddad")
    page.keyboard.press("z")
    expect(column(page, "New").locator(".board-card")).to_have_count(3)

    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h1")).to_have_text("Ana Silva")
    page.keyboard.press("j")
    expect(page.locator("#panel h1")).to_have_text("Omar Haddad")


def test_the_menu_moves_to_any_other_stage(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))
    card(page, "Ana Silva").hover()
    card(page, "Ana Silva").locator("[data-card-menu]").click()
    menu = page.locator("#card-menu")
    assert not menu.get_by_role("button", name="New").is_visible()

    menu.get_by_role("button", name="Review").click()

    expect(column(page, "Review").locator(".board-card")).to_have_count(1)
    expect(column(page, "New").locator("[data-empty]")).to_be_hidden()
    settled(page)
    assert stage_of(people[0]) == "Review"


def test_two_people_at_one_board_the_later_one_learns_who_was_faster(
    enter, recruiter, posting, people
):
    manager = UserFactory(name="Mia Manager", role="hiring_manager")
    TeamMemberFactory(posting=posting, user=manager, role="hiring_manager")
    slow, fast = enter(recruiter, board_of(posting)), enter(manager, board_of(posting))
    drag(fast, "Ana Silva", "Offer")
    expect(fast.locator(".toast")).to_contain_text("moved to Offer")

    drag(slow, "Ana Silva", "Review")

    conflict = column(slow, "Offer").locator(".board-card.conflict")
    expect(conflict).to_contain_text("Mia Manager was faster, just now")
    expect(column(slow, "Offer").locator("[data-count]")).to_have_text("1")
    expect(column(slow, "Review").locator("[data-count]")).to_have_text("0")
    expect(slow.locator("#board-status")).to_contain_text("Mia Manager was faster")
    assert stage_of(people[0]) == "Offer"
    fast.get_by_role("button", name="Undo").click()
    expect(fast.locator(".toast").last).to_contain_text("moved to New")
    # What is there now can be moved on, and an undo that comes too late says so.
    slow.reload()
    drag(slow, "Ana Silva", "Review")
    expect(column(slow, "Review").locator(".board-card")).to_have_count(1)
    fast.get_by_role("button", name="Undo").click()
    expect(fast.locator(".toast.error")).to_contain_text("Rita Recruiter was faster")
    expect(column(fast, "Review").locator(".board-card")).to_have_count(1)


def test_a_server_that_is_away_loses_no_card(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))
    page.context.set_offline(True)

    drag(page, "Ana Silva", "Offer")

    expect(page.locator(".toast.error")).to_contain_text("The card was put back")
    assert names_in(page, "New") == ["Ana Silva", "Omar Haddad", "Zoë Łukasiewicz"]
    expect(column(page, "New").locator("[data-count]")).to_have_text("3")


def test_a_panel_has_an_address_and_goes_back(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))
    card(page, "Ana Silva").get_by_role("link", name="Ana Silva", exact=True).click()
    expect(page.locator("#panel")).to_contain_text("Patience")
    assert page.url.endswith(f"/staff/applications/{people[0].pk}/")

    page.go_back()

    expect(page.locator("#panel")).to_be_hidden()
    assert page.url.endswith("/board")
    page.go_forward()
    expect(page.locator("#panel h1")).to_have_text("Ana Silva")
    page.reload()
    expect(page.locator("main h1")).to_have_text("Ana Silva")


def test_moving_in_the_panel_moves_the_card_behind_it(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h1")).to_have_text("Ana Silva")
    settled(page)

    page.keyboard.press("m")
    expect(page.locator("#move-dialog")).to_be_visible()
    settled(page)
    page.keyboard.press("3")

    expect(column(page, "Interview").locator(".board-card")).to_have_count(1)
    expect(page.locator("#move-dialog")).to_be_hidden()
    expect(page.locator("#panel .application-facts")).to_contain_text("Interview")


def test_a_rejection_with_a_reason_is_held_and_undone(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))
    page.keyboard.press("j")
    page.keyboard.press("e")
    dialog = page.locator("#decision-dialog")
    expect(dialog).to_contain_text("Reject Ana Silva")
    settled(page)
    dialog.get_by_role("button", name="Reject").click()
    expect(dialog).to_be_visible()  # no reason yet: nothing happens

    dialog.get_by_label("Reason").select_option("pay")
    dialog.get_by_role("button", name="Reject").click()

    expect(page.locator(".toast")).to_contain_text("The answer goes out at")
    expect(column(page, "New").locator(".board-card")).to_have_count(2)
    assert Decision.objects.get().reason == "pay"
    page.keyboard.press("z")
    expect(column(page, "New").locator(".board-card")).to_have_count(3)
    assert Application.objects.get(pk=people[0].pk).status == "active"


def test_columns_keep_loading(enter, recruiter, posting, monkeypatch):
    monkeypatch.setattr(queries, "PAGE_SIZE", 5)
    for number in range(17):
        ApplicationFactory(posting=posting, candidate=CandidateFactory(name=f"Person {number:02}"))
    page = enter(recruiter, board_of(posting), viewport={"width": 1024, "height": 500})

    for shown in (10, 15, 17):
        column(page, "New").locator("[data-cards]").evaluate("list => list.scrollTo(0, 1e6)")
        expect(column(page, "New").locator(".board-card")).to_have_count(shown)

    assert names_in(page, "New") == [f"Person {number:02}" for number in range(17)]


def test_a_card_moved_into_a_column_that_is_half_loaded_comes_once(
    enter, recruiter, posting, stage, monkeypatch
):
    monkeypatch.setattr(queries, "PAGE_SIZE", 8)
    for number in range(12):
        name = f"Person {number:02}"
        ApplicationFactory(
            posting=posting, stage=stage("review"), candidate=CandidateFactory(name=name)
        )
    ApplicationFactory(posting=posting, candidate=CandidateFactory(name="Last Liv"))
    page = enter(recruiter, board_of(posting), viewport={"width": 1024, "height": 600})

    drag(page, "Last Liv", "Review")
    expect(page.locator(".toast")).to_contain_text("moved to Review")
    more = column(page, "Review").locator(".board-more")
    if more.count():
        more.scroll_into_view_if_needed()

    expect(column(page, "Review").locator(".board-card")).to_have_count(13)
    assert names_in(page, "Review").count("Last Liv") == 1


def test_without_scripts_everything_is_links_and_forms(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting), java_script_enabled=False)
    card(page, "Omar Haddad").get_by_role("link", name="Move Omar Haddad to…").click(force=True)
    page.get_by_label("Offer").check()
    page.get_by_role("button", name="Move", exact=True).click()

    assert "Omar Haddad moved to Offer." in page.inner_text("body")
    page.get_by_role("link", name="Reject…").click()
    page.get_by_label("Reason").select_option("skills")
    page.get_by_role("button", name="Reject").click()
    assert "The answer goes out at" in page.inner_text("main")
    page.get_by_role("link", name="Show the history").click()
    assert "Rita Recruiter moved this from New to Offer" in page.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter, recruiter, posting, people, scheme):
    OpeningFactory(posting=posting)
    paths = [
        board_of(posting),
        "/staff/",
        "/staff/applications/",
        f"/staff/applications/{people[0].pk}/",
        f"/staff/applications/{people[0].pk}/reject",
        f"/staff/applications/{people[0].pk}/hire",
        f"/staff/applications/{people[0].pk}/move",
        f"/staff/applications/{people[0].pk}/history",
        "/staff/candidates/",
        f"/staff/candidates/{people[0].candidate_id}/",
    ]
    page = enter(recruiter, "/staff/", color_scheme=scheme)
    for path in paths:
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"


def test_axe_finds_nothing_in_panel_menu_and_dialog(enter, recruiter, posting, people):
    page = enter(recruiter, board_of(posting))
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator("#card-menu")).to_be_visible()
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h1")).to_have_text("Ana Silva")
    settled(page)
    page.keyboard.press("e")
    expect(page.locator("#decision-dialog")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_wider_than_a_phone(enter, recruiter, posting, people, width):
    long = CandidateFactory(name="Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren " * 3)
    application = ApplicationFactory(posting=posting, candidate=long)
    page = enter(recruiter, "/staff/", viewport={"width": width, "height": 700})
    for path in (
        "/staff/",
        board_of(posting),
        "/staff/applications/",
        f"/staff/applications/{application.pk}/",
        f"/staff/applications/{application.pk}/reject",
        "/staff/candidates/",
        f"/staff/candidates/{long.pk}/",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
