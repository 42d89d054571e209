"""What a reader is told about the language of an advert."""

from datetime import date

import pytest

from postings.careers.tests.test_views import text_of
from postings.posting.models import PostingTranslation
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db

SAID = {
    "de": "Diese Stellenanzeige ist auf Englisch.",
    "es": "Este anuncio está en inglés.",
    "nl": "Deze vacaturetekst is in het Engels.",
    "pt": "Este anúncio está em inglês.",
}


@pytest.fixture
def cook():
    return PostingFactory(slug="cook", title="Cook", language="en", description="You cook.")


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_a_reader_is_told_the_language_of_an_advert_before_its_text(language, said, client, cook):
    page = text_of(client.get(f"/{language}/jobs/cook"))
    assert page.index(said) < page.index("You cook.")


def test_an_advert_in_the_language_of_the_page_needs_no_word(client, cook):
    PostingTranslation.objects.create(
        posting=cook, language="de", title="Koch", description="Sie kochen."
    )
    assert SAID["de"] not in text_of(client.get("/de/jobs/cook"))
    assert "This advert is in" not in text_of(client.get("/en/jobs/cook"))


def test_an_advert_in_a_language_that_the_site_does_not_speak_is_named(client):
    PostingFactory(slug="cuisinier", language="fr", description="Vous cuisinez.")
    assert "This advert is in French." in text_of(client.get("/en/jobs/cuisinier"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("en", "en_GB"),
        ("de", "de_DE"),
        ("es", "es_ES"),
        ("nl", "nl_NL"),
        ("pt", "pt_PT"),
        ("fr", "fr_FR"),
    ],
)
def test_previews_elsewhere_read_the_language_with_a_country(written, said, client):
    PostingFactory(slug="cook", language=written)
    page = text_of(client.get("/en/jobs/cook"))
    assert f'<meta property="og:locale" content="{said}">' in page


def test_the_last_day_is_read_out_once(client):
    PostingFactory(apply_by_on=date(2090, 12, 6))
    page = text_of(client.get("/en/"))
    assert '<span class="visually-hidden">Apply:</span> by 6 December 2090' in page
