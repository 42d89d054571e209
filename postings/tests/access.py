"""What each route of this app answers to each role (see ats/testing/access.py)."""

from collections.abc import Mapping
from types import SimpleNamespace

from ats.organisation.models import Organisation
from ats.testing.access import Answers, Data, Row, World, everyone, only, staff
from postings.models import (
    Picture,
    Posting,
    PostingTemplate,
    PostingTextBlock,
    Revision,
    TextBlock,
)
from postings.pictures.tests.samples import stored_picture
from postings.tests.factories import MADE_AT, PostingFactory, TeamMemberFactory

TEAM = ("recruiter", "hiring_manager", "interviewer")


def build(world: World) -> None:
    own = PostingFactory(slug="own", with_stages=True)
    join_team(world, own)
    world.put(
        "posting",
        own=own,
        other=PostingFactory(slug="other", with_stages=True),
        confidential=PostingFactory(slug="confidential", is_confidential=True, with_stages=True),
    )
    world.put(
        "picture",
        own=picture_on(own),
        other=picture_on(),
        confidential=picture_on(world.get("posting", "confidential")),
    )
    world.put("text", own=shared_text(own), other=shared_text(own))
    world.put(
        "revision",
        own=revision_of(own),
        other=revision_of(world.get("posting", "other")),
        confidential=revision_of(world.get("posting", "confidential")),
    )
    template = template_of(own)
    confidential = template_of(world.get("posting", "confidential"))
    world.put("template", own=template, other=template, confidential=confidential)
    stages = SimpleNamespace(key="stages")
    world.put("section", own=stages, other=stages)
    board = SimpleNamespace(name=Organisation.objects.current().board_name, number="1")
    world.put("board", own=board, other=board)


def revision_of(posting: Posting) -> Revision:
    return Revision.objects.create(
        posting=posting,
        section="description",
        version=1,
        value={"description": "Once"},
        created_at=MADE_AT,
    )


def template_of(posting: Posting) -> PostingTemplate:
    return PostingTemplate.objects.create(
        name=posting.slug, content={}, posting=posting, created_at=MADE_AT, updated_at=MADE_AT
    )


def shared_text(posting: Posting) -> TextBlock:
    """A text that is used: nobody deletes it."""
    block = TextBlock.objects.create(name=f"Text {TextBlock.objects.count()}", updated_at=MADE_AT)
    PostingTextBlock.objects.create(posting=posting, block=block)
    return block


def picture_on(*postings: Posting) -> Picture:
    picture = stored_picture()
    picture.postings.set(postings)
    return picture


def join_team(world: World, posting: Posting) -> None:
    for role in TEAM:
        TeamMemberFactory(posting=posting, user=world.user(role), role=role)


POSTING = {"pk": "posting.pk"}
TEXT = {"pk": "text.pk"}
REVISION = {"pk": "posting.pk", "revision_pk": "revision.pk"}
TEMPLATE = {"pk": "template.pk"}
SECTION = {"pk": "posting.pk", "key": "section.key"}
# Whoever is on the team, recruiters also others, administrators also confidential ones.
SEES_OWN = staff(200)
SEES_OTHER = only(recruiter=200, admin=200, otherwise=404)
SEES_CONFIDENTIAL = only(admin=200, otherwise=404)


def editing(
    status: int,
    *,
    method: str = "GET",
    path: Mapping[str, str] = POSTING,
    data: Data | None = None,
) -> Row:
    """A page that recruiters and administrators change postings with."""
    recruiting = only(recruiter=status, admin=status, otherwise=404)
    return Row(
        path=path,
        method=method,
        data=data,
        own=recruiting,
        other=recruiting,
        confidential=only(admin=status, otherwise=404),
    )


def shared(status: int, *, method: str = "GET") -> Row:
    """A page about something that all postings share."""
    recruiting = only(recruiter=status, admin=status, otherwise=404)
    return Row(path=TEXT, method=method, own=recruiting, other=recruiting, confidential=recruiting)


