"""What drafting puts on the pages of goals."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from denyut.drafting.models import TemplateUse
from denyut.drafting.origins import origin_of
from denyut.drafting.outline import planned
from denyut.okr.models import Cycle, Objective
from denyut.people.models import Person
from denyut.spine.widgets import widget


@widget("drafting.together", _("Drafting together"), place="okr.cycle")
def draw_together(viewer: Person, options: dict[str, Any]) -> str:
    """Where the goals of a cycle are drafted: the company, the viewer's own department, and every set with drafts."""
    cycle: Cycle = options["cycle"]
    if cycle.is_closed:
        return ""
    drafts = Objective.objects.visible_to(viewer).filter(pk__in=planned().filter(cycle=cycle).values("pk"))
    counts: Counter[tuple[Any, Any]] = Counter(drafts.order_by().values_list("department", "department__name"))
    if viewer.department is not None:
        counts[viewer.department.pk, viewer.department.name] += 0
    company = counts.pop((None, None), 0)
    sets = sorted(
        ((pk, name, number) for (pk, name), number in counts.items()),
        key=lambda one: (one[0] != viewer.department_id, one[1]),
    )
    return render_to_string("drafting/together_link.html", {"cycle": cycle, "company": company, "sets": sets})


@widget("drafting.start", _("Start from an example"), place="okr.cycle")
def draw_start(_viewer: Person, options: dict[str, Any]) -> str:
    """The way from a cycle to the library of examples."""
    cycle: Cycle = options["cycle"]
    return "" if cycle.is_closed else render_to_string("drafting/library_link.html", {"cycle": cycle})


@widget("drafting.origin", _("Where this goal began"), place="okr.objective")
def draw_origin(_viewer: Person, options: dict[str, Any]) -> str:
    """From which template or example an objective was begun, and what the template still asks for."""
    found = TemplateUse.objects.filter(objective=options["objective"]).select_related("version__template").first()
    return "" if found is None else render_to_string("drafting/template_origin.html", origin_of(found))


@widget("drafting.smart_meter", _("SMART meter"), place="okr.key_result_form")
def draw_smart_meter(viewer: Person, options: dict[str, Any]) -> str:
    """Where the meter of the key result in the form beside it will stand."""
    kr, objective = options.get("kr"), options.get("objective")
    return _meter_at("key_result", key_result=kr.pk if kr else 0, objective=objective.pk if objective else 0)


@widget("drafting.smart_objective", _("SMART meter"), place="okr.objective_form")
def draw_smart_objective(viewer: Person, options: dict[str, Any]) -> str:
    """Where the meter of the objective in the form beside it will stand."""
    objective, cycle = options.get("objective"), options.get("cycle")
    return _meter_at("objective", objective=objective.pk if objective else 0, cycle=cycle.pk if cycle else 0)


def _meter_at(goal: str, **numbers: int) -> str:
    address = urlencode({"goal": goal, **{name: number for name, number in numbers.items() if number}})
    return render_to_string("drafting/smart_meter.html", {"address": address})
