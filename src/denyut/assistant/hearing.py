"""What the assistant hears in a line: progress on a goal of its author, or a question that the data can answer."""

from collections.abc import Sequence
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from denyut.assistant.actions import count_question, offer_suggestions
from denyut.assistant.actions.suggestions import Reading
from denyut.assistant.answers import answer_to
from denyut.assistant.asked import asked
from denyut.assistant.catalogue import catalogue_of, key_results_of, light_key_results_of
from denyut.assistant.offered import offer_row
from denyut.chat.models import Line, Room, Seat
from denyut.lib.prepared import Prepared
from denyut.okr.models import KeyResult
from denyut.okr.sentences import Update, parse
from denyut.okr.values import allowed
from denyut.spine.access import Refused
from denyut.spine.events import Via
from denyut.talk.listening import Said

LONGEST = 2000

_asked_in = Prepared(
    lambda room, person: Seat.objects.filter(room=room, person=person).order_by().values_list("is_asked")
)
_hears = Prepared(lambda room: Room.objects.filter(pk=room).order_by().values_list("hears_sentences"))


def answer_question(said: Said) -> str:
    """The answer to a question about goals, for whoever asked."""
    question = asked(said.text)
    if question is None:
        return ""
    answer = answer_to(said.author, question)
    if answer or question.wanted.value != "status":
        # A line that is sent twice is one question.
        count = count_question.via(Via(said.surface, f"question-{said.line}", f"room:{said.room}"))
        count(said.author, room=said.room, kind=question.wanted.value, is_answered=bool(answer))
    return answer


def suggest_check_in(said: Said) -> str:
    """What a sentence seems to report of the author's own key results, with one tap to record it. Nothing is written by itself."""
    if len(said.text) > LONGEST or not _is_wanted(said):
        return ""
    light = light_key_results_of(said.author)
    if not light or not parse(said.text, catalogue_of(light)):
        return ""
    readings = readings_of(said.text, key_results_of(said.author))
    if not readings:
        return ""
    line = Line.objects.get(pk=said.line)
    offers = offer_suggestions(said.author, line, readings=readings)
    drawn = [render_to_string("assistant/_suggestion.html", {"offer": offer_row(one)}) for one in offers]
    return mark_safe("".join(drawn))


def readings_of(text: str, key_results: Sequence[KeyResult]) -> list[Reading]:
    """What a sentence says of these key results, as far as they take such a value and do not stand there already."""
    by_label = {f"KR{kr.pk}": kr for kr in key_results}
    found = [
        _reading(one, by_label[one["kr"]]) for one in parse(text, catalogue_of(key_results)) if one["kr"] in by_label
    ]
    return [one for one in found if one is not None]


def _reading(one: Update, kr: KeyResult) -> Reading | None:
    value = Decimal(str(one["value"]))
    if one["op"] != "set":
        value += kr.baseline if kr.value is None else kr.value
    try:
        value = allowed(kr.measure, value)
    except Refused:
        return None
    sure = one["confidence"]
    if value == kr.value and sure is None:
        return None
    return Reading(kr, value, int(str(sure)) * 10 if sure is not None else None, str(one["note"] or ""))


def _is_wanted(said: Said) -> bool:
    """Whether the room and its author want to be asked here."""
    is_refused = any(is_asked is False for (is_asked,) in _asked_in(said.room, said.author.pk))
    return not is_refused and (True,) in _hears(said.room)
