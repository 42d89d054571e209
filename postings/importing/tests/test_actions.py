"""From an advert to a draft: the action, the command and the page."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from ats.events.models import Event
from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.importing.actions import NotAllowed, import_posting
from postings.importing.parsing import parse
from postings.importing.tests import adverts
from postings.models import Posting
from postings.posting.models import Revision
from postings.posting.queries import openings_of, places_of
from postings.posting.sections import Place

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PAGE = "/staff/postings/import"
pytestmark = pytest.mark.django_db


def imported(text: str, **options: object) -> Posting:
    options.setdefault("actor", UserFactory(role="recruiter"))
    return import_posting(parsed=parse(text), now=NOW, **options)


def test_two_teams_six_facts_one_draft() -> None:
    posting = imported(adverts.TWO_TEAMS)
    assert (posting.title, posting.company) == ("Senior Data Engineer", "Windmere Energy")
    assert posting.status == "draft"
    assert [place.country for place in places_of(posting).places] == ["IE", "PL", "CZ", "SE"]
    assert (posting.window_from_minutes, posting.window_to_minutes) == (0, 120)
    assert [(row.team, row.seats) for row in openings_of(posting)] == [
        ("Metering", 1),
        ("Forecasting", 1),
    ]
    assert (posting.workplace_type, posting.resume_policy) == ("remote", "optional")
    assert posting.reports_to == "Head of Data"
    assert posting.source_url == "https://jobs.example.net/apply/senior-data-engineer"
    assert "children’s" in posting.description
    assert posting.employment_type == ""


def test_making_a_draft_is_no_change_of_it() -> None:
    posting = imported(adverts.TWO_TEAMS)
    assert posting.version == 1
    assert not Revision.objects.filter(posting=posting).exists()
    assert [event.verb for event in Event.objects.filter(subject_type="posting")] == [
        "posting.created"
    ]


def test_pay_date_and_department() -> None:
    posting = imported(adverts.ON_SITE)
    assert (posting.pay_min, posting.pay_max) == (Decimal("21.50"), Decimal("21.50"))
    assert (posting.pay_currency, posting.pay_period) == ("GBP", "hour")
    assert posting.apply_by_on == date(2027, 1, 15)
    assert posting.department.name == "Surgery"
    assert places_of(posting).places == (Place(country="GB", city="Leeds"),)
    assert (posting.resume_policy, posting.employment_type) == ("required", "part_time")


def test_our_own_name_is_no_other_company() -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"name": "windmere energy"})
    assert imported(adverts.TWO_TEAMS).company == ""


def test_a_draft_without_a_workplace_is_not_published_by_mistake() -> None:
    from postings.lifecycle.checks import missing_for_publishing

    posting = imported("# Cook\n\nCome and cook.\n")
    missing = missing_for_publishing(posting, now=NOW)
    assert [each.code for each in missing] == ["workplace", "hiring_manager"]


def test_others_import_nothing() -> None:
    with pytest.raises(NotAllowed):
        imported(adverts.HYBRID, actor=UserFactory(role="interviewer"))
    assert not Posting.objects.exists()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "advert.md"
    path.write_text(adverts.TWO_TEAMS)
    return path


def run(*arguments: object) -> str:
    output = io.StringIO()
    call_command("import_posting", *map(str, arguments), stdout=output)
    return output.getvalue()


def test_the_command_makes_a_draft_and_prints_what_went_where(file) -> None:
    output = run(file)
    posting = Posting.objects.get()
    assert f"Made draft {posting.reference}: Senior Data Engineer" in output
    assert f"/staff/postings/{posting.pk}/edit" in output
    assert "Places: Ireland (IE), Poland (PL), Czechia (CZ), Sweden (SE)" in output
    assert "Employment type" in output.split("Not said in the text")[1]
    assert "line 13: Flexible" in output.split("Kept in the description")[1]


def test_the_command_knows_whose_draft_it_is(file) -> None:
    person = UserFactory(role="recruiter")
    run(file, "--by", person.email.upper())
    assert Posting.objects.get().team.get().user == person


def test_a_dry_run_makes_nothing(file) -> None:
    assert "Nothing was made" in run(file, "--dry-run")
    assert not Posting.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"", "no text in it"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"# Cook\n" + b"x" * 5_000_000, "too long"),
        (b"\x00\x01\x02", "not a text file"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_file(tmp_path, content, message) -> None:
    path = tmp_path / "advert"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run(path)
    assert not Posting.objects.exists()


def test_the_command_refuses_people_who_make_no_postings(file) -> None:
    with pytest.raises(CommandError, match="Nobody who works here"):
        run(file, "--by", "nobody@example.org")
    manager = UserFactory(role="hiring_manager")
    with pytest.raises(CommandError, match="may not make postings"):
        run(file, "--by", manager.email)


@pytest.fixture
def recruiter(client):
    person = UserFactory(role="recruiter")
    client.force_login(person)
    return person


def test_the_page_reports_first_and_makes_the_draft_on_a_second_press(client, recruiter) -> None:
    response = client.post(PAGE, {"text": adverts.TWO_TEAMS, "do": "read"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "Senior Data Engineer" in text
    assert "Not said in the text: left empty" in text
    assert not Posting.objects.exists()

    response = client.post(PAGE, {"text": adverts.TWO_TEAMS, "do": "create"})
    posting = Posting.objects.get()
    assert response["Location"] == f"/staff/postings/{posting.pk}/edit"
    assert posting.created_by == recruiter


def test_an_uploaded_file_is_read_and_shown_as_text(client, recruiter) -> None:
    upload = SimpleUploadedFile("advert.md", adverts.GERMAN.encode())
    response = client.post(PAGE, {"file": upload, "do": "create"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "Entwicklungsingenieur für Prüfstände" in text
    assert not Posting.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": ""}, "no text in it"),
        ({"text": "***"}, "No title was found"),
        ({"text": "# Cook\n" + "x" * 100_000}, "too long"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}, "not a text file but PDF"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "no text in it"),
        ({"file": SimpleUploadedFile("a.txt", b"x" * 5_000_000)}, "too long"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_the_text(client, recruiter, data, message) -> None:
    response = client.post(PAGE, data)
    text = response.content.decode()
    assert response.status_code == 422
    assert message in text
    assert data.get("text", "")[:1000] in text


def test_nothing_in_an_advert_runs_on_the_report(client, recruiter) -> None:
    advert = "# Cook <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [x](javascript:a)\n"
    text = client.post(PAGE, {"text": advert}).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert 'href="javascript' not in text
