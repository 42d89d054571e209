"""Confirmations, by either way."""

import json

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory

from ats.web.tags import undo_url
from ats.web.toasts import toast


def request(**headers):
    made = RequestFactory().post("/", headers=headers)
    made._messages = CookieStorage(made)
    return made


def test_htmx_shows_it_at_once():
    answer = toast(request(HX_Request="true"), HttpResponse(), "Moved.", undo_url="/undo/1/")
    assert json.loads(answer["HX-Trigger"]) == {
        "toast": {"text": "Moved.", "undo_url": "/undo/1/", "tone": "success"}
    }


def test_otherwise_the_next_page_shows_it():
    asked = request()
    answer = toast(asked, HttpResponse(), "Moved.", undo_url="/undo/1/")
    assert "HX-Trigger" not in answer
    (message,) = messages.get_messages(asked)
    assert str(message) == "Moved."
    assert undo_url(message) == "/undo/1/"


@pytest.mark.parametrize(
    ("tone", "level"),
    [
        ("success", messages.SUCCESS),
        ("info", messages.INFO),
        ("warning", messages.WARNING),
        ("error", messages.ERROR),
    ],
)
def test_the_tone_of_a_message(tone, level):
    asked = request()
    toast(asked, HttpResponse(), "Well.", tone=tone)
    assert [message.level for message in messages.get_messages(asked)] == [level]
