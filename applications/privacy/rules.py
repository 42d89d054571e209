"""When a person may be erased."""

from applications.candidates.models import Application, ApplicationStatus
from applications.decisions.models import Decision
from applications.decisions.rules import is_held


def is_waiting(application: Application, decision: Decision | None) -> bool:
    """Say whether the person still waits for an answer, which erasing would swallow.

    `decision` is the one in force. Nobody waits for an answer that could not be delivered.
    """
    if application.status == ApplicationStatus.ACTIVE:
        return True
    return decision is not None and is_held(decision)
