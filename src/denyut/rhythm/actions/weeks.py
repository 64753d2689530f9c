"""Deeds on one's own week: plans, progress, problems, and that it is filed."""

from django.utils.translation import gettext as _

from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.rhythm.models import ItemKind, Weekly, WeeklyItem
from denyut.rhythm.mondays import week_of
from denyut.rhythm.plans import open_plans
from denyut.rhythm.verbs import ITEM_ADDED, ITEM_CHANGED, ITEM_DROPPED, ITEM_FINISHED, ITEM_REOPENED, WEEK_FILED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

TEXT_AT_MOST, LINES_AT_MOST = 500, 60


@deed("rhythm.add_item")
def add_item(actor: Person, kind: str, *, text: str, key_result: KeyResult | None = None) -> WeeklyItem:
    """Write a plan, a progress or a problem into one's week, about a key result where it is about one.

    Raises Refused where the rule says no, Invalid for words or a kind that make no sense, NotThere for a goal the actor does not see.
    """
    require(actor, "rhythm.write_week")
    if kind not in ItemKind.values:
        raise Invalid(_("Write plan, progress or problem."), code="not_a_choice", field="kind")
    week = begun(actor)
    if week.items.standing().count() >= LINES_AT_MOST:
        raise Conflict(_("A week has up to 60 lines. Take some out first."), code="full")
    item = WeeklyItem(weekly=week, kind=kind, made_at=clock.now())
    _describe(actor, item, text, key_result)
    item.save(force_insert=True)
    _tell(ITEM_ADDED, actor, item)
    return item


@deed("rhythm.change_item")
def change_item(
    actor: Person, item: WeeklyItem, *, text: str, key_result: KeyResult | None = None, before: str | None = None
) -> WeeklyItem:
    """Say a line of one's week differently; `before` are the words that were read, where two tabs may write.

    Raises as `add_item` does, and Conflict when the line was changed since it was read, or its week is over.
    """
    item = own_item(actor, item)
    if before is not None and before != item.text:
        reason = _("Saved meanwhile: %(value)s") % {"value": item.text}
        raise Conflict(reason, code="stale", field="text")
    _describe(actor, item, text, key_result)
    item.save(update_fields=["text", "key_result"])
    _tell(ITEM_CHANGED, actor, item)
    return item


@deed("rhythm.finish_item")
def finish_item(actor: Person, item: WeeklyItem, *, is_done: bool = True) -> WeeklyItem:
    """Say that a plan is done, so that it counts as progress, or that it is not. Raises Refused, Conflict, Invalid for what is no plan."""
    item = own_item(actor, item)
    if item.kind != ItemKind.PLAN:
        raise Invalid(_("Only a plan can be done."), code="not_a_plan")
    if (item.done_at is not None) != is_done:
        item.done_at = clock.now() if is_done else None
        item.save(update_fields=["done_at"])
        _tell(ITEM_FINISHED if is_done else ITEM_REOPENED, actor, item)
    return item


@deed("rhythm.drop_item")
def drop_item(actor: Person, item: WeeklyItem) -> WeeklyItem:
    """Take a line out of one's week. Raises Refused, Conflict when its week is over."""
    item = own_item(actor, item)
    if item.dropped_at is None:
        item.dropped_at = clock.now()
        item.save(update_fields=["dropped_at"])
        record(ITEM_DROPPED, actor, item, facts=_facts(item))
    return item


@deed("rhythm.file_week")
def file_week(actor: Person) -> Weekly:
    """Say that one's week is all there. It can be added to until the next one begins. Raises Refused."""
    require(actor, "rhythm.write_week")
    week = begun(actor)
    if week.filed_at is None:
        week.filed_at = clock.now()
        week.save(update_fields=["filed_at"])
        record(WEEK_FILED, actor, week, facts={"week": week.week_on.isoformat()})
    return week


@deed("rhythm.say_mood")
def say_mood(actor: Person, *, mood: int | None) -> Weekly:
    """Say how one's week feels, 1 to 5, or (None) say it no more. Nothing is recorded of it: it is nobody else's business.

    Raises Refused, Invalid.
    """
    require(actor, "rhythm.write_week")
    if mood is not None and not 1 <= mood <= 5:
        raise Invalid(_("Choose one of the five."), code="not_a_choice", field="mood")
    week = begun(actor)
    week.mood = mood
    week.save(update_fields=["mood"])
    return week


def begun(actor: Person) -> Weekly:
    """The actor's present week, made when it is the first thing they do in it; open plans of the one before move on into it."""
    monday = week_of(actor, clock.now())
    week, is_new = Weekly.objects.get_or_create(person=actor, week_on=monday)
    if is_new:
        for plan in open_plans(actor).exclude(weekly=week):
            WeeklyItem.objects.create(
                weekly=week,
                kind=plan.kind,
                text=plan.text,
                key_result_id=plan.key_result_id,
                made_at=clock.now(),
                carried_from=plan,
            )
    return week


def own_item(actor: Person, item: WeeklyItem) -> WeeklyItem:
    """A line as it stands in the actor's present week: a plan of the week before is the one that moved on. Raises Refused, Conflict."""
    item = WeeklyItem.objects.select_for_update(of=("self",)).select_related("weekly").get(pk=item.pk)
    require(actor, "rhythm.change_item", item)
    week = begun(actor)
    if item.weekly_id != week.pk:
        item = WeeklyItem.objects.select_related("weekly").filter(weekly=week, carried_from=item).first() or item
    if item.weekly_id != week.pk:
        raise Conflict(_("That week is over. It stays as it was."), code="week_over")
    return item


def _describe(actor: Person, item: WeeklyItem, text: str, key_result: KeyResult | None) -> None:
    words = " ".join(text.replace("\x00", "").split())
    if not words:
        raise Invalid(_("Write a few words."), code="empty", field="text")
    if len(words) > TEXT_AT_MOST:
        raise Invalid(_("That is too long. Use up to 500 letters."), code="too_long", field="text")
    if key_result is not None and not KeyResult.objects.visible_to(actor).filter(pk=key_result.pk).exists():
        raise NotThere(_("This is not there any more."), code="gone", field="key_result")
    item.text, item.key_result = words, key_result


def _facts(item: WeeklyItem) -> dict[str, str | int | None]:
    return {"week": item.weekly.week_on.isoformat(), "kind": item.kind, "key_result": item.key_result_id}


def _tell(verb: Verb, actor: Person, item: WeeklyItem) -> None:
    record(verb, actor, item, facts=_facts(item), text=item.text)
