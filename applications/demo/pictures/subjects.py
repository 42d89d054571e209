"""Which pages of the demo company are photographed, in which state, and by whom they are seen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from playwright.sync_api import Page

from applications.demo.pictures import poses
from applications.models import Application, ApplicationStatus
from applications.status_page.actions import mint_link
from ats.mail.models import Message
from ats.users.models import User
from postings.models import Posting, PostingStatus, StageKind

ADMIN, RECRUITER = "ada@tidewell.example", "renata@tidewell.example"
MANAGER, INTERVIEWER = "hanna@tidewell.example", "ivo@tidewell.example"
CANDIDATE = ""


@dataclass(frozen=True)
class Subject:
    """A page; `who` signs in with this address, and `pose` brings the page into its state."""

    name: str
    path: str
    who: str = CANDIDATE
    pose: Callable[[Page], None] = poses.as_it_is


def subjects(now: datetime) -> list[Subject]:
    """Return all pages, those of candidates first. Makes new links to some status pages."""
    return [*_careers(), *_applying(), *_status(now), *_doors(), *_homes(), *_postings()] + [
        *_applications(),
        *_deciding(),
        *_mails_and_people(),
        *_settings(),
    ]


def _posting(policy: str = "optional", status: str = PostingStatus.OPEN) -> Posting:
    """Return a posting of the demo, the one first written for these facts."""
    found = Posting.objects.filter(resume_policy=policy, status=status).order_by("pk").first()
    assert found is not None, f"The demo has no {status} posting with résumé {policy}."
    return found


def _careers() -> Iterator[Subject]:
    yield Subject("careers", reverse("careers"))
    yield Subject("careers-narrowed", reverse("careers") + "?workplace=remote&country=PT")
    yield Subject("careers-nothing-found", reverse("careers") + "?q=lighthouse")
    yield Subject("careers-in-german", "/de/")
    yield Subject("posting-in-german", "/de" + reverse("careers-posting", args=[_posting().slug]))
    yield Subject("embedded-list", reverse("embed-jobs"))
    for policy in ("optional", "required", "not_asked"):
        path = reverse("careers-posting", args=[_posting(policy).slug])
        yield Subject(f"posting-resume-{policy}", path)
    closed = _posting(status=PostingStatus.CLOSED)
    yield Subject("posting-closed", reverse("careers-posting", args=[closed.slug]))
    yield Subject("privacy", reverse("careers-privacy"))
    yield Subject("not-found", "/jobs/nowhere")


def _applying() -> Iterator[Subject]:
    path = reverse("apply", args=[_posting().slug])
    yield Subject("apply", path)
    yield Subject("apply-with-resume", f"{path}?door=resume")
    yield Subject("apply-without-resume", f"{path}?door=profile")
    yield Subject("apply-errors", f"{path}?door=resume", pose=poses.send_empty_form)
    yield Subject("apply-check", f"{path}?door=profile", pose=poses.fill_in)


def _status(now: datetime) -> Iterator[Subject]:
    active = Application.objects.filter(status=ApplicationStatus.ACTIVE).order_by("-reply_by_on")
    decided = Application.objects.exclude(answered_at=None).order_by("pk")
    cases = {
        "received": active.filter(stage__kind=StageKind.NEW),
        "interviews": active.filter(stage__kind=StageKind.INTERVIEW),
        "late": active.filter(reply_by_on__lt=now.date()),
        "rejected": decided.filter(status=ApplicationStatus.REJECTED),
        "hired": decided.filter(status=ApplicationStatus.HIRED),
        "withdrawn": Application.objects.filter(status=ApplicationStatus.WITHDRAWN).order_by("pk"),
    }
    for name, found in cases.items():
        if application := found.first():
            token = mint_link(application_id=application.pk, now=now)
            path = reverse("status-open", args=[token])
            yield Subject(f"status-{name}", path)
            if name == "received":
                yield Subject("status-withdraw", path, pose=poses.ask_to_withdraw)
    yield Subject("status-unknown-link", reverse("status-open", args=["unknown"]))


def _doors() -> Iterator[Subject]:
    yield Subject("sign-in", reverse("account_login"))
    yield Subject("sign-in-refused", reverse("account_login"), pose=poses.sign_in_wrongly)
    yield Subject("password-forgotten", reverse("account_reset_password"))
    yield Subject("api-docs", "/api/v1/docs", ADMIN, poses.wait_for_api_docs)


def _homes() -> Iterator[Subject]:
    for role, who in (
        ("admin", ADMIN),
        ("recruiter", RECRUITER),
        ("manager", MANAGER),
        ("interviewer", INTERVIEWER),
    ):
        yield Subject(f"home-{role}", reverse("home"), who)


def _postings() -> Iterator[Subject]:
    posting, draft = _posting(), _posting(status=PostingStatus.DRAFT)
    yield Subject("postings", reverse("posting-list"), RECRUITER)
    yield Subject("postings-manager", reverse("posting-list"), MANAGER)
    yield Subject("posting", reverse("posting-detail", args=[posting.pk]), RECRUITER)
    yield Subject("posting-draft", reverse("posting-detail", args=[draft.pk]), RECRUITER)
    yield Subject("posting-edit", reverse("posting-edit", args=[posting.pk]), RECRUITER)
    for name in ("preview", "history", "close"):
        path = reverse(f"posting-{name}", args=[posting.pk])
        yield Subject(f"posting-{name}", path, RECRUITER)
    yield Subject("posting-new", reverse("posting-create"), RECRUITER)
    yield Subject("posting-templates", reverse("posting-template-list"), RECRUITER)
    yield Subject("posting-import", reverse("posting-import"), RECRUITER)
    board = reverse("pipeline-board", args=[posting.pk])
    yield Subject("board", board, RECRUITER)
    yield Subject("board-card-menu", board, RECRUITER, poses.open_card_menu)
    yield Subject("board-panel", board, RECRUITER, poses.open_first_card)
    yield Subject("board-reject", board, RECRUITER, poses.reject_first_card)
    yield Subject("board-keys", board, RECRUITER, poses.show_keys)
    yield Subject("board-nobody", reverse("pipeline-board", args=[draft.pk]), RECRUITER)
    closed = _posting(status=PostingStatus.CLOSED)
    yield Subject("board-closed", reverse("pipeline-board", args=[closed.pk]), RECRUITER)


def _applications() -> Iterator[Subject]:
    path = reverse("application-list")
    yield Subject("applications", path, RECRUITER)
    yield Subject("applications-nothing-found", f"{path}?q=lighthouse", RECRUITER)
    sealed = _sealed_for(MANAGER)
    page = reverse("application-detail", args=[sealed.pk])
    card = reverse("scorecard", args=[sealed.pk])
    yield Subject("application-sealed", page, MANAGER, poses.read_to_the_end)
    yield Subject("scorecard", card, MANAGER)
    yield Subject("scorecard-errors", card, MANAGER, poses.hand_in_empty_card)
    scored = Application.objects.filter(status=ApplicationStatus.HIRED).order_by("pk").first()
    assert scored is not None
    page = reverse("application-detail", args=[scored.pk])
    yield Subject("application-hired", page, RECRUITER, poses.read_to_the_end)
    seen = Application.objects.visible_to(_user(INTERVIEWER)).order_by("pk").last()
    assert seen is not None
    page = reverse("application-detail", args=[seen.pk])
    yield Subject("application-interviewer", page, INTERVIEWER, poses.read_to_the_end)


def _deciding() -> Iterator[Subject]:
    pk = _sealed_for(MANAGER).pk
    for name in ("application-move", "application-reject", "application-hire", "application-ask"):
        yield Subject(name, reverse(name, args=[pk]), RECRUITER)


def _mails_and_people() -> Iterator[Subject]:
    yield Subject("candidates", reverse("candidate-list"), RECRUITER)
    candidate = _sealed_for(MANAGER).candidate_id
    yield Subject("candidate", reverse("candidate-detail", args=[candidate]), RECRUITER)
    yield Subject("outbox", reverse("outbox"), RECRUITER)
    for state in ("held", "sent", "failed"):
        if message := Message.objects.filter(state=state).order_by("-pk").first():
            yield Subject(
                f"outbox-{state}", reverse("outbox-message", args=[message.pk]), RECRUITER
            )


def _settings() -> Iterator[Subject]:
    for name in (
        *("settings", "organisation", "people", "people-invite", "profile", "tokens"),
        *("organisation-rules", "settings-stages", "settings-criteria"),
        *("settings-texts", "settings-embed"),
        *("token-create", "account_change_password"),
    ):
        yield Subject(name.replace("account_", ""), reverse(name), ADMIN)
    yield Subject("person", reverse("people-person", args=[_user(INTERVIEWER).pk]), ADMIN)
    yield Subject("staff-not-found", reverse("posting-detail", args=[0]), ADMIN)


def _user(email: str) -> User:
    return User.objects.get(email=email)


def _sealed_for(email: str) -> Application:
    """Return an application in which a colleague's card is in and this person's is not."""
    user = _user(email)
    application = (
        Application.objects.visible_to(user)
        .active()
        .filter(assignments__user=user, scorecards__submitted_at__isnull=False)
        .exclude(scorecards__reviewer=user)
        .order_by("pk")
        .first()
    )
    assert application is not None, f"The demo has nothing that is sealed for {email}."
    return application
