"""People with passwords, and the links that mails brought them."""

import re

from django.test import Client

from ats.tests.factories import UserFactory
from ats.users.models import User

PASSWORD = "correct horse staple"


def person(role: str = "recruiter", *, password: str | None = PASSWORD, **facts) -> User:
    """Make somebody who can sign in; with password=None somebody who was invited."""
    user = UserFactory(role=role, **facts)
    user.set_password(password)
    user.save()
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sign_in(email: str, password: str = PASSWORD, *, client: Client | None = None, ip="10.0.0.1"):
    """Send the sign-in form; `response.client` is the browser."""
    data = {"login": email, "password": password}
    return (client or Client()).post("/accounts/login/", data, REMOTE_ADDR=ip)


def link_in(text: str) -> str:
    """Return the path of the one link in a mail."""
    (link,) = re.findall(r"https?://[^/\s]+(/\S+)", text)
    return link
