"""The clone of a test process survives tests that commit."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from ats.testing import databases


def test_tests_run_on_a_clone_of_their_own(db):
    assert connection.settings_dict["NAME"] == databases.clone_name()


@pytest.mark.django_db(transaction=True)
def test_committed_rows_are_visible_to_a_second_connection():
    ContentType.objects.create(app_label="passing", model="thing")
    second = connection.copy()
    with second.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'passing'")
        assert cursor.fetchone() == (1,)
    second.close()


@pytest.mark.django_db(transaction=True)
def test_what_migrations_wrote_comes_back_after_a_committing_test():
    before = databases.take_snapshot()
    assert before["django_content_type"]
    ContentType.objects.all().delete()
    ContentType.objects.create(app_label="passing", model="thing")
    databases.restore(before)
    assert databases.take_snapshot() == before