def api_writing(
    status: int,
    *,
    method: str = "POST",
    data: Data | None = None,
    path: Mapping[str, str] = POSTING,
) -> Row:
    """A call that is a 403 for those who only see the posting."""
    return Row(
        path=path,
        method=method,
        data=data,
        own=only(recruiter=status, admin=status, otherwise=403, anonymous=401),
        other=only(recruiter=status, admin=status, otherwise=404, anonymous=401),
        confidential=only(admin=status, otherwise=404, anonymous=401),
        json=True,
    )


def api(answers: Answers) -> Answers:
    return answers._replace(anonymous=401)


def api_list(data: Data) -> tuple[Row, ...]:
    """A list of the company: the world's programs read it before somebody else changed it."""
    reading = only(recruiter=200, admin=200, otherwise=403, anonymous=401)
    late = only(recruiter=409, admin=409, otherwise=403, anonymous=401)
    return Row(own=reading), Row(own=late, method="PUT", data=data, json=True)


RECRUITING = only(recruiter=200, admin=200, otherwise=404)
REFUSING = only(recruiter=422, admin=422, otherwise=404)

STAFF_ROWS: dict[str, Row | tuple[Row, ...]] = {
    "posting-list": Row(own=staff(200)),
    "posting-create": (
        Row(own=RECRUITING),
        Row(
            own=only(recruiter=302, admin=302, otherwise=404),
            method="POST",
            data={"title": "Cook"},
        ),
    ),
    "posting-import": (
        Row(own=RECRUITING),
        Row(own=RECRUITING, method="POST", data={"text": "# Cook"}),
    ),
    "settings-stages": (Row(own=RECRUITING), Row(own=REFUSING, method="POST")),
    "settings-criteria": (Row(own=RECRUITING), Row(own=REFUSING, method="POST")),
    "settings-texts": Row(own=RECRUITING),
    "settings-text-new": (Row(own=RECRUITING), Row(own=REFUSING, method="POST")),
    "settings-text": (shared(200), shared(422, method="POST")),
    "settings-text-move": shared(302, method="POST"),
    "settings-text-delete": shared(302, method="POST"),
    "posting-history": editing(200),
    # Nothing was seen, so that nothing is written over.
    "posting-revision": (editing(200, path=REVISION), editing(409, path=REVISION, method="POST")),
    "posting-duplicate": editing(302, method="POST"),
    "posting-template-save": (
        editing(200),
        editing(422, method="POST"),
    ),
    "posting-template-list": Row(own=RECRUITING),
    "posting-template-rename": (
        editing(200, path=TEMPLATE),
        editing(422, method="POST", path=TEMPLATE),
    ),
    "posting-template-delete": editing(302, method="POST", path=TEMPLATE),
    "posting-detail": Row(
        path=POSTING, own=SEES_OWN, other=SEES_OTHER, confidential=SEES_CONFIDENTIAL
    ),
    "posting-edit": editing(200),
    "posting-edit-section": (
        editing(302, path=SECTION),
        editing(422, path=SECTION, method="POST"),
    ),
    "posting-preview": (
        editing(200),
        editing(200, method="POST"),
        editing(200, method="POST", data={"whole": "1", "basics-title": " "}),
    ),
    # The world's postings are open: some buttons lead on from there, others do not.
    "posting-publish": editing(409, method="POST"),
    "posting-pause": editing(302, method="POST"),
    "posting-reopen": editing(409, method="POST"),
    "posting-send-for-review": editing(409, method="POST"),
    "posting-approve": editing(409, method="POST"),
    "posting-return-to-draft": (editing(200), editing(409, method="POST")),
    "posting-archive": editing(409, method="POST"),
    "posting-unarchive": editing(409, method="POST"),
}

API_RECRUITING = only(recruiter=200, admin=200, otherwise=403, anonymous=401)
API_MAKING = only(recruiter=201, admin=201, otherwise=403, anonymous=401)

