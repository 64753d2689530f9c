"""./denyut token EMAIL [--name NAME]: make an access token for a person or a bot, and print it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from denyut.people.actions import make_token
from denyut.people.models import Person
from denyut.spine.access import Refused
from denyut.spine.events import Via


class Command(BaseCommand):
    help = "Makes an access token that acts as a person, and prints it. It is shown only this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="whose token it is")
        parser.add_argument("--name", default="command line", help="what will use it")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError(f"There is no account for {options['email']}.")
        try:
            token = make_token.via(Via("cli"))(person, person, name=options["name"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(token.secret)
