"""Everything on the page of one application, as far as one person may see it."""

from dataclasses import asdict, dataclass
from datetime import date

from applications.candidates.answers import AnswerRow, answer_rows
from applications.candidates.models import Application, ApplicationStatus, Submission
from applications.candidates.rules import may_decide, may_move, may_see_contact
from applications.decisions.models import Decision
from applications.decisions.queries import decision_of
from applications.decisions.rules import due_state, is_held, may_be_undone
from applications.documents.queries import DocumentRow, document_rows
from applications.profiles.queries import ProfileView, profile_of, sent_profile
from applications.scorecards.queries import Panel, panel_of
from applications.scorecards.rules import may_assign
from ats.users.models import User
from postings.careers.attribution import KEYS


@dataclass(frozen=True)
class Waiting:
    """A further submission that nobody has taken over yet, with what it says."""

    submission: Submission
    profile: ProfileView
    answers: list[AnswerRow]


@dataclass(frozen=True, slots=True)
class ShownAnswer(AnswerRow):
    """An answer, with the file that it is where the viewer may see it."""

    file: DocumentRow | None = None


@dataclass(frozen=True)
class ApplicationPage:
    application: Application
    profile: ProfileView
    answers: list[ShownAnswer]
    documents: list[DocumentRow]  # without those that stand beside the answer that they are
    waiting: list[Waiting]
    decision: Decision | None
    panel: Panel
    due: str  # "later", "soon", "overdue", or "" when no answer is owed
    is_decision_held: bool
    may_see_contact: bool
    may_move: bool
    may_decide: bool
    may_undo: bool
    may_assign: bool
    attribution: list[tuple[str, str]]  # what else is known about where they came from

    @property
    def has_files_in_answers(self) -> bool:
        return any(answer.file for answer in self.answers)


def page_of(application: Application, *, viewer: User, today: date) -> ApplicationPage:
    """Gather the page; without contact data, private answers and documents for interviewers."""
    is_active = application.status == ApplicationStatus.ACTIVE
    sees_contact = may_see_contact(viewer)
    sent = _sent(application)
    documents = document_rows(application.pk, viewer=viewer) if sees_contact else []
    answers = _answers(sent, documents, private=sees_contact)
    beside_answers = {answer.file.document.pk for answer in answers if answer.file}
    decision = None if is_active else decision_of(application.pk)
    owes_answer = is_active and application.answered_at is None
    return ApplicationPage(
        application=application,
        profile=profile_of(application.pk),
        answers=answers,
        documents=[row for row in documents if row.document.pk not in beside_answers],
        waiting=_waiting(sent) if sees_contact else [],
        decision=decision,
        panel=panel_of(application, viewer=viewer),
        due=due_state(application.reply_by_on, today=today).value if owes_answer else "",
        is_decision_held=decision is not None and is_held(decision),
        may_see_contact=sees_contact,
        may_move=is_active and may_move(viewer),
        may_decide=is_active and may_decide(viewer),
        may_undo=_may_undo(decision, application, viewer=viewer),
        may_assign=is_active and may_assign(viewer),
        attribution=_attribution(application, sent),
    )


def _may_undo(decision: Decision | None, application: Application, *, viewer: User) -> bool:
    if decision is None or not may_decide(viewer):
        return False
    return may_be_undone(decision, application.posting)


def _attribution(application: Application, sent: list[Submission]) -> list[tuple[str, str]]:
    """Return what the first submission says beyond the source that it is listed under."""
    said = sent[-1].attribution if sent else {}
    return [(key, said[key]) for key in KEYS if key in said and said[key] != application.source]


def _sent(application: Application) -> list[Submission]:
    return list(Submission.objects.filter(application=application).order_by("-received_at", "-pk"))


def _answers(
    sent: list[Submission], documents: list[DocumentRow], *, private: bool
) -> list[ShownAnswer]:
    """Return the answers of the newest submission that counts, files with their document."""
    newest = next((submission for submission in sent if submission.accepted_at), None)
    if newest is None:
        return []
    files = {row.document.pk: row for row in documents}
    return [
        ShownAnswer(**asdict(answer), file=files.get(answer.document or 0))
        for answer in answer_rows(newest.answers, with_private=private)
    ]


def _waiting(sent: list[Submission]) -> list[Waiting]:
    return [
        Waiting(submission, sent_profile(submission), answer_rows(submission.answers))
        for submission in sent
        if submission.accepted_at is None
    ]
