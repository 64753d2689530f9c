"""Links between goals on the web."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.alignment.finding import labelled, search_goals
from denyut.alignment.forms import EdgeForm
from denyut.alignment.rows.edges import edge_rows
from denyut.alignment.rows.marks import href_of
from denyut.okr.actions import answer_edge, counter_edge, end_edge, propose_edge
from denyut.okr.ends import Goal, asked_end, asks_source, node, with_ends
from denyut.okr.models import Edge, Objective
from denyut.okr.views.key_results import seen_key_result
from denyut.okr.views.objectives import seen_objective
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of, via_web
from denyut.people.sheets import done, sheet
from denyut.people.times import company_now
from denyut.spine.access import may, require


@login_required
@require_http_methods(["GET", "POST"])
def align_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer an objective to another goal."""
    return _align(request, seen_objective(person_of(request), pk))


@login_required
@require_http_methods(["GET", "POST"])
def align_key_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a key result to another goal."""
    return _align(request, seen_key_result(person_of(request), pk))


@login_required
@require_GET
def goals(request: HttpRequest) -> HttpResponse:
    """Goals that match `?q=`, as choices of a form; `but` is the label of the one they are for."""
    viewer = person_of(request)
    but = labelled(viewer, request.GET.get("but", ""))
    return render(request, "alignment/_goal_options.html", _found(request, viewer, but))


@login_required
@require_GET
def edge(request: HttpRequest, pk: int) -> HttpResponse:
    """A link: both goals, what was said, and what the viewer may do about it."""
    viewer = person_of(request)
    shown = _seen(viewer, pk)
    rows = edge_rows([shown], get_language() or "en", company_now())
    context = {
        "edge": rows.get(pk),
        "may_answer": may(viewer, "okr.answer_edge", shown),
        "may_end": may(viewer, "okr.end_edge", shown),
    }
    return sheet(request, _("Alignment"), "alignment/_edge.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline."""
    viewer = person_of(request)
    words = {"answer": request.POST.get("answer", ""), "note": request.POST.get("note", "")}
    answer_edge.via(via_web(request))(viewer, _seen(viewer, pk), **words)
    return done(request, reverse("alignment:edge", args=[pk]))


@login_required
@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with another proposal."""
    viewer = person_of(request)
    shown = _seen(viewer, pk)
    require(viewer, "okr.answer_edge", shown)
    initial = {name: getattr(shown, name) for name in ("kind", "weight", "is_primary")}
    form = EdgeForm(request.POST or None, viewer=viewer, initial={**initial, "to": shown.target.label})
    offer = counter_edge.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: offer(viewer, shown, **form.terms()))
        if made:
            return done(request, reverse("alignment:edge", args=[made.pk]))
    # Whoever answers for the goal that is asked chooses among their own; the other side may turn to any goal.
    fixed = [asked_end(shown)] if not asks_source(shown) else []
    context = {
        "goal": shown.source,
        "form": form,
        "action": request.path,
        **_found(request, viewer, shown.source, fixed),
    }
    return sheet(
        request, _("Propose something else"), "alignment/_align_form.html", context, is_wrong=bool(form.errors)
    )


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a link, or take back a proposal."""
    viewer = person_of(request)
    end_edge.via(via_web(request))(viewer, _seen(viewer, pk), note=request.POST.get("note", ""))
    return done(request, reverse("alignment:edge", args=[pk]))


def _align(request: HttpRequest, goal: Goal) -> HttpResponse:
    viewer = person_of(request)
    form = EdgeForm(request.POST or None, viewer=viewer, initial={"to": request.GET.get("to", "")})
    side: dict[str, Any] = {"from_objective" if isinstance(goal, Objective) else "from_key_result": goal}
    propose = propose_edge.via(via_web(request))

    def offer() -> Any:
        return propose(viewer, **side, **form.terms())

    if request.method == "POST" and form.is_valid() and attempt(form, offer):
        return done(request, href_of(node(goal)))
    context = {
        "goal": goal,
        "form": form,
        "action": request.path,
        "may_propose": may(viewer, "okr.propose_edge", goal),
        "is_objective": isinstance(goal, Objective),
        **_found(request, viewer, goal),
    }
    title = _("Align %(label)s with …") % {"label": goal.label}
    return sheet(request, title, "alignment/_align_form.html", context, is_wrong=bool(form.errors))


def _found(request: HttpRequest, viewer: Person, but: Goal | None, fixed: list[Goal] | None = None) -> dict[str, Any]:
    """The choices of goals, the chosen one among them."""
    words = (request.GET.get("q") or request.POST.get("q") or "")[:80]
    chosen = request.POST.get("to") or request.GET.get("to") or ""
    kept = labelled(viewer, chosen)
    first = [*(fixed or []), *([kept] if kept else [])]
    choices = {node(goal): goal for goal in [*first, *search_goals(viewer, words, company_now().date(), but=but)]}
    to = kept or (fixed[0] if fixed else None)
    return {
        "choices": list(choices.values()),
        "words": words,
        "to": to.label if to else "",
        "but": but.label if but else "",
    }


def _seen(viewer: Person, pk: int) -> Edge:
    return get_object_or_404(with_ends(Edge.objects.visible_to(viewer)), pk=pk)
