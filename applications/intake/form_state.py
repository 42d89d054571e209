"""What a rendered form says about itself in hidden fields."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from postings.careers.attribution import Attribution, read_attribution

_signer = signing.TimestampSigner(salt="applications.intake.opened")


@dataclass(frozen=True, slots=True)
class FormState:
    """`form_key` makes one form one application; `opened` is the signed moment it was opened."""

    form_key: uuid.UUID
    opened: str
    attribution: Attribution
    notice_version: int

    def as_fields(self) -> dict[str, str]:
        """Return the hidden fields by name."""
        return {
            "form_key": str(self.form_key),
            "opened": self.opened,
            "notice_version": str(self.notice_version),
            **self.attribution,
        }

    def is_older_than(self, seconds: int) -> bool:
        """Say whether the form was opened by us, and that long ago."""
        if seconds <= 0:
            return True
        try:
            _signer.unsign(self.opened, max_age=timedelta(seconds=seconds))
        except signing.SignatureExpired:
            return _signer_key(self.opened) == str(self.form_key)
        except signing.BadSignature:
            return False
        return False


def new_state(*, attribution: Attribution | None = None, notice_version: int) -> FormState:
    """Return the state of a form that is opened now."""
    return _opened_now(uuid.uuid4(), attribution or {}, notice_version)


def reopened(state: FormState) -> FormState:
    """Return the same form as if it had been opened now."""
    return _opened_now(state.form_key, state.attribution, state.notice_version)


def read_state(posted: Mapping[str, str], *, notice_version: int) -> FormState:
    """Return the state that a form was sent with; whatever was tampered with is made anew.

    `notice_version` is the current one: nobody can have read a later one.
    """
    try:
        form_key = uuid.UUID(posted.get("form_key", ""))
    except ValueError:
        return new_state(attribution=read_attribution(posted), notice_version=notice_version)
    return FormState(
        form_key=form_key,
        opened=posted.get("opened", "")[:200],
        attribution=read_attribution(posted),
        notice_version=_version(posted.get("notice_version", ""), current=notice_version),
    )


def _opened_now(form_key: uuid.UUID, attribution: Attribution, notice_version: int) -> FormState:
    return FormState(form_key, _signer.sign(str(form_key)), attribution, notice_version)


def _signer_key(opened: str) -> str:
    return _signer.unsign(opened)


def _version(typed: str, *, current: int) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 9
    return int(typed) if is_number and 1 <= int(typed) <= current else current
