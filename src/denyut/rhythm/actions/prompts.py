"""Deeds on reminders: sending them, that they were answered or let pass, and how often is right."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from denyut.okr.actions import change_key_result
from denyut.okr.models import Cadence, KeyResult
from denyut.people.models import Person
from denyut.rhythm.models import Prompt, Stage
from denyut.rhythm.verbs import CADENCE_ANSWERED, CADENCE_ASKED, HELP_ASKED, PROMPT_SETTLED, PROMPTED
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

VERBS = {Stage.HELPER: HELP_ASKED, Stage.CADENCE: CADENCE_ASKED}
KEPT = "title kind unit currency baseline target owner delegate starts_on due_on pace baseline_on source hypothesis effect counts_as"
KEEP = "keep"


@deed("rhythm.send_prompt")
def send_prompt(actor: None, person: Person, due: Sequence[tuple[KeyResult, date]], *, stage: str) -> Prompt | None:
    """Remind a person once of all these key results, each with its due day. Those they were reminded of at this stage before are left
    out; returns the first of the new ones, None where there is none."""
    ids = [kr.pk for kr, _day in due]
    known = Prompt.objects.filter(person=person, stage=stage, key_result__in=ids)
    sent = set(known.values_list("key_result", "due_on"))
    new = [(kr, day) for kr, day in due if (kr.pk, day) not in sent]
    head: Prompt | None = None
    for kr, day in new:
        made = Prompt.objects.create(
            person=person, key_result=kr, due_on=day, stage=stage, sent_at=clock.now(), head=head
        )
        head = head or made
    if head is not None:
        labels = ", ".join(kr.label for kr, _day in new)
        facts = {"person": person.pk, "stage": stage, "labels": labels, "key_results": [kr.pk for kr, _day in new]}
        record(VERBS.get(Stage(stage), PROMPTED), None, head, facts=facts)
    return head


@deed("rhythm.note_answered")
def note_answered(actor: None, key_result: int, *, at: datetime) -> int:
    """A check-in answers all reminders of its key result (an id). A notice of which all were answered waits no more. Returns how many."""
    waiting = list(Prompt.objects.standing().filter(key_result=key_result, sent_at__lte=at))
    Prompt.objects.filter(pk__in=[prompt.pk for prompt in waiting]).update(answered_at=at)
    for head in {prompt.head_id or prompt.pk: prompt for prompt in waiting}:
        _settle(head)
    return len(waiting)


@deed("rhythm.note_ignored")
def note_ignored(actor: None, prompts: Sequence[int]) -> int:
    """The next check-in fell due, and these reminders (ids) had brought none. Returns how many."""
    return Prompt.objects.standing().filter(pk__in=prompts).update(was_ignored=True)


@deed("rhythm.answer_cadence")
def answer_cadence(actor: Person, prompt: Prompt, *, cadence: str) -> Prompt:
    """Say how often a key result should be asked for: "week", "two_weeks", "month", or "keep". Reminders begin anew.

    Raises Refused for whoever was not asked or may not change the key result, Invalid.
    """
    require(actor, "rhythm.answer_cadence", prompt)
    kr = prompt.key_result
    if kr is None or cadence not in (KEEP, *Cadence.values):
        raise Invalid(_("Choose how often it comes again."), code="not_a_choice", field="cadence")
    if cadence != KEEP:
        kept = {name: getattr(kr, name) for name in KEPT.split()}
        change_key_result.function(actor, kr, **{**kept, "setup": kr.setup, "cadence": cadence})
    Prompt.objects.filter(pk=prompt.pk).update(answered_at=clock.now())
    record(CADENCE_ANSWERED, actor, kr, facts={"labels": kr.label, "key_result": kr.pk, "cadence": cadence})
    _settle(prompt.head_id or prompt.pk)
    prompt.refresh_from_db()
    return prompt


def _settle(head: int) -> None:
    found = Prompt.objects.filter(pk=head) | Prompt.objects.filter(head=head)
    first = Prompt.objects.filter(pk=head).first()
    if first is not None and not found.filter(answered_at=None).exists():
        record(PROMPT_SETTLED, None, first, facts={"person": first.person_id})
