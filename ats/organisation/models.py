"""The one organisation of an installation."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def pay_rule_countries() -> list[str]:
    """Where Directive (EU) 2023/970, article 5, or a national rule like it was in force mid-2026.

    Poland's rule is of its own labour code; Malta gives the range on request before that.
    """
    return ["IT", "LT", "MT", "PL", "SK"]


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def current(self) -> "Organisation":
        """Return the organisation, or an unsaved one without a name before first steps."""
        return self.filter(pk=1).first() or Organisation(pk=1)


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200)
    logo = models.CharField(max_length=100, blank=True, editable=False)  # Logo.digest, "" without
    about = models.TextField(_("about us"), blank=True)
    careers_url = models.URLField(_("careers address"), blank=True)
    contact_email = models.EmailField(_("contact address for candidates"), blank=True)
    privacy_notice = models.TextField(_("privacy notice for candidates"), blank=True)
    privacy_notice_version = models.PositiveIntegerField(default=1, editable=False)
    decision_hold_minutes = models.PositiveIntegerField(_("hold answers for (minutes)"), default=60)
    reply_within_days = models.PositiveIntegerField(_("answer within (days)"), default=21)
    language = models.CharField(_("language"), max_length=7, default="en")  # of the careers site
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")  # IANA name
    # The name under which programs of other systems ask for the postings.
    board_name = models.SlugField(_("job board name"), max_length=60, default="jobs")
    # Countries (ISO 3166-1 alpha-2) whose rules want a pay range on every advert.
    pay_required_in = models.JSONField(_("pay range required in"), default=pay_rule_countries)
    needs_review = models.BooleanField(_("a second person publishes"), default=False)
    smtp_url = models.TextField(blank=True, editable=False)  # encrypted, see ats.mail.transport
    mail_from = models.EmailField(_("sender address"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="organisation_is_one"),
            models.CheckConstraint(
                condition=models.Q(reply_within_days__gte=1, reply_within_days__lte=365),
                name="organisation_reply_within_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def logo_url(self) -> str:
        """The address of the logo, a new one for each new image; "" without one."""
        return f"{reverse('logo')}?v={self.logo[:12]}" if self.logo else ""


class Logo(models.Model):
    """The organisation's image, re-encoded by us; in the database, so that it is backed up."""

    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.CASCADE, related_name="image"
    )
    digest = models.CharField(max_length=64)  # SHA-256 of the image
    image = models.BinaryField()  # PNG

    def __str__(self) -> str:
        return self.digest


class PrivacyNotice(models.Model):
    """A text as candidates saw it; a submission names the version that it was sent under."""

    version = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"privacy notice {self.version}"
