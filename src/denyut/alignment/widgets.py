"""What alignment puts on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from denyut.alignment.models import Influence
from denyut.alignment.rows.asked import Asked, View
from denyut.alignment.rows.chain import chain_of, counts_of, in_order, link_row, said_of
from denyut.alignment.rows.map import Frame, map_of
from denyut.alignment.rows.moving import found_for
from denyut.alignment.rows.terrain import terrain_around
from denyut.alignment.sections import asks_section, challenges_section, ties_section
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.access import may
from denyut.spine.widgets import widget


@widget("alignment.aligned_objective", _("Alignment"), place="okr.objective")
def draw_objective(viewer: Person, options: dict[str, Any]) -> str:
    """What an objective is linked with, which departments were asked, and what is held against it."""
    objective = options["objective"]
    drawn = (
        ties_section(viewer, objective, options),
        asks_section(viewer, objective, options),
        challenges_section(viewer, objective),
    )
    return mark_safe("".join(drawn))


@widget("alignment.aligned_key_result", _("Alignment"), place="okr.key_result")
def draw_key_result(viewer: Person, options: dict[str, Any]) -> str:
    """What a key result is linked with, and what is held against it."""
    kr = options["key_result"]
    return mark_safe(ties_section(viewer, kr, options) + challenges_section(viewer, kr))


@widget("alignment.aligned_cycle", _("Alignment"), place="okr.cycle")
def draw_cycle(viewer: Person, options: dict[str, Any]) -> str:
    """The ways to a cycle's map, health and matrix."""
    return render_to_string("alignment/_cycle_section.html", {"cycle": options["cycle"]})


@widget("alignment.around", _("Around this goal"), place="okr.objective")
def draw_around(viewer: Person, options: dict[str, Any]) -> str:
    """A small map of what an objective serves, what serves it and what it is linked to; nothing for one that stands alone."""
    asked = Asked(view=View.GRAPH, around=options["objective"].pk)
    terrain = terrain_around(viewer, options["objective"].pk)
    if len(terrain.goals) < 2:
        return ""
    frame = Frame((), (), get_language() or "en", company_now(), get_language_bidi())
    drawn = map_of(asked, terrain, terrain.goals.keys(), frame)
    return render_to_string("alignment/_map_around.html", {"asked": asked, "picture": drawn.picture})


@widget("alignment.chain_of_objective", _("What it is expected to move"), place="okr.objective")
def draw_chain_of_objective(viewer: Person, options: dict[str, Any]) -> str:
    """The indicators that an objective is expected to move, as tiles, and the chain of its key results.

    Nothing where there are none and the viewer can't add one.
    """
    objective = options["objective"]
    influences = in_order(Influence.objects.standing().of_objective(objective).alive().with_ends())
    may_link = may(viewer, "alignment.link_influence", objective)
    if not influences and not may_link:
        return ""
    found, language = found_for(influences), get_language() or "en"
    context = {
        "objective": objective,
        "tiles": [link_row(one, found[one.pk], language) for one in influences if one.objective_id],
        "groups": chain_of(viewer, [one for one in influences if one.key_result_id], found, language, company_now()),
        "may_link": may_link,
    }
    return render_to_string("alignment/_chain_of_objective.html", context)


@widget("alignment.chain_of_key_result", _("What it is expected to move"), place="okr.key_result")
def draw_chain_of_key_result(viewer: Person, options: dict[str, Any]) -> str:
    """From the work over a key result to the indicators that it is expected to move. Nothing where there are none and the viewer
    can't add one."""
    kr, language = options["key_result"], get_language() or "en"
    influences = list(Influence.objects.standing().filter(key_result=kr).alive().with_ends())
    may_link = may(viewer, "alignment.link_influence", kr)
    if not influences and not may_link:
        return ""
    found = found_for(influences)
    groups = chain_of(viewer, influences, found, language, company_now())
    context = {"kr": kr, "groups": groups, "may_link": may_link}
    return render_to_string("alignment/_chain_of_key_result.html", context)


@widget("alignment.chain_of_indicator", _("Said to move it"), place="metrics.indicator")
def draw_chain_of_indicator(viewer: Person, options: dict[str, Any]) -> str:
    """The goals that are said to move an indicator, as far as the viewer sees them; nothing without any."""
    seen = Influence.objects.visible_to(viewer).standing().filter(indicator=options["indicator"]).alive().with_ends()
    influences = in_order(seen)
    if not influences:
        return ""
    found, language = found_for(influences), get_language() or "en"
    said = said_of(influences, found, language, company_now())
    return render_to_string("alignment/_chain_of_indicator.html", {"said": said})


@widget("alignment.chain_of_cycle", _("From work to results"), place="okr.cycle")
def draw_chain_of_cycle(viewer: Person, options: dict[str, Any]) -> str:
    """The way to a cycle's chain, and how many hypotheses carry which word. Five queries at most."""
    cycle = options["cycle"]
    influences = list(Influence.objects.visible_to(viewer).standing().of_cycle(cycle).alive().with_ends())
    context = {"cycle": cycle, "counts": counts_of(found_for(influences).values()), "is_empty": not influences}
    return render_to_string("alignment/_chain_of_cycle.html", context)
