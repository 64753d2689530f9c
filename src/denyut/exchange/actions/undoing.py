"""Undoing an import as a whole: what it made goes, what it changed comes back, as far as nobody has touched it since."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from denyut.exchange.actions.removing import remove
from denyut.exchange.actions.restoring import restore
from denyut.exchange.models import Import
from denyut.exchange.taking_back import HANGING, Left, hanging_on, made_by, rows_of, taking_back
from denyut.exchange.verbs import UNDONE
from denyut.okr.models import Cycle, Rate
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.models import Event

LEFT_KEPT = 1000
LONGEST_RUN = timedelta(minutes=10)
# In this order each is let go by what came before it.
OTHERS: tuple[type[models.Model], ...] = (Rate, Cycle, Department, Person)


@deed("exchange.undo_import")
def undo_import(actor: Person, done: Import) -> Import:
    """Take back an import: remove what it made and put back what it changed. Undoing it again changes nothing.

    What people worked on since is left alone; `undoing` of the import says what, and why. The log keeps all of it. Raises
    Refused for whoever may not, Conflict while the import still runs.
    """
    done = Import.objects.select_for_update().get(pk=done.pk)
    require(actor, "exchange.undo", done)
    if done.is_undone:
        return done
    if done.finished_at is None and clock.now() - done.at < LONGEST_RUN:
        raise Conflict(_("This import still runs. Undo it when it is done."), code="running")
    back = taking_back(done)
    removed = remove(actor, back)
    left = [*back.left, *restore(actor, done), *remove_others(done)]
    done.undone_at, done.undone_by = clock.now(), actor
    done.undoing = [
        {"kind": one.kind, "id": one.id, "title": one.title, "reason": str(one.reason)} for one in left[:LEFT_KEPT]
    ]
    done.save(update_fields=["undone_at", "undone_by", "undoing"])
    facts = {"import": done.pk, "removed": removed, "left": len(left)}
    record(UNDONE, actor, done, facts=facts, text=done.file_name)
    return done


def remove_others(done: Import) -> list[Left]:
    """Remove the cycles, departments and accounts that an import created, as far as nothing belongs to them."""
    left: list[Left] = []
    for model in OTHERS:
        rows = rows_of(model, made_by(done, model))
        addresses = EmailAddress.objects.filter(user__in=rows) if model is Person else EmailAddress.objects.none()
        kept = hanging_on(model, rows, own={EmailAddress: set(addresses.values_list("pk", flat=True))})
        acted = set(Event.objects.filter(actor__in=rows).values_list("actor", flat=True)) if model is Person else set()
        for pk, row in rows.items():
            if pk in kept or pk in acted or not removed(row):
                left.append(Left(model._meta.label_lower, pk, str(row), HANGING))
    return left


def removed(row: models.Model) -> bool:
    """Delete a row, unless something needs it."""
    try:
        with transaction.atomic():
            row.delete()
    except (models.ProtectedError, IntegrityError):
        return False
    return True
