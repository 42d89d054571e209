"""What each route of this app answers to each role (see ats/testing/access.py)."""

from ats.testing.access import Row, World, everyone
from ats.tests.factories import UserFactory

ROLES = ("interviewer", "hiring_manager", "recruiter", "admin")


def build(world: World) -> None:
    for role in ROLES:
        world.users[role] = UserFactory(role=role, email=f"{role}@example.org")


ROWS: dict[str, Row | tuple[Row, ...]] = {
    "healthz": Row(own=everyone(200)),
}
