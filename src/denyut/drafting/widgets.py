"""What drafting puts on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from denyut.drafting.outline import planned
from denyut.okr.models import Cycle, Objective
from denyut.people.models import Person
from denyut.spine.widgets import widget


@widget("drafting.together", _("Drafting together"), place="okr.cycle")
def draw_together(viewer: Person, options: dict[str, Any]) -> str:
    """Where the goals of a cycle are drafted: the viewer's own department, the company, and every set with drafts."""
    cycle: Cycle = options["cycle"]
    if cycle.is_closed:
        return ""
    drafts = Objective.objects.visible_to(viewer).filter(pk__in=planned().filter(cycle=cycle).values("pk"))
    counts: dict[int | None, int] = {}
    names = dict(drafts.filter(department__isnull=False).values_list("department", "department__name"))
    for department in drafts.values_list("department", flat=True):
        counts[department] = counts.get(department, 0) + 1
    if viewer.department is not None:
        names[viewer.department.pk] = viewer.department.name
    sets = [(pk, name, counts.get(pk, 0)) for pk, name in sorted(names.items(), key=lambda one: one[1])]
    return render_to_string(
        "drafting/together_link.html", {"cycle": cycle, "company": counts.get(None, 0), "sets": sets}
    )
