"""The mails that follow from what happened to an account, and the secret links in them."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ats.events.models import Delivery, Event
from ats.events.registry import handles
from ats.mail.actions import queue_message
from ats.mail.models import Message
from ats.mail.placeholders import inert, placeholder
from ats.organisation.models import Organisation
from ats.users import mails
from ats.users.models import User
from ats.users.people.actions import issue_invitation
from ats.users.people.rules import is_invited
from ats.users.sign_in.links import password_link


@handles("user.invited", name="users.invitation")
def mail_invitation(event: Event, delivery: Delivery) -> None:
    person = _person(event.subject_id)
    if person is not None and is_invited(person):
        inviter = _person(event.actor_id)
        _queue(event, person, kind="invitation", inviter=inert(str(inviter)) if inviter else "")


@handles("user.password_reset_requested", name="users.password_reset")
def mail_password_link(event: Event, delivery: Delivery) -> None:
    person = _person(event.subject_id)
    if person is not None and person.is_active:
        _queue(event, person, kind="password_reset")


@handles("user.password_changed", name="users.password_changed")
def mail_password_changed(event: Event, delivery: Delivery) -> None:
    person = _person(event.subject_id)
    if person is not None and person.is_active:
        _queue(event, person, kind="password_changed")


@placeholder("invitation_link")
def invitation_link(message: Message, now: datetime) -> str:
    person = _owner_of(message)
    if person is None or not is_invited(person):
        return f"{settings.PUBLIC_URL}{reverse('account_login')}"
    secret = issue_invitation(person=person, now=now)
    return f"{settings.PUBLIC_URL}{reverse('invitation-open', args=[secret])}"


@placeholder("password_link")
def password_reset_link(message: Message, now: datetime) -> str:
    person = _owner_of(message)
    return password_link(person) if person else settings.PUBLIC_URL


def _owner_of(message: Message) -> User | None:
    """Return whom a mail about an account is about and goes to.

    Anybody who may write to candidates can type a placeholder, so no other mail opens an account.
    """
    person = _person(message.about_id) if message.about_type == "user" else None
    return person if person and person.email == message.recipient_email else None


def _person(pk: int | None) -> User | None:
    return User.objects.filter(pk=pk).first() if pk else None


def _queue(event: Event, person: User, *, kind: str, inviter: str = "") -> None:
    text = mails.write(
        kind,
        name=inert(person.name),
        role=person.get_role_display(),
        inviter=inviter,
        organisation=Organisation.objects.current().name,
    )
    queue_message(
        event=event,
        key=f"{kind}:{event.pk}",
        kind=kind,
        recipient_name=person.name,
        recipient_email=person.email,
        subject=text.subject,
        body=text.body,
        about=person,
        now=timezone.now(),
    )
