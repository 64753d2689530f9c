"""In whose name a command works."""

from django.core.management.base import CommandError

from denyut.people.models import Person


def who(email: str) -> Person:
    """The person who works: the one named, or the only administrator. Raises CommandError."""
    if email:
        person: Person | None = Person.objects.active().filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"There is no account for {email}.", returncode=2)
        return person
    administrators: list[Person] = list(Person.objects.active().filter(role="administrator", is_bot=False)[:2])
    if len(administrators) != 1:
        raise CommandError("Say who does it: --as EMAIL.", returncode=2)
    return administrators[0]
