import pytest

from applications.decisions.personal_data import collect, erase
from applications.pipeline import personal_data as moves
from applications.pipeline.models import Transition
from applications.tests.factories import SENT_AT, ApplicationFactory, DecisionFactory
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db


def test_a_candidate_gets_the_decision_and_its_words_and_they_can_be_erased():
    decision = DecisionFactory(message_body="Dear Zoë, no.")
    other = DecisionFactory(message_body="Dear Ana, no.")
    person = decision.application.candidate

    [collected] = collect(person)
    assert (collected["reason"], collected["body"]) == ("skills", "Dear Zoë, no.")

    erase(person)

    decision.refresh_from_db()
    other.refresh_from_db()
    assert "Zoë" not in decision.message_body
    assert other.message_body == "Dear Ana, no."


def test_a_candidate_gets_their_moves_without_names_of_colleagues():
    application = ApplicationFactory(posting=PostingFactory(with_stages=True))
    new, review = application.posting.stages.order_by("position")[:2]
    Transition.objects.create(
        application=application, from_stage=new, to_stage=review, version=2, moved_at=SENT_AT
    )

    assert moves.collect(application.candidate) == [
        {"application": application.pk, "from": "New", "to": "Review", "moved_at": SENT_AT}
    ]
    moves.erase(application.candidate)
    assert Transition.objects.count() == 1
