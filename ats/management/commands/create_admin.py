"""`manage.py create_admin EMAIL`: the first way into a fresh installation."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from ats.users.people import actions
from ats.users.people.rules import INVITATION_LIFETIME


class Command(BaseCommand):
    help = "Create an administrator and print the link with which they choose their password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="their e-mail address")
        parser.add_argument("--name", default="", help="their name; they can change it")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        try:
            secret = actions.create_administrator(email=email, name=name, now=timezone.now())
        except actions.AddressTaken as error:
            raise CommandError(
                f"Somebody with the address {email} exists already, and is not an administrator "
                "who has yet to choose a password. They can reset their password at "
                f"{settings.PUBLIC_URL}{reverse('account_reset_password')}"
            ) from error
        link = settings.PUBLIC_URL + reverse("invitation-open", args=[secret])
        self.stderr.write(f"Works once, for {INVITATION_LIFETIME.days} days. Keep it to yourself.")
        self.stdout.write(link)
