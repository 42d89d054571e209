"""What is not in the page's language is marked, so that a voice reads it as it is (WCAG 3.1.2)."""

import pytest

from applications.intake.tests.conftest import Applicant
from applications.intake.tests.pages import text_of
from postings.models import QuestionKind
from postings.posting.models import PostingTranslation
from postings.tests.factories import PostingFactory, QuestionFactory

pytestmark = pytest.mark.django_db
ENGLISH = 'lang="en" dir="ltr"'


@pytest.fixture
def posting(db):
    return PostingFactory(with_stages=True, slug="cook", title="Head Cook", language="en")


def form(client, language):
    return text_of(client.get(f"/{language}/jobs/cook/apply"))


def ask(posting, kind, **more):
    more = {"label": "Which knives?", "help_text": "The <big> ones.", "is_private": True} | more
    return QuestionFactory(posting=posting, kind=kind, choices=["Sharp", "Blunt"], **more)


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_question_and_its_help_carry_the_postings_language(kind, client, posting):
    ask(posting, kind)
    page = client.get("/de/jobs/cook/apply").content.decode()
    assert f"<span {ENGLISH}>Which knives?</span>" in page
    assert f"<span {ENGLISH}>The &lt;big&gt; ones.</span>" in page
    assert f"{ENGLISH}>Interviewer" not in page


@pytest.mark.parametrize("kind", [QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES])
def test_choices_carry_it_too(kind, client, posting):
    question = ask(posting, kind)
    assert f'<label for="id_q{question.pk}_1" {ENGLISH}>Blunt</label>' in form(client, "de")


def test_yes_and_no_are_in_the_language_of_the_page(client, posting):
    question = ask(posting, QuestionKind.YES_NO)
    assert f'<label for="id_q{question.pk}_0">Ja</label>' in form(client, "de")


@pytest.mark.parametrize("kind", [QuestionKind.ONE_CHOICE, QuestionKind.FILE])
def test_nothing_is_marked_on_a_page_in_the_postings_language(kind, client, posting):
    ask(posting, kind)
    page = form(client, "en").partition("<main")[2].partition("</main>")[0]
    assert "Which knives?" in page and "Head Cook" in page
    assert "lang=" not in page


def test_the_title_is_marked_until_it_is_translated(client, posting):
    assert f"<span {ENGLISH}>Head Cook</span>" in form(client, "de")
    PostingTranslation.objects.create(
        posting=posting, language="de", title="Küchenchef", description="Sie kochen."
    )
    page = form(client, "de")
    assert "Küchenchef" in page and "Head Cook" not in page


def test_questions_and_title_are_marked_where_answers_are_checked(client, posting):
    question = ask(posting, QuestionKind.SHORT_TEXT)
    applicant = Applicant(client, posting)
    applicant.url = f"/de{applicant.url}"
    page = text_of(applicant.check(**{f"q{question.pk}": "Long ones"}))
    assert f"<span {ENGLISH}>Which knives?</span>" in page
    assert f"<span {ENGLISH}>Head Cook</span>" in page
