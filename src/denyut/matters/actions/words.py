"""What people write down about a matter, checked; and the lines in rooms that name it."""

from django.utils.translation import gettext as _

from denyut.chat.actions.drawing import redraw
from denyut.chat.models import Line, Mention, Room
from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere

LETTERS = 1000
LINES_AT_MOST = 20


def said(text: str, field: str, advice: str, at_most: int = LETTERS) -> str:
    """The words without spaces around them. Raises Invalid with `advice` where there are none, and for too many."""
    text = text.strip().replace("\x00", "")
    if not text:
        raise Invalid(advice, code="empty", field=field)
    if len(text) > at_most:
        too_long = _("That is too long. Use up to %(letters)s letters.")
        raise Invalid(too_long % {"letters": at_most}, code="too_long", field=field)
    return text


def heard_place(actor: Person, line: Line | None, room: Room | None) -> Room | None:
    """The room of a line, or the one given, if the actor finds it. Raises NotThere; a recalled line is gone."""
    place = line.room if line is not None else room
    is_gone = line is not None and line.is_recalled
    if is_gone or (place is not None and not Room.objects.visible_to(actor).filter(pk=place.pk).exists()):
        raise NotThere(_("This is not there any more."), code="gone")
    return place


def lines_naming(kind: str, number: int) -> list[list[int]]:
    """The last lines that name a thing, each as [room, line]; they are to be drawn anew."""
    found = Mention.objects.filter(kind=kind, number=number).select_related("line").order_by("-line")[:LINES_AT_MOST]
    named = [[one.line.room_id, one.line_id] for one in found]
    for one in found:
        redraw(one.line)
    return sorted(named)
