"""A worker whose supervisor is gone, and who has missed the kernel's word."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

from ats.embedded.orphans import SUPERVISOR
from ats.testing.smtp import wait_until

ROOT = Path(__file__).resolve().parents[3]
DEAF_AT_FIRST = """
import os, signal, sys, time
from ats.embedded import orphans
heard = []
signal.signal(signal.SIGTERM, lambda *_: heard.append(1) or len(heard) > 1 and os._exit(0))
orphans._PATIENCE_SECONDS = 0.1
orphans.end_with_supervisor()
print(os.getpid(), flush=True)
while True:
    time.sleep(0.1)
"""
PARENT = """
import os, subprocess, sys, time
environment = {**os.environ, sys.argv[2]: str(os.getpid())}
subprocess.Popen([sys.executable, "-c", sys.argv[1]], env=environment)
time.sleep(600)
"""


def test_a_worker_that_lost_one_signal_is_told_again() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, DEAF_AT_FIRST, SUPERVISOR],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout
    worker = psutil.Process(int(parent.stdout.readline()))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    wait_until(
        lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE,
        what="the worker has ended",
    )
