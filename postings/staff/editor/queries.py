"""A posting with all that its editor shows."""

from django.db.models import Prefetch

from ats.users.models import User
from postings.application_form.models import Question
from postings.criteria.queries import WITH_LEVELS
from postings.hiring_team.models import TeamMember
from postings.posting.models import Posting, PostingQuerySet
from postings.posting.queries import WITH_OPENINGS, WITH_PLACES, WITH_TRANSLATIONS
from postings.stages.models import Stage
from postings.text_blocks.queries import WITH_BLOCKS


def editable(user: User) -> PostingQuerySet:
    """Postings that `user` may see, with every section."""
    return (
        Posting.objects.visible_to(user)
        .select_related("department")
        .prefetch_related(
            WITH_PLACES,
            WITH_OPENINGS,
            WITH_TRANSLATIONS,
            WITH_LEVELS,
            WITH_BLOCKS,
            Prefetch("questions", Question.objects.order_by("position", "pk")),
            Prefetch("stages", Stage.objects.order_by("position", "pk")),
            Prefetch("team", TeamMember.objects.select_related("user")),
        )
    )
