"""Each kind of fact by itself: what is read, and what is left alone."""

from datetime import date
from decimal import Decimal

import pytest

from postings.importing.advert import read_advert
from postings.importing.dates import read_date
from postings.importing.hours import HoursWindow, find_window, read_windows
from postings.importing.pay import PayRange, read_pay
from postings.importing.places import Place, country_code, find_places, read_places
from postings.importing.reports_to import find_reports_to
from postings.importing.resume_policy import find_resume_policy, read_resume_policy
from postings.importing.teams import TeamOpening, find_teams, read_team_list
from postings.importing.terms import find_employment, find_workplace


def prose(text: str):
    return read_advert(["# Title", "", text])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("within the time zone (UTC -1 / UTC+3)", -60, 180),
        ("UTC−1..+3", -60, 180),
        ("UTC–1 to UTC+3", -60, 180),
        ("between GMT-1 and GMT+3", -60, 180),
        ("GMT to CET+2", 0, 180),
        ("time zones: UTC to UTC+5:30", 0, 330),
        ("CET ± 2 hours", -60, 180),
        ("CET +/- 3", -120, 240),
        ("within 3 hours of CET", -120, 240),
        ("within three hours of Central European Time", -120, 240),
        ("from UTC minus one to UTC plus three", -60, 180),
        ("from one hour behind to three hours ahead of UTC", -60, 180),
        ("remote between EST and PST", -480, -300),
        ("Zeitzone zwischen UTC-1 und UTC+3", -60, 180),
        ("husos UTC+0 a UTC+2", 0, 120),
        ("UTC+3 to UTC-1", -60, 180),
    ],
)
def test_windows(text: str, first: int, last: int) -> None:
    assert read_windows(text) == [HoursWindow(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "our office hours are 9:00 to 17:00 CET",
        "stand-up at 10:00 UTC+1",
        "at least four hours of overlap with CET",
        "UTC-15 to UTC+3",
        "UTC+9 to UTC-8",
        "time zones IST to BST",
        "ISO 8601 UTC-1",
        "GMT, CET",
    ],
)
def test_no_window(text: str) -> None:
    assert read_windows(text) == []


def test_talk_of_time_zones_without_a_window_is_a_doubt() -> None:
    reading = find_window(prose("We need four hours of overlap with CET."))
    assert reading.found is None
    assert len(reading.doubts) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UK", "GB"),
        ("Holland", "NL"),
        ("the Netherlands", "NL"),
        ("Deutschland", "DE"),
        ("Reino Unido", "GB"),
        ("Turkey", "TR"),
        ("Czech Republic", "CZ"),
        ("South Korea", "KR"),
        ("DE", "DE"),
        ("de", ""),
        ("Atlantis", ""),
        ("contact us", ""),
    ],
)
def test_country_names(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("🌎 Germany,Malta", [Place("DE"), Place("MT")]),
        ("ðŸŒ Germany", [Place("DE")]),
        ("\ufffd\ufffd Germany", [Place("DE")]),
        ("DE, MT, NL", [Place("DE"), Place("MT"), Place("NL")]),
        ("Lisbon, Portugal / Spain", [Place("PT", "Lisbon"), Place("ES")]),
        ("Lisbon (Portugal)", [Place("PT", "Lisbon")]),
        ("Austin, Texas, USA", [Place("US", "Austin")]),
        ("Atlanta, Georgia, USA", [Place("US", "Atlanta")]),
        ("Remote in Spain or Portugal", [Place("ES"), Place("PT")]),
        ("Trinidad and Tobago and Malta", [Place("TT"), Place("MT")]),
        ("Georgia, Armenia", [Place("GE"), Place("AM")]),
        # Unclear, therefore nothing:
        ("Portland, OR", []),
        ("San Francisco, CA", []),
        ("Atlanta, Georgia", []),
        ("Georgia", []),
        ("Europe", []),
        ("Lisbon", []),
    ],
)
def test_place_lists(text: str, places: list[Place]) -> None:
    assert list(read_places(text).places) == places


