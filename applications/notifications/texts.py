"""The words of mails about applications; they lie in templates/notifications/.

The first line of a template is the subject. What strangers wrote goes through `greeting` or
`ats.mail.placeholders.inert`, so that nobody can send words or links of their own through us.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from applications.candidates.models import Application, Submission
from applications.decisions.models import DecisionKind
from ats.mail.placeholders import inert
from ats.organisation.models import Organisation
from ats.web.languages import in_language
from postings.posting.models import Posting
from postings.posting.translations import text_in
from postings.stages.models import StageKind

if TYPE_CHECKING:
    from ats.users.models import User

LONGEST_GREETING = 80
_LOOKS_LIKE_A_LINK = re.compile(r"://|www\.|\w\.\w{2,}|[/@]", re.IGNORECASE)
_NAME = re.compile(r"(\s?)\[\[name\]\]")
_ANSWERS = {DecisionKind.REJECT: "rejection", DecisionKind.HIRE: "hire"}
_AFTER_TALKS = (StageKind.INTERVIEW, StageKind.OFFER)


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def confirmation(submission: Submission) -> Text:
    """Tell a candidate that it arrived; a first and a further submission get the same words.

    Whoever reads it learns nothing that the sender of a form was not shown, except the link,
    and that goes to the address alone.
    """
    application = submission.application
    with in_language(submission.language) as language:
        return _write(
            "confirmation",
            name=greeting(submission.name),
            title=_title(application, language),
            reference=submission.reference,
            reply_by=_day(application.reply_by_on),
            privacy_url=f"{settings.PUBLIC_URL}{reverse('careers-privacy')}",
        )


def withdrawal(application: Application) -> Text:
    """Confirm to a candidate that they are out."""
    with in_language(language_of(application)) as language:
        return _write(
            "withdrawal",
            name=greeting(application.candidate.name),
            title=_title(application, language),
            reference=application.reference,
        )


def team_notice(
    application: Application, recipient: "User", *, is_further: bool, on_team: bool
) -> Text:
    """Tell one of the hiring team that somebody applied: a name, the posting and where to look."""
    return _for_staff(
        "team_notice",
        application,
        recipient,
        reply_by=_day(application.reply_by_on),
        is_further=is_further,
        on_team=on_team,
    )


def team_withdrawal(application: Application, recipient: "User") -> Text:
    return _for_staff("team_withdrawal", application, recipient)


def assignment(application: Application, recipient: "User") -> Text:
    """Ask a reviewer for a scorecard."""
    return _for_staff("assignment", application, recipient)


def team_review(posting: Posting, recipient: "User", *, sender: str) -> Text:
    """Ask for a second look before a posting is published."""
    return _about_posting("team_review", posting, recipient, sender=inert(sender))


def team_returned(posting: Posting, recipient: "User", *, reviewer: str, note: str) -> Text:
    """Tell who had sent a posting for review that it came back, with the reviewer's words."""
    lines = "\n".join(inert(line) for line in note.splitlines())
    return _about_posting("team_returned", posting, recipient, reviewer=inert(reviewer), note=lines)


def team_published(posting: Posting, recipient: "User") -> Text:
    """Tell one of the hiring team that candidates can apply; confidential ones have no page."""
    address = reverse("careers-posting", args=[posting.slug])
    url = "" if posting.is_confidential else f"{settings.PUBLIC_URL}{address}"
    return _about_posting("team_published", posting, recipient, public_url=url)


def team_schedule_waits(
    posting: Posting, recipient: "User", *, closes: bool, reasons: list[str]
) -> Text:
    """Tell a recruiter that the time of a change has come and what keeps it from happening."""
    words = [inert(reason) for reason in reasons]
    return _about_posting("team_schedule_waits", posting, recipient, closes=closes, reasons=words)


def default_answer(kind: str, application: Application) -> tuple[str, str]:
    """Return subject and body that a decision's dialog begins with; staff change them at will."""
    with in_language(language_of(application)) as language:
        text = _write(
            _ANSWERS[DecisionKind(kind)],
            name=greeting(application.candidate.name),
            title=_title(application, language),
            applied_on=_day(application.submitted_at.date()),
            was_interviewed=application.stage.kind in _AFTER_TALKS,
        )
    return text.subject, text.body


def default_bulk_answer(posting: Posting, language: str) -> tuple[str, str]:
    """Return subject and body that an answer to many begins with; see `personal`."""
    with in_language(language) as code:
        text = _write(
            "rejection",
            name="[[name]]",
            title=inert(text_in(posting, code).title),
            applied_on="[[applied_on]]",
            was_interviewed=False,
        )
    return text.subject, text.body


def personal(text: str, application: Application, *, language: str) -> str:
    """Fill the name and the day of one person into an answer to many.

    Where a name is not fit for a greeting, the gap closes: "Hello," instead of "Hello [[name]],".
    """
    name = greeting(application.candidate.name)
    with in_language(language):
        day = _day(application.submitted_at.date())
    text = _NAME.sub(lambda match: f"{match.group(1)}{name}" if name else "", text)
    return text.replace("[[applied_on]]", day)


def with_status_link(body: str, *, language: str) -> str:
    """Return the words of an answer with the way to the candidate's page, unless it is in them."""
    if "[[status_link]]" in body:
        return body
    with in_language(language):
        return f"{body.rstrip()}\n\n{render_to_string('notifications/status_link.txt').strip()}\n"


def language_of(application: Application) -> str:
    """Return the language in which the person applied."""
    first = application.submissions.order_by("received_at", "pk").values_list("language", flat=True)
    return first.first() or settings.LANGUAGE_CODE


def greeting(name: str) -> str:
    """Return a name fit for a greeting, or "" for one that is not: a link, or an essay."""
    name = inert(name)
    if len(name) > LONGEST_GREETING or _LOOKS_LIKE_A_LINK.search(name):
        return ""
    return name


def _title(application: Application, language: str) -> str:
    """Return the posting's title as the candidate could read it."""
    return inert(text_in(application.posting, language).title)


def _for_staff(kind: str, application: Application, recipient: "User", **facts: object) -> Text:
    """Write to a colleague, in English as the pages that they work with."""
    address = reverse("application-detail", args=[application.pk])
    with translation.override(settings.LANGUAGE_CODE):
        return _write(
            kind,
            name=inert(recipient.name),
            # A name that is a link, or an essay, would reach colleagues as something to click on.
            candidate=greeting(application.candidate.name) or application.reference,
            title=inert(application.posting.title),
            url=f"{settings.PUBLIC_URL}{address}",
            **facts,
        )


def _about_posting(kind: str, posting: Posting, recipient: "User", **facts: object) -> Text:
    """Write to a colleague about a posting, in English as the pages that they work with."""
    address = reverse("posting-detail", args=[posting.pk])
    with translation.override(settings.LANGUAGE_CODE):
        return _write(
            kind,
            name=inert(recipient.name),
            title=inert(posting.title),
            url=f"{settings.PUBLIC_URL}{address}",
            **facts,
        )


def _write(kind: str, **facts: object) -> Text:
    organisation = Organisation.objects.current().name or settings.PUBLIC_URL.split("://", 1)[-1]
    facts["organisation"] = inert(organisation)
    rendered = render_to_string(f"notifications/{kind}.txt", facts)
    subject, _newline, body = rendered.strip().partition("\n")
    return Text(subject.strip(), _tidy(body))


def _tidy(body: str) -> str:
    """Drop the empty lines that template tags leave behind."""
    return re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"


def _day(day: date) -> str:
    return date_format(day)
