"""Messages are gathered, checked and compiled without gettext's programs."""

import gettext

import pytest

from ats import catalogues

GERMAN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "%(count)s days"
msgstr "%(count)s Tage"
"""


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """A project of one template and one module."""
    pages = tmp_path / "ats" / "templates"
    pages.mkdir(parents=True)
    (pages / "page.html").write_text(
        "{% load i18n %}<p>\n    {% translate 'Send' context 'mail' %}\n  </p>"
        "{% blocktranslate count n=n %}one day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    (tmp_path / "ats" / "texts.py").write_text(
        'from django.utils.translation import gettext as _\nA = _("%(count)s days")\n'
    )
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "ats" / "locale")
    monkeypatch.setattr(catalogues, "TEMPLATE", tmp_path / "ats" / "locale" / "django.pot")
    return tmp_path / "ats" / "locale"


def _write_german(locale, text=GERMAN):
    path = locale / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_messages_of_code_and_templates_are_gathered(locale):
    found = {(message.id, message.context) for message in catalogues.gather() if message.id}
    assert found == {
        ("Send", "mail"),
        (("one day", "%(n)s days"), None),
        ("%(count)s days", None),
    }


def test_what_was_not_gathered_is_a_problem_until_it_is(locale):
    assert "run `make messages`" in catalogues.problems()[0]
    catalogues.update()
    assert catalogues.problems() == []
    (locale.parent / "more.py").write_text('gettext("more")')
    assert len(catalogues.problems()) == 1


def test_a_placeholder_that_does_not_fit_is_a_problem(locale):
    _write_german(locale, GERMAN.replace("%(count)s Tage", "%(number)s Tage"))
    catalogues.update()
    (problem,) = catalogues.problems()
    assert "%(count)s days" in problem


def test_a_translation_survives_an_update_and_is_compiled_once(locale):
    path = _write_german(locale)
    catalogues.update()
    (compiled,) = catalogues.compile_stale()
    assert catalogues.compile_stale() == []
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("%(count)s days") == "%(count)s Tage"
    assert path.exists()
