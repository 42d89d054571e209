"""The demo's adverts: read in several languages, sharing texts, each with a history."""

import pytest
from django.test import Client

from applications.demo.adverts import TEMPLATE
from ats.users.models import User
from postings.copying.queries import history_page
from postings.models import Posting, PostingTemplate, TextBlock, TextBlockText


@pytest.mark.django_db
def test_the_shared_texts_are_on_every_open_posting(loaded: object) -> None:
    assert set(TextBlockText.objects.values_list("language", flat=True)) == {"en", "de", "es", "pt"}
    names = set(TextBlock.objects.values_list("name", flat=True))
    assert names == {"About Tidewell", "Benefits"}
    for posting in Posting.objects.filter(status="open"):
        assert set(posting.text_blocks.values_list("block__name", flat=True)) == names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "reference", "title", "shared"),
    [
        ("de", "ENG-104", "Teamleitung Backend-Entwicklung (m/w/d)", "Über Tidewell"),
        ("es", "ENG-98", "Ingeniería de fiabilidad de sistemas (SRE)", "Sobre Tidewell"),
        ("pt", "SUP-77", "Especialista em apoio a quem viaja (espanhol e português)", "férias"),
    ],
)
def test_it_is_read_in_other_languages(
    loaded: object, client: Client, language: str, reference: str, title: str, shared: str
) -> None:
    posting = Posting.objects.get(reference=reference)
    page = client.get(f"/{language}/jobs/{posting.slug}").content.decode()
    assert title in page and shared in page
    assert title in client.get(f"/{language}/").content.decode()


@pytest.mark.django_db
def test_every_posting_has_a_history(loaded: object) -> None:
    admin = User.objects.get(role="admin")
    for posting in Posting.objects.all():
        told = [entry.text for entry in history_page(posting, viewer=admin).rows]
        assert any("made this draft" in text for text in told)
        last = {"open": "published", "in_review": "sent this for review"}
        word = last.get(posting.status, posting.status)
        assert posting.status == "draft" or any(word in text for text in told)


@pytest.mark.django_db
def test_a_posting_in_review_waits_for_a_second_person(loaded: object) -> None:
    posting = Posting.objects.get(status="in_review")
    assert posting.sent_for_review_by is not None and posting.published_at is None
    assert posting.team.filter(role="hiring_manager").exists()


@pytest.mark.django_db
def test_nobody_applied_while_a_posting_took_none(loaded: object) -> None:
    for posting in Posting.objects.filter(status__in=["closed", "archived"]):
        assert not posting.applications.filter(submitted_at__gt=posting.closed_at).exists()
        assert not posting.applications.filter(status="active").exists()


@pytest.mark.django_db
def test_there_is_a_template(loaded: object) -> None:
    template = PostingTemplate.objects.get()
    assert template.name == TEMPLATE and "Platform" in str(template.content)
