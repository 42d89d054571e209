"""Sixteen people move the same person at the same moment."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection

from applications.candidates.models import Application
from applications.pipeline.actions import StaleMove, move_application
from applications.pipeline.queries import transitions_of
from applications.tests.factories import ApplicationFactory
from ats.events.models import Event
from ats.testing.repetitions import repetitions
from ats.tests.factories import UserFactory
from postings.tests.factories import PostingFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
THREADS = 16
ROUNDS = repetitions(10, 1_000)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_sixteen_simultaneous_moves_wins():
    posting = PostingFactory(with_stages=True)
    application = ApplicationFactory(posting=posting)
    people = UserFactory.create_batch(THREADS)
    stages = list(posting.stages.order_by("position"))
    chance = random.Random(7)

    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(ROUNDS):
            application.refresh_from_db()
            elsewhere = [s for s in stages if s.pk != application.stage_id]
            barrier = Barrier(THREADS)
            targets = [chance.choice(elsewhere) for _ in people]
            jobs = [
                pool.submit(attempt, barrier, application, person, target)
                for person, target in zip(people, targets, strict=True)
            ]
            winners = [job.result() for job in jobs if job.result()]
            assert len(winners) == 1
            after = Application.objects.get(pk=application.pk)
            assert (after.stage_id, after.version) == (winners[0], application.version + 1)
        close_all(pool)

    assert_linear(application.pk)


def attempt(barrier, seen, person, target):
    """Return the id of the new stage, or None for whoever came too late."""
    barrier.wait()
    try:
        moved = move_application(
            actor=person,
            application_id=seen.pk,
            to_stage_id=target.pk,
            from_stage_id=seen.stage_id,
            expected_version=seen.version,
            now=NOW,
        )
    except StaleMove as refusal:
        assert refusal.current_version == seen.version + 1
        assert refusal.moved_by
        return None
    return moved.stage_id


def assert_linear(application_id):
    """Every move starts where the one before it ended, and has an event of its own."""
    moves = list(transitions_of(application_id))
    assert [move.version for move in moves] == list(range(2, ROUNDS + 2))
    for before, after in pairwise(moves):
        assert after.from_stage_id == before.to_stage_id
    assert Event.objects.filter(verb="application.moved").count() == ROUNDS


def close_all(pool):
    """Close the connection of each thread, or the test database cannot be dropped."""
    barrier = Barrier(THREADS)
    for job in [pool.submit(close_own, barrier) for _ in range(THREADS)]:
        job.result()


def close_own(barrier):
    barrier.wait()
    connection.close()
