"""/cycles: spans of days with their own goals."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.okr.actions import change_cycle, close_cycle, open_cycle, reopen_cycle
from denyut.okr.models import Cycle
from denyut.people.models import Person

EXAMPLE = {"name": "Q1 2027", "kind": "quarter", "starts_on": "2027-01-01", "ends_on": "2027-03-31"}


def visible(_caller: Person) -> QuerySet[Cycle]:
    """Cycles are open to everybody who is signed in."""
    return Cycle.objects.all()


CYCLES = Resource("cycles", shapes.Cycle, visible)
router = Router()
offer_list(router, CYCLES)
offer_one(router, CYCLES)
offer_deed(router, "POST", "/cycles", open_cycle, answers=CYCLES, status=201, example=EXAMPLE)
offer_deed(
    router,
    "PATCH",
    "/cycles/{int:id}",
    change_cycle,
    answers=CYCLES,
    subject=CYCLES,
    is_partial=True,
    example={"ends_on": "2027-04-02"},
)
offer_deed(router, "POST", "/cycles/{int:id}/closure", close_cycle, answers=CYCLES, subject=CYCLES)
offer_deed(router, "DELETE", "/cycles/{int:id}/closure", reopen_cycle, answers=CYCLES, subject=CYCLES)
