"""What people take out of the talk for a goal, who answers it, and what a stranger sees of it."""

from collections.abc import Callable
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from denyut.assistant.actions import keep_takeaway, settle_takeaway
from denyut.assistant.models import Takeaway
from denyut.chat.actions import open_room, say
from denyut.chat.models import Line, Room
from denyut.matters.models import Blocker, Decision
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


def test_a_suggestion_is_kept_told_and_declined_with_a_resolution_alone(
    goals: Goals, line: Line, mei: Person, bo: Person, dora: Person
) -> None:
    made = keep_takeaway(bo, kind="suggestion", text="Measure per shift", key_result=goals.median, line=line)
    assert (made.state, made.room, made.key_result) == ("open", line.room, goals.median)
    with pytest.raises(Refused) as stranger:
        settle_takeaway(dora, made)
    with pytest.raises(Invalid) as wordless:
        settle_takeaway(mei, made, accepts=False)
    closed = settle_takeaway(mei, made, accepts=False, resolution="Too much work")
    again = settle_takeaway(mei, made, accepts=False, resolution="Too much work")
    assert [stranger.value.code, wordless.value.code] == ["not_owner", "empty"]
    assert [(one.state, one.resolution, one.settled_by) for one in (closed, again)] == [
        ("declined", "Too much work", mei)
    ] * 2


def test_evidence_waits_for_nobody_and_a_room_keeps_suggestions_of_its_own(
    goals: Goals, line: Line, mei: Person
) -> None:
    evidence = keep_takeaway(mei, kind="evidence", text="It broke", key_result=goals.median, line=line)
    suggestion = keep_takeaway(mei, kind="suggestion", text="We buy a second queue", line=line)
    assert [(one.state, one.key_result_id) for one in (evidence, suggestion)] == [
        ("kept", goals.median.pk),
        ("open", None),
    ]


def test_who_accepts_a_suggestion_goes_on_to_change_the_goal_with_its_words(
    goals: Goals, line: Line, mei: Person, bo: Person, signed_in: Callable[[Person], Client]
) -> None:
    made = keep_takeaway(bo, kind="suggestion", text="Aim for 16 minutes", key_result=goals.median, line=line)
    browser = signed_in(mei)
    answered = browser.post(f"/takeaways/{made.pk}/", {"answer": "accept"}, headers={"HX-Request": "true"})
    form = answered.headers["HX-Redirect"]
    page = browser.get(form).content.decode()
    assert form.startswith(f"/key-results/{goals.median.pk}/edit/?reason=learning&note=Bo+Santoso")
    assert ("Bo Santoso suggested: Aim for 16 minutes" in page, made.state) == (True, "open")


def test_old_blockers_and_decisions_become_matters(goals: Goals, line: Line, mei: Person, bo: Person) -> None:
    words = {"by": bo, "at": TODAY, "room": line.room, "line": line, "key_result": goals.median}
    Takeaway.objects.create(kind="blocker", text="Queue is down", state="open", **words)
    settled = {"settled_by": mei, "settled_at": TODAY, "resolution": "Restarted"}
    Takeaway.objects.create(kind="blocker", text="No boxes", state="resolved", **words, **settled)
    Takeaway.objects.create(kind="decision", text="We buy a queue", state="kept", **words)
    kept = Takeaway.objects.create(kind="evidence", text="x", state="kept", **words)
    import_module("denyut.assistant.migrations.0002_matters").move(apps, None)
    blockers = [(one.text, one.waits_on, one.resolution, one.is_standing) for one in Blocker.objects.order_by("id")]
    assert blockers == [("No boxes", mei, "Restarted", False), ("Queue is down", mei, "", True)]
    decision = Decision.objects.get()
    assert (decision.choice, decision.decider, list(decision.key_results.all())) == (
        "We buy a queue",
        bo,
        [goals.median],
    )
    assert list(Takeaway.objects.all()) == [kept]


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
        ({"kind": "blocker", "text": "x"}, "no_kind"),
        ({"kind": "suggestion", "text": "  "}, "empty"),
        ({"kind": "suggestion", "text": "x" * 1001}, "too_long"),
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
    suggestion = keep_takeaway(mei, kind="suggestion", text="y", line=line)
    Objective.objects.filter(pk=goals.speed.pk).update(visibility=Visibility.PRIVATE)
    Room.objects.filter(pk=line.room_id).update(kind=Room.RoomKind.CLOSED)
    assert list(Takeaway.objects.visible_to(dora)) == []
    assert set(Takeaway.objects.visible_to(mei)) == {made, suggestion}
    with pytest.raises(NotThere):
        keep_takeaway(dora, kind="evidence", text="x", key_result=goals.median)
    with pytest.raises(NotThere):
        settle_takeaway(dora, made)
