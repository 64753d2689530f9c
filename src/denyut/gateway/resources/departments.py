"""/departments: the parts of the company."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.people.actions import add_department, change_department
from denyut.people.models import Department, Person


def visible(_caller: Person) -> QuerySet[Department]:
    """Departments are open to everybody who is signed in."""
    found: QuerySet[Department] = Department.objects.without_tree_fields().select_related("parent", "lead")
    return found


DEPARTMENTS = Resource("departments", shapes.Department, visible)
router = Router()
offer_list(router, DEPARTMENTS)
offer_one(router, DEPARTMENTS)
offer_deed(
    router, "POST", "/departments", add_department, answers=DEPARTMENTS, status=201, example={"name": "Care", "lead": 3}
)
offer_deed(
    router,
    "PATCH",
    "/departments/{int:id}",
    change_department,
    answers=DEPARTMENTS,
    subject=DEPARTMENTS,
    is_partial=True,
    example={"lead": 5},
)
