"""What administrators do with the staff, and how an invited person comes in."""

from datetime import datetime

from django.db import IntegrityError, transaction

from ats.events.actions import record
from ats.users.models import ApiToken, Invitation, Role, User
from ats.users.people import rules
from ats.users.tokens import hash_of, new_secret


class NotAllowed(Exception):
    """Only administrators manage the staff."""


class AddressTaken(Exception):
    """Somebody with this e-mail address exists already, in whatever state."""


class LastAdministrator(Exception):
    """Nobody would be left who can manage the installation."""


class NotInvited(Exception):
    """The person has a password already, or is deactivated."""


class InvitationUnusable(Exception):
    """The link is unknown, was used, has expired, or its person is no longer invited."""


def invite_person(*, actor: User, name: str, email: str, role: str, now: datetime) -> User:
    """Create a person without a password; the mail with their link follows from the event.

    Raises NotAllowed, AddressTaken.
    """
    _check(actor)
    with transaction.atomic():
        person = _create(email=email, name=name, role=role)
        record("user.invited", subject=person, actor=actor, now=now, data={"role": role})
    return person


def resend_invitation(*, actor: User, person_id: int, now: datetime) -> None:
    """Send a fresh link; links sent before stay good until one of them is used or expires.

    Raises NotAllowed, NotInvited, User.DoesNotExist.
    """
    _check(actor)
    with transaction.atomic():
        person = _locked(person_id)
        if not rules.is_invited(person):
            raise NotInvited
        record("user.invited", subject=person, actor=actor, now=now)


def change_role(*, actor: User, person_id: int, role: str, now: datetime) -> None:
    """Give a person another role at once; their sessions end, because the role is part of them.

    Raises NotAllowed, LastAdministrator, User.DoesNotExist.
    """
    _check(actor)
    with transaction.atomic():
        _keep_an_administrator(without=person_id if role != Role.ADMIN else None)
        person = _locked(person_id)
        if person.role == role:
            return
        before, person.role = person.role, Role(role)
        person.save(update_fields=["role"])
        data: dict[str, object] = {"from": before, "to": role}
        record("user.role_changed", subject=person, actor=actor, now=now, data=data)


def deactivate_person(*, actor: User, person_id: int, now: datetime) -> None:
    """Shut a person out at once: sessions, API tokens, open invitations and the password end.

    Raises NotAllowed, LastAdministrator, User.DoesNotExist.
    """
    _check(actor)
    with transaction.atomic():
        _keep_an_administrator(without=person_id)
        person = _locked(person_id)
        if not person.is_active:
            return
        person.is_active = False
        # Sessions hang on the password: none of them may come back to life with the person.
        person.set_unusable_password()
        person.save(update_fields=["is_active", "password"])
        ApiToken.objects.filter(user=person, revoked_at=None).update(revoked_at=now)
        _close_invitations(person, now=now)
        record("user.deactivated", subject=person, actor=actor, now=now)


def reactivate_person(*, actor: User, person_id: int, now: datetime) -> None:
    """Let a deactivated person come back: they are invited again and set a new password.

    Raises NotAllowed, User.DoesNotExist.
    """
    _check(actor)
    with transaction.atomic():
        person = _locked(person_id)
        if person.is_active:
            return
        person.is_active = True
        person.save(update_fields=["is_active"])
        record("user.reactivated", subject=person, actor=actor, now=now)
        record("user.invited", subject=person, actor=actor, now=now)


def issue_invitation(*, person: User, now: datetime) -> str:
    """Store a new invitation and return its secret, of which only the hash is kept.

    Called at the moment at which the link leaves: by the mail handler, or by create_admin.
    """
    secret = new_secret()
    Invitation.objects.create(
        user=person,
        token_hash=hash_of(secret),
        created_at=now,
        expires_at=now + rules.INVITATION_LIFETIME,
    )
    return secret


def accept_invitation(*, secret: str, name: str, password: str, now: datetime) -> User:
    """Set the invited person's name and password; all their links are used up by that.

    The caller has validated the password. Raises InvitationUnusable.
    """
    with transaction.atomic():
        invitation = Invitation.objects.filter(token_hash=hash_of(secret)).first()
        if invitation is None:
            raise InvitationUnusable
        # Whoever holds another link of this person waits here, and then finds it used.
        person = _locked(invitation.user_id)
        invitation = Invitation.objects.select_related("user").get(pk=invitation.pk)
        if not rules.is_usable(invitation, now=now):
            raise InvitationUnusable
        person.name = name
        person.set_password(password)
        person.save(update_fields=["name", "password"])
        _close_invitations(person, now=now)
        record("user.joined", subject=person, actor=person, now=now)
    return person


def create_administrator(*, email: str, name: str, now: datetime) -> str:
    """Create an administrator from the command line and return the secret of their link.

    An administrator who has not set a password yet gets another link. Raises AddressTaken.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().filter(email=email.strip().lower()).first()
        if person is None:
            person = _create(email=email, name=name, role=Role.ADMIN)
            record("user.created", subject=person, actor=None, now=now)
        elif person.role != Role.ADMIN or not rules.is_invited(person):
            raise AddressTaken
        return issue_invitation(person=person, now=now)


def _check(actor: User) -> None:
    if not rules.may_manage_people(actor):
        raise NotAllowed


def _create(*, email: str, name: str, role: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name, role=role)
    except IntegrityError as error:
        raise AddressTaken from error


def _locked(person_id: int) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=person_id)


def _keep_an_administrator(*, without: int | None) -> None:
    """Lock all administrators, always in one order, so that two cannot remove each other."""
    if without is None:
        return
    locked = User.objects.all().working_admins().order_by("pk").select_for_update(no_key=True)
    ids = set(locked.values_list("pk", flat=True))
    if ids == {without}:
        raise LastAdministrator


def _close_invitations(person: User, *, now: datetime) -> None:
    Invitation.objects.filter(user=person, used_at=None).update(used_at=now)
