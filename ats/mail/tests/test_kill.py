"""kill -9 in the middle of sending, and a Redis that forgets everything: no mail is lost.

SMTP is at least once. A second copy is allowed where a worker died after the whole mail had left
and before its row was marked, and nowhere else; each copy has the same Message-ID.
"""

import time
from collections import Counter
from collections.abc import Iterator
from random import Random

import psutil
import pytest
from django.conf import settings
from redis import Redis

from ats.events import relay, tasks
from ats.events.models import Delivery
from ats.mail.models import Message
from ats.mail.tests.conftest import state_of, write
from ats.testing.repetitions import repetitions
from ats.testing.smtp import wait_until
from ats.testing.workers import CeleryWorker, empty_queue

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

# Long enough for data that was under way at the kill to arrive at the server.
SETTLE_SECONDS = 0.15
CHILDREN = 2  # of a test's worker


@pytest.fixture(scope="module")
def killable(django_db_setup, _smtp_process) -> Iterator[CeleryWorker]:
    """A worker of this module's own, whose leases are short."""
    worker = CeleryWorker({"EMAIL_URL": _smtp_process.url, "FAIRLEAD_LEASE_SECONDS": "1"})
    worker.name = f"{worker.queue}@killable"
    yield worker
    worker.stop()


@pytest.fixture
def worker(killable, smtp_server) -> Iterator[CeleryWorker]:
    empty_queue()
    killable.listen()
    yield killable
    killable.pause()
    empty_queue()


@pytest.fixture
def report(capsys):
    """Print a measured result although the output of tests is captured."""

    def show(text: str) -> None:
        with capsys.disabled():
            print(f"\n  {text}")

    return show


def living_children(worker: CeleryWorker) -> list[psutil.Process]:
    children = psutil.Process(worker.pid).children()
    return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]


def kill_children(worker: CeleryWorker) -> None:
    """kill -9 the processes that do the work; their parent starts new ones."""
    for child in living_children(worker):
        child.kill()


def sweep_until_sent(messages: list[Message]) -> None:
    """Be the clock: sweep every now and then until nothing is left to send."""
    pks = [message.pk for message in messages]

    def all_sent() -> bool:
        unsent = Message.objects.filter(pk__in=pks).exclude(state="sent").exists()
        if unsent:
            tasks.sweep()
            time.sleep(0.25)
        return not unsent

    wait_until(all_sent, seconds=60, what=f"sent: {_states(pks)}")


def _states(pks: list[int]) -> dict[str, int]:
    return Counter(Message.objects.filter(pk__in=pks).values_list("state", flat=True))


def copies(smtp_server) -> Counter[str]:
    """Count what arrived, by Message-ID."""
    return Counter(one.message["Message-ID"] for one in list(smtp_server.received))


def test_killing_a_workers_child_at_any_point_loses_no_mail(worker, smtp_server, report):
    random = Random(1)
    rounds = repetitions(5, 500)
    doubled = struck = 0
    for number in range(rounds):
        smtp_server.reset()
        smtp_server.hold(random.choice([0, 0.05, 0.1]), times=100)
        # The last kill was so short ago that there might be nobody to kill.
        wait_until(lambda: len(living_children(worker)) == CHILDREN, what="new children")
        message = write(number)
        time.sleep(random.uniform(0, 0.2))
        kill_children(worker)
        time.sleep(SETTLE_SECONDS)
        had_left = message.message_id in copies(smtp_server)
        was_marked = state_of(message) == "sent"
        struck += not was_marked

        sweep_until_sent([message])
        message.refresh_from_db()
        arrived = copies(smtp_server)
        # One kill costs one more attempt, and none where the bell reached a new child only, whose
        # mail may have left without its answer when we looked.
        assert message.attempts <= (1 if was_marked else 2)
        assert arrived == {message.message_id: message.attempts if had_left else 1}
        doubled += arrived[message.message_id] - 1
    report(
        f"{rounds} kills, {struck} before the mail was marked as sent: 0 lost, {doubled} doubled"
    )


def test_killing_the_whole_worker_and_flushing_redis_loses_no_mail(worker, smtp_server, report):
    random = Random(2)
    rounds, batch = repetitions(2, 30), 12
    doubled = 0
    for number in range(rounds):
        smtp_server.reset()
        smtp_server.hold(0.05, times=1000)
        messages = [write(number * batch + index) for index in range(batch)]
        time.sleep(random.uniform(0, 0.6))
        worker.kill()
        Redis.from_url(settings.REDIS_URL).flushdb()
        worker.listen()

        sweep_until_sent(messages)
        arrived = copies(smtp_server)
        assert set(arrived) == {message.message_id for message in messages}
        # Two children, so two mails at most were under way.
        assert sum(arrived.values()) - batch <= 2
        doubled += sum(arrived.values()) - batch
    report(f"{rounds} kills with a flush, {rounds * batch} mails: 0 lost, {doubled} doubled")


def test_bells_are_heard_again_right_after_a_flush(worker, smtp_server):
    """Nobody restarts anything: neither this process nor the worker."""
    sweep_until_sent([write(1)])
    redis = Redis.from_url(settings.REDIS_URL)
    redis.flushdb()
    write(2)
    wait_until(lambda: len(smtp_server.messages) == 2, seconds=10, what="heard without a sweep")


def test_lost_bells_are_made_up_for_by_the_sweep(worker, smtp_server, monkeypatch):
    monkeypatch.setattr(relay, "wake", lambda ids: None)
    messages = [write(number) for number in range(5)]
    monkeypatch.undo()
    sweep_until_sent(messages)
    assert len(smtp_server.received) == 5


def test_a_mail_that_kills_its_worker_is_given_up_after_three(worker, smtp_server):
    """The worker dies each time before the server answers; other mails go out meanwhile."""
    smtp_server.answer("250 2.0.0 Accepted", delay=30, to="1@example.net")
    poison = write(1)
    for crash in range(3):
        wait_until(lambda: len(_data_for(smtp_server, poison)) > crash or tasks.sweep())  # noqa: B023
        kill_children(worker)
    harmless = write(2)

    wait_until(lambda: state_of(poison) == "failed" or tasks.sweep(), what="parked")
    sweep_until_sent([harmless])
    assert Delivery.objects.get(target=f"message:{poison.pk}").last_error == "WorkerLost"
    assert len(_data_for(smtp_server, poison)) == 3


def _data_for(smtp_server, message):
    return [one for one in smtp_server.received if one.message["Message-ID"] == message.message_id]
