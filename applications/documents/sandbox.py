"""Shuts the calling process in before it reads a stranger's file. Linux, free of Django.

A seccomp filter leaves only what computing and writing to open pipes needs: no socket, no file to
open, no program or process to start. It needs no privilege and works in containers. Where the
kernel or the processor has none, an empty network namespace takes its place.
"""

import ctypes
import errno
import platform
import resource
import signal
import socket
import sys

# The parsers with their libraries take 40 MB of address space, a 10 MB file read whole another
# 10 to 60; more than 256 MB is a bomb.
MEMORY_BYTES = 256 * 1024 * 1024
CPU_SECONDS = 10

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
_SECCOMP_MODE_FILTER = 2
_KILL, _DENY, _ALLOW = 0x80000000, 0x00050000 | errno.EPERM, 0x7FFF0000
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ARCHITECTURE_AT, _NUMBER_AT = 4, 0  # offsets in struct seccomp_data
_X32_FROM = 0x40000000
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_NOWHERE = ("192.0.2.1", 9)  # RFC 5737: an address that nobody has

# Names in the comments; numbers from the kernel's tables of system calls.
_X86_64 = (
    *(0, 1, 3, 4, 5, 6, 8),  # read write close stat fstat lstat lseek
    *(9, 10, 11, 12, 25, 28),  # mmap mprotect munmap brk mremap madvise
    *(13, 14, 15, 131),  # rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
    *(20, 24, 35, 39, 186),  # writev sched_yield nanosleep getpid gettid
    *(60, 231, 234, 98, 96),  # exit exit_group tgkill getrusage gettimeofday
    *(202, 228, 230, 262, 318, 219),  # futex clock_gettime clock_nanosleep newfstatat getrandom …
)
_AARCH64 = (
    *(63, 64, 57, 79, 80, 62),  # read write close newfstatat fstat lseek
    *(222, 226, 215, 214, 216, 233),  # mmap mprotect munmap brk mremap madvise
    *(134, 135, 139, 132),  # rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
    *(66, 124, 101, 172, 178),  # writev sched_yield nanosleep getpid gettid
    *(93, 94, 131, 165, 169),  # exit exit_group tgkill getrusage gettimeofday
    *(98, 113, 115, 278, 128),  # futex clock_gettime clock_nanosleep getrandom restart_syscall
)
# machine: (AUDIT_ARCH value, allowed calls)
_MACHINES = {"x86_64": (0xC000003E, _X86_64), "aarch64": (0xC00000B7, _AARCH64)}


class NoSandbox(Exception):
    """This system offers none of the ways to shut a process in."""


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("first", ctypes.POINTER(_Instruction)))


def set_limits() -> None:
    """Bound memory, processor time, files and processes of the calling process, for good."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def enter() -> str:
    """Shut the calling process in; return "seccomp" or "namespace".

    Everything it still needs must be imported and open before. Raises NoSandbox.
    """
    if not sys.platform.startswith("linux"):
        raise NoSandbox(sys.platform)
    libc = ctypes.CDLL(None, use_errno=True)
    # The reader must not outlive a worker that was killed.
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    for name, layer in (("seccomp", install_filter), ("namespace", leave_network)):
        if layer(libc) and not network_is_reachable():
            return name
    raise NoSandbox("neither seccomp nor namespaces")


def install_filter(libc: ctypes.CDLL) -> bool:
    """Install the seccomp filter; False where kernel or processor has none."""
    architecture, allowed = _MACHINES.get(platform.machine(), (0, ()))
    if not allowed or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    instructions = _instructions(architecture, allowed)
    array = (_Instruction * len(instructions))(*instructions)
    program = _Program(len(array), array)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program)) == 0)


def leave_network(libc: ctypes.CDLL) -> bool:
    """Move into a network namespace with nothing in it; False where that is not allowed."""
    return any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWUSER | _CLONE_NEWNET, _CLONE_NEWNET)
    )


def network_is_reachable() -> bool:
    """Say whether the kernel would route anywhere; nothing is sent."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_NOWHERE)
    except OSError as error:
        return error.errno not in (errno.EPERM, errno.ENETUNREACH)
    return True


def _instructions(architecture: int, allowed: tuple[int, ...]) -> list[_Instruction]:
    """Return the filter: another architecture is killed, a call that is not listed fails."""
    count = len(allowed)
    rows = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_IF_AT_LEAST, count, 0, _X32_FROM),
        *((_JUMP_IF_EQUAL, count - index, 0, call) for index, call in enumerate(allowed)),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return [_Instruction(*row) for row in rows]
