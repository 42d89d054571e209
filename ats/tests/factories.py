"""People of the staff for tests."""

import factory
from factory.django import DjangoModelFactory

from ats.users.models import Role, User


class UserFactory(DjangoModelFactory[User]):
    """A recruiter without a password; sign in with `client.force_login`."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"colleague{n}@example.org")
    name = factory.Sequence(lambda n: f"Colleague {n}")
    role = Role.RECRUITER
