"""A mail through a real SMTP server, and through every way in which that can fail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ats.events import work
from ats.events.models import Event
from ats.mail import rules
from ats.mail.models import Message
from ats.mail.placeholders import _minters, placeholder
from ats.mail.tests.conftest import delivery_of, state_of, write
from ats.organisation.models import Organisation
from ats.testing.smtp import DROP

pytestmark = pytest.mark.django_db


def try_to_send(message):
    """Let the time pass until the next try is due, and make it."""
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now())
    delivery = delivery_of(message)
    type(delivery).objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    work.deliver_one(delivery.pk)
    message.refresh_from_db()


def test_an_accepted_mail_is_sent_and_that_is_an_event(smtp_server):
    message = write()
    work.work_off()

    (received,) = smtp_server.messages
    assert (received.subject, received.recipients) == ("News 1", ("1@example.net",))
    assert received.text.splitlines() == ["Dear person 1,", "", "this is it."]
    assert state_of(message) == "sent"
    assert message.sent_at
    event = Event.objects.get(verb="message.sent")
    assert (event.subject_type, event.subject_id) == ("message", message.pk)
    assert event.data["kind"] == "confirmation"


def test_a_held_mail_waits(smtp_server, time_machine):
    message = write(due_in=timedelta(hours=1))
    work.work_off()
    assert smtp_server.received == []

    time_machine.move_to(timezone.now() + timedelta(hours=1, seconds=1))
    work.work_off()
    assert len(smtp_server.messages) == 1
    assert state_of(message) == "sent"


def test_a_cancelled_mail_is_never_sent(smtp_server):
    message = write()
    Message.objects.filter(pk=message.pk).update(state="cancelled")
    work.work_off()
    assert smtp_server.received == []
    assert delivery_of(message).done_at


def test_a_mail_that_is_sent_is_not_sent_again_by_a_repeated_delivery(smtp_server):
    message = write()
    work.work_off()
    type(delivery_of(message)).objects.update(done_at=None)
    work.work_off()
    assert len(smtp_server.received) == 1


def test_a_mail_that_a_dead_worker_left_is_sent(smtp_server):
    message = write()
    Message.objects.filter(pk=message.pk).update(state="sending", attempts=1)
    work.work_off()
    assert len(smtp_server.messages) == 1


@pytest.mark.parametrize("reply", ["421 4.3.2 Closing", "451 4.3.0 Try later", "452 4.2.2 Full"])
def test_try_again_later_then_accepted(smtp_server, reply):
    smtp_server.answer(reply, times=1)
    message = write()
    before = timezone.now()
    work.work_off()

    assert state_of(message) == "queued"
    assert message.last_error.startswith(f"later: {reply[:3]}")
    assert message.due_at >= before + timedelta(minutes=1)
    assert delivery_of(message).due_at == message.due_at

    try_to_send(message)
    assert (message.state, message.attempts, message.last_error) == ("sent", 2, "")
    first, second = smtp_server.received
    assert first.message["Message-ID"] == second.message["Message-ID"] == message.message_id


def test_a_refused_recipient_fails_for_good_at_once(smtp_server):
    smtp_server.refuse("1@example.net")
    message = write()
    work.work_off()

    assert state_of(message) == "failed"
    assert message.last_error == "refused: 550 5.1.1 No such mailbox"
    assert message.failed_at
    assert Event.objects.get(verb="message.failed").subject_id == message.pk
    assert delivery_of(message).done_at


def test_a_full_mailbox_is_tried_again(smtp_server):
    smtp_server.refuse("1@example.net", "452 4.2.2 Mailbox full")
    message = write()
    work.work_off()
    assert state_of(message) == "queued"


def test_a_refused_message_fails_for_good(smtp_server):
    smtp_server.answer("554 5.7.1 Looks like spam")
    message = write()
    work.work_off()
    assert state_of(message) == "failed"
    assert message.last_error == "rejected: 554 5.7.1 Looks like spam"


def test_one_bad_recipient_does_not_hold_up_the_others(smtp_server):
    smtp_server.refuse("1@example.net")
    messages = [write(number) for number in range(3)]
    work.work_off()
    assert [state_of(message) for message in messages] == ["sent", "failed", "sent"]


def test_a_connection_dropped_after_data_may_double_a_mail_under_one_message_id(smtp_server):
    smtp_server.answer(DROP, times=1)
    message = write()
    work.work_off()
    assert (state_of(message), message.last_error) == ("queued", "lost")

    try_to_send(message)
    assert state_of(message) == "sent"
    assert [one.message["Message-ID"] for one in smtp_server.received] == [message.message_id] * 2


def test_a_goodbye_that_fails_does_not_make_a_second_copy(smtp_server, monkeypatch):
    def broken(self):
        raise ConnectionResetError

    monkeypatch.setattr("smtplib.SMTP.quit", broken)
    message = write()
    work.work_off()
    assert state_of(message) == "sent"


def test_a_slow_server_is_given_up_on_in_time(smtp_server, settings):
    settings.EMAIL_DEADLINE = 0.3
    smtp_server.hold(1)
    message = write()
    work.work_off()
    assert state_of(message) == "queued"
    assert message.last_error == "slow"


def test_a_server_that_is_down_is_tried_for_hours_then_the_mail_fails(settings):
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    message = write()
    pauses = []
    for _ in range(50):
        before = timezone.now()
        try_to_send(message)
        if message.state == "failed":
            break
        assert message.last_error.startswith("unreachable")
        pauses.append(message.due_at - before)

    assert message.state == "failed"
    assert pauses[0] < timedelta(minutes=2)
    assert sum(pauses, timedelta()) >= timedelta(hours=4)
    assert Event.objects.filter(verb="message.failed").count() == 1


def test_a_late_failure_does_not_touch_a_newer_try(smtp_server, monkeypatch):
    message = write()

    def overtaken(self, mail, *, message):
        Message.objects.filter(pk=message.pk).update(attempts=2)
        raise ConnectionRefusedError

    monkeypatch.setattr("ats.mail.transport.SmtpTransport.send", overtaken)
    work.work_off()
    assert (state_of(message), message.attempts) == ("sending", 2)


def test_erased_while_being_sent_stays_erased(smtp_server, monkeypatch):
    message = write()

    def erased_meanwhile(self, mail, *, message):
        Message.objects.filter(pk=message.pk).update(state="cancelled", body="", recipient_email="")
        raise ConnectionRefusedError

    monkeypatch.setattr("ats.mail.transport.SmtpTransport.send", erased_meanwhile)
    work.work_off()
    assert (state_of(message), message.body) == ("cancelled", "")


def test_what_our_own_code_cannot_send_is_shown_as_failed(smtp_server, monkeypatch):
    def broken(*args, **kwargs):
        raise KeyError("a mistake of ours")

    monkeypatch.setattr("ats.mail.handlers.compose", broken)
    message = write()
    for _ in range(30):
        try_to_send(message)
    assert (message.state, message.last_error) == ("failed", "given_up")
    assert Event.objects.filter(verb="message.failed").count() == 1


@pytest.mark.parametrize("email", ["no-at-sign", "a@b@c", "x@", "name@exa mple.org", ""])
def test_an_address_that_cannot_be_one_fails_for_good(smtp_server, email):
    message = write(recipient_email=email)
    work.work_off()
    assert (state_of(message), message.last_error) == ("failed", "address")


def test_a_domain_in_another_script_is_reached(smtp_server):
    write(recipient_email="zoe@bücher.example")
    work.work_off()
    assert smtp_server.messages[0].recipients == ("zoe@xn--bcher-kva.example",)


def test_secret_links_go_out_and_are_not_kept(smtp_server):
    @placeholder("test_link")
    def mint(message, now):
        return f"https://jobs.example.org/status/secret-of-{message.key}"

    message = write(body="See [[test_link]] and [[unknown]].")
    work.work_off()
    _minters.pop("test_link")

    assert "https://jobs.example.org/status/secret-of-test:1" in smtp_server.messages[0].text
    assert "[[unknown]]" in smtp_server.messages[0].text
    message.refresh_from_db()
    assert message.body == "See [[test_link]] and [[unknown]]."


def test_the_organisation_is_the_sender(smtp_server):
    Organisation.objects.create(
        pk=1,
        name="Grün, Söhne & Co",
        mail_from="jobs@gruen.example",
        contact_email="hr@gruen.example",
    )
    write()
    work.work_off()

    (received,) = smtp_server.messages
    sender = received.message["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ("Grün, Söhne & Co", "jobs@gruen.example")
    assert received.message["Reply-To"] == "hr@gruen.example"
    assert received.sender == "jobs@gruen.example"


def test_pauses_of_the_schedule():
    assert rules.next_pause(1) == timedelta(minutes=1)
    assert rules.next_pause(len(rules.PAUSES)) == timedelta(hours=4)
    assert rules.next_pause(len(rules.PAUSES) + 1) is None


@pytest.mark.parametrize(
    "reply", ["250 Ok", "451 4.3.0 <1@example.net> later", "554 <1@example.net>"]
)
def test_no_log_line_says_who_gets_what(smtp_server, caplog, reply):
    smtp_server.answer(reply)
    write(recipient_name="Ada Canary", subject="Canary words", body="Canary text")
    with caplog.at_level("DEBUG"):
        work.work_off()
    # "mail.log" is the mail server of the tests.
    ours = " ".join(one.getMessage() for one in caplog.records if one.name != "mail.log")
    assert "mail.send" in ours
    assert "1@example.net" not in ours
    assert "anary" not in ours
