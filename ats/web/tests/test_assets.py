"""Rules that every template, style sheet and script of the project keeps."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = [
    file for app in ("ats", "postings", "applications") for file in (ROOT / app).rglob("*.html")
]
# The page of the API puts right the style sheet of a package, which knows no layers.
STYLES = sorted(set((ROOT / "static/css").rglob("*.css")) - {ROOT / "static/css/api_docs.css"})
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
LAYERS = {"reset", "tokens", "base", "components", "pages"}
INLINE = re.compile(r"""\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=["']|hx-on|javascript:""")
STATIC = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
NOT_MARKUP = re.compile(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}", re.DOTALL)


def names(files):
    return [str(file.relative_to(ROOT)) for file in files]


def is_data(match, text):
    """Structured data is a script element that no browser runs."""
    return text[match.start() :].startswith('<script type="application/ld+json"')


@pytest.mark.parametrize("file", TEMPLATES, ids=names(TEMPLATES))
def test_templates_keep_to_the_content_security_policy(file):
    if "mail" in file.parts:
        pytest.skip("mails have no style sheet to link to")
    text = NOT_MARKUP.sub("", file.read_text())
    assert [found.group() for found in INLINE.finditer(text) if not is_data(found, text)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=names(TEMPLATES))
def test_every_asset_that_a_template_names_exists(file):
    assert [path for path in STATIC.findall(file.read_text()) if finders.find(path) is None] == []


@pytest.mark.parametrize("file", STYLES, ids=names(STYLES))
def test_every_rule_stands_in_a_known_layer(file):
    text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    depth, outside, layers = 0, "", set(re.findall(r"@layer\s+([a-z]+)\s*{", text))
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        outside += character if depth == 0 and character not in "{}" else ""
    preludes = [part.strip() for part in re.split(r"[;\n]", outside) if part.strip()]
    assert layers
    assert layers <= LAYERS
    assert [part for part in preludes if not part.startswith(("@layer", "@media print"))] == []


@pytest.mark.parametrize("file", SCRIPTS, ids=names(SCRIPTS))
def test_a_module_is_short_and_imports_none_of_ours(file):
    text = file.read_text()
    assert len(text.splitlines()) < 200
    assert not re.search(r"^\s*import\b|\bimport\(", text, re.MULTILINE)


@pytest.mark.parametrize("file", SCRIPTS, ids=names(SCRIPTS))
def test_a_module_writes_text_not_markup(file):
    """Only a template element may take what the server has rendered, as htmx does."""
    text = file.read_text()
    markup = r"(?<!template)\.(inner|outer)HTML\s*\+?=|insertAdjacentHTML|\beval\("
    assert not re.search(markup, text)
