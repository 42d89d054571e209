"""Whatever the action of a section refuses has a sentence."""

import importlib
import inspect

import pytest

from postings.copying.refusals import SENTENCES, reason_of
from postings.copying.sections import KINDS

# Not about a section's content: about the actor, the posting's state, or shared lists.
ELSEWHERE = {
    "NotAllowed",
    "PostingClosed",
    "StalePosting",
    "NotReady",
    "NeedsReview",
    "NotScheduled",
    "WrongState",
    "Guarded",
    "NoteTooLong",
    "NameTaken",
    "NoText",
    "TextBlockInUse",
    "StaleTextBlock",
    "StaleList",
}


@pytest.mark.parametrize("key", KINDS)
def test_every_error_beside_an_action_has_a_sentence(key) -> None:
    module = importlib.import_module(KINDS[key].save.__module__)
    errors = [
        each
        for _name, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, Exception) and each.__module__.startswith("postings.")
    ]
    unsaid = [
        each.__name__
        for each in errors
        if each.__name__ not in ELSEWHERE and not set(each.__mro__) & set(SENTENCES)
    ]
    assert unsaid == []


def test_an_error_that_says_its_problems_is_quoted() -> None:
    from postings.lifecycle.actions import ScheduleInvalid

    assert reason_of(ScheduleInvalid({"close_at": "Too early."})) == "Too early."
