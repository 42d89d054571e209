"""Unlawful questions are found in five languages; those that only sound alike are left alone."""

import pytest

from postings.application_form.tests.wordings import LAWFUL, UNLAWFUL
from postings.application_form.unlawful import REASONS, plain, says_something, unlawful_topic
from postings.application_form.unlawful_words import WHOLE_LABEL, WORDS, Topic

LANGUAGES = {"en", "de", "es", "nl", "pt"}


@pytest.mark.parametrize(
    ("topic", "label"),
    [
        (topic, label)
        for topic, languages in UNLAWFUL.items()
        for labels in languages.values()
        for label in labels
    ],
)
def test_unlawful_questions_are_found(topic: Topic, label: str) -> None:
    assert unlawful_topic(label) is topic


@pytest.mark.parametrize("label", [label for labels in LAWFUL.values() for label in labels])
def test_lawful_questions_that_sound_alike_are_left_alone(label: str) -> None:
    assert unlawful_topic(label) is None


def test_every_topic_is_known_and_tested_in_every_language() -> None:
    assert set(UNLAWFUL) == set(Topic) == set(WORDS) == set(WHOLE_LABEL) == set(REASONS)
    for languages in (*UNLAWFUL.values(), *WORDS.values(), LAWFUL):
        assert set(languages) == LANGUAGES


@pytest.mark.parametrize(
    "label",
    [
        "DATE OF BIRTH",
        "Date  of\nbirth",
        "D\u200bate o\u200bf b\u00adirth",  # zero-width spaces, a soft hyphen
        "D\u0430te of birth",  # a Cyrillic а
        "Ｄａｔｅ ｏｆ ｂｉｒｔｈ",  # full width
        "𝐃𝐚𝐭𝐞 𝐨𝐟 𝐛𝐢𝐫𝐭𝐡",  # mathematical bold
        "d a t e of b i r t h",
        "date-of-birth",
        "D\u0301ate of birth\u202e",
        "Date\u00a0of\u2003birth",
        "ＤＯＢ",
    ],
)
def test_tricks_do_not_hide_a_question(label: str) -> None:
    assert unlawful_topic(label) is Topic.AGE


def test_help_and_choices_count_too() -> None:
    assert unlawful_topic("About you", "Tell us your nationality.") is Topic.NATIONALITY
    assert unlawful_topic("Which is true?", "", ["Married", "Single"]) is Topic.FAMILY
    assert unlawful_topic("Cuál", "", ["Casado/a", "Otro"]) is Topic.FAMILY
    assert unlawful_topic("Which tools?", "", ["Photo", "Video", "Children"]) is None


@pytest.mark.parametrize(
    "help_text",
    [
        "Please do not send a photo or your date of birth.",
        "Bitte ohne ein Foto und ohne Geburtsdatum.",
        "Por favor, no envíes una foto.",
        "Stuur geen pasfoto mee.",
        "Não envie uma foto.",
    ],
)
def test_help_may_say_that_something_is_not_wanted(help_text: str) -> None:
    assert unlawful_topic("A sample of your work", help_text) is None
    assert unlawful_topic("A sample", f"{help_text} And tell us your age.") is Topic.AGE


def test_a_minimum_age_may_be_asked_for_and_no_other() -> None:
    assert unlawful_topic("Are you at least 18 years old?") is None
    assert unlawful_topic("Are you at least 45 years old?") is Topic.AGE
    assert unlawful_topic("Are you at least 18, and what is your date of birth?") is Topic.AGE


@pytest.mark.parametrize("blank", ["", "?!…", "  ", "\u200b\u2060", "\u3164", "—", "🙂", "\u2800"])
def test_what_cannot_be_read_out_is_no_label(blank: str) -> None:
    assert not says_something(blank)


@pytest.mark.parametrize("label", ["Why?", "Зачем?", "なぜ", "لماذا؟", "2 + 2?"])
def test_every_script_can_be_read_out(label: str) -> None:
    assert says_something(label)


def test_plain_text_keeps_the_words() -> None:
    assert plain("Straße, Nº 5 — ÉTÉ!") == "strasse no 5 ete"


def test_a_long_text_takes_no_time() -> None:
    # Patterns are bounded: this would run for ever with a nested one.
    assert unlawful_topic("current " * 4000 + "x", "salary at " * 2000) is None
