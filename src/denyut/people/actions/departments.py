"""Deeds on departments."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from denyut.people.actions.fields import name_checked
from denyut.people.models import Department, Person
from denyut.people.verbs import DEPARTMENT_CHANGED, DEPARTMENT_MADE
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("people.add_department")
def add_department(
    actor: Person, *, name: str, parent: Department | None = None, lead: Person | None = None
) -> Department:
    """Add a department inside another or, without a parent, at the top.

    Raises Refused for whoever is no administrator, Conflict when the parent has one of this name.
    """
    require(actor, "people.administer")
    department = Department(name=name_checked(name), parent=parent, lead=lead, position=_next_position(parent))
    _check_name_is_free(department)
    department.save(force_insert=True)
    record(DEPARTMENT_MADE, actor, department, facts=_facts(department))
    return department


@deed("people.change_department")
def change_department(
    actor: Person, department: Department, *, name: str, parent: Department | None, lead: Person | None
) -> Department:
    """Rename a department, move it into another (None: to the top) and say who leads it.

    Raises Refused for whoever is no administrator, Invalid when it would lie inside itself, Conflict for a name that
    is in use there.
    """
    require(actor, "people.administer")
    department = Department.objects.without_tree_fields().select_for_update(of=("self",)).get(pk=department.pk)
    parent_before, lead_before = department.parent_id, department.lead_id
    department.name, department.parent, department.lead = name_checked(name), parent, lead
    _check_no_circle(department)
    _check_name_is_free(department)
    if department.parent_id != parent_before:
        department.position = _next_position(parent)
    department.save()
    record(
        DEPARTMENT_CHANGED,
        actor,
        department,
        facts=_facts(department) | {"parent_before": parent_before, "lead_before": lead_before},
    )
    return department


def _next_position(parent: Department | None) -> int:
    siblings = Department.objects.without_tree_fields().filter(parent=parent).order_by("-position")
    return (siblings.values_list("position", flat=True).first() or 0) + 1


def _check_no_circle(department: Department) -> None:
    try:
        department.clean()
    except ValidationError as error:
        raise Invalid(_("A department can't lie inside itself."), code="circle", field="parent") from error


def _check_name_is_free(department: Department) -> None:
    same = Department.objects.without_tree_fields().filter(parent=department.parent, name=department.name)
    if same.exclude(pk=department.pk).exists():
        raise Conflict(_("There is a department of this name in the same place."), code="name_taken", field="name")


def _facts(department: Department) -> dict[str, str | int | None]:
    return {"name": department.name, "parent": department.parent_id, "lead": department.lead_id}
