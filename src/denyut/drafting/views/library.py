"""The library of examples on the web: look around, search, and begin a goal."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from denyut.drafting.actions import start_from_example
from denyut.drafting.cards import ExampleCard, answers, card_of, example_cards, shelves, tokens_of
from denyut.drafting.library import department_like, department_names, examples
from denyut.drafting.models import GoalTemplate
from denyut.drafting.views.beginning import begin, cycle_asked
from denyut.lib.tokens import tokenise
from denyut.people.requests import person_of, via_web
from denyut.spine.access import may

LONGEST = 200


@login_required
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """All examples by department; `?q=` looks for words, `?department=` shows one shelf, `?cycle=` is where the goal shall go."""
    viewer, language = person_of(request), get_language() or "en"
    asked, kind = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("department", "")
    every, words = list(example_cards(language).values()), tokenise(asked)
    found = [card for card in every if answers(card.tokens, words)]
    own = department_like(viewer.department.name) if viewer.department else ""
    context = {
        "cycle": cycle_asked(request),
        "q": asked,
        "chosen": kind if kind in department_names(language) else "",
        "shelves": shelves((card for card in found if kind in ("", card.department)), language, own=own),
        "departments": _departments(found, language),
        "templates": _templates(words, language) if not kind else [],
        "count": len(every),
        "found": len(found),
        "may_manage": may(viewer, "drafting.manage_templates"),
    }
    return render(request, "drafting/library.html", context)


@login_required
@require_GET
def example(request: HttpRequest, key: str) -> HttpResponse:
    """One example with its reasons and sources."""
    context = {
        "example": _found(key),
        "cycle": cycle_asked(request),
        "may_manage": may(person_of(request), "drafting.manage_templates"),
        "may_begin": may(person_of(request), "drafting.begin_goal"),
    }
    return render(request, "drafting/library_example.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def example_start(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a goal from an example."""
    found, start = _found(key), start_from_example.via(via_web(request))
    return begin(
        request,
        examples()[key].blueprint,
        lambda viewer, cycle, options: start(viewer, cycle, example=key, **options),
        {"example": found, "heading": found.card.title},
    )


def _found(key: str) -> ExampleCard:
    """Raises Http404."""
    card = example_cards(get_language() or "en").get(key)
    if card is None:
        raise Http404
    return card


def _departments(found: list[ExampleCard], language: str) -> list[tuple[str, str, int]]:
    counts = [card.department for card in found]
    return [(kind, name, counts.count(kind)) for kind, name in department_names(language).items() if kind in counts]


def _templates(words: list[str], language: str) -> list[tuple[GoalTemplate, object]]:
    offered = GoalTemplate.objects.offered().select_related("current", "department")
    cards = [(template, card_of(template.newest.blueprint, language)) for template in offered]
    return [(template, card) for template, card in cards if answers(tokens_of(card, template.name), words)]
