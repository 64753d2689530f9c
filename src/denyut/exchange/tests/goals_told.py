"""Imported goals as lines that a person can check against the file they came from."""

from collections.abc import Iterator
from decimal import Decimal

from denyut.okr.models import KeyResult, Objective, State, Visibility


def told() -> str:
    """All imported objectives in the order in which they came, with key results and check-ins; what is usual is left out."""
    objectives = Objective.objects.filter(external_key__isnull=False).order_by("id")
    return "\n".join(line for objective in objectives for line in objective_lines(objective))


def objective_lines(objective: Objective) -> Iterator[str]:
    """An objective, and what belongs to it."""
    usual = Objective.Level.TEAM if objective.department else Objective.Level.COMPANY
    parts = [
        objective.title,
        objective.cycle.name,
        first_name(objective.owner.name),
        objective.department.name if objective.department else "",
        objective.level if objective.level != usual else "",
        objective.visibility if objective.visibility != Visibility.PUBLIC else "",
        objective.state if objective.state != State.ACTIVE else "",
        f"serves {objective.parent.title}" if objective.parent else "",
    ]
    words = f": {objective.description}" if objective.description else ""
    yield ", ".join(filter(None, parts)) + words
    key_results = list(objective.key_results.order_by("position"))
    is_even = len({kr.weight for kr in key_results}) <= 2 and not any(kr.is_weight_fixed for kr in key_results)
    for kr in key_results:
        yield key_result_line(kr, is_even=is_even)
        yield from check_in_lines(kr)


def key_result_line(kr: KeyResult, *, is_even: bool) -> str:
    """A key result in one line."""
    weight = "" if is_even else f", {number(kr.weight)}"
    delegate = f", told by {first_name(kr.delegate.name)}" if kr.delegate else ""
    due = f", due {kr.due_on}" if kr.due_on else ""
    value = f" at {number(kr.value)}" if kr.value is not None else ""
    words = f": {kr.hypothesis}".replace("\n", " / ") if kr.hypothesis else ""
    way = f"{kr.kind} {number(kr.baseline)} → {number(kr.target)} {kr.unit}".strip()
    return f"- {kr.title}, {first_name(kr.owner.name)}{weight}{delegate}{due}: {way}{value}{words}"


def check_in_lines(kr: KeyResult) -> Iterator[str]:
    """What a file's check-ins said of a key result; a current value beside it is none."""
    for said in kr.check_ins.exclude(external_key__startswith="=").order_by("valid_at", "id"):
        confidence = f" ({said.confidence} %)" if said.confidence is not None else ""
        note = f": {said.note}" if said.note else ""
        yield f"    {said.valid_at:%Y-%m-%d} {number(said.value)}{confidence}{note}"


def first_name(name: str) -> str:
    """`Mei Lin` → `Mei`."""
    return name.split(maxsplit=1)[0]


def number(value: Decimal) -> str:
    """A number without idle zeros."""
    return f"{value.normalize():f}"
