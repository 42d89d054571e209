"""The main paths, each as a browser or a program would ask for it, and who asks."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils.crypto import get_random_string
from fpdf import FPDF
from PIL import Image

from applications.bench.scripts import Request, Script, Values
from applications.bench.seed import PROUD_OF, SUMMARY, Seeded
from applications.intake.form_state import new_state
from applications.models import Application
from applications.profiles.rules import MOST_ROLES
from ats.users.api_tokens.actions import create_token
from ats.users.models import User
from ats.users.sign_in import sessions
from postings.models import Posting

FILE_BYTES = 200_000
PAGES_SHOWN = 40  # application pages to go round by
URL_ENCODED = "application/x-www-form-urlencoded"
# As the proxy of docker-compose.yml would hand them on.
COMMON = {
    "Host": settings.PUBLIC_URL.partition("://")[2],
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.7",
    "Accept-Encoding": "gzip, br",
}
PAGE = {**COMMON, "Accept": "text/html"}


@dataclass(frozen=True)
class Browser:
    """A browser's cookies; a visitor has no session."""

    csrf: str
    session: str = ""

    def headers(self) -> dict[str, str]:
        cookies = [f"{settings.CSRF_COOKIE_NAME}={self.csrf}"]
        if self.session:
            cookies.append(f"{settings.SESSION_COOKIE_NAME}={self.session}")
        return {**PAGE, "Cookie": "; ".join(cookies)}


def scripts_for(seeded: Seeded, *, connections: int, now: datetime) -> list[Script]:
    """Return every path that is measured, in the order of the report."""
    visitor, staff = Browser(_csrf()), Browser(_csrf(), _sign_in(seeded.staff.recruiter, now))
    applied_to = seeded.others[0]
    apply_url = reverse("apply", args=[applied_to.slug])
    answers = _answers(applied_to, visitor)
    return [
        *_public("careers list", reverse("careers")),
        *_public("posting page", reverse("careers-posting", args=[applied_to.slug])),
        Script("form", [_get(apply_url, PAGE)]),
        Script("submit without file", [_send(apply_url, visitor, answers, door="profile")]),
        Script(
            "submit with file",
            [
                _upload(apply_url, visitor, answers),
                _send(apply_url, visitor, answers, door="resume"),
            ],
        ),
        Script("board, largest", [_board(seeded.largest, staff)]),
        Script("board, 100", [_board(seeded.small, staff)]),
        Script(
            "application page",
            [_get("/staff/applications/{{application}}/", staff.headers())],
            rows=_interviewed(seeded.largest),
        ),
        _moves(seeded.largest, staff, connections),
        Script("list", [_get(reverse("application-list"), staff.headers())]),
        Script("API list", [_get("/api/v1/applications", _token_headers(seeded, now))]),
    ]


def _get(path: str, headers: dict[str, str]) -> Request:
    return Request("GET", path, headers)


def _public(name: str, path: str) -> list[Script]:
    """Return a page that is built anew, one that the server keeps, and one that the browser has.

    It is built anew for each visitor with a mark of their own in the address.
    """
    tag = Client().get(path, headers=PAGE)["ETag"]
    again = Request("GET", path, {**PAGE, "If-None-Match": tag}, expects=304)
    return [
        Script(f"{name}, cold", [_get(f"{path}?utm_term={{{{number}}}}", PAGE)]),
        Script(name, [_get(path, PAGE)]),
        Script(f"{name}, 304", [again]),
    ]


def _board(posting: Posting, staff: Browser) -> Request:
    return _get(reverse("pipeline-board", args=[posting.pk]), staff.headers())


def _csrf() -> str:
    return get_random_string(CSRF_SECRET_LENGTH, CSRF_ALLOWED_CHARS)


def _sign_in(user: User, now: datetime) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.begin(session, now=now)
    session.create()
    assert session.session_key
    return session.session_key


def _token_headers(seeded: Seeded, now: datetime) -> dict[str, str]:
    _token, secret = create_token(
        actor=seeded.staff.recruiter,
        name="bench",
        scope="read",
        lifetime=timedelta(days=1),
        now=now,
    )
    return {**COMMON, "Accept": "application/json", "Authorization": f"Bearer {secret}"}


