"""Rows moved with keys and by hand, and the inputs of each kind of question."""

import pytest
from playwright.sync_api import expect

from postings.staff.editor.tests.test_browser import enter, names_in  # noqa: F401 - a fixture
from postings.tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["New", "Review", "Interview", "Offer"]


def save_stages(page, posting) -> list[str]:
    page.get_by_role("button", name="Save “Stages”").click()
    expect(page.get_by_text("“Stages” is saved.")).to_be_visible()
    return list(posting.stages.order_by("position").values_list("name", flat=True))


def test_alt_and_an_arrow_move_a_row_and_the_cursor_with_it(enter, posting) -> None:  # noqa: F811
    ids = dict(posting.stages.values_list("name", "pk"))
    page = enter()
    field = page.locator("#stages input[name$=-name]").nth(3)
    field.press("End")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.type("!")
    assert names_in(page) == ["New", "Offer!", "Review", "Interview"]
    expect(page.locator("#stages [role=status][data-moved]")).to_have_text("Moved to place 2 of 4.")
    expect(page.locator("#stages").get_by_text("Not saved yet")).to_be_visible()
    assert save_stages(page, posting) == ["New", "Offer!", "Review", "Interview"]
    assert posting.stages.get(name="Offer!").pk == ids["Offer"]


def test_a_row_is_dragged_by_its_handle_and_back_with_escape(enter, posting) -> None:  # noqa: F811
    page = enter()
    rows, handles = page.locator("#stages .editor-row"), page.locator("#stages .row-handle")
    handles.nth(3).scroll_into_view_if_needed()

    def drag_to(number: int) -> None:
        handles.nth(3).hover()
        page.mouse.down()
        box = rows.nth(number).bounding_box()
        page.mouse.move(box["x"] + 40, box["y"] + 4, steps=8)

    drag_to(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert names_in(page) == NAMES
    drag_to(1)
    page.mouse.up()
    assert names_in(page) == ["New", "Offer", "Review", "Interview"]
    expect(handles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert save_stages(page, posting) == ["New", "Review", "Offer", "Interview"]


def test_buttons_and_new_rows_go_on_from_the_moved_order(enter, posting) -> None:  # noqa: F811
    page = enter()
    page.locator("#stages input[name$=-name]").nth(3).press("Alt+ArrowUp")
    page.locator("#stages button[value='remove:3']").click()
    expect(page.locator("#stages .editor-row")).to_have_count(3)
    assert names_in(page) == ["New", "Review", "Offer"]


def test_only_the_inputs_of_the_chosen_kind_are_in_sight(enter, posting) -> None:  # noqa: F811
    QuestionFactory(posting=posting, label="Can you work at night?", kind="yes_no")
    page = enter()
    section = page.locator("#questions")
    expect(section.get_by_label("Flag the answer when it is")).to_be_visible()
    expect(section.get_by_label("Choices")).to_be_hidden()
    section.get_by_label("Kind of answer").select_option("number")
    expect(section.get_by_label("Flag the answer when it is")).to_be_hidden()
    expect(section.get_by_label("Flag the number when it is")).to_be_visible()
    section.get_by_label("Flag the number when it is").select_option("below")
    page.get_by_role("button", name="Save “Questions”").click()
    expect(section.get_by_text("Give a number").first).to_be_visible()
    section.get_by_label("this number").fill("3")
    page.get_by_role("button", name="Save “Questions”").click()
    expect(page.get_by_text("“Questions” is saved.")).to_be_visible()
    assert posting.questions.get().knock_out == {"flag_if": "below", "value": "3"}
