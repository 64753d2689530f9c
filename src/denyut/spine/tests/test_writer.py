import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.utils import translation

from denyut.chat.actions import open_room, say
from denyut.chat.models import Line
from denyut.people.models import Person
from denyut.spine import bell, writer
from denyut.spine.access import Invalid, Unavailable
from denyut.spine.events import breaks
from denyut.spine.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writing() -> Iterator[None]:
    writer.start()
    yield
    writer.stop()


def at_once(*works: object) -> list[object]:
    """Do all works in threads of their own; what they return or raise, in order."""
    results: list[object] = [None] * len(works)

    def do(place: int, work: object) -> None:
        try:
            results[place] = work()  # type: ignore[operator]
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_deeds_of_many_threads_are_all_kept_and_chained(mei: Person, writing: None) -> None:
    room = open_room(mei, name="Talk")
    at_once(*[lambda number=number: [say(mei, room, text=f"{number} {i}") for i in range(10)] for number in range(8)])
    assert Line.objects.count() == 80
    assert list(breaks()) == []


def test_ids_are_visible_in_their_order(mei: Person, writing: None) -> None:
    room = open_room(mei, name="Talk")
    at_once(*[lambda: [say(mei, room, text="x") for _ in range(10)] for _ in range(4)])
    ids = list(Event.objects.order_by("id").values_list("id", flat=True))
    assert ids == sorted(set(ids))


def test_a_refused_deed_does_not_spoil_its_batch(mei: Person, writing: None) -> None:
    room = open_room(mei, name="Talk")
    results = at_once(*[lambda text=text: say(mei, room, text=text) for text in ("one", "", "two", "", "three")])
    assert sorted(line.text for line in Line.objects.all()) == ["one", "three", "two"]
    assert sum(isinstance(result, Invalid) for result in results) == 2


def test_a_crash_in_a_deed_comes_back_to_its_caller(mei: Person, writing: None) -> None:
    def crash() -> None:
        raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"):
        writer.run(crash)
    assert writer.run(lambda: 7) == 7


@pytest.mark.parametrize(
    ("said", "code"), [("database or disk is full", "storage_full"), ("database is locked", "storage_unavailable")]
)
def test_trouble_with_the_storage_is_told_in_words(writing: None, said: str, code: str) -> None:
    def fail() -> None:
        raise OperationalError(said)

    with pytest.raises(Unavailable) as refusal:
        writer.run(fail)
    assert (refusal.value.code, refusal.value.status) == (code, 503)


def test_without_a_writer_a_deed_runs_in_its_own_thread(mei: Person) -> None:
    assert writer.run(threading.current_thread) is threading.current_thread()


def test_too_many_waiting_deeds_are_turned_away(writing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WAITING_AT_MOST", -1)
    with pytest.raises(Unavailable) as refusal:
        writer.run(lambda: None)
    assert refusal.value.code == "busy"


def test_a_bell_that_can_not_ring_neither_undoes_a_deed_nor_ends_the_writer(
    mei: Person, writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError(24, "Too many open files")

    room = open_room(mei, name="Talk")
    monkeypatch.setattr(bell, "ring", fail)
    assert [say(mei, room, text=text).text for text in ("one", "two")] == ["one", "two"]
    assert Line.objects.count() == 2


def test_the_writer_outlives_a_program_that_wants_to_end(writing: None) -> None:
    def leave() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        writer.run(leave)
    assert writer.run(lambda: 7) == 7


def test_whoever_comes_while_the_writer_stops_is_not_left_waiting(mei: Person) -> None:
    room, is_busy, may_go = open_room(mei, name="Talk"), threading.Event(), threading.Event()

    def last() -> str:
        is_busy.set()
        may_go.wait()
        return "last"

    writer.start()
    stopping = threading.Thread(target=writer.stop)

    def come_late() -> Line:
        is_busy.wait()
        stopping.start()
        while writer._thread is not None:
            pass
        # Nothing is held on to: whoever writes by themself waits for the database at most.
        may_go.set()
        return say(mei, room, text="late")

    said, late = at_once(lambda: writer.run(last), come_late)
    stopping.join()
    assert (said, isinstance(late, Line)) == ("last", True)


def test_a_refusal_speaks_the_language_of_whoever_asked(mei: Person, writing: None) -> None:
    room = open_room(mei, name="Talk")
    told = []
    for language in ("id", "en", "zh-hans"):
        with translation.override(language), pytest.raises(Invalid) as refusal:
            say(mei, room, text=" ")
        told.append(str(refusal.value))
    assert told == ["Tulis sesuatu dulu.", "Write something first.", "请先写点内容。"]


def test_the_writer_keeps_no_language(writing: None) -> None:
    before = writer.run(translation.get_language)
    with translation.override("id"):
        writer.run(lambda: None)
    assert writer.run(translation.get_language) == before
