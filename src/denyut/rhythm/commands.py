"""One's week in the chat."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.okr.commands import find_key_result
from denyut.people.models import Person
from denyut.rhythm.actions import add_item
from denyut.rhythm.models import ItemKind, WeeklyItem
from denyut.spine.access import Invalid
from denyut.spine.commands import command
from denyut.spine.deeds import Deed
from denyut.talk.references import named_in

KEY_RESULT = "key_result"


def find_kind(actor: Person, word: str) -> str:
    """Which list of a week somebody means: plan, progress or problem, in their language too. Raises Invalid."""
    said = word.strip().rstrip(":").lower()
    found = next((value for value, label in ItemKind.choices if said in (value, str(label).lower())), None)
    if found is None:
        raise Invalid(_("Write plan, progress or problem."), code="not_a_choice", field="kind")
    return found


def note(actor: Person, kind: str, *, text: str) -> WeeklyItem:
    """Write a line into one's week: a plan, a progress or a problem. A key result that it names is linked. Raises as `add_item` does."""
    named = next((one.number for one in named_in(text) if one.kind == KEY_RESULT), None)
    kr = find_key_result(actor, str(named)) if named is not None else None
    return add_item.function(actor, kind, text=text, key_result=kr)


command(
    "week",
    Deed("rhythm.add_item", note),
    find=find_kind,
    takes=("text",),
    about=gettext_lazy("Write a plan, a progress or a problem into your week"),
    example='/week plan "Call the supplier about KR-12"',
)
