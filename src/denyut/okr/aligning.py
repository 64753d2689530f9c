"""Whether two goals may be linked: every reason against it, with what to do instead."""

from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from denyut.okr.ends import Goal, asking_end, node, objective_of
from denyut.okr.lines import named, way_up
from denyut.okr.models import GONE, Edge, KeyResult, Objective, State
from denyut.okr.rules import closed
from denyut.okr.values import fitting
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere

THOUSANDTH = Decimal("0.001")
NOTE_AT_MOST = 500
# Kinds whose lines lead upwards: they never close.
UPWARDS = (Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.CONTRIBUTES)


def goal_as_it_stands(
    actor: Person, objective: Objective | None, key_result: KeyResult | None, *, field: str = ""
) -> Goal:
    """The goal that is named by one of the two, read anew, with what rules ask of it.

    Raises Invalid unless exactly one is named, NotThere when the actor does not see it.
    """
    if (objective is None) == (key_result is None):
        raise Invalid(_("Name an objective or a key result, one of the two."), code="one_goal", field=field)
    found: Goal | None
    if objective is not None:
        objectives = Objective.objects.visible_to(actor).select_related("cycle", "owner", "department", "parent")
        found = objectives.filter(pk=objective.pk).first()
    else:
        key_results = KeyResult.objects.visible_to(actor).select_related(
            "owner", "objective__cycle", "objective__owner", "objective__department"
        )
        found = key_results.filter(pk=key_result.pk if key_result else 0).first()
    if found is None:
        raise NotThere(_("There is no such goal, or not for you."), code="not_there", field=field)
    return found


def weighed(kind: Edge.EdgeKind, weight: Decimal | None) -> Decimal | None:
    """The weight of a contribution, above 0 and up to 1; None elsewhere. Raises Invalid for any other."""
    if weight is None:
        return Decimal(1) if kind == Edge.EdgeKind.CONTRIBUTES else None
    if kind != Edge.EdgeKind.CONTRIBUTES:
        raise Invalid(
            _("Only a contribution has a weight. Leave it out, or choose “contributes to”."),
            code="weightless",
            field="weight",
        )
    weight = fitting(weight, "weight")
    share = weight.quantize(THOUSANDTH)
    if not 0 < share <= 1 or weight > 1:
        raise Invalid(
            _("The weight of a contribution lies above 0 and is 1 at most, for example 0.5."),
            code="weight",
            field="weight",
        )
    return share


def said(note: str, field: str = "note") -> str:
    """A note as it is kept. Raises Invalid when it is too long."""
    if len(note) > NOTE_AT_MOST:
        raise Invalid(_("A note has up to 500 letters."), code="too_long", field=field)
    return note.strip().replace("\x00", "")


def check(edge: Edge) -> None:
    """Go on only if both goals may be linked like this, now.

    Raises Invalid for two goals of which one is part of the other or a primary link between others than objectives, Conflict for a goal
    that is gone, a cycle that is closed, a link that is there already, lines that would close, and a contribution to what counts data
    of its own.
    """
    source, target = edge.source, edge.target
    if objective_of(source) == objective_of(target) and not _are_sisters(source, target):
        raise Invalid(
            _("%(label)s belongs to that objective already, and counts there. Choose another goal.")
            % {"label": source.label},
            code="own_part",
            field="to_objective",
        )
    is_plain = isinstance(source, Objective) and isinstance(target, Objective) and edge.kind == Edge.EdgeKind.SUPPORTS
    if edge.is_primary and not is_plain:
        raise Invalid(
            _("Only an objective that supports another objective has it as its first one. Leave “primary” out."),
            code="primary",
            field="is_primary",
        )
    for goal in (source, target):
        _check_alive(goal)
    if edge.kind == Edge.EdgeKind.CONTRIBUTES and isinstance(target, KeyResult):
        _check_counts_nothing_itself(target)
    if edge.kind in UPWARDS:
        _check_line(source, target)
    _check_new(edge)


