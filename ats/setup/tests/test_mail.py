"""Mail settings: entered, tried, stored, and never shown again."""

import pytest

from ats.events.work import work_off
from ats.mail.transport import parse_url, stored_url
from ats.organisation.models import Organisation
from ats.setup import smtp_address
from ats.users.tests.helpers import person, signed_in

pytestmark = pytest.mark.django_db
PAGE, TEST = "/staff/settings/organisation", "/staff/settings/mail-test"
FORM = {
    "name": "Tidewater",
    "contact_email": "jobs@example.org",
    "decision_hold_minutes": "60",
    "reply_within_days": "21",
    "privacy_notice": "We use it to decide.",
}
MAIL = {
    "smtp_host": "smtp.example.org",
    "smtp_port": "587",
    "smtp_security": "starttls",
    "smtp_user": "jobs@example.org",
    "smtp_password": "p@ss:w/ö rd?#",
    "mail_from": "jobs@example.org",
}


@pytest.fixture
def page(settings):
    settings.EMAIL_URL = ""
    return signed_in(person("admin", email="ada@example.org"))


def stored():
    return smtp_address.stored(Organisation.objects.get().smtp_url)


def server(smtp_server, settings):
    """Fill in the form for the running server."""
    address = parse_url(smtp_server.url)
    settings.EMAIL_URL = ""
    return {
        "smtp_host": address.host,
        "smtp_port": str(address.port),
        "smtp_security": "none",
        "mail_from": "jobs@example.org",
    }


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_what_is_entered_is_what_mail_is_sent_with(page, security):
    assert page.post(PAGE, {**FORM, **MAIL, "smtp_security": security}).status_code == 302
    address = parse_url(stored_url(Organisation.objects.get().smtp_url))
    assert (address.host, address.port, address.encryption) == ("smtp.example.org", 587, security)
    assert (address.user, address.password) == ("jobs@example.org", "p@ss:w/ö rd?#")


def test_the_password_is_neither_stored_in_the_open_nor_shown(page):
    page.post(PAGE, {**FORM, **MAIL})
    assert "p@ss" not in str(Organisation.objects.values())
    text = page.get(PAGE).content.decode()
    assert "smtp.example.org" in text and "p@ss" not in text


def test_an_empty_password_keeps_the_stored_one(page):
    page.post(PAGE, {**FORM, **MAIL})
    page.post(PAGE, {**FORM, **MAIL, "smtp_password": "", "smtp_port": "465"})
    assert (stored().port, stored().password) == (465, MAIL["smtp_password"])


@pytest.mark.parametrize("change", [{"smtp_host": "evil.example"}, {"smtp_user": "other"}])
def test_a_stored_password_goes_to_no_other_server_or_user(page, change):
    page.post(PAGE, {**FORM, **MAIL})
    for address in (PAGE, TEST):
        answer = page.post(address, {**FORM, **MAIL, "smtp_password": "", **change})
        assert "Enter the password of this user." in answer.content.decode()
    assert stored().host == "smtp.example.org"


def test_saving_again_changes_nothing(page):
    page.post(PAGE, {**FORM, **MAIL})
    before = Organisation.objects.get().smtp_url
    page.post(PAGE, {**FORM, **MAIL, "smtp_password": ""})
    assert Organisation.objects.get().smtp_url == before


def test_without_a_host_there_is_no_mail_server(page):
    page.post(PAGE, {**FORM, **MAIL})
    page.post(PAGE, {**FORM, **MAIL, "smtp_host": ""})
    assert Organisation.objects.get().smtp_url == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"smtp_host": "smtp.example.org/x"},
        {"smtp_host": "user@smtp.example.org"},
        {"smtp_host": "two words"},
        {"smtp_port": "0"},
        {"smtp_port": "70000"},
        {"smtp_port": "x"},
        {"smtp_security": "rot13"},
        {"mail_from": ""},
        {"mail_from": "nobody"},
    ],
)
def test_nonsense_is_told_and_not_stored(page, changes):
    answer = page.post(PAGE, {**FORM, **MAIL, **changes})
    assert answer.status_code == 422
    assert not Organisation.objects.exists()


def test_a_test_mail_arrives(page, smtp_server, settings):
    data = server(smtp_server, settings)
    answer = page.post(TEST, {**FORM, **data}, headers={"HX-Request": "true"})
    assert "The mail server took the test mail" in answer.content.decode()
    (mail,) = smtp_server.messages
    assert (mail.recipients, mail.sender) == (("ada@example.org",), "jobs@example.org")
    assert not Organisation.objects.exists()


def test_without_scripts_the_whole_page_comes_back_as_it_was_typed(page, smtp_server, settings):
    data = server(smtp_server, settings)
    answer = page.post(TEST, {**FORM, **data, "name": "Half typed"})
    text = answer.content.decode()
    assert "took the test mail" in text and "Half typed" in text


def test_a_refusal_is_told_in_words(page, smtp_server, settings):
    smtp_server.answer("554 5.7.1 No such sender here")
    answer = page.post(TEST, {**FORM, **server(smtp_server, settings)})
    text = answer.content.decode()
    assert "did not leave" in text and "No such sender here" in text


def test_an_unreachable_server_is_told_in_words(page):
    data = {**MAIL, "smtp_host": "127.0.0.1", "smtp_port": "1", "smtp_security": "none"}
    text = page.post(TEST, {**FORM, **data}).content.decode()
    assert "could not be reached" in text


def test_no_host_no_test(page):
    text = page.post(TEST, FORM, headers={"HX-Request": "true"}).content.decode()
    assert "Enter a mail server first." in text


def test_with_email_url_the_page_only_says_so(page, settings):
    settings.EMAIL_URL = "smtp://mail.example.org"
    text = page.get(PAGE).content.decode()
    assert "EMAIL_URL" in text and "smtp_host" not in text
    page.post(PAGE, {**FORM, **MAIL})
    assert Organisation.objects.get().smtp_url == ""


def test_a_lost_secret_key_asks_for_the_settings_again(page, settings):
    page.post(PAGE, {**FORM, **MAIL})
    Organisation.objects.update(smtp_url="gAAAAA-no-longer-readable")
    assert page.get(PAGE).status_code == 200
    assert page.post(PAGE, {**FORM, **MAIL}).status_code == 302
    assert stored().password == MAIL["smtp_password"]


def test_the_next_mail_goes_out_with_the_stored_settings(page, smtp_server, settings):
    page.post(PAGE, {**FORM, **server(smtp_server, settings)})
    page.post(
        "/staff/settings/people/invite",
        {"name": "Mei", "email": "mei@example.org", "role": "recruiter"},
    )
    work_off()
    (mail,) = smtp_server.messages
    assert mail.sender == "jobs@example.org"
    assert "Tidewater" in str(mail.message["From"])


@pytest.mark.parametrize("host", ["smtp.example.org", "::1", "10.0.0.1"])
def test_addresses_survive_being_written_as_one_line(host):
    address = smtp_address.SmtpAddress(host, 2525, "tls", "u:s@r", "p/w%?#")
    assert parse_url(smtp_address.as_url(address)) == address
