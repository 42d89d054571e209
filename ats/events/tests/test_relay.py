"""A broker that is away costs a log line, never a change."""

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ats.events import relay, work
from ats.events.actions import record
from ats.events.models import Delivery
from ats.users.models import User


@pytest.fixture
def broker_away(monkeypatch):
    """Point the relay at a socket where nobody listens."""
    away = Celery("away", broker="redis+socket:///nonexistent/valkey.sock", set_as_current=False)
    away.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(relay, "app", away)
    monkeypatch.setattr(relay, "_quiet", relay.Quiet())
    return away


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_away_the_change_stands_and_its_work_is_kept(handler, broker_away):
    seen = []
    handler(lambda event, delivery: seen.append(event.verb), "thing.done")

    with transaction.atomic():
        user = User.objects.create_user("ada@example.org")
        record("thing.done", subject=user, actor=None, now=timezone.now())

    assert User.objects.exists()
    assert Delivery.objects.open().count() == 1
    work.work_off()
    assert seen == ["thing.done"]


def test_after_a_failed_ring_nobody_waits_for_the_broker_for_a_while(broker_away, monkeypatch):
    relay.wake([1])
    asked = []
    monkeypatch.setattr(broker_away, "send_task", lambda *args, **options: asked.append(args))
    relay.wake([2])
    assert asked == []
    monkeypatch.setattr(relay, "_quiet", relay.Quiet())
    relay.wake([3])
    assert len(asked) == 1
