"""What is no advert, and what wants to harm."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ats.tests.factories import UserFactory
from postings.importing.parsing import parse, parse_bytes
from postings.importing.report import Kind
from postings.importing.tests import adverts
from postings.importing.text import LIMIT_BYTES, UnreadableAdvert, repaired
from postings.models import Posting


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no text in it"),
        (b" \n\t\n", "no text in it"),
        ("\ufeff".encode(), "no text in it"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "DOCX"),
        (b"# Cook\x00\x00", "not a text file"),
        (bytes(range(1, 32)) * 40, "not a text file"),
        (b"# Cook\n" + b"a" * 5_000_000, "too long"),
        (b"***\n\n---\n", "No title"),
        (b"#\n##\n", "No title"),
        (b"This sentence is prose and it is certainly no title of anything at all.", "No title"),
    ],
)
def test_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableAdvert, match=message):
        parse_bytes(data)


HOSTILE_PIECES = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT >",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](<data:text/html,hi>)",
    "![x](data:image/png;base64,AAAA)",
    "<iframe src='https://evil.example'></iframe>",
)


@pytest.mark.parametrize("piece", HOSTILE_PIECES)
def test_nothing_that_runs_reaches_the_description(piece: str) -> None:
    parsed = parse(f"# Cook\n\nCome {piece} and cook.\n")
    lowered = parsed.description.lower()
    assert not re.search(r"<(script|img|svg|iframe)|javascript:|data:|onerror|onload", lowered)
    assert "and cook." in parsed.description
    assert parsed.report.of(Kind.CHANGED)


def test_bidirectional_overrides_go() -> None:
    parsed = parse("# Cook \u202etxt.exe\n\nCome \u2066and\u2069 cook.\n")
    assert parsed.title == "Cook txt.exe"
    assert parsed.description == "Come and cook."
    assert {entry.line for entry in parsed.report.of(Kind.REPAIRED)} == {1, 3}


@pytest.mark.parametrize(
    "unit",
    ["![", "<img ", "<script", "[a](data:", "[a](", "**", "_", "<p", "UTC-1 ", "€1,000 ", "A and ",
     "reporting to ", "join our A ", "no CV ", "Germany, ", "( ", "> ", "- ", "1 000 "],
)  # fmt: skip
def test_long_repetitions_end(unit: str) -> None:
    """Patterns that backtrack would hang here."""
    length = LIMIT_BYTES // 2
    text = "# Cook\n\n" + unit * (length // len(unit.encode()))
    assert parse(text).title == "Cook"


WORDS = re.compile(r"[^\W_]{2,}")


def words_of(text: str) -> set[str]:
    lines, _repairs = repaired(text.replace("<br>", ""))
    return set(WORDS.findall("\n".join(lines)))


def words_accounted_for(text: str) -> set[str]:
    parsed = parse(text)
    said = [parsed.description]
    for entry in parsed.report.entries:
        said += [entry.words, entry.value]
    return set(WORDS.findall(" ".join(said)))


@pytest.mark.parametrize("name", adverts.ALL)
def test_no_word_of_an_advert_is_dropped(name: str) -> None:
    text = adverts.ALL[name]
    assert words_of(text) - words_accounted_for(text) == set()


lines = st.sampled_from(
    [line for advert in adverts.ALL.values() for line in advert.split("\n")] + list(HOSTILE_PIECES)
)


@given(st.lists(lines, max_size=25))
@settings(max_examples=60, deadline=None)
def test_no_word_is_dropped_however_the_lines_are_mixed(mixed: list[str]) -> None:
    text = "# Cook\n" + "\n".join(mixed)
    assert words_of(text) - words_accounted_for(text) == set()


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse(text)
    except UnreadableAdvert:
        return
    assert parsed.title


@pytest.mark.parametrize(
    "sentence",
    [
        "We hire in " + " ," * 5000 + " Q",
        "We hire in " + "A and " * 5000,
        "You must be based in " + "A" * 20000,
        "You report to " + "our " * 5000,
        "join our " + "A & " * 5000 + "teams",
        "salary " + "1 000 " * 5000 + "€",
        "between UTC-1 " + "- " * 5000,
        "**" * 5000 + " .",
        "A CV " + "is " * 5000 + "required",
    ],
)
def test_long_sentences_end(sentence: str) -> None:
    assert parse(f"# Cook\n\n{sentence}\n").title == "Cook"


@pytest.mark.django_db
def test_an_advert_nested_a_thousand_deep_is_refused_and_stays_in_the_form(client):
    client.force_login(UserFactory(role="recruiter"))
    text = "# Cook\n\n" + ">" * 1000 + " deep"
    response = client.post("/staff/postings/import", {"text": text, "do": "create"})
    assert response.status_code == 422
    assert "nested too deeply" in response.content.decode()
    assert not Posting.objects.exists()
