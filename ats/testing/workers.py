"""A real Celery worker on this test process's database and queue.

Starting one takes seconds, so it is started once and told to listen only while a test that asked
for it runs.
"""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from ats.celery import app
from ats.embedded.process import Child
from ats.testing import environment
from ats.testing.smtp import wait_until

CONTROL_SECONDS = 5.0


class CeleryWorker:
    """A worker process with two children, which may be killed and started again."""

    def __init__(self, extra_environment: Mapping[str, str]) -> None:
        self.name = f"{app.conf.task_default_queue}@test"
        self.queue = app.conf.task_default_queue
        self._extra = extra_environment
        self._child: Child | None = None
        self._starts = 0

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.exit_code() is None

    def log(self) -> str:
        """Return the end of the worker's log."""
        return self._child.last_lines(60) if self._child else ""

    def start(self) -> None:
        """Start a worker that listens to nothing yet."""
        self._starts += 1
        child = self._child = Child(
            f"celery-{self._starts}",
            [
                *(sys.executable, "-m", "celery", "-A", "ats.celery", "worker"),
                *("--concurrency", "2", "--without-gossip", "--without-mingle"),
                *("--loglevel", "INFO", "--hostname", self.name),
                *("--queues", f"{self.queue}-idle"),
            ],
            environment.run_folder() / environment.process_name(),
            environment={**os.environ, "DJANGO_SETTINGS_MODULE": "ats.settings", **self._extra},
            folder=Path(__file__).resolve().parents[2],
            stop_signal=signal.SIGQUIT,
            death_signal=signal.SIGKILL,
            patience=5,
        )
        child.start()
        child.wait_until(self._answers, patience=60)

    def _answers(self) -> bool:
        return bool(app.control.ping(destination=[self.name], timeout=0.5))

    def listen(self) -> None:
        """Take tasks from the queue, starting the worker where it is not running."""
        if not self.running:
            self.start()
        reply = app.control.add_consumer(
            self.queue, destination=[self.name], reply=True, timeout=CONTROL_SECONDS
        )
        assert reply, f"The worker did not answer:\n{self.log()}"

    def pause(self) -> None:
        """Take no more tasks and finish those in hand; a worker that cannot is killed."""
        if not self.running:
            return
        try:
            assert app.control.cancel_consumer(
                self.queue, destination=[self.name], reply=True, timeout=CONTROL_SECONDS
            )
            wait_until(self.is_idle, seconds=20, what="the worker is idle")
        except AssertionError:
            self.kill()

    def is_idle(self) -> bool:
        """Say whether no task is running or waiting inside the worker."""
        inspect = app.control.inspect([self.name], timeout=1.0)
        return not any(
            tasks
            for answer in (inspect.active(), inspect.reserved())
            for tasks in (answer or {self.name: ["no answer"]}).values()
        )

    def kill(self) -> None:
        """kill -9 the worker and its children, as a power cut would."""
        assert self._child is not None
        self._child.kill()

    def stop(self) -> None:
        if self._child:
            self._child.stop()


def empty_queue() -> None:
    """Forget the tasks that waited for a worker."""
    with app.connection_for_write() as connection:
        connection.default_channel.queue_purge(app.conf.task_default_queue)
