"""Links into an account leave only in a mail about that account, to its own address."""

import pytest
from django.utils import timezone

from ats.mail.models import Message
from ats.mail.placeholders import fill
from ats.users.models import Invitation
from ats.users.tests.helpers import person

pytestmark = pytest.mark.django_db
PLACEHOLDERS = "[[password_link]] [[invitation_link]]"


def filled(about, *, about_type="user", to=None):
    message = Message(about_type=about_type, about_id=about.pk, recipient_email=to or about.email)
    return fill(PLACEHOLDERS, message=message, now=timezone.now())


def test_a_mail_about_an_account_carries_its_links():
    member, invited = person("recruiter"), person("recruiter", password=None, email="i@example.org")
    assert "/accounts/password/reset/key/" in filled(member)
    assert "/accounts/invitation/" in filled(invited)


@pytest.mark.parametrize("about_type", ["application", "submission", ""])
def test_words_of_a_recruiter_cannot_call_for_a_way_into_the_account_of_the_same_number(about_type):
    member, invited = person("admin"), person("recruiter", password=None, email="i@example.org")
    for account in (member, invited):
        text = filled(account, about_type=about_type, to="accomplice@example.net")
        assert "/reset/key/" not in text and "/invitation/" not in text
    assert not Invitation.objects.exists()


def test_no_other_address_than_the_account_s_own_gets_its_links():
    text = filled(person("admin"), to="accomplice@example.net")
    assert "/reset/key/" not in text
