"""What each route of this app answers to each role (see ats/testing/access.py)."""

from applications.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    ProfileFactory,
    SubmissionFactory,
)
from ats.testing.access import KINDS, Row, World, everyone


def build(world: World) -> None:
    applications = {kind: ApplicationFactory(posting=world.get("posting", kind)) for kind in KINDS}
    AssignmentFactory(application=applications["own"], user=world.user("interviewer"))
    world.put("application", **applications)
    world.put("candidate", **{kind: a.candidate for kind, a in applications.items()})
    submissions = {kind: SubmissionFactory(application=a) for kind, a in applications.items()}
    world.put("submission", **submissions)
    for application in applications.values():
        ProfileFactory(application=application)


# For everyone alike: signing in gives nobody a way round the form or into a stranger's page.
NOWHERE = everyone(404)

ROWS: dict[str, Row | tuple[Row, ...]] = {
    "apply": (
        Row(
            path={"slug": "posting.slug"},
            own=everyone(200),
            other=everyone(200),
            confidential=NOWHERE,
        ),
        Row(
            method="POST",
            path={"slug": "posting.slug"},
            own=everyone(422),
            other=everyone(422),
            confidential=NOWHERE,
        ),
    ),
    "apply-done": Row(own=NOWHERE),
    "status": Row(own=NOWHERE),
    "status-open": Row(own=NOWHERE, path="dummy"),
    "status-withdraw": (Row(own=NOWHERE), Row(own=NOWHERE, method="POST")),
    "status-confirm": Row(own=NOWHERE, method="POST"),
}
