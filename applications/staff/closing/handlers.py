"""Works off an answer to everybody in a posting."""

import time
from collections.abc import Mapping

from django.utils import timezone

from applications.candidates.models import Application
from applications.closing.actions import answer_next, finish_bulk_answer
from applications.notifications.texts import language_of, personal
from applications.staff.closing.rules import text_for
from ats.events.models import Delivery, Event
from ats.events.registry import TryAgain, handles

# Well below the time limit of a task; what is left goes on in another turn.
TURN_SECONDS = 45.0


@handles("posting.answers_started", name="closing.answer_everybody")
def answer_everybody(event: Event, delivery: Delivery) -> None:
    """Answer one person after the other, then close; repeating it goes on where it stopped."""
    bulk_answer_id = event.data["bulk_answer"]
    turn_ends = time.monotonic() + TURN_SECONDS
    while answer_next(bulk_answer_id=bulk_answer_id, write=write, now=timezone.now()):
        if time.monotonic() > turn_ends:
            raise TryAgain(at=timezone.now(), reason="NextTurn")
    finish_bulk_answer(bulk_answer_id=bulk_answer_id, now=timezone.now())


def write(application: Application, texts: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Return subject and body for one person, in the language in which they applied."""
    language, text = text_for(language_of(application), texts)
    subject = personal(text["subject"], application, language=language)
    return subject, personal(text["body"], application, language=language)
