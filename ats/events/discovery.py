"""Finds the modules of a fixed name in all feature folders."""

import pkgutil
from importlib import import_module
from pathlib import Path

APPS = ("ats", "postings", "applications")


def feature_modules(name: str) -> list[str]:
    """Return the dotted names of all `name`.py at or below the three apps, sorted."""
    found: list[str] = []
    for app in APPS:
        root = Path(import_module(app).__path__[0])
        for module in pkgutil.walk_packages([str(root)], prefix=f"{app}."):
            parts = module.name.split(".")
            if parts[-1] == name and not {"tests", "migrations"} & set(parts):
                found.append(module.name)
    return sorted(found)


def import_handlers() -> None:
    """Import every handlers.py, which registers what is in it."""
    for module in feature_modules("handlers"):
        import_module(module)
