"""Which way mail leaves, and what the first-steps page is told about a server."""

import asyncio
import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from ats.events import work
from ats.events.models import Delivery
from ats.mail import transport
from ats.mail.rules import MailSettingsBroken
from ats.mail.tests.conftest import state_of, write
from ats.mail.transport import SmtpAddress, encrypt_url, parse_url, stored_url
from ats.organisation.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "parsed"),
    [
        ("smtp://localhost", SmtpAddress("localhost", 25, "none")),
        (
            "smtp+tls://u%40x:p%2Fw@mail.example:2525",
            SmtpAddress("mail.example", 2525, "starttls", "u@x", "p/w"),
        ),
        ("smtps://mail.example", SmtpAddress("mail.example", 465, "tls")),
    ],
)
def test_addresses_of_mail_servers(url, parsed):
    assert parse_url(url) == parsed


@pytest.mark.parametrize("url", ["mail.example:25", "http://x", "smtp://", "smtp://x:port", ""])
def test_addresses_that_make_no_sense(url):
    with pytest.raises(MailSettingsBroken):
        parse_url(url)


def test_the_stored_address_is_not_readable_without_the_key(settings):
    kept = encrypt_url("smtp://user:hunter2@mail.example")
    assert "hunter2" not in kept and "mail.example" not in kept
    assert stored_url(kept) == "smtp://user:hunter2@mail.example"

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    assert stored_url(kept) == "smtp://user:hunter2@mail.example"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(MailSettingsBroken):
        stored_url(kept)


def test_settings_from_the_first_steps_page_are_used(smtp_server, settings):
    Organisation.objects.create(pk=1, name="Us", smtp_url=encrypt_url(settings.EMAIL_URL))
    settings.EMAIL_URL = ""
    write()
    work.work_off()
    assert len(smtp_server.messages) == 1


def test_settings_that_cannot_be_read_lose_no_mail(settings):
    Organisation.objects.create(pk=1, name="Us", smtp_url="garbage")
    settings.EMAIL_URL = ""
    message = write()
    work.work_off()
    assert state_of(message) == "queued"
    assert message.last_error.startswith("settings: SECRET_KEY")


def test_without_settings_mails_are_files_that_can_be_read(mail_folder, noon):
    write(1, subject="Grüße", body="Hallo Zoë,\n\nbis bald — Jörg\n")
    write(2, kind="team_notice")
    work.work_off()

    first, second = sorted(mail_folder.iterdir())
    assert first.name.startswith("20260310T120000-") and first.name.endswith("-confirmation.eml")
    assert second.name.endswith("-team_notice.eml")
    written = first.read_text()
    assert "Subject: Grüße" in written
    assert "Hallo Zoë,\n\nbis bald — Jörg" in written


def test_a_mail_written_twice_is_one_file(mail_folder, noon):
    message = write()
    work.work_off()
    type(message).objects.update(state="sending", sent_at=None)
    Delivery.objects.update(done_at=None)
    work.work_off()
    assert len(list(mail_folder.iterdir())) == 1


def self_signed(folder):
    """Return a server context with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = timezone.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    return context, pem


class Inbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return "250 Ok"


@contextmanager
def serving(inbox, *, tls_context, from_the_start):
    """Run an SMTP server with sign-in in a thread; yield its port."""
    options = {"ssl": tls_context} if from_the_start else {}
    starttls = {} if from_the_start else {"tls_context": tls_context, "require_starttls": True}

    def check(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (b"me", b"right")
        return AuthResult(success=right, handled=False)

    def protocol():
        signing_in = {"authenticator": check, "auth_require_tls": False}
        return SMTP(inbox, loop=loop, hostname="test", **signing_in, **starttls)

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, **options))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield server.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    server.close()


@pytest.fixture(params=["starttls", "tls"])
def tls_server(request, tmp_path):
    """Run a server that insists on encryption; its certificate is trusted by nobody."""
    context, pem = self_signed(tmp_path)
    inbox = Inbox()
    inbox.pem = pem
    from_the_start = request.param == "tls"
    scheme = "smtps" if from_the_start else "smtp+tls"
    with serving(inbox, tls_context=context, from_the_start=from_the_start) as port:
        inbox.url = lambda password: f"{scheme}://me:{password}@127.0.0.1:{port}"
        yield inbox


def trust(monkeypatch, pem):
    """Let this machine trust the certificate, as if an authority had signed it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(pem)
    monkeypatch.setattr("ats.mail.transport.ssl.create_default_context", lambda: context)


