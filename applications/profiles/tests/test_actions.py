import pytest

from applications.candidates.models import Candidate
from applications.profiles import personal_data
from applications.profiles.actions import create_profile, update_profile
from applications.profiles.models import Profile
from applications.profiles.queries import profile_of, sent_profile
from applications.profiles.rules import Role, Sections
from applications.tests.factories import SENT_AT, ApplicationFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

TYPED = Sections(
    recent_work=(Role("Porto Lift", "Engineer", "2021 – now", "Lifts"), Role("Ubud", "Cook")),
    skills=("Python", "Patience"),
    proud_of="Zero calls at night",
)


def test_what_was_typed_is_read_back_in_order():
    application = ApplicationFactory()

    create_profile(application=application, sections=TYPED, now=SENT_AT)

    view = profile_of(application.pk)
    assert view.sections == TYPED
    assert view.origins == {"recent_work": "form", "skills": "form", "proud_of": "form"}


def test_an_application_without_a_profile_reads_as_an_empty_one():
    assert profile_of(ApplicationFactory().pk).sections == Sections()


def test_an_update_replaces_what_it_says_and_keeps_what_it_leaves_out():
    application = ApplicationFactory()
    create_profile(application=application, sections=TYPED, now=SENT_AT)
    newer = Sections(recent_work=(Role("Ubud", "Head cook"),), about="I moved.")

    update_profile(application=application, sections=newer, now=SENT_AT)

    sections = profile_of(application.pk).sections
    assert [role.title for role in sections.recent_work] == ["Head cook"]
    assert (sections.skills, sections.about) == (("Python", "Patience"), "I moved.")


def test_typed_work_takes_the_place_of_the_text_from_a_resume():
    application = ApplicationFactory()
    profile = create_profile(application=application, sections=Sections(), now=SENT_AT)
    Profile.objects.filter(pk=profile.pk).update(
        work_text="2019 Ubud", origins={"recent_work": "resume", "skills": "resume"}
    )

    update_profile(application=application, sections=TYPED, now=SENT_AT)

    view = profile_of(application.pk)
    assert view.work_text == ""
    assert view.origins == {"recent_work": "form", "skills": "form", "proud_of": "form"}


def test_a_submission_shows_the_sections_as_they_were_sent():
    submission = SubmissionFactory(profile=TYPED.as_json())

    assert sent_profile(submission).sections == TYPED


@pytest.mark.parametrize("roles", [1, 3])
def test_reading_a_profile_takes_two_statements(roles, django_assert_num_queries):
    application = ApplicationFactory()
    sections = Sections(recent_work=tuple(Role(title=f"Role {n}") for n in range(roles)))
    create_profile(application=application, sections=sections, now=SENT_AT)

    with django_assert_num_queries(2):
        profile_of(application.pk)


def test_a_candidate_takes_away_what_their_profiles_say_until_it_is_erased():
    application = ApplicationFactory()
    create_profile(application=application, sections=TYPED, now=SENT_AT)
    create_profile(application=ApplicationFactory(), sections=TYPED, now=SENT_AT)
    candidate = Candidate.objects.get(pk=application.candidate_id)

    [taken] = personal_data.collect(candidate)
    personal_data.erase(candidate)

    assert taken["proud_of"] == "Zero calls at night"
    assert personal_data.collect(candidate) == []
    assert Profile.objects.count() == 1
