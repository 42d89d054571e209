"""The side panel: one address, beside the board or as a page."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def board(staff_page):
    page = staff_page()
    page.goto("/test/board/")
    return page


def open_card(page, number):
    page.locator(f'a[href="/test/person/{number}/"]').click()
    expect(page.locator("#panel h1")).to_have_text(f"Person {number}")


def test_a_card_opens_beside_the_board_under_its_own_address(board):
    open_card(board, "00")
    assert board.url.endswith("/test/person/00/")
    assert board.title() == "Person 00"
    expect(board.locator("#panel")).to_be_focused()
    expect(board.locator(".board")).to_be_visible()
    board.reload()
    expect(board.locator("main h1")).to_have_text("Person 00")


@pytest.mark.parametrize("way", ["Escape", "button", "back"])
def test_closing_returns_to_the_board_and_to_the_card(board, way):
    open_card(board, "01")
    if way == "Escape":
        board.keyboard.press("Escape")
    elif way == "button":
        board.locator("[data-panel-close]").click()
    else:
        board.go_back()
    expect(board.locator("#panel")).to_be_hidden()
    assert board.url.endswith("/test/board/")
    assert board.title().startswith("Board")
    expect(board.locator('a[href="/test/person/01/"]')).to_be_focused()


def test_forward_opens_it_again(board):
    open_card(board, "00")
    board.keyboard.press("Escape")
    expect(board.locator("#panel")).to_be_hidden()
    board.go_forward()
    expect(board.locator("#panel h1")).to_have_text("Person 00")


def test_going_from_card_to_card_needs_one_step_back(board):
    board.set_viewport_size({"width": 1900, "height": 900})
    open_card(board, "00")
    open_card(board, "01")
    board.go_back()
    expect(board.locator("#panel")).to_be_hidden()
    assert board.url.endswith("/test/board/")


def test_without_scripts_a_card_is_a_link(staff_page):
    page = staff_page(java_script_enabled=False)
    page.goto("/test/board/")
    page.locator('a[href="/test/person/00/"]').click()
    expect(page.locator("main h1")).to_have_text("Person 00")
