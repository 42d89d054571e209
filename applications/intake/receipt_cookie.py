"""The confirmation page knows whose it is by a short-lived cookie, so its address says nothing."""

from datetime import timedelta

from django.core import signing

from applications.intake.queries import Receipt

NAME = "applied"
PAGE = "apply-done"
KEPT = timedelta(hours=12)
_SALT = "applications.intake.receipt"


def write(receipt: Receipt) -> str:
    """Return the cookie's value for a receipt."""
    return signing.dumps([receipt.submission_id, int(receipt.is_repeat)], salt=_SALT)


def read(value: str) -> tuple[int, bool] | None:
    """Return (submission id, whether the form had come before), or None for anything not ours."""
    try:
        submission_id, is_repeat = signing.loads(value, salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    return submission_id, bool(is_repeat)
