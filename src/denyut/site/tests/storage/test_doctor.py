"""The doctor names what is wrong, by number where there is one, and says what to do."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.tasks import TaskResultStatus

from denyut.okr.models import Objective
from denyut.people.models import Site
from denyut.site.storage.doctor import database, log, place, surroundings, work
from denyut.site.storage.doctor.finding import Level
from denyut.site.storage.doctor.goals import differing, roll_up
from denyut.site.tests.storage.house import IS_SQLITE, House
from denyut.spine import clock
from denyut.spine.models import Event, Job, OutletCursor, OutletFailure
from tests.goals import Goals

pytestmark = pytest.mark.server


def test_doctor_of_a_sound_house(house: House) -> None:
    told = house.run("doctor", "--json")
    found = {finding["name"]: finding["level"] for finding in json.loads(told.stdout)}
    assert told.returncode == 0
    assert found.pop("outlets") in ("ok", "warn")
    assert {name for name, level in found.items() if level != "ok"} == {"mail"}
    assert {"chain", "roll_up", "jobs", "migrations", "writing", "secret_key", "room"} <= set(found)


def test_doctor_of_an_empty_place(empty: House) -> None:
    told = empty.run("doctor")
    if IS_SQLITE:
        assert (told.returncode, "There is no workspace here yet" in told.stdout) == (0, True)
        assert not (empty.data / "denyut.sqlite3").exists()
    else:
        assert (told.returncode, "changes of the tables wait" in told.stdout) == (1, True)


def test_byte_changed_in_an_event_is_found_by_number(house: House) -> None:
    code = "import django; django.setup()\nfrom denyut.spine.models import Event\n"
    code += "e = Event.objects.order_by('id')[3]; e.facts['note'] = 'x'; e.save(); print(e.pk)"
    number = house.script(code).strip()
    told = house.run("doctor")
    assert told.returncode == 1
    assert f"fail  The facts of event {number} were changed" in told.stdout


@pytest.mark.parametrize("column", ["verb", "subject_id", "at", "hash", "actor_id", "surface"])
def test_any_change_of_an_event_breaks_the_chain(goals: Goals, column: str) -> None:
    changed = Event.objects.order_by("id")[1]
    value = {"subject_id": 999, "at": changed.at + timedelta(microseconds=1), "actor_id": None, "hash": "0" * 64}
    Event.objects.filter(pk=changed.pk).update(**{column: value.get(column, "x.y")})
    assert log.chain().level == Level.FAIL
    assert f"Event {changed.pk} " in log.chain().sentence


def test_lost_event_breaks_the_chain(goals: Goals) -> None:
    lost = Event.objects.order_by("id")[1]
    Event.objects.filter(pk=lost.pk).delete()
    assert f"Event {lost.pk + 1} or the one before it" in log.chain().sentence


def test_progress_that_does_not_follow_is_found(goals: Goals) -> None:
    assert roll_up().level == Level.OK
    Objective.objects.filter(pk=goals.speed.pk).update(progress="0.5")
    assert differing() == [goals.company.pk, goals.speed.pk]
    assert roll_up().sentence.endswith(f"first objective {goals.company.pk}.")


def test_outlets_that_lag_or_gave_up(goals: Goals) -> None:
    OutletCursor.objects.all().delete()
    OutletCursor.objects.bulk_create([OutletCursor(name=name, position=10**9) for name in log.OUTLETS])
    assert log.outlets().level == Level.OK
    failure = OutletFailure(outlet="chat", event=Event.objects.order_by("id")[0], error="x", next_at=clock.now())
    failure.save()
    assert log.outlets().level == Level.WARN
    OutletFailure.objects.update(attempts=log.ATTEMPTS)
    assert log.outlets().level == Level.FAIL
    OutletFailure.objects.all().delete()
    OutletCursor.objects.all().delete()
    with clock.at(clock.now() + timedelta(hours=1)):
        assert (log.outlets().level, bool(log.OUTLETS)) == (Level.WARN, True)


@pytest.mark.django_db
def test_jobs_that_are_stuck_or_failed() -> None:
    assert work.jobs().level == Level.OK
    old = clock.now() - timedelta(hours=1)
    plan = {"task": "people.x", "queue": "default", "max_attempts": 3, "backoff": 1.0, "enqueued_at": old}
    job = Job(**plan, run_after=old)
    job.save()
    assert work.jobs().sentence == "1 jobs are overdue, and 0 were left by a worker that ended."
    Job.objects.update(status=TaskResultStatus.RUNNING, leased_until=old)
    assert work.jobs().sentence == "0 jobs are overdue, and 1 were left by a worker that ended."
    Job.objects.update(status=TaskResultStatus.FAILED, finished_at=old)
    assert work.jobs().sentence == "1 jobs failed for good in the last week, last people.x."


def test_clock_that_ran_ahead(goals: Goals) -> None:
    with clock.at(Event.objects.order_by("-id")[0].at):
        assert log.moments().level == Level.OK
    with clock.at(Event.objects.order_by("-id")[0].at - timedelta(hours=1)):
        assert log.moments().level == Level.WARN


def test_unknown_time_zone(world: object) -> None:
    assert surroundings.zones().level == Level.OK
    Site.objects.update(zone="Asia/Nowhere")
    assert surroundings.zones().level == Level.FAIL


@pytest.mark.parametrize(
    ("hosts", "is_secure", "origins", "level"),
    [
        (["localhost"], False, [], Level.OK),
        (["localhost", "*"], True, [], Level.WARN),
        (["goals.example.com"], False, [], Level.WARN),
        (["goals.example.com"], True, [], Level.WARN),
        (["goals.example.com"], True, ["https://goals.example.com"], Level.OK),
    ],
)
def test_addresses(settings: LazySettings, hosts: list[str], is_secure: bool, origins: list[str], level: Level) -> None:
    settings.ALLOWED_HOSTS, settings.IS_SECURE, settings.CSRF_TRUSTED_ORIGINS = hosts, is_secure, origins
    assert surroundings.addresses().level == level


def test_place_and_who_may_look_into_it(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DENYUT_SECRET_KEY", raising=False)
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o700)
    (tmp_path / "secret.key").write_text("k")
    (tmp_path / "secret.key").chmod(0o600)
    assert [check().level for check in (place.room, place.privacy, place.secret_key)] == [Level.OK] * 3
    (tmp_path / "secret.key").chmod(0o640)
    tmp_path.chmod(0o755)
    assert (place.privacy().level, place.secret_key().level) == (Level.WARN, Level.FAIL)
    monkeypatch.setattr(place, "ROOM", 10**18)
    assert place.room().level == Level.WARN
    settings.DATA_DIR = tmp_path / "none"
    assert place.data_directory().level == Level.FAIL


@pytest.mark.django_db(transaction=True)
def test_database_that_may_lose_something() -> None:
    assert (database.writing().level, database.whole().level, database.migrations().level) == (Level.OK,) * 3
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit=off")
    try:
        assert database.writing().level == Level.FAIL
    finally:
        connection.close()
