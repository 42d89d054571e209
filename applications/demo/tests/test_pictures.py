"""The pages that are photographed exist, and open for those who are to see them."""

import re
from pathlib import Path

import pytest
import time_machine

from applications.demo.pictures.plates import PLATES
from applications.demo.pictures.subjects import CANDIDATE, subjects
from applications.demo.tests.conftest import NOW
from ats.users.models import User

pytestmark = pytest.mark.django_db
WITHOUT_PAGE = dict.fromkeys(("not-found", "staff-not-found", "status-unknown-link"), 404)
GONE = {"posting-closed": 410}


@time_machine.travel(NOW, tick=False)
def test_each_page_opens_for_its_reader(loaded, client):
    found = {}
    for subject in subjects(NOW):
        client.logout()
        if subject.who != CANDIDATE:
            client.force_login(User.objects.get(email=subject.who))
        found[subject.name] = client.get(subject.path, follow=True).status_code

    assert found == dict.fromkeys(found, 200) | WITHOUT_PAGE | GONE


def test_the_readme_shows_pages_that_exist_in_pictures_that_load_fast(loaded, settings):
    root = Path(settings.BASE_DIR)
    shown = re.findall(r"\]\((docs/pictures/[^)]+)\)", (root / "README.md").read_text())
    assert {Path(path).stem for path in shown} == {plate.name for plate in PLATES}
    assert max((root / path).stat().st_size for path in shown) < 150_000
    on_plates = {name for plate in PLATES for name in plate.subjects}
    assert on_plates <= {subject.name for subject in subjects(NOW)}


def test_names_tell_pictures_apart(loaded):
    names = [subject.name for subject in subjects(NOW)]
    assert len(set(names)) == len(names)
