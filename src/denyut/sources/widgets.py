"""What sources put onto the pages of indicators: where numbers come from, and the goals that follow them."""

from collections.abc import Collection
from typing import Any

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.metrics.lineage import Link, origin
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.requests import new_key
from denyut.sources.models import Run, Source, Tie
from denyut.sources.pages import STATUSES
from denyut.spine.access import may
from denyut.spine.widgets import widget


@widget("sources.make", gettext_lazy("Make it a key result"), place="metrics.indicator_actions")
def draw_button(viewer: Person, options: dict[str, Any]) -> str:
    """The way from a number to a goal; nothing for whoever changes nothing."""
    if viewer.is_auditor or viewer.is_bot:
        return ""
    return render_to_string("sources/_make.html", {"indicator": options["indicator"]})


@widget("sources.feeding", gettext_lazy("Data sources"), place="metrics.indicator_origin")
def draw_feeding(viewer: Person, options: dict[str, Any]) -> str:
    """The sources that feed an indicator, as far as the viewer sees them."""
    found = Source.objects.visible_to(viewer).filter(indicator=options["indicator"])
    rows = [
        {"pk": one.pk, "name": one.name, "state": one.get_state_display(), "status": STATUSES[one.state]}  # type: ignore[index]
        for one in found
    ]
    return render_to_string("sources/_feeding.html", {"sources": rows}) if rows else ""


@widget("sources.ties", gettext_lazy("Key results that follow it"), place="metrics.indicator")
def draw_ties(viewer: Person, options: dict[str, Any]) -> str:
    """The key results that follow an indicator, as far as the viewer sees them."""
    ties = list(Tie.objects.visible_to(viewer).filter(indicator=options["indicator"]).values_list("pk", "key_result"))
    goals = KeyResult.objects.select_related("objective__cycle", "objective__department").in_bulk(
        [kr for _pk, kr in ties]
    )
    rows = [{"pk": pk, "kr": goals[kr], "may_untie": may(viewer, "okr.check_in", goals[kr])} for pk, kr in ties]
    if not rows:
        return ""
    request = options.get("request")
    token = get_token(request) if request is not None else ""
    return render_to_string("sources/_ties.html", {"ties": rows, "key": new_key(), "csrf_token": token})


@origin("source")
def came_from(viewer: Person, runs: Collection[int]) -> dict[int, Link]:
    """The runs that brought readings in; to whoever does not see the source, it has no name."""
    names = dict(Run.objects.visible_to(viewer).filter(pk__in=runs).values_list("pk", "source__name"))
    unnamed = Link(_("A data source"), "")
    return {run: Link(names[run], reverse("sources:run", args=[run])) if run in names else unnamed for run in runs}
