"""Contact data and everything that a person sent through a form."""

from applications.candidates.models import Application, Candidate, Submission

_CONTACT = ("name", "email", "phone", "country", "time_zone")
_SENT = (*_CONTACT, "language", "profile", "answers", "source", "attribution")


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return the person, then each application with all that was sent for it."""
    person: dict[str, object] = {field: getattr(candidate, field) for field in _CONTACT}
    person["email_confirmed_at"] = candidate.email_confirmed_at
    person["created_at"] = candidate.created_at
    applications = (
        candidate.applications.select_related("posting")
        .prefetch_related("submissions")
        .order_by("submitted_at", "pk")
    )
    return [person, *(_application(application) for application in applications)]


def erase(candidate: Candidate) -> None:
    """Empty every column about the person; that and when somebody applied stays."""
    Submission.objects.filter(application__candidate=candidate).update(
        name="",
        email="",
        phone="",
        country="",
        time_zone="",
        profile={},
        answers=[],
        attribution={},
    )
    Candidate.objects.filter(pk=candidate.pk).update(
        name="",
        name_folded="",
        email="",
        email_confirmed_at=None,
        phone="",
        country="",
        time_zone="",
    )


def _application(application: Application) -> dict[str, object]:
    return {
        "application": application.reference,
        "posting": application.posting.title,
        "status": application.status,
        "submitted_at": application.submitted_at,
        "reply_by_on": application.reply_by_on,
        "answered_at": application.answered_at,
        "sent": [
            {
                "reference": sent.reference,
                "received_at": sent.received_at,
                "accepted_at": sent.accepted_at,
                "notice_version": sent.notice_version,
                **{field: getattr(sent, field) for field in _SENT},
            }
            for sent in sorted(application.submissions.all(), key=lambda s: s.received_at)
        ],
    }
