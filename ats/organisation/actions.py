"""Changes to the organisation."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ats.events.actions import record
from ats.organisation import rules
from ats.organisation.models import Logo, Organisation, PrivacyNotice

if TYPE_CHECKING:
    from ats.users.models import User

CHANGEABLE = frozenset(
    {
        "name",
        "about",
        "careers_url",
        "contact_email",
        "privacy_notice",
        "decision_hold_minutes",
        "reply_within_days",
        "mail_from",
        "smtp_url",
        "language",
        "time_zone",
        "board_name",
        "pay_required_in",
        "needs_review",
    }
)


class NotAllowed(Exception):
    """Only administrators change the organisation."""


class UnknownField(Exception):
    """A column that does not exist, or that nobody sets by hand."""


def update_organisation(
    *, actor: "User", changes: Mapping[str, object], now: datetime
) -> Organisation:
    """Store the given columns (see CHANGEABLE), creating the organisation at the first time.

    A changed privacy notice becomes a further version; earlier ones are kept, because candidates
    applied under them (GDPR, articles 13 and 5(2)). `smtp_url` comes encrypted.
    Raises NotAllowed, UnknownField.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise UnknownField(", ".join(sorted(unknown)))
    with transaction.atomic():
        organisation = _locked(actor)
        changed = [name for name in changes if getattr(organisation, name) != changes[name]]
        if not changed:
            return organisation
        if "privacy_notice" in changed:
            _publish_notice(organisation, str(changes["privacy_notice"]), now=now)
        for name in changed:
            setattr(organisation, name, changes[name])
        organisation.save()
        data: dict[str, object] = {"fields": sorted(changed)}
        record("organisation.updated", subject=organisation, actor=actor, now=now, data=data)
    return organisation


def set_logo(*, actor: "User", image: bytes, now: datetime) -> None:
    """Store an image that ats.organisation.logos has re-encoded. Raises NotAllowed."""
    with transaction.atomic():
        organisation = _locked(actor)
        organisation.logo = hashlib.sha256(image).hexdigest()
        Logo.objects.update_or_create(
            organisation=organisation, defaults={"digest": organisation.logo, "image": image}
        )
        organisation.save(update_fields=["logo", "updated_at"])
        record("organisation.logo_changed", subject=organisation, actor=actor, now=now)


def remove_logo(*, actor: "User", now: datetime) -> None:
    """Go without a logo; the name stands in its place. Raises NotAllowed."""
    with transaction.atomic():
        organisation = _locked(actor)
        organisation.logo = ""
        Logo.objects.filter(organisation=organisation).delete()
        organisation.save(update_fields=["logo", "updated_at"])
        record("organisation.logo_changed", subject=organisation, actor=actor, now=now)


def _locked(actor: "User") -> Organisation:
    if not rules.may_change_organisation(actor):
        raise NotAllowed
    Organisation.objects.bulk_create([Organisation(pk=1)], ignore_conflicts=True)
    return Organisation.objects.select_for_update().get(pk=1)


def _publish_notice(organisation: Organisation, text: str, *, now: datetime) -> None:
    if organisation.privacy_notice:
        PrivacyNotice.objects.get_or_create(
            version=organisation.privacy_notice_version,
            defaults={"text": organisation.privacy_notice, "created_at": now},
        )
        organisation.privacy_notice_version += 1
    PrivacyNotice.objects.create(
        version=organisation.privacy_notice_version, text=text, created_at=now
    )
