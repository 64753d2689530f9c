"""People, as the search finds them: by name, job title and department."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.people.faces import face_of
from denyut.people.models import Person
from denyut.search.sources import Doc, Hit, Source, source
from denyut.spine.models import Event

VERBS = ("people.joined", "people.changed", "people.closed", "people.reopened", "people.placed")


def touched(event: Event) -> Iterable[int]:
    """The person an event is about."""
    return [event.subject_id] if event.subject_id and event.subject_kind == "people.person" else []


def docs(numbers: Sequence[int]) -> list[Doc]:
    """What is indexed of people whose account is open."""
    found = Person.objects.active().filter(pk__in=numbers).select_related("department")
    return [
        Doc(one.pk, f"{one.name} {one.title} {one.department.name if one.department else ''}", one.joined_at)
        for one in found
    ]


def numbers(after: int) -> list[int]:
    """The next thousand people."""
    return list(Person.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:1000])


def hits(viewer: Person, found: Sequence[int]) -> dict[int, Hit]:
    """People as colleagues see them."""
    people = Person.objects.visible_to(viewer).filter(pk__in=found).select_related("department")
    return {
        one.pk: Hit(
            reverse("people:person", args=[one.pk]),
            one.name,
            one.title,
            face_of(one),
            place=one.department.name if one.department else "",
        )
        for one in people
    }


source(Source("person", _("People"), "users", frozenset(VERBS), touched, docs, numbers, hits, place=40))
