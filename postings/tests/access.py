"""What each route of this app answers to each role (see ats/testing/access.py)."""

from ats.testing.access import Row, World, everyone
from postings.models import Posting
from postings.tests.factories import PostingFactory, TeamMemberFactory

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


def join_team(world: World, posting: Posting) -> None:
    for role in TEAM:
        TeamMemberFactory(posting=posting, user=world.user(role), role=role)


ROWS: dict[str, Row | tuple[Row, ...]] = {
    "careers": Row(own=everyone(200)),
    "careers-privacy": Row(own=everyone(200)),
    # The public site knows no roles: what is confidential is not on it, for administrators neither.
    "careers-posting": Row(
        path={"slug": "posting.slug"},
        own=everyone(200),
        other=everyone(200),
        confidential=everyone(404),
    ),
}
