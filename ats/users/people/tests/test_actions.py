"""What administrators do with the staff."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ats.events.models import Event
from ats.tests.factories import UserFactory
from ats.users.api_tokens.actions import create_token
from ats.users.models import Invitation, User
from ats.users.people import actions
from ats.users.tests.helpers import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return person("admin")


def invite(admin, **changes):
    facts = {"name": "Mei Lin", "email": "mei@example.org", "role": "hiring_manager"}
    return actions.invite_person(actor=admin, now=timezone.now(), **{**facts, **changes})


def test_an_invited_person_is_there_without_a_password(admin):
    mei = invite(admin, email=" Mei@Example.ORG ")
    assert (mei.email, mei.role, mei.has_usable_password()) == (
        "mei@example.org",
        "hiring_manager",
        False,
    )
    assert Event.objects.get(verb="user.invited").actor_id == admin.pk


@pytest.mark.parametrize("email", ["mei@example.org", "MEI@EXAMPLE.ORG"])
def test_an_address_is_taken_in_any_case(admin, email):
    invite(admin)
    with pytest.raises(actions.AddressTaken):
        invite(admin, email=email)
    assert User.objects.filter(email__iexact=email).count() == 1


@pytest.mark.parametrize("role", ["recruiter", "hiring_manager", "interviewer"])
def test_only_administrators_manage_people(role):
    actor, mei = person(role), UserFactory(role="interviewer")
    everything = [
        lambda: invite(actor),
        lambda: actions.resend_invitation(actor=actor, person_id=mei.pk, now=timezone.now()),
        lambda: actions.change_role(
            actor=actor, person_id=actor.pk, role="admin", now=timezone.now()
        ),
        lambda: actions.deactivate_person(actor=actor, person_id=mei.pk, now=timezone.now()),
        lambda: actions.reactivate_person(actor=actor, person_id=mei.pk, now=timezone.now()),
    ]
    for attempt in everything:
        with pytest.raises(actions.NotAllowed):
            attempt()
    assert not Event.objects.exists()


def test_the_last_administrator_keeps_the_role(admin):
    with pytest.raises(actions.LastAdministrator):
        actions.change_role(actor=admin, person_id=admin.pk, role="recruiter", now=timezone.now())
    admin.refresh_from_db()
    assert admin.role == "admin"


def test_the_last_administrator_is_not_deactivated(admin):
    with pytest.raises(actions.LastAdministrator):
        actions.deactivate_person(actor=admin, person_id=admin.pk, now=timezone.now())
    admin.refresh_from_db()
    assert admin.is_active


def test_somebody_who_cannot_sign_in_does_not_count_as_an_administrator(admin):
    person("admin", password=None)
    gone = person("admin")
    gone.is_active = False
    gone.save()
    with pytest.raises(actions.LastAdministrator):
        actions.deactivate_person(actor=admin, person_id=admin.pk, now=timezone.now())


def test_one_of_two_administrators_may_go(admin):
    other = person("admin")
    actions.change_role(actor=admin, person_id=other.pk, role="recruiter", now=timezone.now())
    other.refresh_from_db()
    assert other.role == "recruiter"
    event = Event.objects.get(verb="user.role_changed")
    assert event.data == {"from": "admin", "to": "recruiter"}


def test_the_same_role_again_is_no_event(admin):
    mei = person("interviewer")
    actions.change_role(actor=admin, person_id=mei.pk, role="interviewer", now=timezone.now())
    assert not Event.objects.filter(verb="user.role_changed").exists()


def test_deactivating_ends_tokens_invitations_and_the_password(admin):
    now = timezone.now()
    mei = person("recruiter")
    token, _secret = create_token(
        actor=mei, name="cron", scope="read", lifetime=timedelta(days=1), now=now
    )
    actions.issue_invitation(person=mei, now=now)

    actions.deactivate_person(actor=admin, person_id=mei.pk, now=now)

    mei.refresh_from_db()
    token.refresh_from_db()
    assert not mei.is_active and not mei.has_usable_password()
    assert token.revoked_at == now
    assert Invitation.objects.get().used_at == now


def test_a_reactivated_person_is_invited_again(admin):
    mei = person("recruiter")
    actions.deactivate_person(actor=admin, person_id=mei.pk, now=timezone.now())
    actions.reactivate_person(actor=admin, person_id=mei.pk, now=timezone.now())
    mei.refresh_from_db()
    assert mei.is_active and not mei.has_usable_password()
    assert Event.objects.filter(verb="user.invited", subject_id=mei.pk).count() == 1


def test_nobody_with_a_password_is_invited_again(admin):
    mei = person("recruiter")
    with pytest.raises(actions.NotInvited):
        actions.resend_invitation(actor=admin, person_id=mei.pk, now=timezone.now())
