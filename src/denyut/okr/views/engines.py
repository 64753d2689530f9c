"""The word of warning when goals are published that nobody works on yet."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from denyut.okr.models import Edge, Initiative, KeyResult, Objective, State
from denyut.okr.progress import Kind


def warn_of_idle(request: HttpRequest, objective: Objective) -> None:
    """Say on the next page which key results of an active objective have nothing under way that would move them. Two queries at most."""
    idle = idle_key_results(objective) if objective.state == State.ACTIVE else []
    if idle:
        words = ngettext(
            "Nothing is being done yet that would move %(labels)s. Add a task, a rule, a training or an experiment to it.",
            "Nothing is being done yet that would move %(labels)s. Add a task, a rule, a training or an experiment to each.",
            len(idle),
        )
        messages.warning(request, words % {"labels": ", ".join(kr.label for kr in idle)})


def idle_key_results(objective: Objective) -> list[KeyResult]:
    """Its active key results without work under way: none of their own, and no goal that contributes. Milestones are work themselves."""
    active = KeyResult.objects.filter(objective=objective, state=State.ACTIVE).exclude(kind=Kind.MILESTONE)
    working = Initiative.objects.filter(key_result__objective=objective, done_at=None, dropped_at=None)
    fed = Edge.objects.contributing().filter(to_key_result__objective=objective)
    active = active.exclude(pk__in=working.values("key_result")).exclude(pk__in=fed.values("to_key_result"))
    return list(active.order_by("position", "id"))
