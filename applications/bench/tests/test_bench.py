"""`manage.py bench` on a small amount: everything runs, and the figures can be true."""

import io
import os
import re

import psycopg
import pytest
from django.core.management import CommandError, call_command

from applications.bench import client, cores, seed
from applications.bench.cores import Patience, Usage
from applications.bench.scripts import Request, Script, Supply
from ats.testing import environment

PATHS = (
    *("careers list, cold", "careers list", "careers list, 304"),
    *("posting page, cold", "posting page", "posting page, 304"),
    "form",
    "submit without file",
    "submit with file",
    "board, largest",
    "board, 100",
    "application page",
    "move",
    "list",
    "API list",
)
DATABASE = f"bench_{environment.run_folder().name[-8:]}_{environment.process_name()}".lower()


@pytest.fixture(scope="module")
def report() -> str:
    out = io.StringIO()
    call_command(
        "bench",
        applications=200,
        connections=4,
        rounds=1,
        seconds=0.3,
        quick=True,
        database=DATABASE,
        stdout=out,
    )
    return out.getvalue()


def _row(report: str, name: str) -> dict[str, float]:
    found = re.search(
        rf"^{re.escape(name)} +(?P<rate>\d+) +(?P<p50>[\d.]+) +(?P<p95>[\d.]+) +(?P<sql>\d+)"
        r" +(?P<bytes>[\d,]+) +(?P<ceiling>\d+) +(?P<ratio>\d+)%",
        report,
        re.MULTILINE,
    )
    assert found, report
    return {key: float(value.replace(",", "")) for key, value in found.groupdict().items()}


@pytest.mark.worker
@pytest.mark.parametrize("name", PATHS)
def test_each_path_has_its_figures(report: str, name: str) -> None:
    row = _row(report, name)
    assert row["rate"] >= 1
    assert row["ceiling"] >= 1
    assert 0 < row["p50"] <= row["p95"]
    assert row["sql"] >= 2


@pytest.mark.worker
def test_pages_keep_to_twelve_statements(report: str) -> None:
    most = re.search(r"Most SQL statements on a page: (\d+)", report)
    assert most and int(most[1]) <= 12


@pytest.mark.worker
def test_a_submission_writes_rows_and_a_file_costs_more(report: str) -> None:
    without, upload = (_row(report, f"submit {how} file") for how in ("without", "with"))
    assert without["bytes"] == 0  # a redirect
    assert upload["bytes"] > 5_000  # "check your answers"
    assert without["sql"] > 12


@pytest.mark.worker
def test_nothing_is_left_behind(report: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname = %s", [DATABASE])
        assert names.fetchall() == []


@pytest.mark.worker
def test_too_few_applications_are_named() -> None:
    with pytest.raises(CommandError, match="At least 72 applications"):
        call_command("bench", applications=50, quick=True, database=DATABASE, stdout=io.StringIO())


def test_half_of_the_applications_go_to_one_posting() -> None:
    assert seed.shares(20_000)[:2] == [10_000, 100]
    assert sum(seed.shares(20_000)) == 20_000
    assert len(seed.shares(20_000)) == 20


def test_a_move_is_turned_over_on_its_own_connection() -> None:
    rows = [{"version": "1", "from": "7", "to": "8"}, {"version": "4", "from": "7", "to": "8"}]
    supply = Supply(Script("move", [Request("POST", "/")], rows, moves=True))
    supply.done(0)
    first, second = supply.values(0), supply.values(1)
    assert (first["version"], first["from"], first["to"]) == ("2", "8", "7")
    assert (second["version"], second["from"], second["to"]) == ("4", "7", "8")


def test_a_form_key_serves_once() -> None:
    supply = Supply(Script("form", [Request("POST", "/", body="{{form_key}} {{number}}")]))
    sent = {supply.script.requests[0].filled(supply.values(0)) for _ in range(50)}
    assert len(sent) == 50


def test_a_request_on_the_wire_says_its_length() -> None:
    request = Request("POST", "/a/{{id}}", {"Host": "h"}, body="name=é{{id}}")
    assert client.wire_form(request, {"id": "17"}) == (
        b"POST /a/17 HTTP/1.1\r\nHost: h\r\nContent-Length: 8\r\n\r\nname=\xe917"
    )


def test_percentiles_are_values_that_occurred() -> None:
    assert client.percentile([1.0, 2.0, 3.0, 4.0], 50) == 2.0
    assert client.percentile([1.0, 2.0, 3.0, 4.0], 95) == 4.0
    assert client.percentile([5.0], 50) == 5.0


@pytest.mark.parametrize(
    ("ours", "foreign", "counts"),
    [(0.9, 0.02, True), (0.4, 0.02, False), (0.75, 0.2, False)],
)
def test_a_run_counts_when_the_cores_were_busy_for_us(
    ours: float, foreign: float, counts: bool
) -> None:
    assert Usage(ours, foreign, 1 - ours - foreign).was_busy is counts


def test_patience_ends_however_busy_the_cores_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "MOST_FOREIGN", -1.0)  # never quiet enough
    patience = Patience(0.5)
    patience.wait()
    assert patience.left <= 0
