"""What went wrong with a mail, in words for staff."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.mail.rules import Trouble

_WORDS: dict[str, Promise] = {
    Trouble.REFUSED: gettext_lazy("The recipient's mail server does not know this address."),
    Trouble.REJECTED: gettext_lazy("The mail server refused this message."),
    Trouble.ADDRESS: gettext_lazy("No mail can be sent to this address."),
    Trouble.LATER: gettext_lazy("The mail server asked us to try again later."),
    Trouble.SENDER: gettext_lazy("The mail server does not accept our sign-in or sender address."),
    Trouble.UNREACHABLE: gettext_lazy("The mail server could not be reached."),
    Trouble.SLOW: gettext_lazy("The mail server did not answer in time."),
    Trouble.TLS: gettext_lazy("No secure connection to the mail server could be made."),
    Trouble.LOST: gettext_lazy("The connection broke off before the mail server confirmed."),
    Trouble.SETTINGS: gettext_lazy("The mail settings do not fit the mail server."),
    Trouble.GIVEN_UP: gettext_lazy("Sending failed here again and again; see the log."),
}


def explain(last_error: str) -> str:
    """Return what Message.last_error means, with what the server said; "" for no error."""
    words, reply = reason(last_error), server_reply(last_error)
    return _("%(words)s It said: %(reply)s") % {"words": words, "reply": reply} if reply else words


def reason(last_error: str) -> str:
    """Return what Message.last_error means, without what the server said."""
    trouble, detail = _apart(last_error)
    words = _WORDS.get(trouble)
    if words is None:
        return last_error
    return str(words) if _is_reply(detail) else f"{words} {detail}".strip()


def server_reply(last_error: str) -> str:
    """Return what the mail server said, or ""."""
    trouble, detail = _apart(last_error)
    return detail if trouble in _WORDS and _is_reply(detail) else ""


def _apart(last_error: str) -> tuple[str, str]:
    trouble, _colon, detail = last_error.partition(":")
    return trouble, detail.strip()


def _is_reply(detail: str) -> bool:
    return detail[:1].isdigit()
