import errno
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ats.files.storage import NAME, Area, InvalidName, StorageFull

things = Area("things")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.PRIVATE_FILES_DIR = tmp_path / "files"
    return settings.PRIVATE_FILES_DIR


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_saved_is_read_back():
    stored = things.save([b"Hello ", b"world"])
    with things.open(stored.name) as file:
        assert file.read() == b"Hello world"
    assert stored.size == 11
    assert stored.sha256 == "64ec88ca00b268e5ba1a35678a1b5316d212f4f366b2477232534a8aeca37f3c"


def test_names_are_random_and_say_nothing():
    first, second = things.save([b"same"]), things.save([b"same"])
    assert first.name != second.name
    assert NAME.fullmatch(first.name)


def test_only_the_owner_may_read(folder):
    path = things.path_of(things.save([b"x"]).name)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {parent.stat().st_mode & 0o077 for parent in path.parents[:4]} == {0}
    assert path.is_relative_to(folder)


def test_deleting_twice_is_no_error():
    name = things.save([b"x"]).name
    things.delete(name)
    things.delete(name)
    assert not things.exists(name)
    with pytest.raises(FileNotFoundError):
        things.open(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 39, "A" * 40, "a" * 40 + "\n", "/"])
def test_a_name_that_is_not_ours_reaches_no_file(name):
    with pytest.raises(InvalidName):
        things.open(name)


@given(st.text(max_size=60))
def test_any_other_text_is_no_name(name):
    if not NAME.fullmatch(name):
        with pytest.raises(InvalidName):
            things.path_of(name)


def test_a_sender_that_breaks_off_leaves_nothing(folder):
    def chunks():
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        things.save(chunks())
    assert files_below(folder) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_apart_and_leaves_nothing(folder, monkeypatch, code):
    def full(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StorageFull):
            things.save([b"x"])
    assert files_below(folder) == []
    assert things.save([b"x"]).size == 1  # recovers without a restart


def test_a_limit_on_file_size_is_a_full_disk(folder):
    """A real limit, in a process of its own, since it cannot be taken back."""
    code = (
        "import os, resource, sys\n"
        "from django.conf import settings\n"
        f"settings.configure(PRIVATE_FILES_DIR={str(folder)!r})\n"
        "from ats.files.storage import Area, StorageFull\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: Area('things').save([b'x' * 600] * 3)\n"
        "except StorageFull: sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=Path.cwd(), check=False)
    assert done.returncode == 7
    assert files_below(folder) == []


def test_another_trouble_of_the_disk_stays_what_it_is(monkeypatch):
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="I/O error"):
        things.save([b"x"])


def test_old_names_are_listed_and_new_ones_are_not(folder):
    old, new = things.save([b"old"]).name, things.save([b"new"]).name
    yesterday = datetime.now(UTC) - timedelta(days=1)
    os.utime(things.path_of(old), (0, yesterday.timestamp() - 60))
    (things.path_of(old).parent / "notes.txt").write_text("not ours")
    assert list(things.names_older_than(yesterday)) == [old]
    assert new not in things.names_older_than(yesterday)


def test_unfinished_files_are_removed_once_they_are_old(folder):
    things.save([b"x"])
    stale, fresh = (
        folder / "things" / "incoming" / "stale",
        folder / "things" / "incoming" / "fresh",
    )
    stale.write_bytes(b"half")
    fresh.write_bytes(b"under way")
    os.utime(stale, (0, 0))
    assert things.delete_unfinished(before=datetime(2000, 1, 1, tzinfo=UTC)) == 1
    assert not stale.exists()
    assert fresh.exists()


def test_an_empty_store_has_nothing_to_list(folder):
    assert list(things.names_older_than(datetime.now(UTC))) == []
    assert things.delete_unfinished(before=datetime.now(UTC)) == 0


def test_areas_do_not_see_one_another():
    name = things.save([b"x"]).name
    assert not Area("others").exists(name)
    assert list(Area("others").names_older_than(datetime.max.replace(tzinfo=UTC))) == []
