"""Keeping pictures, and noting which postings show them."""

from io import BytesIO
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.models import Picture
from postings.pictures.actions import NotAllowed, add_picture
from postings.pictures.encoding import encode
from postings.pictures.tests.samples import picture, stored_picture
from postings.posting.actions import set_description
from postings.posting.sections import Description
from postings.tests.factories import PostingFactory


@pytest.mark.django_db
def test_a_picture_is_kept_with_its_size_uploader_and_event():
    recruiter = UserFactory(role="recruiter")
    kept = Picture.objects.get(pk=stored_picture(recruiter).pk)
    assert (kept.width, kept.height, kept.content_type) == (300, 100, "image/webp")
    assert (kept.created_by, kept.original_name) == (recruiter, "yard.png")
    event = Event.objects.get(verb="picture.added")
    assert (event.subject_id, event.data) == (kept.pk, {})


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["interviewer", "hiring_manager"])
def test_only_those_who_write_adverts_add_pictures(role):
    with pytest.raises(NotAllowed):
        stored_picture(UserFactory(role=role))
    assert not Picture.objects.exists()


@pytest.mark.django_db
def test_a_posting_knows_the_pictures_that_its_text_shows():
    first, second = stored_picture(), stored_picture()
    posting = PostingFactory(draft=True)

    def say(text: str) -> set[Picture]:
        set_description(
            actor=None,
            posting_id=posting.pk,
            description=Description(description=text),
            now=timezone.now(),
        )
        return set(posting.pictures.all())

    both = f"![a](picture:{first.key})\n\n> [![b](picture:{second.key})](https://a.example)"
    assert say(both) == {first, second}
    assert say(f"![a](picture:{first.key}) `![b](picture:{second.key})`") == {first}
    assert say("Words") == set()


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_are_two_pictures():
    recruiter = UserFactory(role="recruiter")
    barrier = Barrier(2)

    def upload() -> None:
        encoded = encode(BytesIO(picture()))
        barrier.wait()
        add_picture(actor=recruiter, encoded=encoded, now=timezone.now())
        connection.close()

    threads = [Thread(target=upload) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(Picture.objects.values_list("key", flat=True))) == 2
