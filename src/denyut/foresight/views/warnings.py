"""One warning, and acting upon it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from denyut.foresight.actions import intervene
from denyut.foresight.forms import ActForm
from denyut.foresight.models import EarlyWarning, Intervention
from denyut.foresight.rows.warnings import every_act, warning_rows
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web, wants_fragment
from denyut.people.sheets import done, sheet
from denyut.spine.access import may

SHEET = "foresight/_warning_sheet.html"


@login_required
@require_GET
def warning(request: HttpRequest, pk: int) -> HttpResponse:
    """One warning with all ways to act upon it."""
    viewer = person_of(request)
    return _sheet(request, viewer, _seen(viewer, pk), ActForm())


@login_required
@require_POST
def interventions(request: HttpRequest, pk: int) -> HttpResponse:
    """Act upon a warning: one tap in place, or the form of its sheet."""
    viewer = person_of(request)
    shown = _seen(viewer, pk)
    form = ActForm(request.POST)
    act = intervene.via(via_web(request))
    if form.is_valid() and attempt(form, lambda: act(viewer, shown, **form.words())):
        if wants_fragment(request):
            return done(request, reverse("foresight:watch"))
        return _sheet(request, viewer, _seen(viewer, pk), ActForm(), kind=form.cleaned_data["kind"])
    return _sheet(request, viewer, shown, form)


def _seen(viewer: Person, pk: int) -> EarlyWarning:
    found = EarlyWarning.objects.visible_to(viewer).with_goals().select_related("key_result__objective__owner")
    return get_object_or_404(found, pk=pk)


def _sheet(request: HttpRequest, viewer: Person, shown: EarlyWarning, form: ActForm, *, kind: str = "") -> HttpResponse:
    language = get_language() or "en"
    [row] = warning_rows([shown], language)
    context: dict[str, Any] = {
        "warning": row,
        "acts": every_act(shown, language),
        "may_act_upon": may(viewer, "foresight.intervene", shown),
        "form": form,
        "action": reverse("foresight:interventions", args=[shown.pk]),
        "next": _next(kind, shown.key_result_id),
    }
    return sheet(request, row.goal_label, SHEET, context, is_wrong=bool(form.errors))


def _next(kind: str, key_result: int) -> dict[str, str] | None:
    """Where the act goes on: the page on which it is carried out."""
    kinds = Intervention.InterventionKind
    page = reverse("okr:key_result", args=[key_result])
    ways = {
        kinds.HELP: (page, _("Ask on its page")),
        kinds.UNBLOCK: (
            reverse("matters:block_goal", args=[key_result]),
            _("Say what is in the way, and who is waited for"),
        ),
        kinds.HANDS: (page, _("Plan work for those who join")),
        kinds.SCOPE: (reverse("okr:key_result_edit", args=[key_result]), _("Change the target, with the reason")),
        kinds.ACTION: (page, _("Plan other work")),
    }
    if kind not in ways:
        return None
    url, label = ways[kinds(kind)]
    return {"said": _("That is noted."), "url": url, "label": label}
