"""The labels that adverts put before a fact ("Location: …"), in five languages."""

from postings.importing.advert import Advert, Line

# Field: its labels, each as people write it, separated by commas.
_LABELS = {
    "company": (
        "company, employer, organisation, organization, unternehmen, firma, arbeitgeber, "
        "empresa, bedrijf, werkgever"
    ),
    "places": (
        "location, locations, country, countries, place, where, based in, office, hiring in, "
        "standort, standorte, ort, arbeitsort, land, ubicación, lugar, país, países, locatie, "
        "locaties, standplaats, landen, localização, local"
    ),
    "window": (
        "time zone, timezone, time zones, timezones, working hours, hours, zeitzone, "
        "zeitzonen, zona horaria, huso horario, tijdzone, fuso horário"
    ),
    "teams": (
        "team, teams, product group, product groups, group, groups, squad, squads, openings, "
        "equipo, equipos, equipa, equipas, equipe"
    ),
    "workplace": (
        "workplace, workplace type, work model, remote, work mode, arbeitsmodell, modalidad, "
        "werkplek, modelo de trabalho, regime"
    ),
    "employment": (
        "employment, employment type, type, job type, contract, contract type, "
        "beschäftigungsart, vertragsart, anstellungsart, tipo de contrato, jornada, "
        "dienstverband, contractvorm"
    ),
    "department": ("department, function, abteilung, departamento, afdeling"),
    "reports_to": (
        "reports to, reporting to, manager, line manager, berichtet an, reporta a, "
        "rapporteert aan, reporta-se a"
    ),
    "pay": (
        "pay, salary, pay range, salary range, compensation, rate, gehalt, vergütung, "
        "salario, sueldo, retribución, salaris, salário, remuneração"
    ),
    "apply_by": (
        "apply by, apply before, deadline, application deadline, closing date, closes, closes "
        "on, applications close, bewerbungsfrist, bewerbungsschluss, fecha límite, plazo, "
        "sluitingsdatum, reageren voor, data limite, prazo"
    ),
    "resume_policy": ("resume, résumé, cv, lebenslauf, currículum, curriculum, currículo"),
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels.split(", ")}


def field_of(line: Line) -> str:
    """The field whose label stands before `line`, or ""."""
    return _FIELD_OF.get(line.label[0], "") if line.label else ""


def labelled(advert: Advert, field: str) -> list[tuple[Line, str]]:
    """Each line that carries a label of `field`, with what stands behind the label."""
    return [
        (line, line.label[1]) for line in advert.lines if line.label and field_of(line) == field
    ]
