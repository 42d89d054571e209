"""What a failure to send means, and when the next try is due."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from ats.mail.models import Message, MessageState

# About a day in all: one minute after the first failure, four hours between the last ones.
PAUSES = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 2, 5, 10, 20, 40, 60, 120, 240, 240, 240, 240, 240)
)


class Trouble(StrEnum):
    """Stored in front of what the server said, as "refused: 550 No such mailbox"."""

    REFUSED = "refused"  # the recipient, for good
    REJECTED = "rejected"  # the message, for good
    ADDRESS = "address"  # no mail can go to such an address
    LATER = "later"  # the server asked to try again
    SENDER = "sender"  # our own address or sign-in is not accepted
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    TLS = "tls"
    LOST = "lost"  # the connection broke in the middle
    SETTINGS = "settings"
    GIVEN_UP = "given_up"  # our own code failed again and again


FOR_GOOD = frozenset({Trouble.REFUSED, Trouble.REJECTED, Trouble.ADDRESS})


class MailSettingsBroken(Exception):
    """The mail settings cannot be read or make no sense."""


class AddressUnusable(Exception):
    """No mail can be sent to this address, by anybody or by this server."""


@dataclass(frozen=True)
class Failure:
    trouble: Trouble
    detail: str = ""

    @property
    def is_for_good(self) -> bool:
        return self.trouble in FOR_GOOD

    def __str__(self) -> str:
        words = " ".join(self.detail.split())
        return (f"{self.trouble}: {words}" if words else self.trouble.value)[:300]


def next_pause(attempts: int) -> timedelta | None:
    """Return how long to wait after so many tries, None when it is time to give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def diagnose(error: Exception) -> Failure | None:
    """Say what a failed send means; None for an error that is not the mail's doing.

    What only the recipient or the message can cure fails for good (RFC 5321, 4.2.1: 5yz on RCPT
    or DATA). What our own settings or the server can cure is tried again: refused sign-in, refused
    sender, 4yz, time-outs, TLS.
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, reply = next(iter(error.recipients.values()))
            return Failure(_by_code(code, for_good=Trouble.REFUSED), _said(code, reply))
        case smtplib.SMTPSenderRefused() | smtplib.SMTPAuthenticationError():
            trouble = _by_code(error.smtp_code, for_good=Trouble.SENDER)
            return Failure(trouble, _said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPDataError():
            trouble = _by_code(error.smtp_code, for_good=Trouble.REJECTED)
            return Failure(trouble, _said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPResponseException():
            return Failure(Trouble.LATER, _said(error.smtp_code, error.smtp_error))
        case smtplib.SMTPServerDisconnected():
            return Failure(Trouble.SLOW if has_timed_out(error) else Trouble.LOST)
        case smtplib.SMTPNotSupportedError():
            return Failure(Trouble.SETTINGS, str(error))
        case AddressUnusable():
            return Failure(Trouble.ADDRESS)
        case MailSettingsBroken():
            return Failure(Trouble.SETTINGS, str(error))
        case ssl.SSLError():
            return Failure(Trouble.TLS, getattr(error, "verify_message", "") or error.reason or "")
        case TimeoutError():
            return Failure(Trouble.SLOW)
        case smtplib.SMTPException() | OSError():
            return Failure(Trouble.UNREACHABLE, type(error).__name__)
    return None


def has_timed_out(error: Exception) -> bool:
    """Whether nothing came for too long; smtplib hides that behind a lost connection."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def is_cancellable(message: Message) -> bool:
    """Whether nothing of it can have left yet: a first try may have arrived although it failed."""
    waiting = message.state in (MessageState.HELD, MessageState.QUEUED)
    return waiting and message.attempts == 0


def is_retryable(message: Message) -> bool:
    """Whether staff may ask for another try right now."""
    return message.state in (MessageState.QUEUED, MessageState.FAILED)


def _by_code(code: int, *, for_good: Trouble) -> Trouble:
    return for_good if 500 <= code < 600 else Trouble.LATER


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return f"{code} {text}"
