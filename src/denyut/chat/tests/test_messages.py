"""What becomes of lines: threads, quotes, other words, recalling, moving, forwarding, marks."""

from datetime import timedelta

import pytest

from denyut.chat.actions import (
    archive_room,
    edit_line,
    forward_line,
    give_seat,
    leave_seat,
    mark_read,
    mark_unread,
    move_line,
    open_room,
    pin_line,
    react,
    recall_line,
    say,
    unpin_line,
)
from denyut.chat.emoji import BY_NAME
from denyut.chat.models import Confirmation, Line, Mention, Pin, Reaction, Room, Seat, Upload, Wording
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, Refused
from denyut.spine.events import Via
from denyut.spine.models import Event
from denyut.spine.verbs import VERBS
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(world: World) -> Room:
    return open_room(world.mei, name="Queue", people=[world.bo])


@pytest.fixture
def other(world: World) -> Room:
    return open_room(world.mei, name="Other", people=[world.bo])


@pytest.fixture
def closed(world: World) -> Room:
    return open_room(world.mei, name="Pay", kind="closed", people=[world.bo])


@pytest.fixture
def line(world: World, room: Room) -> Line:
    return say(world.mei, room, text="the queue is flowing")


def a_file(person: Person, room: Room, line: Line | None = None) -> Upload:
    return Upload.objects.create(
        room=room,
        person=person,
        line=line,
        name="q.pdf",
        media_type="application/pdf",
        size=3,
        digest="d",
        stored="s",
        made_at=clock.now(),
    )


def told_of(verb: str) -> list[int]:
    event = Event.objects.filter(verb=verb).order_by("-id")[0]
    return list(VERBS[verb].told(event))


# Threads


def test_an_answer_stands_in_its_thread_and_is_counted(world: World, room: Room, line: Line) -> None:
    answer = say(world.bo, room, text="since nine", thread=line)
    second = say(world.mei, room, text="good", thread=answer)
    line.refresh_from_db()
    assert (answer.thread, second.thread) == (line, line)
    assert (line.replies, line.replied_at, line.edition) == (2, second.said_at, 2)


def test_an_answer_is_drawn_in_its_thread_and_its_first_line_anew(world: World, room: Room, line: Line) -> None:
    answer = say(world.bo, room, text="since nine", thread=line)
    touches = [
        (touch.topic, touch.name, touch.id) for touch in VERBS["chat.said"].touches(Event.objects.order_by("-id")[0])
    ]
    assert touches == [
        (f"thread:{line.pk}", "chat.answer", answer.pk),
        (f"room:{room.pk}", "chat.line_itself", line.pk),
    ]


def test_an_answer_can_be_shown_in_the_room_too(world: World, room: Room, line: Line) -> None:
    answer = say(world.bo, room, text="since nine", thread=line, is_shown_in_room=True)
    shown = Line.objects.get(room=room, quoted=answer)
    assert (shown.thread, shown.text, shown.author) == (None, "", world.bo)


def test_an_answer_tells_those_who_take_part(world: World, room: Room, line: Line) -> None:
    give_seat(world.cem, room, world.cem)
    say(world.cem, room, text="since nine", thread=line)
    say(world.bo, room, text="good", thread=line)
    assert told_of("chat.said") == sorted([world.cem.pk, world.mei.pk])


def test_a_line_of_another_room_is_no_thread_and_no_quote(world: World, other: Room, line: Line) -> None:
    for beside in ({"thread": line}, {"quoted": line}):
        with pytest.raises(Invalid) as refusal:
            say(world.mei, other, text="hi", **beside)
        assert refusal.value.code == "other_room"


def test_a_recalled_line_is_not_answered(world: World, room: Room, line: Line) -> None:
    recall_line(world.mei, line)
    with pytest.raises(Conflict) as refusal:
        say(world.bo, room, text="why?", thread=line)
    assert refusal.value.code == "recalled"


