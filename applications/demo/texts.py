"""What the demo's recruiters write in their answers."""

from applications.candidates.models import Application


def default_answer(kind: str, application: Application) -> tuple[str, str]:
    """Return subject and body of an answer: kind is "reject" or "hire"."""
    name, title = application.candidate.name, application.posting.title
    subject = f"Your application as {title}"
    if kind == "hire":
        body = (
            f"Dear {name},\n\nwe would be glad to have you with us as {title}. We will call you"
            " tomorrow about the first day and everything before it.\n\nTidewell"
        )
    else:
        body = (
            f"Dear {name},\n\nthank you for the time you took to apply as {title}. We have decided"
            " to go on with other people. Everything you sent was read by a person. We delete it"
            " after six months, or as soon as you ask us to.\n\nTidewell"
        )
    return subject, body
