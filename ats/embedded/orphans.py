"""What a child does that its supervisor has left behind without a word."""

import os
import signal
import threading
import time

SUPERVISOR = "FAIRLEAD_SUPERVISOR"  # the process that started a worker, in its environment
_PATIENCE_SECONDS = 5  # for what the kernel's signal has begun


def end_with_supervisor(**_: object) -> None:
    """Watch the supervisor, where there is one, and end this worker after it.

    The kernel sends a signal, too, but only one, and Celery can lose it while it connects to a
    broker that is just going away; it would then look for that broker for ever.
    """
    if supervisor := os.environ.get(SUPERVISOR):
        threading.Thread(target=_watch, args=(int(supervisor),), daemon=True).start()


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(1)
    while True:
        time.sleep(_PATIENCE_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)
