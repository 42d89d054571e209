"""The settings of the ceiling: bare Django on the same database, in the same environment."""

from typing import Any

from ats.settings import *  # noqa: F403

INSTALLED_APPS: list[Any] = []  # type: ignore[no-redef]
MIDDLEWARE: list[Any] = []  # type: ignore[no-redef]
TEMPLATES: list[Any] = []  # type: ignore[no-redef]
ROOT_URLCONF = "applications.bench.ceiling_urls"
