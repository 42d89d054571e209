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


CANDIDATES_PAGE = "postings/templates/careers/list.html"


@pytest.fixture
def public_page(locale):
    """A page of the careers site beside the staff's, in German."""
    page = locale.parent.parent / CANDIDATES_PAGE
    page.parent.mkdir(parents=True)
    page.write_text(
        "{% load i18n %}{% translate 'Apply' %}"
        "{% blocktranslate count n=n %}one seat{% plural %}{{ n }} seats{% endblocktranslate %}"
    )
    _write_german(
        locale,
        GERMAN + '\nmsgid "Apply"\nmsgstr "Bewerben"\n\nmsgid "one seat"\n'
        'msgid_plural "%(n)s seats"\nmsgstr[0] "ein Platz"\nmsgstr[1] "%(n)s Plätze"\n',
    )
    catalogues.update()
    return locale / "de" / "LC_MESSAGES" / "django.po"


def test_what_staff_read_may_stay_untranslated(public_page):
    assert 'msgid "Send"\nmsgstr ""' in public_page.read_text()
    assert catalogues.problems() == []


@pytest.mark.parametrize("lost", ['msgstr "Bewerben"', 'msgstr[1] "%(n)s Plätze"'])
def test_what_candidates_read_must_be_translated_in_all_its_forms(public_page, lost):
    gap = f'{lost.split(" ", 1)[0]} ""'
    public_page.write_text(public_page.read_text().replace(lost, gap))
    (problem,) = catalogues.problems()
    assert "is not translated" in problem


def test_a_fuzzy_translation_is_a_problem(public_page):
    text = public_page.read_text()
    public_page.write_text(text.replace('msgid "Apply"', '#, fuzzy\nmsgid "Apply"'))
    assert any("fuzzy" in problem for problem in catalogues.problems())
