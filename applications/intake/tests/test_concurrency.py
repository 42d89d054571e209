"""Forms that arrive at once, and a database that goes away in the middle of one."""

import threading
import uuid
from html import unescape

import psycopg
import pytest
from django.conf import settings
from django.db import close_old_connections, connection, connections
from django.test import Client

from applications.candidates.models import Application, Candidate, Submission
from applications.intake.actions import submit_application
from applications.intake.tests.conftest import NOW, Applicant
from applications.models import Profile
from ats.events.models import Event
from ats.testing.queries import statements_of
from ats.testing.repetitions import repetitions

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count, act):
    """Run `act(n)` in `count` threads that start together; return what each returned."""
    barrier, results, failures = threading.Barrier(count), [None] * count, []

    def run(number):
        try:
            barrier.wait()
            results[number] = act(number)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return results


def test_one_form_sent_many_times_at_once_is_one_application(applicant):
    def send(number):
        client = Client()
        response = client.post(applicant.url, applicant.typed | {"step": "send"})
        page = unescape(client.get("/applied/").content.decode())
        return response.status_code, Submission.objects.get().reference in page

    count = repetitions(8, 50)
    results = at_once(count, send)

    assert results == [(303, True)] * count
    for model in (Candidate, Application, Submission, Profile):
        assert model.objects.count() == 1
    assert Event.objects.filter(verb="application.submitted").count() == 1
    assert not Event.objects.filter(verb="application.resubmitted").exists()


def test_different_forms_of_one_person_at_once_are_one_application(posting, data_for):
    count = repetitions(8, 50)

    receipts = at_once(
        count,
        lambda number: submit_application(
            data=data_for(posting, name=f"Zoë {number}"), form_key=uuid.uuid4(), now=NOW
        ),
    )

    assert len({receipt.reference for receipt in receipts}) == count
    application = Application.objects.get()
    assert application.submissions.count() == count
    assert application.submissions.filter(accepted_at__isnull=False).count() == 1


def test_one_key_with_different_addresses_at_once_is_one_application(posting, data_for):
    form_key = uuid.uuid4()

    receipts = at_once(
        8,
        lambda number: submit_application(
            data=data_for(posting, email=f"{number}@example.net"), form_key=form_key, now=NOW
        ),
    )

    assert len({receipt.reference for receipt in receipts}) == 1
    assert Application.objects.count() == Candidate.objects.count() == 1


class Severed:
    """Ends the connection's own backend, as a restart does, right before the nth statement."""

    def __init__(self, number):
        self.number = number

    def __call__(self, execute, sql, params, many, context):
        self.number -= 1
        if self.number == 0:
            end_backend(connection.connection.info.backend_pid)
        return execute(sql, params, many, context)


def end_backend(pid):
    where = settings.DATABASES["default"]
    with psycopg.connect(
        host=where["HOST"],
        port=where["PORT"] or None,
        user=where["USER"],
        password=where["PASSWORD"] or None,
        dbname=connection.settings_dict["NAME"],
        autocommit=True,
    ) as other:
        # With a second of patience, so that it is gone when our statement arrives.
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [pid])


def test_a_database_lost_at_any_statement_loses_no_answer(client, posting):
    warm_up = Applicant(client, posting)
    total = len(statements_of(lambda: warm_up.send(email="first@example.net")))
    assert total > 10

    for number in range(1, total + 1):
        applicant = Applicant(Client(), posting)
        applicant.typed |= {"email": f"{number}@example.net", "about": "I can start in May."}
        with connection.execute_wrapper(Severed(number)):
            page = applicant.send()
        close_old_connections()  # as the end of a request does outside of tests

        text = unescape(page.content.decode())
        assert page.status_code == 503, number
        assert "We kept your answers" in text
        assert "I can start in May." in text
        mine = Application.objects.filter(candidate__email=f"{number}@example.net")
        assert mine.count() == 0

        fields = _fields_of(text)
        assert applicant.client.post(applicant.url, fields | {"step": "send"}).status_code == 303
        assert mine.count() == 1
        assert mine.get().submissions.get().profile["about"] == "I can start in May."


def test_a_reply_lost_after_the_commit_is_found_again(applicant, monkeypatch):
    from applications.intake import views

    def lose(receipt):
        end_backend(connection.connection.info.backend_pid)
        Application.objects.count()

    monkeypatch.setattr(views, "_done", lose)
    assert applicant.send().status_code == 503
    close_old_connections()
    monkeypatch.undo()

    assert applicant.send().status_code == 303
    assert Application.objects.count() == Submission.objects.count() == 1


def _fields_of(text):
    import re

    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text))
