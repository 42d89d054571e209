"""GET /v1/boards/{board}/…, as Greenhouse's job board API answers it."""

from typing import Any

from django.http import HttpResponse

from ats.organisation.models import Organisation
from postings.boards import greenhouse, queries
from postings.boards.greenhouse_questions import questions_of
from postings.boards.views import BoardRead, BoardView, Listing, Unknown, as_json
from postings.careers.queries import questions_of as own_questions


class GreenhouseView(BoardView):
    def refused(self, status: int, message: str) -> HttpResponse:
        return as_json({"status": status, "error": message}, status=status)

    def says(self, name: str) -> bool:
        """Say whether a parameter is switched on."""
        return self.request.GET.get(name, "").lower() == "true"


class GreenhouseBoardView(GreenhouseView, BoardRead):
    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        return greenhouse.board(organisation)


class GreenhouseJobsView(GreenhouseView, BoardRead):
    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        with_content = self.says("content")
        postings = list(queries.listed_postings(now=self.now))
        return Listing(
            postings,
            lambda posting: greenhouse.job(posting, organisation, with_content=with_content),
            before='{"jobs":[',
            after=f'],"meta":{{"total":{len(postings)}}}}}',
        )


class GreenhouseJobView(GreenhouseView, BoardRead):
    """One job with its text; `questions` and `pay_transparency` add what they name."""

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        posting = queries.listed_by_id(kwargs["job_id"], now=self.now)
        if posting is None:
            raise Unknown
        found = greenhouse.job(posting, organisation, with_content=True)
        if self.says("questions"):
            found["questions"] = questions_of(posting, own_questions(posting))
            found["location_questions"] = []
            found["compliance"] = []
            found["demographic_questions"] = None
        if self.says("pay_transparency"):
            found["pay_input_ranges"] = greenhouse.pay_input_ranges(posting)
        return found


class GreenhouseDepartmentsView(GreenhouseView, BoardRead):
    unknown = "Department not found"

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        found = greenhouse.departments(queries.listed_postings(now=self.now))
        return _one_or_all("departments", found, kwargs.get("number"))


class GreenhouseOfficesView(GreenhouseView, BoardRead):
    unknown = "Office not found"

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        found = greenhouse.offices(queries.listed_postings(now=self.now))
        return _one_or_all("offices", found, kwargs.get("number"))


class GreenhouseSectionsView(GreenhouseView, BoardRead):
    """Boards here have no sections: the list is empty, and no single one is found."""

    unknown = "Section not found"

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        return _one_or_all("sections", [], kwargs.get("number"))


class GreenhouseEducationView(GreenhouseView, BoardRead):
    """Nobody is asked to find their school in a list, so the lists are empty."""

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        return {"items": [], "meta": {"total_count": 0, "per_page": 100}}


def _one_or_all(name: str, found: list[dict[str, Any]], number: str | None) -> Any:
    if number is None:
        return {name: found}
    for entry in found:
        if str(entry["id"]) == number:
            return entry
    raise Unknown
