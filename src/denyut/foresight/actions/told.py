"""The facts that events about warnings carry."""

from typing import Any

from denyut.foresight.models import EarlyWarning
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import KeyResult
from denyut.people.models import Department
from denyut.spine import clock


def told_of(warning: EarlyWarning, **more: Any) -> dict[str, Any]:
    """Who hears of a warning, and where it stands. `is_open` says that others than its owner may know."""
    kr = warning.key_result
    return {
        **facts_of(kr.objective),
        "key_result": kr.pk,
        "label": kr.label,
        "warning": warning.pk,
        "kind": warning.kind,
        "owner": kr.owner_id,
        "leaders": leaders_of(kr),
        "departments": _departments(kr),
        "is_open": not warning.is_owners_alone(clock.now()),
        **more,
    }


def leaders_of(kr: KeyResult) -> list[int]:
    """Who answers for a key result without owning it."""
    objective = kr.objective
    department = objective.department
    leads = {kr.owner.manager_id, objective.owner_id, department.lead_id if department else None}
    return sorted(pk for pk in leads if pk is not None and pk != kr.owner_id)


def _departments(kr: KeyResult) -> list[int]:
    """The department of its objective and those above it. One plain query, which is quicker than the tree's own."""
    parents = dict(Department.objects.values_list("pk", "parent")) if kr.objective.department_id else {}
    line: list[int] = []
    above = kr.objective.department_id
    while above is not None:
        line.append(above)
        above = parents.get(above)
    return line
