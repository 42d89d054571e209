"""Secret links in mails: minted at the moment of sending, a placeholder everywhere else."""

import re
from collections.abc import Callable
from datetime import datetime

from ats.mail.models import Message

Minter = Callable[[Message, datetime], str]

_PATTERN = re.compile(r"\[\[([a-z][a-z_]*)\]\]")
_minters: dict[str, Minter] = {}


def placeholder(name: str) -> Callable[[Minter], Minter]:
    """Register the function that returns the address to stand in place of `[[name]]`.

    It is called in the transaction that takes a message for sending, once for each try.
    """

    def register(function: Minter) -> Minter:
        _minters[name] = function
        return function

    return register


def fill(text: str, *, message: Message, now: datetime) -> str:
    """Return `text` with its placeholders replaced; unknown ones stay as they were written."""

    def mint(match: re.Match[str]) -> str:
        minter = _minters.get(match.group(1))
        return minter(message, now) if minter else match.group()

    return _PATTERN.sub(mint, text)


def inert(text: str) -> str:
    """Return what a stranger wrote in such a way that it holds no placeholder and no line break."""
    # Each bracket that another one follows: of "[[[", two would be left if only pairs were parted.
    return " ".join(re.sub(r"\[(?=\[)", "[ ", text).split())


def split(text: str) -> list[tuple[bool, str]]:
    """Cut `text` into (is it a placeholder, words or its name) for showing it to staff."""
    parts = _PATTERN.split(text)
    return [(index % 2 == 1, part) for index, part in enumerate(parts) if part]
