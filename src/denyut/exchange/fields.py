"""What a column can mean: the fields of goal sheets and check-in sheets, with labels and the values they hold."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Kind = Literal["goals", "check_ins"]
Holds = Literal["key", "title", "text", "email", "name", "number", "date", "percent", "confidence", "status", "word"]


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning a column can have. `holds` says which values make the meaning believable."""

    name: str
    label: str | Promise
    holds: Holds


GOAL_FIELDS = (
    Field("objective_title", _("Objective"), "title"),
    Field("objective_key", _("Objective ID"), "key"),
    Field("objective_description", _("Objective description"), "text"),
    Field("objective_status", _("Objective status"), "status"),
    Field("objective_phase", _("Objective phase"), "status"),
    Field("objective_progress", _("Objective progress"), "percent"),
    Field("is_archived", _("Archived"), "word"),
    Field("key_result_title", _("Key result"), "title"),
    Field("key_result_key", _("Key result ID"), "key"),
    Field("key_result_description", _("Key result description"), "text"),
    Field("row_key", _("Row ID"), "key"),
    Field("parent_key", _("Parent ID"), "key"),
    Field("parent_objective_key", _("Parent objective's ID"), "key"),
    Field("row_type", _("Row type: objective or key result"), "word"),
    Field("owner_email", _("Owner's e-mail"), "email"),
    Field("owner_name", _("Owner"), "name"),
    Field("delegate_email", _("Who checks in"), "email"),
    Field("department", _("Department or team"), "text"),
    Field("level", _("Level: company, team or person"), "word"),
    Field("scope", _("Team or person of that level"), "text"),
    Field("visibility", _("Who may see it"), "word"),
    Field("ambition", _("Ambition"), "word"),
    Field("cycle", _("Cycle"), "text"),
    Field("year", _("Year"), "number"),
    Field("quarter", _("Quarter"), "word"),
    Field("start_date", _("Start date"), "date"),
    Field("end_date", _("End date"), "date"),
    Field("baseline", _("Start value"), "number"),
    Field("target", _("Target value"), "number"),
    Field("current", _("Current value"), "number"),
    Field("unit", _("Unit"), "text"),
    Field("weight", _("Weight"), "number"),
    Field("progress", _("Progress"), "percent"),
    Field("status", _("Status"), "status"),
    Field("kind", _("Kind of key result"), "word"),
    Field("commit_zone", _("What counts as commit"), "text"),
    Field("target_zone", _("What counts as target"), "text"),
    Field("stretch_zone", _("What counts as stretch"), "text"),
    Field("action", pgettext_lazy("what an import row asks for", "Action"), "word"),
)
CHECK_IN_FIELDS = (
    Field("key", _("Check-in ID"), "key"),
    Field("key_result_title", _("Key result"), "title"),
    Field("key_result_key", _("Key result ID"), "key"),
    Field("objective_title", _("Objective"), "title"),
    Field("date", _("Date"), "date"),
    Field("value", _("Value"), "number"),
    Field("progress", _("Progress"), "percent"),
    Field("zone", _("Zone"), "word"),
    Field("confidence", _("Confidence"), "confidence"),
    Field("status", _("Status"), "status"),
    Field("note", _("Note"), "text"),
    Field("author_email", _("Author's e-mail"), "email"),
    Field("author_name", _("Author"), "name"),
)
FIELDS: dict[Kind, dict[str, Field]] = {
    "goals": {field.name: field for field in GOAL_FIELDS},
    "check_ins": {field.name: field for field in CHECK_IN_FIELDS},
}
# One of each group has to be mapped before a single row can be read.
NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "goals": (("objective_title", "objective_key", "key_result_title"),),
    "check_ins": (("key_result_title", "key_result_key"), ("date",), ("value", "zone", "progress")),
}


def field_of(kind: Kind, column_name: str) -> Field | None:
    """The field behind a mapped name such as `target` or, for a repeated group, `target.2`; None when there is none."""
    name, _dot, group = column_name.partition(".")
    if group and not group.isdecimal():
        return None
    return FIELDS[kind].get(name)


def lacking(kind: Kind, mapped: set[str]) -> list[tuple[str, ...]]:
    """The groups of which no field is mapped: empty when a sheet can be read."""
    return [group for group in NEEDED[kind] if not mapped.intersection(group)]
