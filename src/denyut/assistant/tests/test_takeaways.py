"""What people take out of the talk for a goal, who answers it, and what a stranger sees of it."""

import pytest
import time_machine

from denyut.assistant.actions import keep_takeaway, settle_takeaway
from denyut.assistant.models import Takeaway
from denyut.chat.actions import open_room, say
from denyut.chat.models import Line, Room
from denyut.okr.models import Objective, Visibility
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from tests.goals import TODAY, Goals


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def line(goals: Goals, mei: Person, bo: Person) -> Line:
    room = open_room(mei, name="Care", people=[bo])
    return say(bo, room, text=f"The queue broke down again, KR-{goals.median.pk} will suffer")


def test_blocker_is_kept_told_and_closed_with_a_resolution_alone(
    goals: Goals, line: Line, mei: Person, bo: Person, dora: Person
) -> None:
    made = keep_takeaway(bo, kind="blocker", text="Queue is down", key_result=goals.median, line=line)
    assert (made.state, made.room, made.key_result) == ("open", line.room, goals.median)
    with pytest.raises(Refused) as stranger:
        settle_takeaway(dora, made, resolution="Done")
    with pytest.raises(Invalid) as wordless:
        settle_takeaway(mei, made)
    closed = settle_takeaway(mei, made, resolution="IT restarted it")
    again = settle_takeaway(mei, made, resolution="IT restarted it")
    assert [stranger.value.code, wordless.value.code] == ["not_owner", "empty"]
    assert [(one.state, one.resolution, one.settled_by) for one in (closed, again)] == [
        ("resolved", "IT restarted it", mei)
    ] * 2


def test_evidence_and_decisions_wait_for_nobody(goals: Goals, line: Line, mei: Person) -> None:
    evidence = keep_takeaway(mei, kind="evidence", text="It broke", key_result=goals.median, line=line)
    decision = keep_takeaway(mei, kind="decision", text="We buy a second queue", line=line)
    assert [(one.state, one.key_result_id) for one in (evidence, decision)] == [
        ("kept", goals.median.pk),
        ("kept", None),
    ]


def test_offer_is_accepted_once_and_not_declined_later(goals: Goals, line: Line, mei: Person, bo: Person) -> None:
    offer = keep_takeaway(bo, kind="offer", text="I can take the night shift", key_result=goals.median, line=line)
    assert settle_takeaway(mei, offer).state == "accepted"
    with pytest.raises(Conflict) as refused:
        settle_takeaway(mei, offer, accepts=False, resolution="No")
    assert refused.value.code == "answered"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"kind": "evidence", "text": "x"}, "no_goal"),
        ({"kind": "gossip", "text": "x"}, "no_kind"),
        ({"kind": "decision", "text": "  "}, "empty"),
        ({"kind": "decision", "text": "x" * 1001}, "too_long"),
    ],
)
def test_what_makes_no_sense_is_refused(line: Line, mei: Person, words: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        keep_takeaway(mei, line=line, **words)
    assert refused.value.code == code


def test_auditor_keeps_nothing(goals: Goals, aldo: Person) -> None:
    with pytest.raises(Refused) as refused:
        keep_takeaway(aldo, kind="evidence", text="x", key_result=goals.median)
    assert refused.value.code == "reads_only"


def test_private_goal_and_closed_room_stay_unseen(goals: Goals, line: Line, mei: Person, dora: Person) -> None:
    made = keep_takeaway(mei, kind="evidence", text="x", key_result=goals.median, line=line)
    decision = keep_takeaway(mei, kind="decision", text="y", line=line)
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    Room.objects.filter(pk=line.room_id).update(kind=Room.RoomKind.CLOSED)
    assert list(Takeaway.objects.visible_to(dora)) == []
    assert set(Takeaway.objects.visible_to(mei)) == {made, decision}
    with pytest.raises(NotThere):
        keep_takeaway(dora, kind="evidence", text="x", key_result=goals.median)
    with pytest.raises(NotThere):
        settle_takeaway(dora, made)
