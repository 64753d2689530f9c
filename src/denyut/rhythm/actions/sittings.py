"""Deeds on what takes place: who was there, and what came of it."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.dates import format_day
from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.rhythm.models import Ritual, Sitting
from denyut.rhythm.opening import window_for
from denyut.rhythm.verbs import ATTENDANCE_TAKEN_BACK, ATTENDED, OUTPUT_WRITTEN, SITTING_CLOSED, SITTING_REOPENED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

OUTPUT_AT_MOST = 20_000


@deed("rhythm.attend")
def attend(actor: Person, ritual: Ritual, *, day: date) -> Sitting:
    """Say that one is there. `day` is the planned one; it can be said from the moment the ritual opens on one's own clock.

    Raises Refused where the rule says no, NotThere for a day on which nothing is planned, Conflict before it opens,
    after the sitting was closed, and when it has been said.
    """
    sitting = _begun(actor, ritual, day)
    if sitting.attended.filter(pk=actor.pk).exists():
        raise Conflict(_("Your attendance is noted already."), code="attended")
    sitting.attended.add(actor)
    record(ATTENDED, actor, sitting, facts=_facts(sitting))
    return sitting


@deed("rhythm.take_back_attendance")
def take_back_attendance(actor: Person, sitting: Sitting) -> Sitting:
    """Say that one was not there after all. Raises Conflict when nothing was said, or when the sitting is closed."""
    require(actor, "rhythm.attend", sitting.ritual)
    sitting = _locked(sitting)
    _check_is_open(sitting)
    if not sitting.attended.filter(pk=actor.pk).exists():
        raise Conflict(_("Your attendance is not noted here."), code="not_attended")
    sitting.attended.remove(actor)
    record(ATTENDANCE_TAKEN_BACK, actor, sitting, facts=_facts(sitting))
    return sitting


@deed("rhythm.write_output")
def write_output(actor: Person, ritual: Ritual, *, day: date, output: str, version: int | None = None) -> Sitting:
    """Write down what came of a ritual, during it or afterwards, in place of what stands there.

    `version` is that of the text one has read; when somebody wrote in between, it is a Conflict and nothing is lost.
    Raises like attend, and Invalid for a text of more than 20,000 letters.
    """
    if len(output.strip()) > OUTPUT_AT_MOST:
        raise Invalid(_("That is too long. Use up to 20,000 letters."), code="too_long", field="output")
    sitting = _begun(actor, ritual, day)
    if version is not None and version != sitting.version:
        raise Conflict(
            _("Somebody wrote here meanwhile. Load the page again and add what is yours."),
            code="changed_meanwhile",
            field="output",
        )
    sitting.output, sitting.version = output.strip(), sitting.version + 1
    sitting.save(update_fields=["output", "version"])
    record(OUTPUT_WRITTEN, actor, sitting, facts=_facts(sitting), text=sitting.output)
    return sitting


@deed("rhythm.close_sitting")
def close_sitting(actor: Person, sitting: Sitting) -> Sitting:
    """Close a sitting: attendance and output stay as they are. Raises Refused, Conflict when it is closed."""
    require(actor, "rhythm.manage_ritual", sitting.ritual)
    sitting = _locked(sitting)
    _check_is_open(sitting)
    sitting.closed_at = clock.now()
    sitting.save(update_fields=["closed_at"])
    record(SITTING_CLOSED, actor, sitting, facts=_facts(sitting))
    return sitting


@deed("rhythm.reopen_sitting")
def reopen_sitting(actor: Person, sitting: Sitting) -> Sitting:
    """Open a closed sitting again. Raises Refused, Conflict when it is open."""
    require(actor, "rhythm.manage_ritual", sitting.ritual)
    sitting = _locked(sitting)
    if not sitting.is_closed:
        raise Conflict(_("This sitting is open."), code="open")
    sitting.closed_at = None
    sitting.save(update_fields=["closed_at"])
    record(SITTING_REOPENED, actor, sitting, facts=_facts(sitting))
    return sitting


def _begun(actor: Person, ritual: Ritual, day: date) -> Sitting:
    """The sitting of that day, made when it is the first thing said about it."""
    require(actor, "rhythm.attend", ritual)
    sitting = Sitting.objects.select_for_update(of=("self",)).filter(ritual=ritual, day=day).first()
    if sitting is None and (ritual.ended_at or not ritual.is_planned_on(day)):
        raise NotThere(_("Nothing is planned for that day."), code="not_planned", field="day")
    _check_has_opened(actor, ritual, day)
    if sitting is None:
        return Sitting.objects.create(ritual=ritual, day=day, opened_at=clock.now())
    _check_is_open(sitting)
    return sitting


def _check_has_opened(actor: Person, ritual: Ritual, day: date) -> None:
    opens_at = window_for(actor, ritual, day).opens_at
    if clock.now() < opens_at:
        own = localtime(opens_at, zone_of(actor))
        when = {"day": format_day(own.date(), get_language() or "en"), "time": f"{own:%H:%M}"}
        raise Conflict(_("This opens on %(day)s at %(time)s.") % when, code="not_open_yet", field="day")


def _locked(sitting: Sitting) -> Sitting:
    return Sitting.objects.select_for_update(of=("self",)).select_related("ritual").get(pk=sitting.pk)


def _check_is_open(sitting: Sitting) -> None:
    if sitting.is_closed:
        raise Conflict(_("This sitting is closed. Ask a manager to open it again."), code="sitting_closed", field="day")


def _facts(sitting: Sitting) -> dict[str, str | int]:
    return {
        "cycle": sitting.ritual.cycle_id,
        "ritual": sitting.ritual_id,
        "day": sitting.day.isoformat(),
        "version": sitting.version,
    }
