"""The address of a mail server as fields of a form, and as the one line that is stored."""

from urllib.parse import quote

from ats.mail.rules import MailSettingsBroken
from ats.mail.transport import SmtpAddress, encrypt_url, parse_url, stored_url

SCHEMES = {"starttls": "smtp+tls", "tls": "smtps", "none": "smtp"}


def stored(encrypted: str) -> SmtpAddress | None:
    """Return what is stored, or None when nothing (readable) is."""
    try:
        url = stored_url(encrypted)
        return parse_url(url) if url else None
    except MailSettingsBroken:
        return None


def as_url(address: SmtpAddress) -> str:
    """Return the address as ats.mail.transport.parse_url reads it."""
    sign_in = ""
    if address.user:
        sign_in = f"{quote(address.user, safe='')}:{quote(address.password, safe='')}@"
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{SCHEMES[address.encryption]}://{sign_in}{host}:{address.port}"


def as_stored(address: SmtpAddress | None) -> str:
    """Return what Organisation.smtp_url shall hold: encrypted, "" for no mail server."""
    return encrypt_url(as_url(address)) if address else ""
