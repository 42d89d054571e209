"""A few pages made only of components, for the browser tests; not part of the installation."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone

from ats.web.mixins import is_fragment_request

NAMES = ["Ingrid Solheim", "Tomás Ferreira da Conceição", "Li Wei", "Mehmet Öztürk", "Zoë van Berg"]
STAGES = [("new", "New"), ("review", "Review"), ("interview", "Interview"), ("offer", "Offer")]


class Apply(forms.Form):
    autocomplete = {"name": "name", "email": "email"}

    name = forms.CharField(label="Full name")
    email = forms.EmailField(label="Email address", help_text="Only to write to you.")
    country = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("no", "Norway")])
    door = forms.ChoiceField(
        label="How would you like to tell us about your work?",
        widget=forms.RadioSelect,
        choices=[("file", "Send a file"), ("form", "Fill in a short form")],
    )
    groups = forms.MultipleChoiceField(
        label="Groups that interest you",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Sensors"), ("b", "Fleet")],
    )
    resume = forms.FileField(label="Résumé", required=False, help_text="PDF or text.")
    proud = forms.CharField(label="Something you are proud of", widget=forms.Textarea)
    consent = forms.BooleanField(label="I have read the privacy notice")


def apply(request: HttpRequest) -> HttpResponse:
    form = Apply(request.POST or None)
    if form.is_valid():
        return render(request, "web_tests/sent.html")
    return render(request, "web_tests/apply.html", {"form": form})


def styleguide(request: HttpRequest) -> HttpResponse:
    context = {
        "form": Apply({"email": "nobody"}),
        "names": NAMES,
        "ago": timezone.now() - timedelta(days=3),
        "page": {"before": "1", "after": "2"},
    }
    return render(request, "web_tests/styleguide.html", context)


def board(request: HttpRequest) -> HttpResponse:
    columns = [_column(number, *stage) for number, stage in enumerate(STAGES)]
    return render(request, "web_tests/board.html", {"columns": columns})


def _column(number: int, kind: str, name: str) -> tuple[dict, list[dict]]:
    cards = [
        {
            "id": f"{number}{place}",
            "version": 1,
            "url": f"/test/person/{number}{place}/",
            "name": person,
            "line": "Calibration engineer",
            "since": timezone.now() - timedelta(hours=place + 1),
            "facts": [{"icon": "lock", "text": "1 of 3 in", "title": "Scorecards"}],
            "badge": "Answer due",
            "badge_tone": "warning",
        }
        for place, person in enumerate(NAMES[number:])
        if kind != "offer"
    ]
    return {"id": str(number), "kind": kind, "name": name, "count": len(cards)}, cards


def person(request: HttpRequest, number: str) -> HttpResponse:
    part = "person_part" if is_fragment_request(request) else "person"
    return render(request, f"web_tests/{part}.html", {"number": number})


def ask(request: HttpRequest, status: int) -> HttpResponse:
    """Answer an htmx request with a status and, for those that are swapped in, new words."""
    return HttpResponse(f"<p>answered {status}</p>", status=status)


def undo(request: HttpRequest) -> HttpResponse:
    undo.tokens.append(request.headers.get("X-CSRFToken", ""))  # type: ignore[attr-defined]
    return HttpResponse(status=204)


undo.tokens = []  # type: ignore[attr-defined]

urlpatterns = [
    path("test/apply/", apply),
    path("test/search/", styleguide, name="search"),
    path("test/styleguide/", styleguide),
    path("test/board/", board),
    path("test/person/<str:number>/", person),
    path("test/ask/<int:status>/", ask),
    path("test/undo/", undo),
    path("", include("ats.urls")),
]
