"""A person, their application for a posting, and what they sent (immutable)."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from postings.posting.models import Opening, Posting
from postings.stages.models import Stage

if TYPE_CHECKING:
    from ats.users.models import User


class ApplicationStatus(models.TextChoices):
    ACTIVE = "active", _("Active")
    HIRED = "hired", _("Hired")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Door(models.TextChoices):
    """How somebody applied. Nothing lists, sorts, filters or scores one door as less."""

    RESUME = "resume", _("With a résumé")
    PROFILE = "profile", _("Without a résumé")


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, user: "User") -> "CandidateQuerySet":
        """Limit to people with at least one application that `user` may see."""
        visible = Application.objects.visible_to(user)
        return self.filter(Q(pk__in=visible.values("candidate_id")))


class Candidate(models.Model):
    """A person. Contact data is for administrators, recruiters and hiring managers."""

    name = models.CharField(_("name"), max_length=200)
    name_folded = models.CharField(max_length=200)  # see candidates.rules.fold
    email = models.EmailField(_("e-mail address"))  # lower case
    email_confirmed_at = models.DateTimeField(null=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)  # ISO 3166-1 alpha-2
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    created_at = models.DateTimeField()

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            # An equal address proposes a match; only a confirmed one identifies a person.
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(email_confirmed_at__isnull=False),
                name="candidate_confirmed_email_once",
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="candidate_email"),
            models.Index(
                OpClass("name_folded", name="text_pattern_ops"), name="candidate_name_prefix"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: "User") -> "ApplicationQuerySet":
        """Limit to what `user` may see (architecture paper, "Words that everything hangs on")."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role == "admin":
            return self
        if user.role == "interviewer":
            return self.filter(Q(pk__in=user.assignments.values("application_id")))
        return self.filter(posting__in=Posting.objects.visible_to(user).values("pk"))

    def active(self) -> "ApplicationQuerySet":
        return self.filter(status=ApplicationStatus.ACTIVE)


class Application(models.Model):
    """A person for a posting. `version` rises with every change to its place or status."""

    reference = models.CharField(max_length=20, unique=True)  # of the first submission
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="applications")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="applications")
    # The stage it is in, or was in when its status became another than active.
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(
        max_length=9, choices=ApplicationStatus.choices, default=ApplicationStatus.ACTIVE
    )
    version = models.PositiveIntegerField(default=1)
    door = models.CharField(max_length=7, choices=Door.choices)
    source = models.CharField(_("source"), max_length=100, blank=True)
    submitted_at = models.DateTimeField()  # of the first submission
    stage_entered_at = models.DateTimeField()
    reply_by_on = models.DateField()  # by when the person was promised an answer
    answered_at = models.DateTimeField(null=True)  # see "Answered" in the architecture paper
    opening = models.ForeignKey(
        Opening, null=True, on_delete=models.PROTECT, related_name="hires"
    )  # the seat that a hire took

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "posting"],
                condition=Q(status="active"),
                name="application_active_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ApplicationStatus.values), name="application_status_known"
            ),
        ]
        indexes = [
            # A column of the board, in the order of arrival.
            models.Index(
                fields=["stage", "submitted_at", "id"],
                condition=Q(status="active"),
                name="application_board",
            ),
            models.Index(fields=["posting", "status", "stage"], name="application_counts"),
            models.Index(
                fields=["source", "-submitted_at", "-id"], name="application_source_newest"
            ),
            models.Index(F("submitted_at").desc(), F("id").desc(), name="application_newest"),
            models.Index(
                fields=["posting", "-submitted_at", "-id"], name="application_posting_newest"
            ),
            models.Index(
                fields=["reply_by_on", "id"],
                condition=Q(answered_at=None, status="active"),
                name="application_due",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Submission(models.Model):
    """What somebody sent, as they sent it. Never changed, never dropped, only erased by law.

    A further one from an equal address waits as `accepted_at` None until the address is
    confirmed or a recruiter accepts it; until then it changes nothing else.
    """

    reference = models.CharField(max_length=20, unique=True)
    form_key = models.UUIDField(default=uuid.uuid4, unique=True)  # one rendered form, one key
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="submissions"
    )
    door = models.CharField(max_length=7, choices=Door.choices)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10, default="en")
    # {"recent_work": [{"employer", "title", "period", "summary"}], "skills": [text],
    #  "proud_of": text, "links": [url], "about": text}
    profile = models.JSONField(default=dict)
    # [{"question": id, "label": text, "kind": code, "private": bool, "value": …}], and "flagged":
    # true where the question said so when it was answered (postings.application_form.knock_out)
    answers = models.JSONField(default=list)
    source = models.CharField(max_length=100, blank=True)
    # {"utm_source": …, "utm_medium": …, "gh_src": …, "referrer": host} as far as it was known
    attribution = models.JSONField(default=dict)
    notice_version = models.PositiveIntegerField()  # of the privacy notice that was shown
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["application", "received_at"], name="submission_application"),
            models.Index(
                fields=["application"],
                condition=Q(answers__contains=[{"flagged": True}]),
                name="submission_flagged",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Assignment(models.Model):
    """Who is asked to score an application; an interviewer sees no others."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="assignments"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="assignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} scores {self.application_id}"
