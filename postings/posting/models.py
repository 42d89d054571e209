"""The advert and the facts on it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from ats.users.models import User


class PostingStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class EmploymentType(models.TextChoices):
    FULL_TIME = "full_time", _("Full time")
    PART_TIME = "part_time", _("Part time")
    CONTRACT = "contract", _("Contract")
    TEMPORARY = "temporary", _("Temporary")
    INTERNSHIP = "internship", _("Internship")


class WorkplaceType(models.TextChoices):
    ONSITE = "onsite", _("On site")
    HYBRID = "hybrid", _("Hybrid")
    REMOTE = "remote", _("Remote")


class ResumePolicy(models.TextChoices):
    REQUIRED = "required", _("Required")
    OPTIONAL = "optional", _("Optional")
    NOT_ASKED = "not_asked", _("Not asked")


class PayPeriod(models.TextChoices):
    YEAR = "year", _("a year")
    MONTH = "month", _("a month")
    DAY = "day", _("a day")
    HOUR = "hour", _("an hour")


class Department(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, user: "User") -> "PostingQuerySet":
        """Limit to what `user` may see (architecture paper, "Words that everything hangs on")."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role == "admin":
            return self
        on_team = Q(pk__in=user.hiring_team_places.values("posting_id"))
        if user.role == "recruiter":
            return self.filter(Q(is_confidential=False) | on_team)
        return self.filter(on_team)

    def public(self) -> "PostingQuerySet":
        """Limit to what the careers site shows."""
        return self.filter(status=PostingStatus.OPEN, is_confidential=False)


class Posting(models.Model):
    title = models.CharField(_("title"), max_length=200)
    reference = models.CharField(_("reference"), max_length=40, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    company = models.CharField(_("hiring company, if not ours"), max_length=200, blank=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="postings"
    )
    employment_type = models.CharField(
        _("employment type"),
        max_length=12,
        choices=EmploymentType.choices,
        default=EmploymentType.FULL_TIME,
        blank=True,  # an imported advert may not say
    )
    workplace_type = models.CharField(
        _("workplace"),
        max_length=8,
        choices=WorkplaceType.choices,
        default=WorkplaceType.ONSITE,
        blank=True,  # in drafts only
    )
    # The hours window of a remote posting: offsets from UTC in minutes, west to east.
    window_from_minutes = models.SmallIntegerField(_("from UTC"), null=True, blank=True)
    window_to_minutes = models.SmallIntegerField(_("to UTC"), null=True, blank=True)
    reports_to = models.CharField(_("reports to"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)  # Markdown
    pay_min = models.DecimalField(
        _("pay from"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    pay_max = models.DecimalField(
        _("pay to"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    pay_currency = models.CharField(_("currency"), max_length=3, blank=True)  # ISO 4217
    pay_period = models.CharField(
        _("pay period"), max_length=5, choices=PayPeriod.choices, default=PayPeriod.YEAR
    )
    apply_by_on = models.DateField(_("apply by"), null=True, blank=True)
    resume_policy = models.CharField(
        _("résumé"), max_length=9, choices=ResumePolicy.choices, default=ResumePolicy.OPTIONAL
    )
    reply_within_days = models.PositiveSmallIntegerField(_("answer within (days)"), default=21)
    is_confidential = models.BooleanField(_("confidential"), default=False)
    # An unlisted posting has its address and takes applications, but is in no list, feed or API.
    is_listed = models.BooleanField(_("listed"), default=True)
    # The language that title and description are written in.
    language = models.CharField(_("language"), max_length=7, default="en")
    # Known to programs of other systems; the address and the reference may change.
    public_id = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    status = models.CharField(
        max_length=9, choices=PostingStatus.choices, default=PostingStatus.DRAFT
    )
    sent_for_review_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the reviewer wrote when it went back to being a draft.
    review_note = models.TextField(_("note"), blank=True)
    # The version that a second person has approved for the clock to publish.
    approved_version = models.PositiveIntegerField(null=True, editable=False)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    close_at = models.DateTimeField(_("close at"), null=True, blank=True)
    # Since when a scheduled change waits for something that keeps it from happening.
    schedule_waits_since = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(window_from_minutes=None, window_to_minutes=None)
                | Q(
                    window_from_minutes__gte=-720,
                    window_to_minutes__lte=840,
                    window_from_minutes__lte=F("window_to_minutes"),
                ),
                name="posting_window_ordered",
            ),
            models.CheckConstraint(
                condition=Q(pay_min=None) | Q(pay_max=None) | Q(pay_min__lte=F("pay_max")),
                name="posting_pay_ordered",
            ),
            models.CheckConstraint(
                condition=Q(pay_min=None, pay_max=None) | ~Q(pay_currency=""),
                name="posting_pay_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(reply_within_days__gte=1, reply_within_days__lte=365),
                name="posting_reply_within_days",
            ),
            models.CheckConstraint(
                condition=Q(status__in=PostingStatus.values), name="posting_status_known"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="posting_status_newest"),
            # The careers site counts, filters and pages through these without reading any advert.
            models.Index(
                fields=["-published_at", "-id"],
                include=[
                    "version",
                    "updated_at",
                    "apply_by_on",
                    "department",
                    "workplace_type",
                    "employment_type",
                    "window_from_minutes",
                    "window_to_minutes",
                ],
                condition=Q(
                    status="open",
                    is_confidential=False,
                    is_listed=True,
                    published_at__isnull=False,
                ),
                name="posting_listed_newest",
            ),
            models.Index(
                fields=["publish_at"],
                condition=Q(publish_at__isnull=False),
                name="posting_publish_at",
            ),
            models.Index(
                fields=["close_at"], condition=Q(close_at__isnull=False), name="posting_close_at"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Location(models.Model):
    """A place where the work may be done; a remote posting lists the countries it hires in."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="locations")
    country = models.CharField(_("country"), max_length=2)  # ISO 3166-1 alpha-2
    region = models.CharField(_("region"), max_length=100, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "country", "region", "city"], name="location_once_per_posting"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.city, self.region, self.country) if part)


class Opening(models.Model):
    """Seats to fill for one team; one advert may hire for several teams."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="openings")
    team = models.CharField(_("team"), max_length=100, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["posting", "team"], name="opening_once_per_team"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="opening_has_a_seat"),
        ]
        indexes = [models.Index(fields=["team"], name="opening_team")]

    def __str__(self) -> str:
        return f"{self.team} ({self.seats})"


class PostingTranslation(models.Model):
    """The posting's own text in another language than the one it was written in."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=7)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)  # Markdown
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "language"], name="posting_translation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Revision(models.Model):
    """A section of a posting as it was after a change, kept for as long as the posting."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="revisions")
    section = models.CharField(max_length=20)
    version = models.PositiveIntegerField()  # of the posting, after the change
    value = models.JSONField()  # the section's dataclass, or a list of its rows
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["posting", "-id"], name="revision_newest"),
            models.Index(fields=["posting", "section", "-id"], name="revision_of_section"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.version}"
