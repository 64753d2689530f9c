"""Taking a chat that was brought in back out of its room, as a whole."""

from itertools import batched

from django.db import transaction
from django.db.models import Count, F, ForeignKey, OneToOneField, Q, QuerySet

from denyut.chat.models import Line, Mention, Reaction, Upload
from denyut.chat.storing import let_go
from denyut.exchange.models import TalkImport
from denyut.exchange.verbs import TALK_UNDONE
from denyut.people.models import Person
from denyut.search.actions import index_things
from denyut.spine import clock
from denyut.spine.access import require
from denyut.spine.deeds import deed
from denyut.spine.events import record

AT_ONCE = 500
OWN = (Line, Mention, Reaction, Upload)


@deed("exchange.undo_talk")
def undo_talk(actor: Person, done: TalkImport) -> TalkImport:
    """Take back what an import said in a room, with its files. Again changes nothing.

    A message that people have answered, changed, pinned or made something of stays; `result` of the import says how many. Raises Refused
    for whoever may not.
    """
    done = TalkImport.objects.select_for_update().get(pk=done.pk)
    require(actor, "exchange.undo_talk", done)
    if done.is_undone or done.finished_at is None:
        return done
    lines = brought_by(done)
    kept = _worked_on(lines, done)
    threads = dict(lines.exclude(pk__in=kept).order_by("id").values_list("pk", "thread"))
    # Answers before what they answer, which would take them along unseen.
    going = sorted(threads, key=lambda number: (threads[number] is None, number))
    for some in batched(going, AT_ONCE, strict=False):
        _remove(some, {thread for number in some if (thread := threads[number]) is not None and thread not in threads})
    done.undone_at = clock.now()
    done.result = {**done.result, "removed": len(going), "stays": len(kept)}
    done.save(update_fields=["undone_at", "result"])
    facts = {"room": done.room_id, "import": done.pk, "removed": len(going), "stays": len(kept)}
    record(TALK_UNDONE, actor, done, place=f"room:{done.room_id}" if done.room_id else "", facts=facts)
    return done


def brought_by(done: TalkImport) -> QuerySet[Line]:
    """The lines that an import made, wherever they are now."""
    return Line.objects.filter(external_key__isnull=False, facts__brought=done.pk)


def _worked_on(lines: QuerySet[Line], done: TalkImport) -> set[int]:
    """The lines to which something belongs that people made since: answers, earlier wordings, pins, reminders and the like."""
    numbers = lines.order_by().values("pk")
    found: set[int | None] = set(lines.filter(recalled_at__isnull=False).values_list("pk", flat=True))
    theirs = Line.objects.exclude(facts__has_key="brought") | Line.objects.filter(~Q(facts__brought=done.pk))
    found |= set(theirs.filter(thread__in=numbers).values_list("thread", flat=True))
    for relation in Line._meta.related_objects:
        field = relation.field
        if relation.related_model not in OWN and isinstance(field, ForeignKey | OneToOneField):
            rows = relation.related_model._default_manager.filter(**{f"{field.name}__in": numbers})
            found |= set(rows.values_list(field.name, flat=True))
    # A first message stays with the answers that stay.
    stays = {number for number in found if number is not None}
    threads = lines.filter(pk__in=stays, thread__isnull=False).values_list("thread", flat=True)
    return stays | {thread for thread in threads if thread is not None}


def _remove(numbers: tuple[int, ...], threads: set[int]) -> None:
    """Remove lines with all that came with them. `threads` are the first lines that stay, which count their answers anew."""
    files = list(Upload.objects.filter(line__in=numbers).values_list("pk", "stored", "preview"))
    answers = Line.objects.filter(pk__in=numbers, thread__in=threads)
    for thread, count in answers.order_by().values_list("thread").annotate(count=Count("pk")):
        Line.objects.filter(pk=thread).update(replies=F("replies") - count, edition=F("edition") + 1)
    Line.objects.filter(pk__in=numbers).delete()
    index_things("message", numbers)
    index_things("file", [pk for pk, _stored, _preview in files])
    names = [name for _pk, stored, preview in files for name in (stored, preview)]
    # The files go when nothing can bring their rows back.
    transaction.on_commit(lambda: let_go(*names))
