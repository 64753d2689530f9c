"""Checks on the event log: nobody changed it, and every outlet follows it."""

from datetime import timedelta
from itertools import islice

from denyut.site.storage.doctor.finding import Finding, broken, doubtful, well
from denyut.spine import clock
from denyut.spine.events import breaks, head
from denyut.spine.models import Event, OutletCursor, OutletFailure
from denyut.spine.outlets import ATTEMPTS, OUTLETS

LATE = timedelta(minutes=10)
COUNTED = 100


def chain() -> Finding:
    """Whether every event is as it was recorded and none is missing."""
    found = list(islice(breaks(), COUNTED))
    if not found:
        return well("chain", "All %(count)d events verify." % {"count": Event.objects.count()})
    first = found[0]
    told = {"id": first.event_id, "others": len(found) - 1}
    if first.what == "facts":
        sentence = (
            "The facts of event %(id)d were changed after it was recorded (%(others)d more do not verify)." % told
        )
    else:
        sentence = (
            "Event %(id)d or the one before it was changed, added or removed (%(others)d more do not verify)." % told
        )
    return broken("chain", sentence, "Find out who can write to the database, and compare with a backup.")


def outlets() -> Finding:
    """Whether every outlet has read the log but for the last minutes, and digested what it read."""
    given_up = OutletFailure.objects.filter(attempts__gte=ATTEMPTS).order_by("event_id").first()
    if given_up is not None:
        return broken(
            "outlets",
            "%(outlet)s could not digest event %(event)d." % {"outlet": given_up.outlet, "event": given_up.event_id},
            "The server's log says why. Report it with the error kept in the table spine_outletfailure.",
        )
    late = _late()
    if late:
        return doubtful(
            "outlets",
            "%(outlets)s lag behind the log." % {"outlets": ", ".join(late)},
            "They catch up while the server runs. Start it, or read its log.",
        )
    waiting = OutletFailure.objects.count()
    if waiting:
        return doubtful(
            "outlets",
            "%(count)d events are tried again." % {"count": waiting},
            "Wait some minutes and look again.",
        )
    return well("outlets", "All outlets have read up to event %(head)d." % {"head": head()})


def moments() -> Finding:
    """Whether the clock runs forward: no event may lie in the future."""
    newest = Event.objects.order_by("-id").first()
    if newest is not None and newest.at > clock.now() + LATE:
        return doubtful(
            "clock",
            "The newest event is from %(at)s, which is still to come."
            % {"at": newest.at.isoformat(timespec="minutes")},
            "Set this machine's clock, and keep it right with NTP.",
        )
    return well("clock", "The clock says %(now)s UTC." % {"now": clock.now().strftime("%Y-%m-%d %H:%M")})


def _late() -> list[str]:
    """The outlets that have not read an event which is older than some minutes."""
    positions = dict(OutletCursor.objects.values_list("name", "position"))
    old = Event.objects.filter(at__lt=clock.now() - LATE).order_by("-id").values_list("id", flat=True).first() or 0
    return sorted(name for name in OUTLETS if positions.get(name, 0) < old)