API_ROWS: dict[str, Row | tuple[Row, ...]] = {
    "api:posting-list": (
        Row(own=staff(200, anonymous=401)),
        Row(
            own=only(recruiter=201, admin=201, otherwise=403, anonymous=401),
            method="POST",
            data={"title": "Cook"},
            json=True,
        ),
    ),
    "api:default-stages": api_list(
        {"version": "old", "stages": [{"name": "New", "kind": "new"}]},
    ),
    "api:criteria-library": api_list({"version": "old", "criteria": []}),
    "api:posting-detail": (
        Row(
            path=POSTING,
            own=api(SEES_OWN),
            other=api(SEES_OTHER),
            confidential=api(SEES_CONFIDENTIAL),
        ),
        api_writing(200, method="PATCH", data={"version": 1}),
    ),
    "api:posting-duplicate": api_writing(201),
    "api:posting-history": api_writing(200, method="GET"),
    "api:posting-restore": api_writing(200, path=REVISION),
    "api:posting-template-list": (
        Row(own=API_RECRUITING),
        Row(
            own=API_RECRUITING._replace(recruiter=400, admin=400),
            method="POST",
            data={"name": "Cooks", "posting": 0},
            json=True,
        ),
    ),
    "api:posting-template-use": Row(
        path=TEMPLATE,
        own=API_MAKING,
        other=API_MAKING,
        confidential=only(admin=201, recruiter=404, otherwise=403, anonymous=401),
        method="POST",
        data={"title": "Cook"},
        json=True,
    ),
    "api:posting-publish": api_writing(409),
    "api:posting-pause": api_writing(200),
    "api:posting-reopen": api_writing(409),
    # Somebody who applied waits for an answer, which keeps them from being closed.
    "api:posting-close": api_writing(409),
    "api:posting-send-for-review": api_writing(409),
    "api:posting-return-to-draft": api_writing(409),
    "api:posting-approve": api_writing(409),
    "api:posting-archive": api_writing(409),
    "api:posting-unarchive": api_writing(409),
}

BOARD = {"board": "board.name"}


def public(**more: str) -> Row:
    """What programs of other systems read of a board; nobody gets more by signing in."""
    answers = everyone(404 if "number" in more else 200)
    return Row(path=BOARD | more, own=answers, other=answers, confidential=answers)


# Redirects to what the careers site shows.
BY_ID = Row(
    path={"public_id": "posting.public_id"},
    own=everyone(302),
    other=everyone(302),
    confidential=everyone(404),
)

MACHINE_ROWS: dict[str, Row | tuple[Row, ...]] = {
    "ashby-board": public(),
    "lever-postings": public(),
    "greenhouse-board": public(),
    "greenhouse-jobs": public(),
    "greenhouse-departments": public(),
    "greenhouse-department": public(number="board.number"),
    "greenhouse-offices": public(),
    "greenhouse-office": public(number="board.number"),
    "greenhouse-sections": public(),
    "greenhouse-section": public(number="board.number"),
    "greenhouse-schools": public(),
    "greenhouse-degrees": public(),
    "greenhouse-disciplines": public(),
    "posting-by-id": BY_ID,
    "apply-by-id": BY_ID,
    "sitemap": Row(own=everyone(200)),
    "jobs-atom": Row(own=everyone(200)),
    "jobs-xml": Row(own=everyone(200)),
    "robots": Row(own=everyone(200)),
}

ROWS: dict[str, Row | tuple[Row, ...]] = {
    **STAFF_ROWS,
    **MACHINE_ROWS,
    **API_ROWS,
    "careers": Row(own=everyone(200)),
    "careers-privacy": Row(own=everyone(200)),
    "embed-jobs": Row(own=everyone(200)),
    "settings-embed": Row(own=RECRUITING),
    # Shown by the own posting, which is open; unused, its uploader's alone; on a confidential one.
    "picture": Row(
        path={"key": "picture.key"},
        own=everyone(200),
        other=everyone(404),
        confidential=only(admin=200, otherwise=404, anonymous=404),
    ),
    # The public site knows no roles: what is confidential is not on it, for administrators neither.
    "careers-posting": Row(
        path={"slug": "posting.slug"},
        own=everyone(200),
        other=everyone(200),
        confidential=everyone(404),
    ),
}
