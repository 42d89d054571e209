"""All tables of this app; Django finds models only through this module."""

from applications.candidates.models import (
    Application,
    ApplicationStatus,
    Assignment,
    Candidate,
    Door,
    Submission,
)
from applications.closing.models import BulkAnswer
from applications.decisions.models import Decision, DecisionKind, RejectionReason
from applications.documents.models import Document, DocumentKind, DocumentState, DocumentText
from applications.pipeline.models import Transition
from applications.profiles.models import Profile, ProfileOrigin, WorkHistory
from applications.scorecards.models import Recommendation, Score, Scorecard
from applications.status_page.models import StatusLink

__all__ = [
    "Application",
    "ApplicationStatus",
    "Assignment",
    "BulkAnswer",
    "Candidate",
    "Decision",
    "DecisionKind",
    "Document",
    "DocumentKind",
    "DocumentState",
    "DocumentText",
    "Door",
    "Profile",
    "ProfileOrigin",
    "Recommendation",
    "RejectionReason",
    "Score",
    "Scorecard",
    "StatusLink",
    "Submission",
    "Transition",
    "WorkHistory",
]
