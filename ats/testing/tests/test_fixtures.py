"""The worker, the mail server and the browser that tests are given."""

import smtplib
import threading

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from playwright.sync_api import Error

from ats.celery import app
from ats.testing import caches
from ats.testing.smtp import DROP, wait_until


def send(subject="Hello", to="a@example.org"):
    EmailMessage(subject, "Text", "jobs@example.org", [to]).send()


@pytest.fixture
def through_smtp(smtp_server, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    return smtp_server


def test_an_accepted_message_is_kept_with_its_sender_and_recipients(through_smtp):
    send("Grüße")
    (received,) = through_smtp.wait_for(1)
    assert (received.sender, received.recipients) == ("jobs@example.org", ("a@example.org",))
    assert (received.subject, received.text.strip()) == ("Grüße", "Text")


@pytest.mark.parametrize("reply", ["421 4.3.2 Bye", "451 4.3.0 Later", "550 5.7.1 No"])
def test_a_refused_message_is_no_accepted_one(through_smtp, reply):
    through_smtp.answer(reply, times=1)
    with pytest.raises(smtplib.SMTPException):
        send()
    assert through_smtp.messages == []
    send()
    through_smtp.wait_for(1)


def test_a_recipient_may_be_refused(through_smtp):
    through_smtp.refuse("gone@example.org")
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(to="gone@example.org")
    send()
    through_smtp.wait_for(1)


def test_the_connection_may_break_before_the_answer(through_smtp):
    through_smtp.answer(DROP, times=1)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send()
    assert len(through_smtp.received) == 1


def test_an_answer_may_be_held_back(through_smtp):
    through_smtp.hold(1.0)
    sender = threading.Thread(target=send)
    sender.start()
    through_smtp.wait_for_data(1)
    assert sender.is_alive()
    sender.join()


def test_clearing_the_cache_spares_the_queue():
    cache.set("passing", 1)
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue("spared")
        queue.put({"x": 1})
        caches.clear()
        assert cache.get("passing") is None
        assert queue.get(timeout=5).payload == {"x": 1}
        queue.close()


def test_a_worker_takes_tasks_and_can_be_killed_and_replaced(celery_worker):
    first = celery_worker.pid
    assert app.control.ping(destination=[celery_worker.name])
    celery_worker.kill()
    assert not celery_worker.running
    celery_worker.listen()
    assert celery_worker.pid != first
    wait_until(celery_worker.is_idle, seconds=20)


def test_a_page_comes_from_the_live_server(page, live_url):
    page.goto("/healthz")
    assert page.url == f"{live_url}/healthz"
    assert '"database": "ok"' in page.content()


def test_a_page_that_breaks_its_own_rules_is_noted(pages):
    page = pages.open()
    page.goto("/healthz")
    page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
    assert any("Content Security Policy" in problem for problem in pages.problems)
    pages.problems.clear()


def test_a_visit_to_another_host_is_noted(pages):
    page = pages.open()
    with pytest.raises(Error):
        page.goto("http://127.0.0.1:9/")
    assert pages.problems.pop() == "request to another host: http://127.0.0.1:9/"
