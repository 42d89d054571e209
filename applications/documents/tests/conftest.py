import socket
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that hostile documents are told to call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def connections(server: socket.socket) -> int:
    """How many have called since it was last asked."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except TimeoutError:
            return count
        count += 1


@pytest.fixture
def store(settings, tmp_path):
    """The folder in which this test's documents lie."""
    settings.PRIVATE_FILES_DIR = tmp_path / "files"
    return settings.PRIVATE_FILES_DIR / "documents"


def stored_files(store) -> list[str]:
    """The names of all files in the folder, half-written ones too."""
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def uploaded(content: bytes, name: str = "cv.pdf") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, content, content_type="application/x-whatever")
