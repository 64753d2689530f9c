"""The pieces of a room that change while people look."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.chat.bar import draw_bars
from denyut.chat.calls import ding_rows
from denyut.chat.drawn import PARTS, draw
from denyut.chat.loading import lines_with
from denyut.chat.models import Call, Ding, Reminder, Room
from denyut.chat.polls import poll_rows
from denyut.chat.receipts import tallies_of
from denyut.spine.fragments import fragment


@fragment("chat.line", how="append", target="#room-%d-lines", element="line-%d")
def draw_lines(ids: Sequence[int]) -> dict[int, str]:
    """Lines at the end of a room."""
    return {**draw(lines_with(ids), get_language() or "en")}


@fragment("chat.answer", how="append", target="#thread-%d-lines", element="line-%d")
def draw_answers(ids: Sequence[int]) -> dict[int, str]:
    """Answers at the end of a thread."""
    return draw_lines(ids)


@fragment("chat.line_itself", target=".line-%d")
def draw_lines_anew(ids: Sequence[int]) -> dict[int, str]:
    """Lines in their places, wherever they stand on a page: in the room, and above their threads."""
    return draw_lines(ids)


@fragment("chat.line_taken_back", target=".line-%d")
def draw_lines_taken_back(ids: Sequence[int]) -> dict[int, str]:
    """Nothing: a line that was taken back goes from every open page."""
    return {}


@fragment("chat.room_state", target="#room-%d-state")
def draw_room_states(ids: Sequence[int]) -> dict[int, str]:
    """Whether rooms are archived."""
    rooms = Room.objects.filter(pk__in=ids)
    return {room.pk: render_to_string("chat/_room_state.html", {"room": room}) for room in rooms}


@fragment("chat.side_is_stale", target="#side-stale-%d")
def draw_stale_side(ids: Sequence[int]) -> dict[int, str]:
    """Nothing: the side bars of the people told fetch themselves anew, for each names a talk after the others in it."""
    return {}


@fragment("chat.ding_card", target="#ding-card-%d")
def draw_ding_cards(ids: Sequence[int]) -> dict[int, str]:
    """Urgent calls as cards in the room from which they were sent."""
    rows = ding_rows(Ding.objects.filter(pk__in=ids).select_related("by"))
    return {row.ding.pk: render_to_string("chat/_ding_card.html", {"row": row}) for row in rows}


@fragment("chat.call", how="append", target="#calls-%d", element="call-%d")
def draw_calls(ids: Sequence[int]) -> dict[int, str]:
    """Urgent calls as whoever is called sees them on every page, until they confirm."""
    found = Call.objects.filter(pk__in=ids, confirmed_at=None, ding__cancelled_at=None).select_related("ding__by")
    return {call.pk: render_to_string("chat/_call.html", {"call": call}) for call in found}


@fragment("chat.call_itself", target="#call-%d")
def draw_calls_anew(ids: Sequence[int]) -> dict[int, str]:
    """Urgent calls in their places, after their words changed."""
    return draw_calls(ids)


@fragment("chat.call_over", target="#call-%d")
def draw_calls_over(ids: Sequence[int]) -> dict[int, str]:
    """Nothing: a call that was confirmed or taken back goes from every page."""
    return {}


PARTS["confirmations"] = tallies_of


@fragment("chat.room_bar", target="#room-%d-bar")
def draw_room_bars(ids: Sequence[int]) -> dict[int, str]:
    """The goals that rooms keep in sight."""
    return draw_bars(ids)


@fragment("chat.poll_card", target="#poll-%d")
def draw_poll_cards(ids: Sequence[int]) -> dict[int, str]:
    """Polls as cards in their rooms."""
    return {pk: render_to_string("chat/_poll_card.html", {"poll": row}) for pk, row in poll_rows(ids).items()}


@fragment("chat.reminder", how="append", target="#calls-%d", element="reminder-%d")
def draw_reminders(ids: Sequence[int]) -> dict[int, str]:
    """Reminders as whoever is reminded sees them on every page, until they are done."""
    found = Reminder.objects.filter(pk__in=ids, done_at=None, fired_at__isnull=False).select_related("by", "line")
    return {one.pk: render_to_string("chat/_reminder.html", {"reminder": one}) for one in found}


@fragment("chat.reminder_over", target="#reminder-%d")
def draw_reminders_over(ids: Sequence[int]) -> dict[int, str]:
    """Nothing: a reminder that is done or put off goes from every page."""
    return {}
