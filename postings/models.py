"""All tables of this app; Django finds models only through this module."""

from postings.application_form.models import Question, QuestionKind
from postings.careers.models import PlaceWords, PostingWords, TeamWords, TranslationWords
from postings.copying.models import PostingTemplate
from postings.criteria.models import Criterion, CriterionLevel, LibraryCriterion
from postings.hiring_team.models import TeamMember, TeamRole
from postings.pictures.models import Picture
from postings.posting.models import (
    Department,
    EmploymentType,
    Location,
    Opening,
    PayPeriod,
    Posting,
    PostingStatus,
    PostingTranslation,
    ResumePolicy,
    Revision,
    WorkplaceType,
)
from postings.stages.models import Stage, StageKind, TemplateStage
from postings.text_blocks.models import Placement, PostingTextBlock, TextBlock, TextBlockText

__all__ = [
    "Criterion",
    "CriterionLevel",
    "Department",
    "EmploymentType",
    "LibraryCriterion",
    "Location",
    "Opening",
    "PayPeriod",
    "Picture",
    "PlaceWords",
    "Placement",
    "Posting",
    "PostingStatus",
    "PostingTemplate",
    "PostingTextBlock",
    "PostingTranslation",
    "PostingWords",
    "Question",
    "QuestionKind",
    "ResumePolicy",
    "Revision",
    "Stage",
    "StageKind",
    "TeamMember",
    "TeamRole",
    "TeamWords",
    "TemplateStage",
    "TextBlock",
    "TextBlockText",
    "TranslationWords",
    "WorkplaceType",
]
