"""Writing one field of a draft: saved, merged with what others wrote meanwhile, or both shown."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from denyut.drafting.actions.fields import write_key_result, write_objective
from denyut.drafting.fields import Field, Sort, colleague, field_named, tidied
from denyut.drafting.fragments import language
from denyut.drafting.outline import written
from denyut.okr.models import KINDS, KeyResult, Objective, Revision
from denyut.people.forms.numbers import NumberField
from denyut.people.models import Person
from denyut.people.requests import person_of, via_web
from denyut.spine.access import Invalid, Refused

DONE = 204


@login_required
@require_POST
def objective_field(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Write one field of a drafted objective: `value`, and `was`, what the writer started from."""
    objective = objective_seen(person_of(request), pk)
    return _field_answer(request, objective, field_named(objective, field))


@login_required
@require_POST
def key_result_field(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Write one field of a drafted key result."""
    kr = key_result_seen(person_of(request), pk)
    return _field_answer(request, kr, field_named(kr, field))


def objective_seen(viewer: Person, pk: int) -> Objective:
    """The objective, if the viewer may see it. Raises Http404."""
    seen = Objective.objects.visible_to(viewer).select_related("cycle", "owner", "department")
    return get_object_or_404(seen, pk=pk)


def key_result_seen(viewer: Person, pk: int) -> KeyResult:
    """The key result, if the viewer may see it. Raises Http404."""
    seen = KeyResult.objects.visible_to(viewer).select_related("objective__cycle", "owner")
    return get_object_or_404(seen, pk=pk)


def _field_answer(request: HttpRequest, goal: Objective | KeyResult, field: Field) -> HttpResponse:
    value, was = _said(request, field), request.POST.get("was", "")
    try:
        goal = _write(request, goal, field, value, was)
    except Refused as refusal:
        if refusal.code != "changed_meanwhile":
            raise
        return _clash(request, goal, field, value)
    now = written(goal, field, language())
    is_merged = now.value not in (tidied(field, value), tidied(field, was))
    note = _("Somebody else wrote here too. Both changes are in it now.") if is_merged else ""
    return JsonResponse({"value": now.value, "shown": str(now.shown), "version": now.version, "note": note})


def _write(
    request: HttpRequest, goal: Objective | KeyResult, field: Field, value: str, was: str
) -> Objective | KeyResult:
    viewer, via = person_of(request), via_web(request)
    if isinstance(goal, Objective):
        return write_objective.via(via)(viewer, goal, field=field.name, value=value, was=was)
    return write_key_result.via(via)(viewer, goal, field=field.name, value=value, was=was)


def _said(request: HttpRequest, field: Field) -> str:
    """What was typed, in plain text. Raises Invalid for a number that is none in the reader's language."""
    typed = request.POST.get("value", "")
    if field.sort is not Sort.NUMBER:
        return typed
    try:
        return str(NumberField().clean(typed))
    except ValidationError as error:
        raise Invalid(error.messages[0], code="not_a_number", field=field.name) from error


def _clash(request: HttpRequest, goal: Objective | KeyResult, field: Field, mine: str) -> HttpResponse:
    """Both versions, for the writer to choose."""
    goal = type(goal)._default_manager.select_related("owner").get(pk=goal.pk)
    context = {
        "theirs": written(goal, field, language()),
        "mine": _as_read(field, mine, request.POST.get("value", "")),
        "author": _last_author(goal, field),
    }
    return render(request, "drafting/together_meanwhile.html", context, status=409)


def _as_read(field: Field, plain: str, typed: str) -> str | Promise:
    """What the writer chose or typed, as they read it."""
    if field.sort is Sort.KIND:
        return dict(KINDS).get(plain, plain)
    if field.sort is Sort.PERSON:
        return str(colleague(plain) or "")
    return typed


def _last_author(goal: Objective | KeyResult, field: Field) -> Person | None:
    """Who wrote in this field last."""
    revisions = Revision.objects.filter(changes__has_key=field.name)
    own = (
        revisions.filter(objective=goal, key_result=None)
        if isinstance(goal, Objective)
        else revisions.filter(key_result=goal)
    )
    last = own.select_related("author").first()
    return last.author if last else None
