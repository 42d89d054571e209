"""When a person may be erased."""

from applications.candidates.models import Application, ApplicationStatus


def is_waiting(application: Application) -> bool:
    """Say whether the person still waits for an answer, which erasing would swallow."""
    if application.status == ApplicationStatus.WITHDRAWN:
        return False
    return application.answered_at is None
