"""A real SMTP server in the test process, which can be told to misbehave."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 2.0.0 Accepted"
DROP = "drop"


@dataclass(frozen=True)
class Received:
    """One message as it came over the wire, and what it was answered."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    answer: str

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain text part."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""


@dataclass
class Rule:
    """Answer the next `times` messages that match with `answer`, after `delay` seconds."""

    answer: str
    delay: float
    times: int
    matches: Callable[[Envelope], bool]


@dataclass
class SmtpServer:
    """Listens on a port of its own; `reset()` before each test."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    _rules: list[Rule] = field(default_factory=list)
    _refused: dict[str, str] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _controller: Controller | None = None

    @property
    def url(self) -> str:
        """The address in the form of EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def messages(self) -> list[Received]:
        """What was accepted, oldest first."""
        return [one for one in self.received if one.answer.startswith("250")]

    def answer(
        self, reply: str, *, times: int = 1_000_000, delay: float = 0, to: str | None = None
    ) -> None:
        """Answer the data of the next messages with `reply`, for instance "451 4.3.0 Later".

        `DROP` closes the connection without an answer; `delay` passes between DATA and the answer
        (the message counts as received before that, as with a real server that lost its client).
        """
        self._rules.append(Rule(reply, delay, times, lambda e: to is None or to in e.rcpt_tos))

    def hold(self, seconds: float, *, times: int = 1) -> None:
        """Accept the next messages, but only after a while."""
        self.answer(ACCEPTED, delay=seconds, times=times)

    def refuse(self, address: str, reply: str = "550 5.1.1 No such mailbox") -> None:
        """Refuse a recipient before any data is sent."""
        self._refused[address] = reply

    def wait_for(self, count: int, *, seconds: float = 30) -> list[Received]:
        """Return the accepted messages once there are `count`; fail when there never are."""
        return self._wait(lambda: self.messages, count, seconds)

    def wait_for_data(self, count: int, *, seconds: float = 30) -> list[Received]:
        """Return everything whose data has arrived, answered or not, once there are `count`."""
        return self._wait(lambda: self.received, count, seconds)

    def _wait(
        self, found: Callable[[], list[Received]], count: int, seconds: float
    ) -> list[Received]:
        with self._changed:
            self._changed.wait_for(lambda: len(found()) >= count, timeout=seconds)
            assert len(found()) >= count, f"{len(found())} of {count} messages came: {found()}"
            return list(found())

    def reset(self) -> None:
        self.received.clear()
        self._rules.clear()
        self._refused.clear()

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        assert self._controller is not None
        self._controller.stop()

    # The three methods that aiosmtpd calls, in its own thread.

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self._refused:
            return self._refused[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        rule = self._rule_for(envelope)
        reply = rule.answer if rule else ACCEPTED
        message = message_from_bytes(envelope.content, policy=policy.default)
        with self._changed:
            self.received.append(
                Received(envelope.mail_from, tuple(envelope.rcpt_tos), message, reply)
            )
            self._changed.notify_all()
        if rule and rule.delay:
            await asyncio.sleep(rule.delay)
        if reply == DROP:
            server.transport.close()
        return reply

    def _rule_for(self, envelope: Envelope) -> Rule | None:
        for rule in self._rules:
            if rule.times > 0 and rule.matches(envelope):
                rule.times -= 1
                return rule
        return None


def wait_until(condition: Callable[[], object], *, seconds: float = 30, what: str = "") -> None:
    """Return once `condition()` is true; fail when it never is."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"Not within {seconds} s: {what or condition}"
        time.sleep(0.05)
