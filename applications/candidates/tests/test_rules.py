import re
from types import SimpleNamespace

import pytest

from applications.candidates.references import new_reference, normalise_reference
from applications.candidates.rules import (
    fold,
    fold_email,
    may_decide,
    may_move,
    may_see_contact,
)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë  Łukasiewicz", "zoe lukasiewicz"),
        ("JOSÉ DA CONCEIÇÃO", "jose da conceicao"),
        ("Søren Straße", "soren strasse"),
        ("İpek Işık", "ipek isik"),
        ("Ｆｕｌｌ Width", "full width"),
        ("محمد", "محمد"),
        ("  ", ""),
    ],
)
def test_fold_leaves_neither_case_nor_accents(name, folded):
    assert fold(name) == folded


def test_a_folded_name_fits_its_column():
    assert len(fold("ß" * 200)) == 200


def test_an_address_keeps_its_dots_and_tags():
    assert fold_email(" Zoe.L+jobs@Example.NET ") == "zoe.l+jobs@example.net"


def test_a_reference_is_short_and_holds_no_letter_that_is_misread():
    references = {new_reference() for _ in range(500)}

    assert len(references) == 500
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", r) for r in references)


@pytest.mark.parametrize("typed", ["7KQ3-MX91", " 7kq3mx9l ", "7KQ3 MX9I", "7kq3–mx91"])
def test_a_reference_is_found_however_it_was_typed(typed):
    assert normalise_reference(typed) == "7KQ3-MX91"


@pytest.mark.parametrize(
    ("role", "contact", "move", "decide"),
    [
        ("admin", True, True, True),
        ("recruiter", True, True, True),
        ("hiring_manager", True, True, False),
        ("interviewer", False, False, False),
    ],
)
def test_what_each_role_may_do(role, contact, move, decide):
    user = SimpleNamespace(role=role, is_active=True)
    gone = SimpleNamespace(role=role, is_active=False)

    assert (may_see_contact(user), may_move(user), may_decide(user)) == (contact, move, decide)
    assert not (may_see_contact(gone) or may_move(gone) or may_decide(gone))
