"""The close of a cycle: one's own goals first, everybody's progress, and the close itself."""

from functools import cached_property

from django.contrib import messages
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.closing.bulk import score_as_suggested
from denyut.closing.models import Lesson
from denyut.closing.rows.goalposts import goalposts_of
from denyut.closing.rows.goals import cards_of
from denyut.closing.rows.owners import scoring_of
from denyut.closing.scope import led_by
from denyut.okr.actions import close_cycle
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.okr.scores import TOO_EASY_ABOVE
from denyut.okr.unscored import bare_objectives, scored_objectives
from denyut.people.models import Person
from denyut.people.requests import new_key, via_web
from denyut.people.times import company_now
from denyut.people.views.doors import Page
from denyut.spine.access import Conflict, may, require

PER_PAGE = 20
AT_MOST = 200
SCOPES = ("mine", "team", "open")


class OneCycle(Page):
    """Finds the cycle the address is about."""

    @cached_property
    def cycle(self) -> Cycle:
        """Raises Http404."""
        return get_object_or_404(Cycle, pk=self.kwargs["pk"])

    def page_of(self, **asked: str) -> str:
        """The closing page, as it was asked for."""
        query = urlencode({name: value for name, value in asked.items() if value})
        address = reverse("closing:closing", args=[self.cycle.pk])
        return f"{address}?{query}" if query else address


class Closing(OneCycle):
    """The closing page of a cycle."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The goals in scope, twenty at a time; how far everybody is; the goalposts; the close."""
        language, moment = get_language() or "en", company_now()
        seen = scored_objectives(self.cycle).visible_to(self.person)
        owner = _number(request.GET.get("owner", ""))
        scope = "owner" if owner else _scope(request.GET.get("scope", ""), self.person, seen)
        found = _in_scope(scope, self.person, seen, self.cycle, owner)
        start = _number(request.GET.get("from", "")) or 0
        loaded = list(found.select_related("cycle", "owner", "department")[start : start + PER_PAGE + 1])
        cards = cards_of(self.person, loaded[:PER_PAGE], language, moment)
        is_left = bool(request.GET.get("left"))
        context = {
            "cycle": self.cycle,
            "phase": self.cycle.phase(moment.date()),
            "cards": cards,
            "scope": scope,
            "owner": owner,
            "scopes": _names(scope, loaded[0].owner.name if owner and loaded else ""),
            "then": start + PER_PAGE if len(loaded) > PER_PAGE else None,
            "ready": sum(len(card.ready) for card in cards if card.may_score),
            "left": sum(card.left for card in cards) if is_left else 0,
            "is_all_too_high": scope == "mine" and _is_all_too_high(loaded),
            "scoring": scoring_of(self.cycle),
            "goalposts": goalposts_of(self.person, self.cycle, language, company=_("Whole company")),
            "post_mortems": Lesson.objects.visible_to(self.person)
            .waiting()
            .filter(objective__cycle=self.cycle)
            .count(),
            "may_manage": may(self.person, "okr.manage_cycles"),
            "key": new_key(),
        }
        return render(request, "closing/closing.html", context)


class Scores(OneCycle):
    """Score many key results as suggested, at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Score those that were chosen; what needs a decision remains, and the page goes on with it."""
        ids = [number for number in map(_number, request.POST.getlist("key_result")[:AT_MOST]) if number]
        found = KeyResult.objects.visible_to(self.person).filter(pk__in=ids, objective__cycle=self.cycle)
        done = score_as_suggested(self.person, found, via_web(request))
        if done.scored:
            messages.success(request, _("Scored as suggested: %(number)s.") % {"number": done.scored})
        for reason in done.reasons:
            messages.error(request, reason)
        if not ids:
            messages.error(request, _("Choose key results first."))
        asked = {name: request.POST.get(name, "") for name in ("scope", "owner", "from")}
        return redirect(self.page_of(**asked, left="1"))


class Closure(OneCycle):
    """Close the cycle, when all is scored. What is not is left on the path, one by one."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close; what is without a score keeps it open."""
        require(self.person, "okr.manage_cycles", self.cycle)
        try:
            close_cycle.via(via_web(request))(self.person, self.cycle)
        except Conflict as conflict:
            messages.error(request, str(conflict.reason))
            return redirect(f"{reverse('closing:path', args=[self.cycle.pk])}#unscored")
        messages.success(request, _("The cycle is closed. Its scores change by amendment alone."))
        return redirect(self.page_of())


def _scope(asked: str, viewer: Person, seen: QuerySet[Objective]) -> str:
    if asked in SCOPES:
        return asked
    if seen.filter(owner=viewer).exists():
        return "mine"
    return "team" if led_by(viewer, seen).exists() else "open"


def _in_scope(
    scope: str, viewer: Person, seen: QuerySet[Objective], cycle: Cycle, owner: int | None
) -> QuerySet[Objective]:
    open_ones = KeyResult.objects.counted().filter(objective=OuterRef("pk"), score=None)
    waiting = Q(Exists(open_ones)) | Q(score=None, pk__in=bare_objectives(cycle).values("pk"))
    found = {
        "mine": seen.filter(owner=viewer),
        "team": led_by(viewer, seen),
        "open": seen.filter(waiting),
        "owner": seen.filter(owner=owner),
    }[scope]
    return found.order_by(F("score").asc(nulls_first=True), "department", "position", "id")


def _names(scope: str, owner: str) -> list[tuple[str, str]]:
    names = [("mine", _("Mine")), ("team", _("Those I lead")), ("open", _("Without a score"))]
    return [*names, ("owner", owner)] if scope == "owner" and owner else names


def _is_all_too_high(objectives: list[Objective]) -> bool:
    scores = [objective.score for objective in objectives]
    return len(scores) > 1 and all(score is not None and score > TOO_EASY_ABOVE for score in scores)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