# Files


def test_files_are_sent_with_a_line_that_needs_no_words(world: World, room: Room) -> None:
    upload = a_file(world.mei, room)
    line = say(world.mei, room, uploads=[upload.pk])
    assert (line.text, list(line.uploads.all())) == ("", [upload])


def test_only_own_files_that_wait_in_this_room_are_sent(world: World, room: Room, other: Room, line: Line) -> None:
    for upload in (a_file(world.bo, room), a_file(world.mei, other), a_file(world.mei, room, line)):
        with pytest.raises(Invalid) as refusal:
            say(world.mei, room, text="look", uploads=[upload.pk])
        assert refusal.value.field == "uploads"
    assert list(Line.objects.all()) == [line]


def test_a_message_can_ask_to_be_confirmed(world: World, room: Room) -> None:
    line = say(world.mei, room, text="all out at five", must_confirm=True)
    assert (line.must_confirm, [one.person for one in Confirmation.objects.all()]) == (True, [world.bo])


# Other words


def test_an_edit_keeps_the_words_before(world: World, line: Line) -> None:
    for text in ("it flows", "it flows well"):
        edit_line(world.mei, line, text=text)
    line.refresh_from_db()
    kept = [(one.number, one.text) for one in Wording.objects.all()]
    assert (line.text, line.edited_at is not None, line.edition) == ("it flows well", True, 2)
    assert kept == [(1, "the queue is flowing"), (2, "it flows")]


def test_the_same_words_change_nothing(world: World, line: Line) -> None:
    edit_line(world.mei, line, text=" the queue is flowing ")
    assert (Wording.objects.count(), Event.objects.filter(verb="chat.line_edited").count()) == (0, 0)


def test_an_edit_tells_only_whom_it_names_anew(world: World, room: Room) -> None:
    line = say(world.mei, room, text="@Bo Santoso look")
    give_seat(world.cem, room, world.cem)
    edit_line(world.mei, line, text="@Bo Santoso and @Cem Arslan look")
    assert told_of("chat.line_edited") == [world.cem.pk]


