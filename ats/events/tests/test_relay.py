"""A broker that is away costs a log line, never a change."""

import contextlib
import os
import signal

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from redis import Redis

from ats.embedded.valkey import Valkey
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


@pytest.fixture
def broker(tmp_path, monkeypatch):
    """Give the relay a Valkey of its own, to be treated badly."""
    server = Valkey(tmp_path, durable=False)
    server.start()
    mine = Celery("mine", broker=f"redis+socket://{server.socket}", set_as_current=False)
    mine.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    mine.conf.task_default_queue = "bells"
    monkeypatch.setattr(relay, "app", mine)
    monkeypatch.setattr(relay, "_quiet", relay.Quiet())
    yield server
    mine.pool.force_close_all()
    server.stop()


def bells(server):
    with contextlib.closing(Redis(unix_socket_path=str(server.socket))) as client:
        return client.llen("bells")


def stop_and_go_on(server):
    os.kill(server.pid, signal.SIGSTOP)
    yield
    os.kill(server.pid, signal.SIGCONT)


def kill_and_restart(server):
    os.kill(server.pid, signal.SIGKILL)
    yield
    server.stop()
    server.start()


def fill_up_and_make_room(server):
    with contextlib.closing(Redis(unix_socket_path=str(server.socket))) as client:
        client.config_set("maxmemory", "1")
        yield
        client.config_set("maxmemory", "0")


@pytest.mark.parametrize("trouble", [stop_and_go_on, kill_and_restart, fill_up_and_make_room])
def test_whatever_happens_to_the_broker_is_over_when_it_is_back(broker, monkeypatch, trouble):
    relay.wake([1])
    happening = trouble(broker)
    next(happening)
    relay.wake([2])  # does not raise
    next(happening, None)

    before = bells(broker)
    monkeypatch.setattr(relay, "_quiet", relay.Quiet())
    relay.wake([3])
    assert bells(broker) == before + 1


def test_after_a_flush_the_next_bell_is_heard(broker):
    relay.wake([1])
    with contextlib.closing(Redis(unix_socket_path=str(broker.socket))) as client:
        client.flushall()
    relay.wake([2])
    assert bells(broker) == 1
