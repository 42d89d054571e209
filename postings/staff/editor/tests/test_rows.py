"""Adding, removing and moving rows with buttons alone."""

import pytest

from postings.staff.editor.rows import rearranged
from postings.staff.editor.tests.editor_page import rows_of

NAMES = ["New", "Review", "Interview", "Offer"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("button", "names"),
    [
        ("add", [*NAMES, ""]),
        ("remove:1", ["New", "Interview", "Offer"]),
        ("up:2", ["New", "Interview", "Review", "Offer"]),
        ("down:0", ["Review", "New", "Interview", "Offer"]),
        ("up:0", NAMES),
        ("down:3", NAMES),
        ("remove:99", NAMES),
        ("up:-1", NAMES),
        ("nonsense", NAMES),
    ],
)
def test_a_button_changes_the_rows_on_the_page_and_nothing_in_the_store(
    editor, button: str, names: list[str]
) -> None:
    response = editor.change("stages", button=button)
    assert response.status_code == 200
    assert [
        name or "" for name in rows_of(editor.form("stages", response), "stages", "name")
    ] == names
    stored = editor.posting.stages.order_by("position").values_list("name", flat=True)
    assert list(stored) == NAMES


@pytest.mark.django_db
def test_what_was_typed_moves_with_its_row_checked_or_not(editor) -> None:
    response = editor.change("stages", button="up:1", rows__1__name="")
    form = editor.form("stages", response) | {"stages-rows-0-name": "Typed"}
    response = editor.press("stages", form, "down:0")
    names = rows_of(editor.form("stages", response), "stages", "name")
    assert names == ["New", "Typed", "Interview", "Offer"]
    assert "There is a problem" not in response.content.decode()


@pytest.mark.django_db
def test_moved_rows_are_saved_in_their_new_order_and_stay_themselves(editor) -> None:
    ids = list(editor.posting.stages.order_by("position").values_list("pk", flat=True))
    form = editor.form("stages", editor.change("stages", button="down:1"))
    assert editor.press("stages", form).status_code == 302
    after = list(editor.posting.stages.order_by("position").values_list("pk", flat=True))
    assert after == [ids[0], ids[2], ids[1], ids[3]]


@pytest.mark.django_db
def test_the_keyboard_stays_with_the_row_that_moved(editor) -> None:
    text = editor.change("stages", button="up:2").content.decode()
    assert 'value="up:1" title="Move up" autofocus' in text


@pytest.mark.django_db
def test_a_workplace_typed_beside_rows_is_kept_when_a_row_is_added(editor) -> None:
    response = editor.change("places", button="add", workplace_type="hybrid")
    assert editor.form("places", response)["places-workplace_type"] == "hybrid"


def test_there_is_an_end_to_adding() -> None:
    rows = [{"name": str(i)} for i in range(50)]
    assert rearranged(rows, "add", {})[0] == rows
