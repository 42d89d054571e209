"""How mail leaves: by SMTP, or into files where no mail server is set."""

import base64
import hashlib
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from ats.mail.explain import explain
from ats.mail.models import Message
from ats.mail.rules import AddressUnusable, MailSettingsBroken, diagnose, has_timed_out
from ats.organisation.models import Organisation

# scheme: (encryption, usual port)
SCHEMES = {
    "smtp": ("none", 25),
    "smtp+tls": ("starttls", 587),
    "smtps": ("tls", 465),
    "smtp+ssl": ("tls", 465),
}
# A server that let us wait until the time was up is not asked again for so long (seconds).
REST_SECONDS = 30.0


class Transport(Protocol):
    readable: bool  # whether people open what it writes

    def send(self, mail: EmailMessage, *, message: Message) -> None: ...


def current() -> Transport:
    """Return what EMAIL_URL names, else what the first-steps page stored, else files.

    Raises MailSettingsBroken.
    """
    url = settings.EMAIL_URL or stored_url(Organisation.objects.current().smtp_url)
    return SmtpTransport(parse_url(url)) if url else FileTransport(settings.MAIL_FOLDER)


@dataclass(frozen=True)
class SmtpAddress:
    host: str
    port: int
    encryption: str  # none, starttls, tls
    user: str = ""
    password: str = ""


def parse_url(url: str) -> SmtpAddress:
    """Read smtp://, smtp+tls:// (STARTTLS) or smtps:// (TLS from the start), user:password@host.

    Raises MailSettingsBroken.
    """
    try:
        parts = urlsplit(url)
        encryption, usual_port = SCHEMES[parts.scheme]
        if not parts.hostname:
            raise ValueError(parts.scheme)
        return SmtpAddress(
            host=parts.hostname,
            port=parts.port or usual_port,
            encryption=encryption,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )
    except (KeyError, ValueError) as error:
        raise MailSettingsBroken(
            _("The address of the mail server must look like smtp+tls://user:password@host:587.")
        ) from error


def encrypt_url(url: str) -> str:
    """Return what Organisation.smtp_url holds: it carries a password, so it is not kept open."""
    return _cipher().encrypt(url.encode()).decode()


def stored_url(encrypted: str) -> str:
    """Return the address in Organisation.smtp_url. Raises MailSettingsBroken."""
    try:
        return _cipher().decrypt(encrypted.encode()).decode() if encrypted else ""
    except InvalidToken as error:
        raise MailSettingsBroken(
            _("SECRET_KEY was changed, so the stored mail settings must be entered again.")
        ) from error


def _cipher() -> MultiFernet:
    keys = map(str, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    digests = [hashlib.sha256(b"fairlead mail settings" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class FileTransport:
    """Writes one file for each mail. A second try of the same mail writes the same file."""

    readable = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: EmailMessage, *, message: Message) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{message.due_at:%Y%m%dT%H%M%S}-{message.pk:06}-{message.kind}.eml"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(mail.as_bytes(policy=policy.SMTPUTF8.clone(linesep="\n")))
        unfinished.replace(self.folder / name)


_resting: dict[tuple[str, int], float] = {}


class SmtpTransport:
    readable = False

    def __init__(self, server: SmtpAddress) -> None:
        self.server = server

    def send(self, mail: EmailMessage, *, message: Message) -> None:
        """Hand the mail over; returns once the server has taken responsibility for it."""
        sender, recipient = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
        with self.connected() as smtp:
            smtp.ehlo_or_helo_if_needed()
            if not recipient.isascii() and not smtp.has_extn("smtputf8"):
                raise AddressUnusable
            smtp.send_message(mail, sender, [recipient])

    @contextmanager
    def connected(self) -> Iterator[smtplib.SMTP]:
        """Open a signed-in connection that is cut when EMAIL_DEADLINE is over."""
        place = (self.server.host, self.server.port)
        if time.monotonic() < _resting.get(place, 0.0):
            raise TimeoutError
        smtp = _connection(self.server)
        with _cut_at_deadline(smtp):
            try:
                _connect(smtp, self.server)
                yield smtp
                # The answer to DATA was the receipt; how the goodbye goes changes nothing.
                with suppress(smtplib.SMTPException, OSError):
                    smtp.quit()
            finally:
                smtp.close()


@dataclass(frozen=True)
class ConnectionReport:
    works: bool
    problem: str = ""


def test_connection(url: str) -> ConnectionReport:
    """Try an address of a mail server as far as signing in, and say in plain words how it went."""
    try:
        with SmtpTransport(parse_url(url)).connected() as smtp:
            smtp.noop()
    except (MailSettingsBroken, smtplib.SMTPException, OSError) as error:
        return ConnectionReport(works=False, problem=explain(str(diagnose(error))))
    return ConnectionReport(works=True)


def _connection(server: SmtpAddress) -> smtplib.SMTP:
    # Our own name is given, because smtplib would ask the DNS for it.
    name = urlsplit(settings.PUBLIC_URL).hostname
    smtp: smtplib.SMTP
    if server.encryption == "tls":
        context = ssl.create_default_context()
        smtp = smtplib.SMTP_SSL(
            local_hostname=name, timeout=settings.EMAIL_TIMEOUT, context=context
        )
    else:
        smtp = smtplib.SMTP(local_hostname=name, timeout=settings.EMAIL_TIMEOUT)
    # smtplib compares the certificate with this; it is only set when connecting at once.
    smtp._host = server.host  # type: ignore[attr-defined]
    return smtp


def _connect(smtp: smtplib.SMTP, server: SmtpAddress) -> None:
    try:
        code, reply = smtp.connect(server.host, server.port)
    except OSError as error:
        if has_timed_out(error):
            _resting[server.host, server.port] = time.monotonic() + REST_SECONDS
        raise
    if code != 220:
        raise smtplib.SMTPConnectError(code, reply)
    if server.encryption == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    if server.user:
        smtp.login(server.user, server.password)
    # An answer to DATA may take a while, and giving up too early means a second copy.
    if smtp.sock is not None:
        smtp.sock.settimeout(settings.EMAIL_DEADLINE)


@contextmanager
def _cut_at_deadline(smtp: smtplib.SMTP) -> Iterator[None]:
    """Close the connection when the whole exchange takes too long.

    A time-out counts the wait for each byte, so a server that sends one every few seconds would
    keep a worker for ever.
    """
    overdue = threading.Event()

    def cut() -> None:
        overdue.set()
        if smtp.sock is not None:
            with suppress(OSError):
                # Not the method of an SSLSocket, which would take its state from the reader.
                socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)

    timer = threading.Timer(settings.EMAIL_DEADLINE, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if overdue.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
