"""The pieces of a draft that change while several people write."""

from collections.abc import Iterator, Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.drafting.outline import DraftObjective, outline, planned
from denyut.drafting.sets import set_of, topic_of
from denyut.okr.models import Visibility
from denyut.spine.fragments import fragment
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, touching

CHANGES = (
    "okr.objective_changed",
    "okr.objective_moved",
    "okr.objective_cancelled",
    "okr.key_result_added",
    "okr.key_result_changed",
    "okr.key_result_moved",
)


@touching("okr.objective_added", *CHANGES)
def on_drafting_pages(event: Event) -> Iterator[Touch]:
    """A goal that changes, wherever, changes on the pages where it is drafted; one that became a draft appears there."""
    facts = event.facts
    topic, _number = topic_of(facts["cycle"], facts["department"])
    # Everybody hears of what is open, or was until now; of the rest only those who may listen to the goal itself.
    is_heard = facts["open"] or facts.get("was_open", False)
    if is_heard and "department" in facts.get("changed", ()):
        yield Touch(f"cycle:{facts['cycle']}", "drafting.moved_away", facts["objective"])
    if event.verb in CHANGES:
        if is_heard:
            yield Touch(topic, "drafting.objective", facts["objective"])
        yield Touch(f"okr:{facts['objective']}", "drafting.objective_itself", facts["objective"])
    if facts["open"] and not event.verb.startswith("okr.key_result"):
        yield Touch(topic, "drafting.new_objective", facts["objective"])


@fragment("drafting.new_objective", how="append", target="#draft-%d-list", element="draft-objective-%d")
@fragment("drafting.objective", target="#draft-objective-%d")
def draw_open_drafts(ids: Sequence[int]) -> dict[int, str]:
    """Drafts for everybody. One that is published, cancelled or private is gone."""
    rows = outline(planned().filter(pk__in=ids, visibility=Visibility.PUBLIC), language())
    return {row.id: drawn(row) for row in rows}


@fragment("drafting.objective_itself", target="#draft-objective-%d")
def draw_drafts(ids: Sequence[int]) -> dict[int, str]:
    """Drafts for those who may listen to them."""
    return {row.id: drawn(row) for row in outline(planned().filter(pk__in=ids), language())}


@fragment("drafting.moved_away", target="#draft-objective-%d")
def draw_nothing(ids: Sequence[int]) -> dict[int, str]:
    """What went to another department is gone here."""
    return {}


@fragment("drafting.order", target="#draft-%d-order")
def draw_orders(ids: Sequence[int]) -> dict[int, str]:
    """In which order the open drafts of a set stand."""
    return {number: render_to_string("drafting/together_order.html", order(number)) for number in ids}


def drawn(row: DraftObjective) -> str:
    """A drafted objective as it stands on the page, with no viewer in it."""
    return render_to_string("drafting/together_objective.html", {"objective": row})


def order(number: int) -> dict[str, object]:
    """What the order of a set is drawn from."""
    cycle, department = set_of(number)
    found = planned().filter(cycle=cycle, department=department, visibility=Visibility.PUBLIC)
    return {"number": number, "ids": list(found.order_by("position", "id").values_list("pk", flat=True))}


def language() -> str:
    """The language that is drawn in."""
    return get_language() or "en"