def test_of_two_cities_before_a_country_neither_is_taken_and_both_are_said() -> None:
    reading = read_places("Berlin, Munich, Germany")
    assert reading.places == (Place("DE"),)
    assert reading.unknown == ("Berlin", "Munich")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("You must be based in Germany, Malta or the Netherlands and speak English.", "DE MT NL"),
        ("We hire in Spain and Portugal.", "ES PT"),
        ("Candidates must live in the UK.", "GB"),
        ("You can work from anywhere in Poland.", "PL"),
        ("You work from our sunny office in Lisbon, Portugal.", "PT"),
        ("Our customers are in Kenya and Ghana.", ""),
        ("We are a company based in Kenya.", ""),
        ("Our engineers work remotely from places such as Kenya.", ""),
        ("We hire in all of the EU except Germany.", ""),
        ("You can work from home, and visit customers in Spain.", ""),
    ],
)
def test_places_in_prose(text: str, codes: str) -> None:
    places = find_places(prose(text)).value or ()
    assert " ".join(place.country for place in places) == codes


@pytest.mark.parametrize(
    ("text", "teams"),
    [
        ("Leads to join our both Retention and Portfolio product groups.", "Retention Portfolio"),
        ("Join our Payments team!", "Payments"),
        ("Openings in the Data, Risk and Fraud squads.", "Data Risk Fraud"),
        ("Join our Research and Development and Sales teams.", "Research and Development Sales"),
        ("You work closely with our Product and Design teams.", ""),
        ("JOIN OUR AMAZING TEAM!", ""),
        ("Join our growing team.", ""),
        ("Join the Acme team.", ""),
        ("Be part of our friendly teams.", ""),
    ],
)
def test_teams_in_prose(text: str, teams: str) -> None:
    found = find_teams(prose(text), company="Acme").value or ()
    assert " ".join(opening.team for opening in found) == teams


def test_a_written_list_of_openings_has_their_numbers() -> None:
    assert read_team_list("2 Payments, Risk: 3, Legal and Compliance") == (
        TeamOpening("Payments", 2),
        TeamOpening("Risk", 3),
        TeamOpening("Legal and Compliance"),
    )


@pytest.mark.parametrize(
    ("sentence", "policy"),
    [
        ("Don't have an up-to-date resume, no problem.", "optional"),
        ("No résumé? No problem.", "optional"),
        ("A CV is not required.", "optional"),
        ("You can apply without a CV.", "optional"),
        ("CV: optional", "optional"),
        ("Ein Lebenslauf ist nicht nötig.", "optional"),
        ("Bewirb dich auch ohne aktuellen Lebenslauf.", "optional"),
        ("¿No tienes un currículum actualizado? No pasa nada.", "optional"),
        ("Geen cv? Geen probleem.", "optional"),
        ("Não tens um currículo atualizado? Não faz mal.", "optional"),
        ("A résumé is required.", "required"),
        ("Your application must include a CV.", "required"),
        ("Applications without a CV will be rejected.", "required"),
        ("Ein Lebenslauf ist zwingend erforderlich.", "required"),
        ("Es imprescindible enviar el currículum.", "required"),
        ("Een cv is verplicht.", "required"),
        ("O currículo é obrigatório.", "required"),
        ("We don't ask for résumés.", "not_asked"),
        ("Please do not send a CV.", "not_asked"),
        ("No CVs, please.", "not_asked"),
        ("Bitte keinen Lebenslauf schicken.", "not_asked"),
        ("No pedimos currículum.", "not_asked"),
        ("Wij vragen geen cv.", "not_asked"),
        ("Não pedimos currículo.", "not_asked"),
        ("Send us your CV.", ""),
        ("We will resume interviews in May.", ""),
        ("No need to resume old projects.", ""),
        ("Experience is required.", ""),
    ],
)
def test_resume_policy(sentence: str, policy: str) -> None:
    assert read_resume_policy(sentence) == policy


def test_being_asked_for_a_resume_is_a_doubt() -> None:
    reading = find_resume_policy(prose("Send us your CV by e-mail."))
    assert reading.found is None
    assert reading.doubts[0].words == "Send us your CV by e-mail."


