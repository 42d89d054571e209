"""What a visitor's browser fetches, the page and every file that it names, without pictures."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from postings.tests.factories import DepartmentFactory, LocationFactory, PostingFactory

LIMIT_BYTES = 60_000
FILES = re.compile(r'(?:<link rel="stylesheet" href|<script[^>]* src)="/static/([^"?]+)')


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/jobs/p-0", "/embed/jobs"])
def test_a_public_page_weighs_less_than_60_kilobytes(client, path):
    departments = DepartmentFactory.create_batch(10)
    for number in range(51):
        posting = PostingFactory(
            slug=f"p-{number}",
            title=f"Principal engineer of number {number}",
            description="A **long** text about the work. " * 100,
            department=departments[number % 10],
            workplace_type="remote",
        )
        LocationFactory(posting=posting, country=("PT", "DE", "ES")[number % 3], city="Somewhere")
    page = client.get(path).content
    files = (Path(finders.find(name)) for name in FILES.findall(page.decode()))
    parts = [page, *(file.read_bytes() for file in files)]
    drawn = set(re.findall(r'<symbol id="([^"]+)"', page.decode()))
    assert set(re.findall(r'<use href="#([^"]+)"', page.decode())) <= drawn
    sent = sum(len(gzip.compress(part)) for part in parts)
    assert len(parts) >= 6
    assert sent < LIMIT_BYTES
