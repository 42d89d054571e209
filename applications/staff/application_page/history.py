"""The history of an application in sentences: who did what, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.candidates.models import Application, Submission
from applications.candidates.rules import may_see_contact
from applications.decisions.models import Decision, RejectionReason
from applications.documents.models import Document
from applications.pipeline.models import Transition
from ats.events.models import Event
from postings.stages.models import Stage

if TYPE_CHECKING:
    from ats.users.models import User

MOST_LINES = 200

_SENTENCES: dict[str, Promise] = {
    "application.submitted": gettext_lazy("%(who)s applied"),
    "application.resubmitted": gettext_lazy("%(who)s sent a further submission"),
    "submission.accepted": gettext_lazy("%(who)s took over a further submission"),
    "candidate.email_confirmed": gettext_lazy("%(who)s confirmed their e-mail address"),
    "application.moved": gettext_lazy("%(who)s moved this from %(start)s to %(end)s"),
    "application.rejected": gettext_lazy("%(who)s rejected this: %(reason)s"),
    "application.rejection_undone": gettext_lazy("%(who)s took the rejection back"),
    "application.hired": gettext_lazy("%(who)s hired this person"),
    "application.hire_undone": gettext_lazy("%(who)s took the hire back"),
    "application.answered": gettext_lazy("The answer reached the candidate's mail server"),
    "application.withdrawn": gettext_lazy("%(who)s withdrew"),
    "application.assigned": gettext_lazy("%(who)s asked %(other)s for a scorecard"),
    "application.unassigned": gettext_lazy("%(who)s took back asking %(other)s for a scorecard"),
    "scorecard.submitted": gettext_lazy("%(who)s handed in a scorecard"),
    "document.stored": gettext_lazy("%(document)s arrived"),
    "document.read": gettext_lazy("The text of %(document)s was read"),
    "document.held": gettext_lazy("%(document)s was held back"),
}
_DOCUMENT_VERBS = ("document.stored", "document.read", "document.held")


@dataclass(frozen=True)
class Line:
    """One thing that happened. `verb` lets the page mark moves and decisions."""

    at: datetime
    verb: str
    text: str
    is_minor: bool


def history_of(application: Application, *, viewer: "User") -> list[Line]:
    """Return what happened to an application, the latest first, in at most seven statements.

    Interviewers see neither documents nor the reason of a rejection.
    """
    documents = _documents(application, viewer)
    events = list(_events(application, documents))
    names = _Names(events, application, documents, show_reasons=may_see_contact(viewer))
    return [_line(event, names) for event in events]


def _events(application: Application, documents: dict[int, str]) -> QuerySet[Event]:
    sent = Submission.objects.filter(application=application).values("pk")
    about = (
        Q(subject_type="application", subject_id=application.pk)
        | Q(subject_type="submission", subject_id__in=sent)
        | Q(subject_type="candidate", subject_id=application.candidate_id)
        | Q(subject_type="document", subject_id__in=list(documents))
    )
    return Event.objects.filter(about, verb__in=_SENTENCES).order_by("-id")[:MOST_LINES]


def _documents(application: Application, viewer: "User") -> dict[int, str]:
    visible = Document.objects.visible_to(viewer).filter(application=application)
    return dict(visible.values_list("pk", "original_name"))


class _Names:
    """What the ids in events are called today, each kind looked up once."""

    def __init__(
        self,
        events: list[Event],
        application: Application,
        documents: dict[int, str],
        *,
        show_reasons: bool,
    ) -> None:
        mentioned = [i for e in events for i in (e.actor_id, e.data.get("user")) if i is not None]
        people = get_user_model().objects.filter(pk__in=mentioned)
        self.people = {user.pk: str(user) for user in people}
        stages = Stage.objects.filter(posting_id=application.posting_id)
        self.stages = dict(stages.values_list("pk", "name"))
        knows_all = self.knows_stages(events)
        self.removed = {} if knows_all else _names_of_removed_stages(application)
        self.reasons: dict[object, str] = {}
        if show_reasons and any(e.verb == "application.rejected" for e in events):
            rows = Decision.objects.filter(application=application).values_list("pk", "reason")
            self.reasons = {pk: str(RejectionReason(r).label) for pk, r in rows if r}
        self.documents = documents

    def knows_stages(self, events: list[Event]) -> bool:
        moves = [e.data for e in events if e.verb == "application.moved"]
        return all(data.get(end) in self.stages for data in moves for end in ("from", "to"))

    def stages_of(self, event: Event) -> tuple[str, str]:
        """From where to where; a removed stage by the name it had, as far as that is known."""
        data, gone = event.data, _("a removed stage")
        start, end = self.removed.get(data.get("version"), ("", ""))
        return (
            self.stages.get(data.get("from"), start or gone),
            self.stages.get(data.get("to"), end or gone),
        )

    def who(self, event: Event) -> str:
        if event.actor_id is not None:
            return self.people.get(event.actor_id, _("A former colleague"))
        return _("The candidate") if event.actor_kind == "candidate" else _("The system")

    def facts(self, event: Event) -> dict[str, str]:
        data = event.data
        start, end = self.stages_of(event)
        return {
            "who": self.who(event),
            "other": self.people.get(data.get("user"), _("a former colleague")),
            "start": start,
            "end": end,
            "reason": self.reasons.get(data.get("decision"), _("reason not shown")),
            "document": self.documents.get(event.subject_id, _("A document")),
        }


def _names_of_removed_stages(application: Application) -> dict[object, tuple[str, str]]:
    """What the ends of moves were called, by the version that the application got."""
    rows = Transition.objects.filter(application=application).exclude(from_name="", to_name="")
    return {
        version: (start, end)
        for version, start, end in rows.values_list("version", "from_name", "to_name")
    }


def _line(event: Event, names: _Names) -> Line:
    text = str(_SENTENCES[event.verb]) % names.facts(event)
    return Line(event.occurred_at, event.verb, text, is_minor=event.verb in _DOCUMENT_VERBS)