def test_a_certificate_that_nobody_vouches_for_stops_the_mail(tls_server, settings):
    settings.EMAIL_URL = tls_server.url("right")
    message = write()
    work.work_off()
    assert tls_server.mails == []
    assert state_of(message) == "queued"
    assert message.last_error.startswith("tls: self")


def test_a_certificate_for_another_host_stops_the_mail(tls_server, settings, monkeypatch):
    trust(monkeypatch, tls_server.pem)
    settings.EMAIL_URL = tls_server.url("right").replace("127.0.0.1", "localhost")
    message = write()
    work.work_off()
    assert tls_server.mails == []
    assert state_of(message) == "queued"
    assert message.last_error.startswith("tls: Hostname mismatch")


def test_a_trusted_server_takes_the_mail(tls_server, settings, monkeypatch):
    trust(monkeypatch, tls_server.pem)
    settings.EMAIL_URL = tls_server.url("right")
    message = write()
    work.work_off()
    assert state_of(message) == "sent"
    assert len(tls_server.mails) == 1


def test_a_wrong_password_is_our_own_fault_and_tried_again(tls_server, settings, monkeypatch):
    trust(monkeypatch, tls_server.pem)
    settings.EMAIL_URL = tls_server.url("wrong")
    message = write()
    work.work_off()
    assert state_of(message) == "queued"
    assert message.last_error.startswith("sender: 535")


def test_the_connection_test_says_what_is_wrong(tls_server, monkeypatch):
    assert "secure connection" in transport.test_connection(tls_server.url("right")).problem
    trust(monkeypatch, tls_server.pem)
    assert transport.test_connection(tls_server.url("right")).works
    assert "does not accept our sign-in" in transport.test_connection(tls_server.url("no")).problem


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("smtp://127.0.0.1:9", "could not be reached"),
        ("nonsense", "must look like"),
        ("smtp+tls://no-such-host.invalid", "could not be reached"),
    ],
)
def test_the_connection_test_never_raises(url, words):
    report = transport.test_connection(url)
    assert not report.works
    assert words in report.problem


def test_starttls_that_is_not_offered_is_named(smtp_server):
    report = transport.test_connection(smtp_server.url.replace("smtp:", "smtp+tls:"))
    assert "do not fit" in report.problem


def test_a_server_that_never_greets_is_not_asked_again_at_once(settings):
    settings.EMAIL_TIMEOUT = 0.2
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        first, second = write(1), write(2)
        work.work_off()
        silent.setblocking(False)
        silent.accept()
        with pytest.raises(BlockingIOError):
            silent.accept()
    assert [state_of(message) for message in (first, second)] == ["queued", "queued"]
    assert first.last_error == second.last_error == "slow"


def test_a_server_that_answers_byte_by_byte_is_cut_off(settings):
    settings.EMAIL_DEADLINE = 0.6

    def drip(listener):
        connection, _ = listener.accept()
        with connection:
            try:
                for _ in range(100):
                    connection.sendall(b"2")
                    threading.Event().wait(0.05)
            except OSError:
                ended.set()

    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=[listener], daemon=True).start()
        settings.EMAIL_URL = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
        message = write()
        work.work_off()
        assert ended.wait(5)
    assert (state_of(message), message.last_error) == ("queued", "slow")
