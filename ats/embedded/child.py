"""Turn this process into a server that cannot outlive whoever started it.

A plain script, run as `python -I -S child.py …`: it needs nothing but the standard library, and
what it asks of the kernel is done after the fork, in a process without threads, so that
`preexec_fn` is not needed.
"""

import argparse
import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
UNPRIVILEGED = 1000  # any number but 0: PostgreSQL only refuses the superuser
CANNOT_WRITE = 77


def enter_user_namespace() -> None:
    """Go on as an ordinary account that the outside still sees as the superuser."""
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{UNPRIVILEGED} {outer_uid} 1"),
        ("gid_map", f"{UNPRIVILEGED} {outer_gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123 (pathlib is slow to import)
            file.write(line)


def become(uid: int, gid: int) -> None:
    """Give up the superuser's rights for good."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def die_with_parent(parent: int, number: int) -> None:
    """Ask the kernel for a signal when the parent is gone; a change of account clears it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:  # it died between the fork and the line above
        os._exit(1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--death-signal", type=int, required=True)
    parser.add_argument("--user-namespace", action="store_true")
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("--writable", help="end with 77 where this folder cannot be written")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if options.user_namespace:
        enter_user_namespace()
    if options.uid is not None:
        become(options.uid, options.gid)
    if options.writable and not os.access(options.writable, os.R_OK | os.W_OK | os.X_OK):
        sys.exit(CANNOT_WRITE)
    die_with_parent(options.parent, options.death_signal)
    os.execv(options.command[0], options.command)  # noqa: S606


main()
