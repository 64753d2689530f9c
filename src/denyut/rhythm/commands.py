"""One's week in the chat: what it asks and holds, and writing into it."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.okr.commands import find_key_result
from denyut.people.models import Person
from denyut.rhythm.actions import add_item
from denyut.rhythm.models import ItemKind, WeeklyItem
from denyut.rhythm.mondays import week_of
from denyut.rhythm.weeks import cards_of, week_row
from denyut.spine import clock
from denyut.spine.access import Invalid
from denyut.spine.commands import command
from denyut.spine.deeds import Deed
from denyut.talk.asking import asked
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


@asked("week", about=gettext_lazy("Show what your week asks of you"))
def show_week(actor: Person) -> str:
    """What is due, what is planned and what stands in the way, for whoever asks."""
    now = clock.now()
    cards = [card for card in cards_of(actor, now) if card.is_wanted]
    week = week_row(actor, week_of(actor, now), actor, is_now=True)
    return render_to_string("rhythm/_asked_week.html", {"cards": cards, "week": week})
