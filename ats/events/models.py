"""What happened (kept for ever, ids only) and what is still to be done about it (a work queue)."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One thing that happened. Holds ids, never names, addresses or texts."""

    verb = models.CharField(max_length=64)  # "application.moved"
    subject_type = models.CharField(max_length=32)  # "application"
    subject_id = models.BigIntegerField()
    # No foreign key: an event outlives everything it speaks of.
    actor_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=16)  # staff, candidate, system, token
    data = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="event_subject"),
            models.Index(fields=["verb", "occurred_at"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def open(self) -> "DeliveryQuerySet":
        """Limit to work that is neither done nor given up."""
        return self.filter(done_at=None, parked_at=None)

    def takeable(self, now: datetime) -> "DeliveryQuerySet":
        """Limit to work that is due and that no worker holds."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.open().filter(free, due_at__lte=now)


class Delivery(models.Model):
    """One handler's work for one event; done, parked, or due at a time.

    `attempts` is raised when a worker takes it, so it also tells apart who holds it: a worker that
    comes back late finds another number and changes nothing. `crashes` counts the leases that ran
    out without a word, which is what work that kills its worker looks like.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=100)
    target = models.CharField(max_length=64, default="", blank=True)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)  # class and code only

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "handler", "target"], name="delivery_once_per_target"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(done_at=None, parked_at=None),
                name="delivery_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handler} for event {self.event_id}"
