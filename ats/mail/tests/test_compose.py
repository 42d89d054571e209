"""What a mail looks like on the wire."""

from email import message_from_bytes, policy

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ats.mail.compose import Sender, address, as_html, compose, one_line
from ats.mail.models import Message
from ats.mail.rules import AddressUnusable

SENDER = Sender("Grün & Co", "jobs@example.org")


def mail(**changes):
    message = Message(
        **{
            "kind": "confirmation",
            "recipient_name": "Zoë Ångström",
            "recipient_email": "zoe@example.net",
            "subject": "Ihre Bewerbung – naïve façade",
            "message_id": "<abc@example.org>",
            "language": "de",
            **changes,
        }
    )
    body = changes.get(
        "body", "Hallo Zoë,\n\n1 < 2 & so on:\nhttps://jobs.example.org/x?a=1&b=2.\n"
    )
    composed = compose(message, body=body, sender=SENDER, now=timezone.now())
    return message_from_bytes(composed.as_bytes(), policy=policy.default)


def test_headers():
    received = mail()
    assert received["To"].addresses[0].display_name == "Zoë Ångström"
    assert received["Subject"] == "Ihre Bewerbung – naïve façade"
    assert received["Message-ID"] == "<abc@example.org>"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Content-Language"] == "de"
    assert received["Date"].datetime


def test_text_and_html_say_the_same():
    received = mail()
    text = received.get_body(("plain",)).get_content()
    html = received.get_body(("html",)).get_content()
    assert text.splitlines()[2] == "1 < 2 & so on:"
    assert "1 &lt; 2 &amp; so on:<br>" in html
    link = "https://jobs.example.org/x?a=1&amp;b=2"
    assert f'<a href="{link}">{link}</a>.' in html
    assert '<html lang="de">' in html


def test_what_people_write_is_inert_in_html():
    html = as_html("<script>alert(1)</script>\n\"https://a.b/'><img", title="<b>", language='"x')
    assert "<script" not in html and "<img" not in html and "<b>" not in html
    assert 'lang="&quot;x"' in html


@pytest.mark.parametrize("field", ["recipient_name", "subject"])
@pytest.mark.parametrize("breaks", ["\r\n", "\n", "\r", "\r\n\r\n", "\u2028", "\x0b", "\x85"])
def test_nobody_can_add_a_header(field, breaks):
    received = mail(**{field: f"Zoë{breaks}Bcc: victim@example.org{breaks}"})
    assert received["Bcc"] is None
    assert len(received["To"].addresses) == 1
    assert received.get_body(("plain",)).get_content().startswith("Hallo")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_name_and_subject_make_a_mail_to_one_person(name, subject):
    received = mail(recipient_name=name, subject=subject)
    assert [one.addr_spec for one in received["To"].addresses] == ["zoe@example.net"]
    assert received["Bcc"] is None
    assert received.keys().count("Subject") == 1


@given(st.text(max_size=60))
def test_an_address_is_one_address_or_refused(text):
    try:
        made = address("", text)
    except AddressUnusable:
        return
    assert "\n" not in str(made) and "\r" not in str(made)


def test_one_line_keeps_words():
    assert one_line("  a\r\n b\tc\x00 ") == "a b c"
