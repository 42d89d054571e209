"""Two at the same moment."""

import pytest
from django.utils import timezone

from ats.events.tests.test_concurrency import in_threads
from ats.testing.repetitions import repetitions
from ats.users.models import User
from ats.users.people import actions
from ats.users.tests.helpers import PASSWORD, person

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_invitation_is_accepted_once():
    for _round in range(repetitions(5, 100)):
        mei = person(password=None)
        # Two links of one person are as good as one.
        links = iter([actions.issue_invitation(person=mei, now=timezone.now()) for _ in range(2)])
        outcomes = []

        def accept(links=links, outcomes=outcomes):
            try:
                actions.accept_invitation(
                    secret=next(links), name="Mei", password=PASSWORD, now=timezone.now()
                )
                outcomes.append("in")
            except actions.InvitationUnusable:
                outcomes.append("too late")

        in_threads(2, accept)
        assert sorted(outcomes) == ["in", "too late"]


@pytest.mark.parametrize("deed", ["demote", "deactivate"])
def test_two_administrators_cannot_remove_each_other(deed):
    for _round in range(repetitions(5, 100)):
        User.objects.all().delete()
        pair = [person("admin"), person("admin")]
        turns = iter([pair, pair[::-1]])

        def remove(turns=turns):
            actor, victim = next(turns)
            try:
                if deed == "demote":
                    actions.change_role(
                        actor=actor, person_id=victim.pk, role="recruiter", now=timezone.now()
                    )
                else:
                    actions.deactivate_person(actor=actor, person_id=victim.pk, now=timezone.now())
            except actions.LastAdministrator:
                pass

        in_threads(2, remove)
        assert User.objects.all().working_admins().count() == 1


def test_one_address_is_invited_once():
    admin = person("admin")
    outcomes = []

    def invite():
        try:
            actions.invite_person(
                actor=admin,
                name="Mei",
                email="mei@example.org",
                role="recruiter",
                now=timezone.now(),
            )
            outcomes.append("invited")
        except actions.AddressTaken:
            outcomes.append("taken")

    in_threads(2, invite)
    assert sorted(outcomes) == ["invited", "taken"]