def _interviewed(posting: Posting) -> list[Values]:
    found = Application.objects.active().filter(posting=posting, stage__kind="interview")
    ids = found.order_by("pk").values_list("pk", flat=True)[:PAGES_SHOWN]
    return [{"application": str(pk)} for pk in ids]


def _moves(posting: Posting, staff: Browser, connections: int) -> Script:
    """Move one application for each connection to and fro, and one more to count with.

    Raises ValueError when there are too few.
    """
    stages = list(posting.stages.order_by("position").values_list("pk", flat=True))[:2]
    found = Application.objects.active().filter(posting=posting, stage=stages[0])
    rows = [
        {"application": str(pk), "version": str(version), "from": str(stages[0])}
        | {"to": str(stages[1])}
        for pk, version in found.order_by("pk").values_list("pk", "version")[: connections + 1]
    ]
    if len(rows) <= connections:
        raise ValueError("Too few applications for so many connections.")
    headers = staff.headers() | {
        "Accept": "application/json",
        "HX-Request": "true",
        "X-CSRFToken": staff.csrf,
        "Origin": settings.PUBLIC_URL,
        "Content-Type": URL_ENCODED,
    }
    body = "to_stage={{to}}&from_stage={{from}}&version={{version}}"
    request = Request("POST", "/staff/applications/{{application}}/move", headers, body)
    return Script("move", [request], rows, moves=True)


def _answers(posting: Posting, visitor: Browser) -> dict[str, str]:
    """Return what a browser sends of a filled-in form, without door, step and file."""
    roles: dict[str, str] = {}
    for number in range(1, MOST_ROLES + 1):
        said = number <= 2
        roles |= {
            f"role{number}-title": "Engineer" if said else "",
            f"role{number}-employer": "Northern Rail" if said else "",
            f"role{number}-period": "2019 – now" if said else "",
            f"role{number}-summary": SUMMARY if said else "",
        }
    questions = list(posting.questions.order_by("position").values_list("pk", flat=True))
    values = ("I like what you wrote about it.", "70,000", "It depends")
    return {
        "csrfmiddlewaretoken": visitor.csrf,
        **new_state(notice_version=1).as_fields(),
        "form_key": "{{form_key}}",
        **roles,
        "skills": "Linux\r\nPython\r\nSQL",
        "proud_of": PROUD_OF,
        "links": "https://portfolio.example/work",
        "about": "",
        "name": "Ana Dvořák",
        "email": "ana.dvorak.{{number}}@mail.example",
        "phone": "+351 21 555 01 00",
        "country": "PT",
        "time_zone": "Europe/Lisbon",
        **{f"q{pk}": value for pk, value in zip(questions, values, strict=True)},
        "leave_empty": "",
    }


def _send(url: str, visitor: Browser, answers: dict[str, str], *, door: str) -> Request:
    """The last request of "check your answers": a redirect to the confirmation follows."""
    body = urlencode({**answers, "door": door, "step": "send"}, safe="{}")
    headers = visitor.headers() | {"Origin": settings.PUBLIC_URL, "Content-Type": URL_ENCODED}
    return Request("POST", url, headers, body, expects=303)


def _upload(url: str, visitor: Browser, answers: dict[str, str]) -> Request:
    """The form itself with the file, answered by "check your answers"."""
    data: dict[str, Any] = {**answers, "door": "resume", "step": "check"}
    file = io.BytesIO(make_pdf(FILE_BYTES))
    file.name = "resume.pdf"
    body = encode_multipart(BOUNDARY, {**data, "resume": file})
    headers = visitor.headers() | {"Origin": settings.PUBLIC_URL, "Content-Type": MULTIPART_CONTENT}
    return Request("POST", url, headers, body.decode("latin-1"))


def make_pdf(size: int) -> bytes:
    """Return a PDF of about that many bytes: a page of text and a picture of noise."""
    width = 200
    height = size // (3 * width)
    noise = Image.frombytes("RGB", (width, height), Random(1).randbytes(3 * width * height))
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    page.multi_cell(0, 6, f"Ana Dvorak\n\nEXPERIENCE\n{SUMMARY}")
    page.image(noise, w=80)
    return bytes(page.output())
