"""The one organisation of an installation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def current(self) -> "Organisation":
        """Return the organisation, or an unsaved one without a name before first steps."""
        return self.filter(pk=1).first() or Organisation(pk=1)


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200)
    logo = models.CharField(max_length=100, blank=True, editable=False)  # name in private storage
    about = models.TextField(_("about us"), blank=True)
    careers_url = models.URLField(_("careers address"), blank=True)
    contact_email = models.EmailField(_("contact address for candidates"), blank=True)
    privacy_notice = models.TextField(_("privacy notice for candidates"), blank=True)
    privacy_notice_version = models.PositiveIntegerField(default=1, editable=False)
    decision_hold_minutes = models.PositiveIntegerField(_("hold answers for (minutes)"), default=60)
    reply_within_days = models.PositiveIntegerField(_("answer within (days)"), default=21)
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
