"""Logging: one line of JSON for each event in production, readable lines in development.

No line may hold what identifies a person or opens a door: keys that carry such things are
dropped, addresses and secret links are blotted out of everything else, and in production an
exception is written as its class and its frames, because its message may quote the data.
"""

import re
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]

PRIVATE_KEYS = frozenset(
    {"address", "answers", "body", "cookie", "email", "name", "password", "phone", "recipient"}
    | {"recipient_email", "recipient_name", "secret", "subject", "token"}
)
BLOT = "[removed]"
# Strangers choose how long a line gets, so each pattern reads every character about once: an
# address begins where nothing of an address stands before it.
_WORD = r"[^\s@<>\"'(),;:=/]"
_EMAIL = re.compile(rf"(?<!{_WORD}){_WORD}+@[^\s@<>\"'(),;:=/.]+\.{_WORD}+")
_LONG_PART = re.compile(r"(?<=[/=])[\w-]{20,}")
_HEX = re.compile(r"(?=\D*\d)[0-9a-f-]+|[\w-]*[0-9a-f]{32}")


def blot(text: str) -> str:
    """Remove addresses and secret link parts from a text."""
    return _LONG_PART.sub(_blot_secret, _EMAIL.sub(BLOT, text))


def _blot_secret(match: re.Match[str]) -> str:
    """Tell a secret (secrets.token_urlsafe or token_hex) from a slug, which is lower case words."""
    part = match.group()
    return BLOT if part != part.lower() or _HEX.fullmatch(part) else part


def protect(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Drop private keys and blot what looks like an address or a secret."""
    return {
        key: BLOT if key in PRIVATE_KEYS else blot(value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def terse_exception(exc_info: ExcInfo) -> str:
    """Write an exception and its causes as class and frames, without any message."""
    parts: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None and len(parts) < 5:
        frames = traceback.extract_tb(error.__traceback__)
        where = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames))
        parts.append(f"{type(error).__module__}.{type(error).__qualname__} at {where}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " from ".join(parts)


def _format_exception(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    exc_info = event.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    elif isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    if exc_info and exc_info[1] is not None:
        event["exception"] = terse_exception(exc_info)
    return event


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def configure(*, production: bool, level: str) -> dict[str, Any]:
    """Set structlog up and return the LOGGING setting, so that all libraries log the same way."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=production,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _common(),
                "processors": _last_steps(production=production),
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django would write its own lines beside ours.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # One line for each delivery is enough; Celery would add four.
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
        },
    }


def _last_steps(*, production: bool) -> list[Processor]:
    strip = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if production:
        return [strip, _format_exception, protect, structlog.processors.JSONRenderer()]
    console = structlog.dev.ConsoleRenderer(colors=False)
    return [strip, structlog.processors.format_exc_info, protect, console]


def leave_logging_alone(**_: object) -> None:
    """Receive Celery's setup_logging signal: with a receiver it does not touch logging itself."""
