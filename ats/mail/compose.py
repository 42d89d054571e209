"""From a Message to what goes over the wire: plain text, and HTML made of the same words."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import HeaderParseError, MessageDefect
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.utils.html import escape

from ats.mail.models import Message
from ats.mail.rules import AddressUnusable

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_STYLE = (
    "body{margin:0 auto;padding:24px;max-width:40em;font:16px/1.5 system-ui,sans-serif;"
    "color:#1c1c1e;background:#fff}p{margin:0 0 1em}a{color:#1a4fd0}"
)


@dataclass(frozen=True)
class Sender:
    name: str
    email: str
    reply_to: str = ""


def one_line(text: str) -> str:
    """Return a text fit for a header: no line break or other control character in it."""
    return " ".join(_CONTROL.sub(" ", text).split())


def compose(
    message: Message, *, body: str, sender: Sender, now: datetime, readable: bool = False
) -> EmailMessage:
    """Build the mail. `readable` keeps text as it is, for files that people open.

    Raises AddressUnusable when the recipient's address cannot stand in a header.
    """
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = address(sender.name, sender.email)
    mail["To"] = address(message.recipient_name, message.recipient_email)
    if reply_to := message.reply_to or sender.reply_to:
        mail["Reply-To"] = address("", reply_to)
    mail["Subject"] = one_line(message.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message.message_id
    # RFC 3834: nobody's holiday notice should answer this.
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    encoding = "8bit" if readable else "quoted-printable"
    mail.set_content(body, cte=encoding)
    page = as_html(body, title=message.subject, language=message.language)
    mail.add_alternative(page, subtype="html", cte=encoding)
    mail["Content-Language"] = message.language
    return mail


def address(name: str, email: str) -> Address:
    """Return an address whose domain is in ASCII. Raises AddressUnusable."""
    local, at, domain = email.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode() if domain else ""
        if not (local and at and ascii_domain):
            raise ValueError(email)
        return Address(one_line(name), addr_spec=f"{local}@{ascii_domain}")
    except (ValueError, IndexError, HeaderParseError, MessageDefect) as error:
        raise AddressUnusable from error


def as_html(text: str, *, title: str, language: str) -> str:
    """Return the words of `text` as a page: paragraphs, line breaks, links that can be clicked."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    content = "\n".join(f"<p>{_with_links(p).replace(chr(10), '<br>')}</p>" for p in paragraphs)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f'<body dir="auto">\n{content}\n</body>\n</html>\n'
    )


def _with_links(text: str) -> str:
    parts: list[str] = []
    position = 0
    for match in _LINK.finditer(text):
        link = escape(match.group())
        parts += [escape(text[position : match.start()]), f'<a href="{link}">{link}</a>']
        position = match.end()
    return "".join([*parts, escape(text[position:])])
