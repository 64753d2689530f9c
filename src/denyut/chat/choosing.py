"""Choosing people out of many: whom to write to, whom to call."""

from denyut.people.models import Person
from denyut.people.models.person import PersonQuerySet

OFFERED = 30


def offered(viewer: Person, words: str, *, among: PersonQuerySet | None = None) -> list[Person]:
    """Thirty people whom the viewer may choose (of those `among`, if given), by name, whose name, title or e-mail has these words.

    People of their own department come first when no words say otherwise.
    """
    found = among if among is not None else Person.objects.visible_to(viewer).active()
    found = found.exclude(pk=viewer.pk).select_related("department")
    for word in words.strip()[:80].split():
        found = (
            found.filter(name__icontains=word)
            | found.filter(title__icontains=word)
            | found.filter(email__istartswith=word)
        )
    if not words.strip() and viewer.department_id:
        near = list(found.filter(department=viewer.department_id).order_by("name")[:OFFERED])
        return near + list(found.exclude(department=viewer.department_id).order_by("name")[: OFFERED - len(near)])
    return list(found.order_by("name")[:OFFERED])
