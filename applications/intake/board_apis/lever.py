"""Applications in the shape of Lever's postings API."""

from collections.abc import Iterable, Mapping
from typing import Any

from applications.documents.models import DocumentKind
from applications.intake.board_apis.handover import File, Handover, Reader
from applications.intake.choices import known_zones
from postings.application_form.models import Question, QuestionKind
from postings.boards.greenhouse_questions import OWN_WORDS


def read(
    sent: Mapping[str, Any], files: "Mapping[str, File[bytes]]", questions: Iterable[Question]
) -> Handover:
    """Return what was sent by the names of our form, with everything that is wrong with it.

    Lever knows no questions of one's own; here they are answered as with Greenhouse.
    """
    into = Handover()
    reader = Reader(sent, files, into)
    into.put("name", reader.plain("name"), called="name")
    into.put("email", reader.text("email"), called="email")
    into.put("phone", reader.plain("phone"), called="phone")
    into.put("role1-employer", reader.text("org"), called="org")
    into.put("links", _links(reader), called="urls")
    for word in OWN_WORDS:
        into.put(word, reader.text(word), called=word)
    into.put("about", reader.text("comments"), called="comments")
    if (zone := reader.text("timezone")) in known_zones():
        into.put("time_zone", zone, called="timezone")
    else:
        into.note("Time zone", zone)
    into.note("Location", reader.text("opportunityLocation"))
    reader.file("resume", DocumentKind.RESUME)
    reader.questions(questions)
    for given, value in reader.object("consent").items():
        _consent(into, given, value)
    into.attribution = {"source": reader.text("source")}
    into.referrer = reader.text("referer")
    into.language = reader.text("acceptLanguage")
    return into


def _links(reader: Reader) -> str:
    """Return the addresses one per line; a list is as good as the object that Lever describes."""
    urls = reader.sent.get("urls")
    if isinstance(urls, list) and all(isinstance(url, str) for url in urls):
        del reader.sent["urls"]
        return "\n".join(urls)
    found = reader.object("urls").values()
    return "\n".join(str(url) for url in found if url)


def _consent(into: Handover, given: str, value: Any) -> None:
    """Keep a consent with the policy that it was given under, as far as one is named."""
    policy = ""
    if isinstance(value, dict):
        policy = str(value.get("compliancePolicyId") or "")
        value = value.get("provided", value.get("value", True))
    agrees = str(value).lower() in ("true", "1", "yes")
    label = f"Consent: {given[:60]}" + (f" ({policy[:80]})" if policy else "")
    into.also.append((label, QuestionKind.YES_NO.value, agrees))
