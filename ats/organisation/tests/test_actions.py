"""Changes to the organisation."""

import pytest
from django.utils import timezone

from ats.events.models import Event
from ats.events.tests.test_concurrency import in_threads
from ats.organisation import actions
from ats.organisation.models import Organisation, PrivacyNotice
from ats.users.tests.helpers import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return person("admin")


def update(actor, **changes):
    return actions.update_organisation(actor=actor, changes=changes, now=timezone.now())


def test_the_first_change_creates_the_organisation(admin):
    update(admin, name="Tidewater Instruments", reply_within_days=14)
    stored = Organisation.objects.get()
    assert (stored.pk, stored.name, stored.reply_within_days) == (1, "Tidewater Instruments", 14)
    event = Event.objects.get(verb="organisation.updated")
    assert event.data == {"fields": ["name", "reply_within_days"]}


@pytest.mark.parametrize("role", ["recruiter", "hiring_manager", "interviewer"])
def test_only_administrators_change_it(role):
    with pytest.raises(actions.NotAllowed):
        update(person(role), name="Mine")
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("field", ["privacy_notice_version", "pk", "logo", "whatever"])
def test_what_nobody_sets_by_hand_is_refused(admin, field):
    with pytest.raises(actions.UnknownField):
        update(admin, **{field: 7})


def test_nothing_changed_is_no_event(admin):
    update(admin, name="Tidewater")
    update(admin, name="Tidewater")
    assert Event.objects.count() == 1


def test_each_notice_is_kept_under_its_version(admin):
    for text in ("first", "second", "second", "third"):
        update(admin, name="Tidewater", privacy_notice=text)
    assert Organisation.objects.get().privacy_notice_version == 3
    kept = PrivacyNotice.objects.order_by("version").values_list("version", "text")
    assert list(kept) == [(1, "first"), (2, "second"), (3, "third")]


def test_a_notice_that_was_there_before_is_kept_too(admin):
    Organisation.objects.create(
        pk=1, name="Tidewater", privacy_notice="old", privacy_notice_version=4
    )
    update(admin, privacy_notice="new")
    kept = PrivacyNotice.objects.order_by("version").values_list("version", "text")
    assert list(kept) == [(4, "old"), (5, "new")]


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_make_two_versions():
    admin = person("admin")
    texts = iter(["one", "two"])
    in_threads(2, lambda: update(admin, privacy_notice=next(texts)))
    assert sorted(PrivacyNotice.objects.values_list("version", flat=True)) == [1, 2]
    current = Organisation.objects.get()
    newest = PrivacyNotice.objects.get(version=current.privacy_notice_version)
    assert (current.privacy_notice_version, newest.text) == (2, current.privacy_notice)
