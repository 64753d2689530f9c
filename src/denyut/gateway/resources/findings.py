"""/cycles/{id}/findings: the health of a cycle's goals; what people leave alone, and what becomes of goals that nobody moves."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema
from pydantic import Field

from denyut.alignment import models
from denyut.alignment.actions import dismiss_finding, restore_finding, take_stance
from denyut.alignment.health.checkup import checkup
from denyut.alignment.rows.health import finding_row
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.cycles import CYCLES
from denyut.gateway.resources.objectives import OBJECTIVES
from denyut.gateway.values import LARGEST_ID, Number, Reference
from denyut.people.models import Department, Person


class Finding(Schema):
    """Something that is wrong with a goal or between goals. `subject` is what it is about ("objective:12"); together with `code` and
    `fingerprint` it names the finding. `dismissal` says that somebody left it alone."""

    code: str
    subject: str
    fingerprint: str
    sentence: str
    dismissal: int | None
    reason: str


class Health(Schema):
    """All findings about the goals of a cycle. `quality` is the share of `valid` among `required` fields of its key results."""

    findings: list[Finding]
    valid: int
    required: int
    quality: Number | None


class Dismissal(Schema):
    """That a finding was left alone. It comes back when what it is made of changes."""

    id: int
    cycle: int = Field(alias="cycle_id")
    code: str
    subject: str
    fingerprint: str
    reason: str
    by: int = Field(alias="by_id")
    at: datetime


class Stance(Schema):
    """What became of an objective that nobody had moved for weeks: keep, fix or drop."""

    id: int
    objective: int = Field(alias="objective_id")
    choice: str
    note: str
    by: int = Field(alias="by_id")
    at: datetime


def visible_dismissals(caller: Person) -> QuerySet[models.Dismissal]:
    """The caller's own, all for administrators and auditors."""
    return models.Dismissal.objects.visible_to(caller)


def visible_stances(caller: Person) -> QuerySet[models.Stance]:
    """What became of goals that the caller may see."""
    return models.Stance.objects.visible_to(caller)


DISMISSALS = Resource("dismissals", Dismissal, visible_dismissals, {"cycle": (Reference, "cycle")})
STANCES = Resource("stances", Stance, visible_stances, {"objective": (Reference, "objective")})
router = Router()


@router.get(
    "/cycles/{int:id}/findings",
    response=Health,
    operation_id="list_findings",
    summary="List findings",
    **about_reading(has_id=True),
)
def findings(
    request: HttpRequest,
    id: int,
    department: Annotated[
        int | None, Field(ge=1, le=LARGEST_ID, description="Only of this one and those in it.")
    ] = None,
) -> dict[str, Any]:
    """What was found about the goals of a cycle, as far as you may see them, the findings that were left alone among them."""
    caller, language = caller_of(request), get_language() or "en"
    inside = None
    if department is not None:
        tree = Department.objects.with_tree_fields()
        inside = frozenset(one.pk for one in tree if department in one.tree_path)
    report = checkup(caller, CYCLES.found(caller, id), inside)
    rows = [finding_row(one, (), language) for one in report.findings]
    rows += [finding_row(one, (), language, left) for one, left in report.dismissed]
    return {"findings": rows, "valid": report.valid, "required": report.required, "quality": report.quality}


offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/dismissals",
    dismiss_finding,
    answers=DISMISSALS,
    subject=CYCLES,
    status=201,
    example={"code": "orphan", "subject": "objective:12", "fingerprint": "0" * 64, "reason": "It stands for itself."},
)
offer_list(router, DISMISSALS)
offer_one(router, DISMISSALS)
offer_deed(router, "DELETE", "/dismissals/{int:id}", restore_finding, answers=DISMISSALS, subject=DISMISSALS)
offer_list(router, STANCES)
offer_one(router, STANCES)
offer_deed(
    router,
    "POST",
    "/objectives/{int:id}/stances",
    take_stance,
    answers=STANCES,
    subject=OBJECTIVES,
    status=201,
    example={"choice": "keep", "note": "The new shelves come in December."},
)
