"""A lock belongs to whoever lives, and to their children."""

import os
import subprocess
import sys

import pytest

from ats.embedded import locks


def test_a_second_holder_is_told_who_has_it(tmp_path):
    held = locks.acquire(tmp_path / "up.lock", text="process 17")
    with pytest.raises(locks.Busy, match="process 17"):
        locks.acquire(tmp_path / "up.lock")
    os.close(held)


def test_a_lock_is_free_again_when_its_holder_ends(tmp_path):
    os.close(locks.acquire(tmp_path / "up.lock", text="first"))
    os.close(locks.acquire(tmp_path / "up.lock", text="second"))
    assert (tmp_path / "up.lock").read_text() == "second"


def test_a_child_that_inherited_the_lock_keeps_it_until_it_ends(tmp_path):
    held = locks.acquire(tmp_path / "server.lock")
    child = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[held]
    )
    os.close(held)
    with pytest.raises(locks.Busy):
        locks.acquire(tmp_path / "server.lock")
    child.communicate(b"\n")
    os.close(locks.acquire(tmp_path / "server.lock"))
