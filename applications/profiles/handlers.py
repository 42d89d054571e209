"""Fills what nobody typed from the résumé, once it was read and once it counts."""

from django.utils import timezone

from applications.profiles.actions import fill_from_resume
from ats.events.models import Delivery, Event
from ats.events.registry import handles


@handles("document.read", "submission.accepted", name="profiles.fill_from_resume")
def read_resume(event: Event, delivery: Delivery) -> None:
    """Take over the sections of the newest résumé of the application."""
    if application_id := event.data.get("application"):
        fill_from_resume(application_id=application_id, now=timezone.now())
