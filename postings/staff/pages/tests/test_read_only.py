"""What is closed or archived is looked at; nothing offers to edit it."""

import pytest
from django.urls import reverse

from postings.staff.pages.tests.test_pages import LIST, recruiter, text_of
from postings.tests.factories import PostingFactory

__all__ = ["recruiter"]
pytestmark = pytest.mark.django_db


def pages_of(posting):
    return [
        (LIST, {"status": posting.status}),
        (f"{LIST}{posting.pk}/", {}),
        (reverse("posting-history", args=[posting.pk]), {}),
        (reverse("posting-preview", args=[posting.pk]), {}),
    ]


@pytest.mark.parametrize("status", ["closed", "archived"])
def test_no_page_or_menu_offers_to_edit_what_is_over(status, client, recruiter):
    posting = PostingFactory(closed=True, status=status)
    editor = reverse("posting-edit", args=[posting.pk])
    for path, query in pages_of(posting):
        response = client.get(path, query)
        assert response.status_code == 200
        assert f'{editor}"' not in text_of(response), path
    page = text_of(client.get(editor))
    assert "This posting is closed" in page and "<fieldset" in page


def test_what_is_open_can_be_edited_from_all_of_them(client, recruiter):
    posting = PostingFactory()
    editor = reverse("posting-edit", args=[posting.pk])
    for path, query in pages_of(posting):
        assert f'{editor}"' in text_of(client.get(path, query)), path
