"""What the pages of goals show of alignment: links, double counting, asks and challenges."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.alignment.models import Ask, Challenge
from denyut.alignment.rows.asks import ask_rows
from denyut.alignment.rows.challenges import challenge_rows
from denyut.alignment.rows.doubles import doubles_of
from denyut.alignment.rows.edges import around, family, is_shown_to_all, ties_of
from denyut.okr.ends import Goal, node
from denyut.okr.models import GONE, Edge, Objective
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.access import may


def ties_section(viewer: Person, goal: Goal, page: Mapping[str, Any]) -> str:
    """The links of a goal: those with open goals, which the stream keeps fresh, and those that the viewer alone may see.

    `page` may bring the "family" of an objective, as far as the viewer sees it, and the "rows" of it.
    """
    here, language, moment = node(goal), get_language() or "en", company_now()
    edges, kin, known = around(here), _kin(viewer, goal, page), page.get("rows")
    closed = [edge for edge in edges if not is_shown_to_all(edge, here)]
    seen = _seen(viewer, closed) if closed else set()
    shown = [edge for edge in edges if edge not in closed]
    context: dict[str, Any] = {
        "goal": goal,
        "place": f"ties-{here[0]}-{here[1]}",
        "ties": ties_of(here, shown, [one for one in kin if one.is_open], language, moment, known),
        "hidden": ties_of(
            here,
            [edge for edge in closed if edge.pk in seen],
            [one for one in kin if not one.is_open],
            language,
            moment,
            known,
        ),
        "doubles": doubles_of(viewer, goal),
        "may_propose": may(viewer, "okr.propose_edge", goal),
        "is_objective": isinstance(goal, Objective),
    }
    return render_to_string("alignment/_ties_section.html", context)


def asks_section(viewer: Person, objective: Objective, page: Mapping[str, Any]) -> str:
    """Which departments were asked to respond, and what they said; on a goal of the company an offer to ask them.

    `page` as for `ties_section`.
    """
    asks = list(Ask.objects.filter(objective=objective).with_people())
    may_ask = may(viewer, "alignment.ask", objective)
    is_offered = bool(may_ask) and objective.level == Objective.Level.COMPANY and objective.is_open
    if not asks and not is_offered:
        return ""
    serving = [one for one in _kin(viewer, objective, page) if one.parent_id == objective.pk] if asks else []
    rows = ask_rows(asks, viewer, company_now(), serving)
    context = {
        "objective": objective,
        "asks": rows,
        "may_ask": may_ask,
        "answered": sum(row.is_answered and not row.is_declined for row in rows),
        "mine": {ask.pk for ask in asks if not ask.is_answered and may(viewer, "alignment.respond", ask)},
    }
    return render_to_string("alignment/_asks_section.html", context)


def challenges_section(viewer: Person, goal: Goal) -> str:
    """What people hold against a goal, and what was answered."""
    side = "objective" if isinstance(goal, Objective) else "key_result"
    found = Challenge.objects.filter(**{side: goal}).with_goals()
    rows = challenge_rows(found, get_language() or "en", company_now())
    may_challenge = may(viewer, "alignment.challenge", goal)
    if not rows and not may_challenge:
        return ""
    context = {
        "goal": goal,
        "challenges": rows,
        "may_challenge": may_challenge,
        "address": f"alignment:challenge_{side}",
    }
    return render_to_string("alignment/_challenges_section.html", context)


def _kin(viewer: Person, goal: Goal, page: Mapping[str, Any]) -> list[Objective]:
    """The objectives that one serves and that serve it, as far as the viewer sees them."""
    if not isinstance(goal, Objective):
        return []
    found = page["family"] if "family" in page else family(goal.pk).visible_to(viewer)
    return [one for one in found if one != goal and one.state not in GONE]


def _seen(viewer: Person, edges: Sequence[Edge]) -> set[int]:
    seen = Edge.objects.visible_to(viewer).filter(pk__in=[edge.pk for edge in edges])
    return set(seen.values_list("pk", flat=True))
