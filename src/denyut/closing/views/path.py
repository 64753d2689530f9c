"""The close as one path, from the first score to the next draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.closing.actions import close_with_unscored, note_execution, remind_owners
from denyut.closing.forms import ExecutionNoteForm
from denyut.closing.models import LeftUnscored
from denyut.closing.rows.executions import executions
from denyut.closing.rows.owners import scoring_of
from denyut.closing.rows.path import left_out, path_of, remaining
from denyut.closing.views.cycles import OneCycle
from denyut.okr.models import KeyResult, Objective
from denyut.okr.unscored import unscored
from denyut.people.requests import new_key, via_web
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.access import Refused, may
from denyut.spine.events import Via

AT_MOST = 2000


class Path(OneCycle):
    """Everything the close asks for, in its order."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The steps, everybody's progress, and what has no score: nothing of it can hide."""
        return self.drawn()

    def drawn(self, *, refusal: str = "", status: int = 200) -> HttpResponse:
        """The page; `refusal` says why the cycle was not closed."""
        scoring = scoring_of(self.cycle)
        # Of the close that stands: what was left at an earlier one was looked at again when the cycle was opened.
        closed_at, left = self.cycle.closed_at, LeftUnscored.objects.filter(cycle=self.cycle)
        left = left.filter(left_at=closed_at) if closed_at else left.none()
        seen = list(
            left.filter(objective__in=Objective.objects.visible_to(self.person)).select_related(
                "objective", "key_result", "left_by"
            )
        )
        context: dict[str, Any] = {
            "cycle": self.cycle,
            "scoring": scoring,
            "steps": path_of(self.cycle, scoring),
            "remaining": remaining(self.cycle, self.person),
            "left": seen,
            "left_hidden": left.count() - len(seen),
            "left_out": left_out(self.cycle, self.person),
            "may_manage": may(self.person, "okr.manage_cycles"),
            "refusal": refusal,
            "key": new_key(),
        }
        return render(self.request, "closing/path.html", context, status=status)


class Reminder(OneCycle, DeedButton):
    """Ask everybody who has not scored."""

    done = gettext_lazy("They were asked to score their goals.")

    def do(self, via: Via) -> Any:
        return remind_owners.via(via)(self.person, self.cycle)

    def get_success_url(self) -> str:
        return reverse("closing:path", args=[self.cycle.pk])


class Unscored(Path):
    """Close, and leave the listed goals without a score."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close with exactly what was listed; a list that is no longer true closes nothing."""
        results, bare = unscored(self.cycle)
        ids, goals = _numbers(request, "key_result"), _numbers(request, "objective")
        if may(self.person, "okr.manage_cycles") and request.POST.get("hidden"):
            # What a manager may not see was counted for them; its number must still be true.
            seen = KeyResult.objects.visible_to(self.person), Objective.objects.visible_to(self.person)
            unseen = results.exclude(pk__in=seen[0]), bare.exclude(pk__in=seen[1])
            if str(unseen[0].count() + unseen[1].count()) == request.POST["hidden"]:
                ids |= set(unseen[0].values_list("pk", flat=True))
                goals |= set(unseen[1].values_list("pk", flat=True))
        try:
            close_with_unscored.via(via_web(request))(
                self.person,
                self.cycle,
                key_results=list(results.filter(pk__in=ids)),
                objectives=list(bare.filter(pk__in=goals)),
                reason=request.POST.get("reason", ""),
            )
        except Refused as refusal:
            return self.drawn(refusal=str(refusal.reason), status=refusal.status)
        messages.success(request, _("The cycle is closed. Its scores change by amendment alone."))
        return redirect("closing:path", self.cycle.pk)


class Executions(Page):
    """The rate of execution over cycles, as it was counted at each close."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Open to everybody."""
        rows = executions(self.person)
        context = {
            "rows": rows,
            "points": " ".join(f"{row.x},{row.y}" for row in rows if row.percent is not None),
            "may_manage": may(self.person, "okr.manage_cycles"),
        }
        return render(request, "closing/executions.html", context)


class NewExecutionNote(OneCycle, DeedPage):
    """Write beside a cycle what happened then."""

    form_class = ExecutionNoteForm
    rule = "okr.manage_cycles"
    heading = gettext_lazy("What happened in this cycle?")

    def get_initial(self) -> dict[str, Any]:
        return {"text": "", "cycle": self.cycle.pk}

    def do(self, form: Any, via: Via) -> Any:
        return note_execution.via(via)(self.person, self.cycle, **form.words())

    def get_success_url(self) -> str:
        return reverse("closing:executions")


def _numbers(request: HttpRequest, name: str) -> set[int]:
    said = request.POST.getlist(name)[:AT_MOST]
    return {int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 10}
