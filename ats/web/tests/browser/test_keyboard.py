"""Staff pages by keyboard alone."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def board(staff_page):
    page = staff_page()
    page.goto("/test/board/")
    return page


def open_first_card(page):
    page.locator("a[data-panel]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h1")).to_have_text("Person 00")


def test_slash_goes_to_the_search_and_typing_there_triggers_nothing(board):
    board.keyboard.press("/")
    board.keyboard.type("gh?")
    expect(board.get_by_role("searchbox", name="Search")).to_have_value("gh?")
    assert board.url.endswith("/test/board/")


def test_two_keys_in_a_row_change_the_page(board):
    board.keyboard.press("g")
    board.keyboard.press("p")
    board.wait_for_url("**/staff/postings/")


def test_question_mark_lists_the_keys_of_the_page(board):
    open_first_card(board)
    board.keyboard.press("?")
    keys = board.get_by_role("dialog", name="Keyboard shortcuts")
    for label in ("Home", "Move", "Reject", "Close the panel"):
        expect(keys.get_by_text(label, exact=True)).to_be_visible()
    board.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(board.locator("#panel")).to_be_visible()


def test_a_dialog_starts_at_its_first_field_and_keeps_other_keys_out(board):
    open_first_card(board)
    board.keyboard.press("e")
    expect(board.get_by_label("Reason")).to_be_focused()
    board.keyboard.type("m")
    expect(board.get_by_label("Reason")).to_have_value("m")
    expect(board.locator("#move")).to_be_hidden()


def test_a_menu_is_walked_with_arrows(board):
    open_first_card(board)
    board.keyboard.press("m")
    menu = board.locator("#move")
    expect(menu.get_by_text("New")).to_be_focused()
    board.keyboard.press("ArrowDown")
    expect(menu.get_by_text("Review")).to_be_focused()
    board.keyboard.press("End")
    expect(menu.get_by_text("Offer")).to_be_focused()
    board.keyboard.press("ArrowDown")
    expect(menu.get_by_text("New")).to_be_focused()
    board.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(board.locator("#panel")).to_be_visible()


def test_the_first_tab_offers_to_skip_the_rail(board):
    board.keyboard.press("Tab")
    link = board.get_by_role("link", name="Skip to main content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    board.keyboard.press("Enter")
    expect(board.locator("main")).to_be_focused()


def test_everything_that_takes_the_focus_shows_it(staff_page):
    page = staff_page()
    page.goto("/test/styleguide/")
    unseen, seen = [], 0
    for _ in range(120):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
              const element = document.activeElement;
              if (element === document.body) return null;
              const rings = [element, element.closest("li, label, .board-card")]
                .filter(Boolean)
                .map((one) => getComputedStyle(one))
                .map((style) => style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth));
              return { html: element.outerHTML.slice(0, 80), ring: Math.max(...rings) };
            }"""
        )
        if state is None:
            break
        seen += 1
        if state["ring"] < 2:
            unseen.append(state["html"])
    assert seen > 40
    assert unseen == []
