"""What gets into log lines, and what never does."""

import io
import json
import logging
import logging.config

import pytest
import structlog

from ats import logs

CANARY = "canary.person+tag@mail.example.org"
TOKEN = "kX3vQ0a9-LmN_8bYz7RtPq5sUw2eHf1cJdGiAoBnVxE"


@pytest.fixture(params=[True, False], ids=["production", "development"])
def lines(request):
    """Set logging up as a process would; return a function that reads the lines written."""
    kept = structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    config = logs.configure(production=request.param, level="INFO")
    config["handlers"]["console"]["stream"] = written
    logging.config.dictConfig(config)
    yield written.getvalue
    root.handlers, root.level = handlers, level
    structlog.configure(**kept)


def test_addresses_and_secrets_stay_out(lines):
    structlog.get_logger().info("mail_refused", recipient=CANARY, reply=f"550 <{CANARY}>: no")
    logging.getLogger("django.request").warning("Not Found: %s", f"/status/{TOKEN}")
    logging.getLogger("x").info("Key (email)=(%s) already exists", CANARY)

    written = lines()
    assert written.count(logs.BLOT) == 4
    assert "canary" not in written
    assert TOKEN not in written


def test_an_exception_does_not_give_away_what_it_quotes(lines):
    try:
        raise ValueError(f"no such person: {CANARY}")
    except ValueError:
        structlog.get_logger().warning("failed", exc_info=True)
        logging.getLogger("x").exception("failed too")

    written = lines()
    assert "canary" not in written
    assert written.count("ValueError") >= 2
    assert "test_logs.py" in written


@pytest.mark.parametrize("lines", [True], indirect=True)
def test_production_writes_one_json_object_a_line(lines):
    structlog.get_logger("ats.events").info("delivery_done", delivery=7)
    logging.getLogger("celery").warning("over\nfour\nlines %s", "x")
    try:
        raise ValueError("private words") from KeyError("more of them")
    except ValueError:
        logging.getLogger("x").exception("failed")

    first, second, third = (json.loads(line) for line in lines().splitlines())
    assert (first["event"], first["delivery"], first["level"]) == ("delivery_done", 7, "info")
    assert first["timestamp"].endswith("Z")
    assert second["event"] == "over\nfour\nlines x"
    assert "ValueError" in third["exception"] and "KeyError" in third["exception"]
    assert "private" not in str(third) and "more of" not in str(third)


@pytest.mark.parametrize(
    "text",
    [
        "/jobs/senior-software-engineer-berlin-2",
        "Task ats.events.tasks.deliver[0c1f4d1e-1111-4222-8333-444455556666] lost",
        "at /app/ats/events/work.py:12",
        "celery@web-1 ready.",
    ],
)
def test_ordinary_words_stay_readable(text):
    assert logs.blot(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"/status/{TOKEN}",
        "/invitation/0123456789abcdef0123456789abcdef",
        f"?key={TOKEN}",
        "/reset/key/7-dijnts-4c5add3c6ee1e5c2f2534954fc670fd2",
    ],
)
def test_secret_parts_of_addresses_are_blotted_out(text):
    assert logs.blot(text).endswith(logs.BLOT)


@pytest.mark.parametrize("part", ["a", "a1", "1", "x@", "a.b@c", "-"])
def test_a_long_line_is_read_in_one_go(part):
    """Trying each character as a beginning would take hours for these two million."""
    line = f"Not Found: /{part * (2_000_000 // len(part))}z"
    assert logs.blot(line).startswith("Not Found: /")
