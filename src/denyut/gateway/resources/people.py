"""/people: everybody with an account."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.values import Reference, Text
from denyut.people.actions import add_person, change_person, close_person, place_person, reopen_person
from denyut.people.models import Person

EXAMPLE = {"email": "sari@example.com", "name": "Sari Wulandari", "language": "id", "department": 2}


def visible(caller: Person) -> QuerySet[Person]:
    """Colleagues see each other."""
    found: QuerySet[Person] = Person.objects.visible_to(caller).select_related("department", "site", "manager")
    return found


PEOPLE = Resource(
    "people", shapes.Person, visible, {"department": (Reference, "department"), "q": (Text, "name__icontains")}
)
router = Router()
offer_list(router, PEOPLE)
offer_one(router, PEOPLE)
offer_deed(router, "POST", "/people", add_person, answers=PEOPLE, status=201, example=EXAMPLE)
offer_deed(
    router,
    "PATCH",
    "/people/{int:id}",
    change_person,
    answers=PEOPLE,
    subject=PEOPLE,
    is_partial=True,
    example={"title": "Head of Care"},
)
offer_deed(
    router,
    "PATCH",
    "/people/{int:id}/place",
    place_person,
    answers=PEOPLE,
    subject=PEOPLE,
    is_partial=True,
    example={"manager": 4},
)
offer_deed(router, "POST", "/people/{int:id}/closure", close_person, answers=PEOPLE, subject=PEOPLE)
offer_deed(router, "DELETE", "/people/{int:id}/closure", reopen_person, answers=PEOPLE, subject=PEOPLE)