def check_fed_once(kr: KeyResult) -> None:
    """Go on only unless a key result would take its value from data of its own and from other goals at once. Raises Conflict."""
    if kr.measure.is_automatic and Edge.objects.contributing().filter(to_key_result=kr.pk).exists():
        reason = _(
            "Other goals contribute to %(label)s and set its value, so data of its own can't. End these links first."
        )
        raise Conflict(reason % {"label": kr.label}, code="fed_by_goals")


def check_sight(edge: Edge) -> None:
    """Go on only if whoever is asked sees the goal they are asked about. Raises Conflict."""
    goal, asked = asking_end(edge), edge.asked
    model = Objective if isinstance(goal, Objective) else KeyResult
    if not model.objects.visible_to(asked).filter(pk=goal.pk).exists():
        reason = _("%(owner)s does not see %(label)s, which is private. Open it to everybody first.")
        raise Conflict(reason % {"owner": asked.name, "label": goal.label}, code="not_seen")


def _are_sisters(source: Goal, target: Goal) -> bool:
    return isinstance(source, KeyResult) and isinstance(target, KeyResult) and source != target


def _check_alive(goal: Goal) -> None:
    objective = objective_of(goal)
    if objective.cycle.is_closed:
        raise Conflict(closed(objective.cycle).reason, code="cycle_closed")
    if goal.state == State.CANCELLED or objective.state in GONE:
        raise Conflict(_("%(label)s was cancelled. Choose another goal.") % {"label": goal.label}, code="gone")


def _check_counts_nothing_itself(target: KeyResult) -> None:
    if target.measure.is_automatic:
        reason = _(
            "%(label)s takes its value from data of its own, so nothing else contributes to it. "
            "Contribute to its objective, or have it measured differently first."
        )
        raise Conflict(reason % {"label": target.label}, code="own_data", field="to_objective")


def _check_new(edge: Edge) -> None:
    source, target = edge.source, edge.target
    same = _between(source, target)
    if edge.kind in (Edge.EdgeKind.SUPPORTS, Edge.EdgeKind.CONFLICTS):
        same |= _between(target, source)
    standing = Edge.objects.filter(same, kind=edge.kind, state__in=(Edge.EdgeState.PROPOSED, Edge.EdgeState.ACCEPTED))
    found = standing.exclude(pk=edge.pk or 0).select_related("asked").first()
    is_served = edge.kind == Edge.EdgeKind.SUPPORTS and getattr(source, "parent_id", None) == target.pk
    if is_served and isinstance(target, Objective) and found is None:
        raise Conflict(_("%(label)s serves that objective already.") % {"label": source.label}, code="linked")
    if found is not None and found.state == Edge.EdgeState.ACCEPTED and not _becomes_primary(edge, found):
        raise Conflict(_("These two goals are linked like this already."), code="linked")
    if found is not None and found.state == Edge.EdgeState.PROPOSED:
        reason = _("This was proposed already and waits for the answer of %(asked)s.")
        raise Conflict(reason % {"asked": found.asked.name}, code="proposed")


def _becomes_primary(edge: Edge, found: Edge) -> bool:
    """Whether a support that stands is to become the first one of its objective."""
    return edge.is_primary and not found.is_primary and found.source == edge.source


def _between(source: Goal, target: Goal) -> Q:
    (from_kind, from_pk), (to_kind, to_pk) = node(source), node(target)
    return Q(**{f"from_{from_kind}": from_pk, f"to_{to_kind}": to_pk})


def _check_line(source: Goal, target: Goal) -> None:
    way = way_up(node(target), node(source))
    if way:
        line = " → ".join(named(one) for one in [node(source), *way])
        reason = _("That would close a circle: %(line)s. End one of these links, or choose another goal.")
        raise Conflict(reason % {"line": line}, code="circle", field="to_objective")
