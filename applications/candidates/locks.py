"""Locks on things that have no row yet: whoever comes second sees what the first one wrote."""

from uuid import UUID

from django.db import connection

from applications.candidates.rules import fold_email


def lock_address(email: str) -> None:
    """Hold everything that identifies people by this address until the transaction ends."""
    _lock(f"address:{fold_email(email)}")


def lock_address_for_posting(email: str, *, posting_id: int) -> None:
    """Hold what arrives from this address for this posting until the transaction ends."""
    _lock(f"address:{posting_id}:{fold_email(email)}")


def lock_form(form_key: UUID) -> None:
    """Hold everything uploaded with a form until the transaction ends."""
    _lock(f"form:{form_key}")


def _lock(text: str) -> None:
    with connection.cursor() as cursor:
        # Two texts with one hash would only wait for each other.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [text])
