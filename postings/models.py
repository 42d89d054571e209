"""All tables of this app; Django finds models only through this module."""

from postings.application_form.models import Question, QuestionKind
from postings.criteria.models import Criterion, CriterionLevel
from postings.hiring_team.models import TeamMember, TeamRole
from postings.posting.models import (
    Department,
    EmploymentType,
    Location,
    Opening,
    PayPeriod,
    Posting,
    PostingStatus,
    ResumePolicy,
    WorkplaceType,
)
from postings.stages.models import Stage, StageKind

__all__ = [
    "Criterion",
    "CriterionLevel",
    "Department",
    "EmploymentType",
    "Location",
    "Opening",
    "PayPeriod",
    "Posting",
    "PostingStatus",
    "Question",
    "QuestionKind",
    "ResumePolicy",
    "Stage",
    "StageKind",
    "TeamMember",
    "TeamRole",
    "WorkplaceType",
]