EUROS = PayRange(Decimal(70000), Decimal(85000), "EUR", "year")


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("€70,000–85,000 per year", EUROS),
        ("Gehalt: 70.000 - 85.000 € brutto/Jahr", EUROS),
        ("EUR 70 000 to EUR 85 000 annually", EUROS),
        ("We pay €70k–€85k p.a.", EUROS),
        ("€70-85k per year", EUROS),
        ("annual salary of €70,000 - €85,000", EUROS),
        ("£21.50 per hour pay", PayRange(Decimal("21.5"), Decimal("21.5"), "GBP", "hour")),
        ("Salary up to CHF 9'000 per month", PayRange(None, Decimal(9000), "CHF", "month")),
        ("Salary from €70,000 per year", PayRange(Decimal(70000), None, "EUR", "year")),
        ("US$120,000-150,000 a year", PayRange(Decimal(120000), Decimal(150000), "USD", "year")),
    ],
)
def test_pay(text: str, pay: PayRange) -> None:
    assert read_pay(text)[0] == [pay]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unlocking $1 billion in cumulative credit", False),
        ("a €1,000 learning budget per year", False),
        ("€500–1,000 training budget per year", False),
        ("between 40 and 50 people per year", False),
        ("we raised €5,000,000 in a year", False),
        ("founded 2010-2012", False),
        ("Salary: $50,000-60,000 per year", True),
        ("Salary: €70,000–85,000", True),
        ("Salary: €500–600 per week", True),
        ("Salary: €85,000–70,000 per year", True),
        ("Salary: EUR 99,999,999,999,999 - 199,999,999,999,999 per year", True),
        ("Salary: up to EUR 10,000,000,000 per year", True),
    ],
)
def test_no_pay(text: str, said: bool) -> None:
    pay, why = read_pay(text)
    assert pay == []
    assert bool(why) == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("31 March 2027", date(2027, 3, 31)),
        ("March 31st, 2027", date(2027, 3, 31)),
        ("31.03.2027", date(2027, 3, 31)),
        ("31/03/2027", date(2027, 3, 31)),
        ("31 de marzo de 2027", date(2027, 3, 31)),
        ("31 maart 2027", date(2027, 3, 31)),
        ("31 de março de 2027", date(2027, 3, 31)),
        ("31. März 2027", date(2027, 3, 31)),
        ("03/04/2027", None),
        ("31 March", None),
        ("31 February 2027", None),
        ("as soon as possible", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("You will be reporting to the group Engineering Manager.", "group Engineering Manager"),
        ("This role reports directly to our CTO and sits in Berlin.", "CTO"),
        ("Reports to: Head of Design", "Head of Design"),
        ("Reportarás a la Directora de Datos.", "Directora de Datos"),
        ("Je rapporteert aan de Teamleider Techniek.", "Teamleider Techniek"),
        ("You lead ten engineers reporting to you.", ""),
        ("You prepare monthly reports to clients.", ""),
        ("You will report to stakeholders weekly.", ""),
    ],
)
def test_reports_to(text: str, role: str) -> None:
    assert (find_reports_to(prose(text)).value or "") == role


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("These are fully remote roles.", "remote"),
        ("You work remotely.", "remote"),
        ("This is a hybrid role: remote work on Mondays.", "hybrid"),
        ("This is an on-site position.", "onsite"),
        ("You build hybrid cloud and remote sensing.", ""),
        ("This is not a remote role.", ""),
        ("We serve remote villages.", ""),
    ],
)
def test_workplace(text: str, kind: str) -> None:
    assert (find_workplace(prose(text)).value or "") == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This is a full-time position.", "full_time"),
        ("A part-time role of 20 hours.", "part_time"),
        ("We offer a fixed-term contract.", "temporary"),
        ("if working remotely full time appeals", ""),
        ("This is not a full-time position.", ""),
        ("You negotiate contracts with suppliers.", ""),
    ],
)
def test_employment(text: str, kind: str) -> None:
    assert (find_employment(prose(text)).value or "") == kind
