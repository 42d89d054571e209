"""Where the embedded servers keep their data, and the addresses by which the rest finds them.

This module imports nothing of Django: the settings read it before they are complete.
"""

import hashlib
import os
import re
import stat
from pathlib import Path
from urllib.parse import quote

# A socket path must fit in sockaddr_un (108 bytes on Linux, 104 elsewhere), and PostgreSQL
# appends "/.s.PGSQL.5432" to the folder.
LONGEST_SOCKET_FOLDER = 85
# Commas separate hosts for libpq, and the others mean something in an address.
AWKWARD = re.compile(r"[^A-Za-z0-9_./-]")


def var_folder(root: Path) -> Path:
    """Return the folder for everything that running leaves behind (FAIRLEAD_VAR or ROOT/var)."""
    return Path(os.environ.get("FAIRLEAD_VAR", root / "var")).resolve()


def socket_folder(var: Path) -> Path:
    """Return the folder for the sockets: inside `var`, or one in /tmp where that is too long."""
    inside = var / "run"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and not AWKWARD.search(str(inside)):
        return inside
    digest = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    # Not gettempdir(): every process has to find the same folder, whatever its TMPDIR.
    return Path("/tmp") / f"fairlead-{os.getuid()}-{digest}"  # noqa: S108


def make_private(folder: Path) -> None:
    """Make a folder that is ours alone. Raises PermissionError where somebody else was first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to somebody else.")
    folder.chmod(0o700)


def database_url(var: Path, name: str = "fairlead") -> str:
    """Return the address of the embedded PostgreSQL's database `name`."""
    return f"postgres://fairlead@{quote(str(socket_folder(var)), safe='')}:5432/{name}"


def redis_url(var: Path, database: int = 0) -> str:
    """Return the address of the embedded Valkey's numbered database."""
    return f"unix://{socket_folder(var)}/valkey.sock?db={database}"
