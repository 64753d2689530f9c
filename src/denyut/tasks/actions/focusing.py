"""Deeds on what matters most in a week: five things, each for a key result."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.lib.dates import monday_of
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb
from denyut.tasks.actions.tasks import seen_key_result, short
from denyut.tasks.models import Focus
from denyut.tasks.verbs import FOCUS_ADDED, FOCUS_DONE, FOCUS_DROPPED

AT_MOST, TEXT_AT_MOST = 5, 200


@deed("tasks.add_focus")
def add_focus(actor: Person, key_result: KeyResult, *, text: str = "", drop: Focus | None = None) -> Focus:
    """Focus on a key result this week, in words of one's own where they say more. With five things already, `drop` says which gives way.

    Raises Refused where the rule says no, Invalid for a key result that the actor may not see, Conflict when a sixth is asked for without
    saying what to drop.
    """
    require(actor, "tasks.add_focus")
    kr = seen_key_result(actor, key_result)
    if kr is None:
        raise NotThere(_("There is no such key result that you may see."), code="not_there")
    if drop is not None:
        drop_focus.function(actor, drop)
    monday = monday_of(clock.now().astimezone(zone_of(actor)).date())
    standing = list(Focus.objects.of_week(monday).filter(person=actor).select_related("key_result"))
    if len(standing) >= AT_MOST:
        raise Conflict(_full(standing), code="focus_full", field="drop")
    words = short(text, TEXT_AT_MOST, "text")
    focus = Focus(person=actor, week_on=monday, key_result=kr, text=words, made_at=clock.now())
    focus.save(force_insert=True)
    _tell(FOCUS_ADDED, actor, focus)
    return focus


@deed("tasks.drop_focus")
def drop_focus(actor: Person, focus: Focus) -> Focus:
    """Let go of one of the week's things. Again changes nothing. Raises Refused for somebody else's."""
    require(actor, "tasks.change_focus", focus)
    if focus.dropped_at is None:
        focus.dropped_at = clock.now()
        focus.save(update_fields=["dropped_at"])
        _tell(FOCUS_DROPPED, actor, focus)
    return focus


@deed("tasks.finish_focus")
def finish_focus(actor: Person, focus: Focus) -> Focus:
    """Say that one of the week's things is done; it keeps its place among the five. Again changes nothing. Raises Refused."""
    require(actor, "tasks.change_focus", focus)
    if focus.done_at is None:
        focus.done_at = clock.now()
        focus.save(update_fields=["done_at"])
        _tell(FOCUS_DONE, actor, focus)
    return focus


def _full(standing: list[Focus]) -> str:
    reason = ngettext(
        "You have %(number)d thing this week already: %(things)s. Which one do you drop for this?",
        "You have %(number)d things this week already: %(things)s. Which one do you drop for this?",
        len(standing),
    )
    things = "; ".join(f"{one.label} {one.words}" for one in standing)
    return reason % {"number": len(standing), "things": things}


def _tell(verb: Verb, actor: Person, focus: Focus) -> None:
    facts = {"focus": focus.pk, "person": focus.person_id, "key_result": focus.key_result_id}
    label = focus.key_result.label
    record(verb, actor, focus, facts={**facts, "label": label, "week_on": focus.week_on.isoformat()}, text=focus.text)
