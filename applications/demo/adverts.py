"""What adverts share and how they read elsewhere: shared texts, translations, a template.

All is done by the actions that people use, so the history of a posting shows it; none of them
sends anything.
"""

from datetime import datetime, timedelta

from applications.demo import content
from ats.users.models import User
from postings.copying.actions import save_template
from postings.models import Posting, PostingStatus, TeamRole, TextBlock
from postings.posting.actions import set_translations
from postings.posting.sections import TranslationRow
from postings.text_blocks.actions import create_text_block, set_text_blocks
from postings.text_blocks.queries import TextBlockRow, TextRow

DAY = timedelta(days=1)
SHARING = (PostingStatus.OPEN, PostingStatus.IN_REVIEW)
TEMPLATE = "Remote engineering"
TEMPLATE_OF = "site-reliability-engineer"


def create_shared_texts(*, actor: User, now: datetime) -> None:
    """Create the sections that adverts share, in all languages that they were written in."""
    for text in content.shared_texts():
        rows = [TextRow(language=code, text=words.strip()) for code, words in text["in"].items()]
        create_text_block(actor=actor, name=text["name"], texts=rows, now=now)


def complete(posting: Posting, text: content.PostingText) -> None:
    """Give a posting the shared texts, and a few days later its translations."""
    if posting.status not in SHARING:
        return
    recruiter = recruiter_of(posting)
    began = posting.published_at or posting.created_at
    blocks = TextBlock.objects.order_by("position").values_list("pk", flat=True)
    rows = [TextBlockRow(block=pk) for pk in blocks]
    set_text_blocks(actor=recruiter, posting_id=posting.pk, text_blocks=rows, now=began + DAY)
    if found := content.translations(text.name):
        _translate(posting, found, recruiter, began + 6 * DAY)
    if text.name == TEMPLATE_OF:
        save_template(actor=recruiter, posting_id=posting.pk, name=TEMPLATE, now=began + 8 * DAY)


def recruiter_of(posting: Posting) -> User:
    return posting.team.select_related("user").get(role=TeamRole.RECRUITER).user


def _translate(
    posting: Posting, found: dict[str, content.PostingText], actor: User, at: datetime
) -> None:
    rows = [
        TranslationRow(language=code, title=text.facts["title"], description=text.description)
        for code, text in found.items()
    ]
    set_translations(actor=actor, posting_id=posting.pk, translations=rows, now=at)
