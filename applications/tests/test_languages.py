"""The public face in every language: each page, a whole application, and the mails about it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import html

from applications.candidates.models import Submission
from applications.decisions.models import DecisionKind
from applications.intake.tests.conftest import hidden_fields
from applications.notifications import texts
from applications.status_page.actions import mint_link
from applications.tests.factories import ApplicationFactory, CandidateFactory, SubmissionFactory
from ats.events import work
from ats.organisation.models import Organisation
from ats.testing.smtp import SmtpServer
from ats.web.languages import CODES
from postings.models import Posting, PostingStatus
from postings.posting.models import PostingTranslation
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db

# What the heading of a page says in each language.
HEADINGS = {
    "": ["Open positions", "Offene Stellen", "Puestos abiertos", "Vacatures", "Vagas abertas"],
    "jobs/open": ["Lift Engineer"] * 5,
    "jobs/open/apply": [
        "Apply for Lift Engineer",
        "Bewerbung für „Lift Engineer“",
        "Candidatura para «Lift Engineer»",
        "Solliciteren voor ‘Lift Engineer’",
        "Candidatura a «Lift Engineer»",
    ],
    "jobs/over": [
        "This position is no longer open",
        "Diese Stelle ist nicht mehr offen",
        "Este puesto ya no está abierto",
        "Deze vacature is niet meer open",
        "Esta vaga já não está aberta",
    ],
    "jobs/nothing": [
        "Page not found",
        "Seite nicht gefunden",
        "Página no encontrada",
        "Pagina niet gevonden",
        "Página não encontrada",
    ],
    "privacy": [
        "How we use what you send",
        "Wie wir verwenden, was Sie uns schicken",
        "Cómo usamos lo que nos envía",
        "Hoe wij gebruiken wat u stuurt",
        "Como usamos o que nos envia",
    ],
    "applied/": [
        "Nothing to show here",
        "Hier gibt es nichts zu sehen",
        "Aquí no hay nada que mostrar",
        "Hier is niets te zien",
        "Não há nada para mostrar aqui",
    ],
    "status/": [
        "We do not know this link",
        "Wir kennen diesen Link nicht",
        "No conocemos este enlace",
        "Wij kennen deze link niet",
        "Não conhecemos esta ligação",
    ],
}
PAGES = [
    (code, path, heading)
    for path, headings in HEADINGS.items()
    for code, heading in zip(CODES, headings, strict=True)
]


@pytest.fixture(autouse=True)
def _quick(settings) -> None:
    settings.APPLY_MINIMUM_SECONDS = 0


@pytest.fixture(autouse=True)
def organisation(db) -> Organisation:
    return Organisation.objects.update_or_create(pk=1, defaults={"name": "Harbour Lifts"})[0]


@pytest.fixture
def posting() -> Posting:
    made: Posting = PostingFactory(
        title="Lift Engineer", slug="open", with_stages=True, reply_within_days=14
    )
    return made


@pytest.fixture
def _over() -> None:
    PostingFactory(slug="over", status=PostingStatus.CLOSED)


@pytest.mark.usefixtures("posting", "_over")
@pytest.mark.parametrize(("code", "path", "heading"), PAGES)
def test_every_page_is_there_in_every_language(
    client: Client, code: str, path: str, heading: str
) -> None:
    response = client.get(f"/{code}/{path}", headers={"Accept-Language": "fr, en;q=0.1"})
    page = html.fromstring(response.content)
    assert page.get("lang") == code
    assert page.find(".//h1").text_content().strip() == heading
    assert response["Content-Language"] == code
    inside = [link for link in page.xpath("//main//a/@href | //form/@action") if link[0] == "/"]
    assert all(link.startswith(f"/{code}/") for link in inside), inside
    assert settings.SESSION_COOKIE_NAME not in response.cookies


@pytest.mark.usefixtures("posting")
def test_without_a_language_in_the_address_the_browser_decides(client: Client) -> None:
    response = client.get("/jobs/open", headers={"Accept-Language": "pt-BR,en;q=0.5"})
    page = html.fromstring(response.content)
    assert page.get("lang") == "pt"
    assert "Accept-Language" in response["Vary"]
    assert "/jobs/open/apply" in page.xpath("//main//a/@href")


@pytest.mark.usefixtures("posting")
def test_the_switch_keeps_page_and_query(client: Client) -> None:
    page = html.fromstring(client.get("/nl/jobs/open?source=board&x=1").content)
    links = page.xpath("//*[contains(@class, 'language-switch')]//a")
    assert {link.get("href"): (link.get("lang"), link.text) for link in links} == {
        "/en/jobs/open?source=board&x=1": ("en", "English"),
        "/de/jobs/open?source=board&x=1": ("de", "Deutsch"),
        "/es/jobs/open?source=board&x=1": ("es", "Español"),
        "/pt/jobs/open?source=board&x=1": ("pt", "Português"),
    }


def _fields(response) -> dict[str, str]:
    return hidden_fields(response) | {
        "door": "profile",
        "role1-title": "Ingenieurin",
        "role1-employer": "Hafenlift",
        "name": "Zoë Silva",
        "email": "zoe@example.net",
    }


def test_a_whole_application_in_german(
    client: Client, posting: Posting, smtp_server: SmtpServer
) -> None:
    PostingTranslation.objects.create(posting=posting, language="de", title="Aufzugstechnik")
    posting.description = ""
    posting.save()
    address = "/de/jobs/open/apply"
    typed = _fields(client.get(address))

    wrong = client.post(address, typed | {"step": "check", "email": ""})
    assert "Geben Sie Ihre E-Mail-Adresse ein." in wrong.content.decode()
    checked = client.post(address, typed | {"step": "check"})
    assert "Prüfen Sie Ihre Angaben" in checked.content.decode()
    sent = client.post(address, hidden_fields(checked) | {"step": "send"})
    assert (sent.status_code, sent["Location"]) == (303, "/de/applied/")
    assert "Bewerbung abgeschickt" in client.get("/de/applied/").content.decode()
    assert Submission.objects.get().language == "de"

    work.work_off()
    (mail,) = [one for one in smtp_server.messages if one.recipients == ("zoe@example.net",)]
    assert mail.subject == "Ihre Bewerbung für „Aufzugstechnik“ ist angekommen"
    assert re.search(r"Sie bekommen eine Antwort bis: \d+\. [A-Zä][a-zä]+ \d{4}", mail.text)
    assert f"{settings.PUBLIC_URL}/de/privacy" in mail.text
    link = re.search(rf"{settings.PUBLIC_URL}(/de/status/\S+)", mail.text)
    assert link

    opened = client.get(link[1])
    assert (opened.status_code, opened["Location"]) == (302, "/de/status/")
    assert "Ihre Bewerbung" in client.get("/de/status/").content.decode()
    assert client.post("/de/status/withdraw")["Location"] == "/de/status/"
    work.work_off()
    last = [one for one in smtp_server.messages if one.recipients == ("zoe@example.net",)][-1]
    assert last.subject == "Ihre Bewerbung für „Aufzugstechnik“ ist zurückgezogen"


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "About your application for Lift Engineer", "Hello Zoë,"),
        ("de", "Zu Ihrer Bewerbung für „Lift Engineer“", "Guten Tag Zoë,"),
        ("es", "Sobre su candidatura para «Lift Engineer»", "Hola, Zoë:"),
        ("nl", "Over uw sollicitatie voor ‘Lift Engineer’", "Beste Zoë,"),
        ("pt", "Sobre a sua candidatura a «Lift Engineer»", "Olá, Zoë,"),
        ("fr", "About your application for Lift Engineer", "Hello Zoë,"),
    ],
)
def test_an_answer_is_proposed_in_the_language_of_the_application(
    posting: Posting, language: str, subject: str, words: str
) -> None:
    application = ApplicationFactory(posting=posting, candidate=CandidateFactory(name="Zoë"))
    SubmissionFactory(application=application, language=language)
    found, body = texts.default_answer(DecisionKind.REJECT, application)
    assert (found, body.splitlines()[0]) == (subject, words)


def test_the_status_page_opens_in_another_language_too(client: Client, posting: Posting) -> None:
    application = ApplicationFactory(posting=posting, candidate=CandidateFactory(name="Zoë"))
    SubmissionFactory(application=application, language="de")
    token = mint_link(application_id=application.pk, submission_id=None, now=timezone.now())
    response = client.get(f"/de/status/{token}")
    paths = {cookie["path"] for cookie in response.cookies.values()}
    assert paths == {"/status/", *(f"/{code}/status/" for code in CODES)}
    assert "Su candidatura" in client.get("/es/status/").content.decode()


@pytest.mark.parametrize("page", ["form", "check"])
def test_switching_the_language_of_a_form_keeps_what_was_typed(
    client: Client, posting: Posting, page: str
) -> None:
    address = "/de/jobs/open/apply"
    opened = client.get(address)
    typed = _fields(opened)
    if page == "check":
        opened = client.post(address, typed | {"step": "check"})
        typed = hidden_fields(opened)
    button = html.fromstring(opened.content).xpath("//button[@lang='es']")[0]
    assert button.get("formnovalidate") is not None
    form_id = button.get("form")
    assert html.fromstring(opened.content).get_element_by_id(form_id).tag == "form"
    assert button.get("formaction") == "/es/jobs/open/apply"
    spanish = client.post(
        button.get("formaction"), typed | {button.get("name"): button.get("value")}
    )
    assert spanish.status_code == 200
    shown = html.fromstring(spanish.content)
    assert shown.get("lang") == "es"
    assert shown.get_element_by_id("id_email").value == "zoe@example.net"
    assert not shown.xpath("//*[contains(@class, 'error-summary')]")