@pytest.mark.parametrize("who", ["bo", "ada", "aldo"])
def test_only_its_author_edits(world: World, line: Line, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        edit_line(getattr(world, who), line, text="mine")
    assert refusal.value.code == "not_author"


def test_an_edit_needs_words_unless_there_is_a_file(world: World, room: Room, line: Line) -> None:
    with pytest.raises(Invalid):
        edit_line(world.mei, line, text=" ")
    a_file(world.mei, room, line)
    assert edit_line(world.mei, line, text=" ").text == ""


# Recalling


def test_a_recalled_line_leaves_a_stub_alone(world: World, room: Room) -> None:
    line = say(world.mei, room, text="@Bo Santoso oops", must_confirm=True)
    edit_line(world.mei, line, text="@Bo Santoso oops!")
    a_file(world.mei, room, line)
    react(world.bo, line, emoji="👀")
    pin_line(world.bo, line)
    recall_line(world.mei, line)
    recall_line(world.mei, line)
    line.refresh_from_db()
    assert (line.text, line.is_recalled, line.must_confirm) == ("", True, False)
    left = [kind.objects.count() for kind in (Wording, Mention, Reaction, Pin, Confirmation)]
    assert (left, Upload.objects.visible_to(world.mei).count()) == ([0] * 5, 0)
    assert Event.objects.filter(verb="chat.line_recalled").count() == 1


def test_what_quotes_or_passes_on_a_recalled_line_follows(world: World, room: Room, other: Room, line: Line) -> None:
    quoting = say(world.bo, room, text="good", quoted=line)
    copy = forward_line(world.bo, line, other)
    second = forward_line(world.mei, copy, room)
    recall_line(world.mei, line)
    for one in (quoting, copy, second):
        one.refresh_from_db()
    assert [(one.text, one.is_recalled) for one in (quoting, copy, second)] == [("good", False), ("", True), ("", True)]
    recalled = Event.objects.get(verb="chat.line_recalled", subject_id=line.pk)
    assert quoting.pk in recalled.facts["again"]
    assert quoting.edition == 1


def test_a_manager_inside_recalls_what_others_said(world: World, closed: Room) -> None:
    line = say(world.bo, closed, text="oops")
    with pytest.raises(Refused) as refusal:
        recall_line(world.mei, line)
    assert refusal.value.code == "not_author"
    give_seat(world.mei, closed, world.cem)
    assert recall_line(world.cem, line).is_recalled


def test_an_administrator_outside_recalls_nothing(world: World, room: Room, line: Line) -> None:
    with pytest.raises(Refused):
        recall_line(world.ada, line)


def test_an_archived_room_lets_its_people_recall(world: World, room: Room, line: Line) -> None:
    give_seat(world.cem, room, world.cem)
    archive_room(world.cem, room)
    line = Line.objects.get(pk=line.pk)
    assert recall_line(world.mei, line).is_recalled
    with pytest.raises(Refused):
        edit_line(world.mei, line, text="again")


def test_nothing_is_done_to_a_recalled_line(world: World, other: Room, line: Line) -> None:
    recall_line(world.mei, line)
    for deed in (
        lambda: edit_line(world.mei, line, text="x"),
        lambda: react(world.mei, line, emoji="👍"),
        lambda: pin_line(world.mei, line),
        lambda: forward_line(world.mei, line, other),
        lambda: move_line(world.mei, line, other),
    ):
        with pytest.raises(Conflict) as refusal:
            deed()
        assert refusal.value.code == "recalled"


# Other rooms


def test_a_moved_line_leaves_a_notice_and_takes_all_along(world: World, room: Room, other: Room, line: Line) -> None:
    answer = say(world.bo, room, text="since nine", thread=line)
    react(world.bo, line, emoji="👍")
    upload = a_file(world.mei, room, line)
    edit_line(world.mei, line, text="it flows")
    moved = move_line(world.mei, line, other)
    for one in (line, answer, upload):
        one.refresh_from_db()
    assert (line.text, line.facts) == ("", {"moved": {"room": other.pk, "line": moved.pk}})
    assert (moved.room, moved.author, moved.text, moved.replies) == (other, world.mei, "it flows", 1)
    assert (answer.thread, answer.room, upload.line, upload.room) == (moved, other, moved, other)
    assert (moved.reactions.count(), moved.wordings.count()) == (1, 1)


def test_a_line_moves_to_where_one_may_speak(world: World, room: Room) -> None:
    line = say(world.dora, room, text="wrong room")
    secret = open_room(world.mei, name="Pay", kind="closed")
    with pytest.raises(Refused) as refusal:
        move_line(world.dora, line, secret)
    assert refusal.value.code == "no_seat"
    with pytest.raises(Invalid):
        move_line(world.dora, line, room)


def test_others_do_not_move_a_line(world: World, other: Room, line: Line) -> None:
    with pytest.raises(Refused) as refusal:
        move_line(world.bo, line, other)
    assert refusal.value.code == "not_author"


def test_a_forwarded_line_says_whose_it_is_and_calls_nobody(world: World, room: Room, other: Room) -> None:
    line = say(world.mei, room, text="@Bo Santoso look")
    a_file(world.mei, room, line)
    copy = forward_line(world.bo, line, other)
    assert (copy.author, copy.text, copy.quoted, copy.facts) == (
        world.bo,
        "@Bo Santoso look",
        line,
        {"forwarded": world.mei.pk},
    )
    assert ([one.room for one in copy.uploads.all()], copy.mentions.count()) == ([other], 0)
    with pytest.raises(Refused):
        edit_line(world.bo, copy, text="mine")


def test_what_one_may_not_read_is_not_forwarded(world: World, closed: Room, other: Room) -> None:
    line = say(world.mei, closed, text="secret")
    with pytest.raises(Refused) as refusal:
        forward_line(world.dora, line, other)
    assert refusal.value.code == "no_seat"


# Marks


def test_a_reaction_is_put_and_taken_off(world: World, line: Line) -> None:
    react(world.bo, line, emoji="👍")
    react(world.mei, line, emoji="👍")
    react(world.bo, line, emoji="👍")
    react(world.mei, line, emoji="👍", is_wanted=True)
    line.refresh_from_db()
    assert ([one.person for one in Reaction.objects.all()], line.edition) == ([world.mei], 3)


def test_a_repeated_request_reacts_once(world: World, line: Line) -> None:
    for _ in range(2):
        react.via(Via("web", "k"))(world.bo, line, emoji="👍")
    assert Reaction.objects.count() == 1


@pytest.mark.parametrize("mark", ["", "a", "<b>", "👍👍", "👍" * 40])
def test_only_known_emoji_are_reactions(world: World, line: Line, mark: str) -> None:
    with pytest.raises(Invalid):
        react(world.bo, line, emoji=mark)


def test_a_line_has_up_to_twenty_kinds(world: World, line: Line) -> None:
    marks = list(BY_NAME.values())
    for mark in marks[:20]:
        react(world.bo, line, emoji=mark)
    with pytest.raises(Invalid) as refusal:
        react(world.mei, line, emoji=marks[20])
    assert refusal.value.code == "too_many"
    react(world.mei, line, emoji=marks[19])


def test_a_pin_is_put_once_and_taken_down(world: World, line: Line) -> None:
    for _ in range(2):
        pin_line(world.bo, line)
    assert [pin.put_by for pin in Pin.objects.all()] == [world.bo]
    for _ in range(2):
        unpin_line(world.mei, line)
    assert (Pin.objects.count(), Event.objects.filter(verb="chat.line_unpinned").count()) == (0, 1)


def test_a_room_pins_up_to_fifty(world: World, room: Room, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("denyut.chat.actions.marking.PINS_AT_MOST", 1)
    pin_line(world.bo, line)
    with pytest.raises(Conflict) as refusal:
        pin_line(world.bo, say(world.bo, room, text="two"))
    assert refusal.value.code == "too_many"


def test_a_room_counts_as_unread_from_a_line_on(world: World, room: Room, line: Line) -> None:
    last = say(world.mei, room, text="two")
    mark_read(world.bo, room, to=last.pk)
    mark_unread(world.bo, line)
    mark_unread(world.bo, last)
    assert Seat.objects.get(room=room, person=world.bo).read_to == line.pk - 1


def test_an_auditor_reads_only(world: World, other: Room, line: Line) -> None:
    for deed in (
        lambda: react(world.aldo, line, emoji="👍"),
        lambda: pin_line(world.aldo, line),
        lambda: unpin_line(world.aldo, line),
        lambda: recall_line(world.aldo, line),
        lambda: move_line(world.aldo, line, other),
        lambda: forward_line(world.aldo, line, other),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.code == "reads_only"


def test_whoever_was_shown_out_does_nothing_more(world: World, closed: Room) -> None:
    line = say(world.bo, closed, text="hello")
    leave_seat(world.bo, closed, world.bo)
    for deed in (
        lambda: react(world.bo, line, emoji="👍"),
        lambda: edit_line(world.bo, line, text="x"),
        lambda: recall_line(world.bo, line),
        lambda: mark_unread(world.bo, line),
        lambda: say(world.bo, closed, text="x", thread=line),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.code == "no_seat"


def test_a_muted_room_tells_nothing(world: World, room: Room) -> None:
    Seat.objects.filter(room=room, person=world.bo).update(muted_until=clock.now() + timedelta(hours=1))
    say(world.mei, room, text="@Bo Santoso look")
    assert told_of("chat.said") == []
