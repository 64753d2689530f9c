from decimal import Decimal
from typing import Any

import pytest

from denyut.closing.actions import (
    answer_post_mortem,
    change_lesson,
    open_post_mortem,
    withdraw_lesson,
    write_lesson,
)
from denyut.closing.models import Lesson
from denyut.closing.rows.lessons import found_lessons, lessons_for, lessons_of
from denyut.okr.actions import amend_objective_score, carry_over, change_objective, score_key_result
from denyut.okr.models import Cycle, Objective
from denyut.people.models import Person
from denyut.spine.access import Refused
from denyut.spine.models import Event, words_of
from denyut.spine.outlets import catch_up
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db


def code_of(deed: Any, *args: Any, **options: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(*args, **options)
    return refusal.value.code


def found(viewer: Person, words: str = "", kind: str = "") -> list[str]:
    return [lesson.text for lesson in found_lessons(viewer, words, kind)]


def test_write_lesson(world: World, goals: Goals) -> None:
    options = {"text": "  Ask first. ", "kind": "change", "cause": "assumption", "key_result": goals.median}
    lesson = write_lesson(world.bo, goals.speed, **options)
    assert (lesson.text, lesson.kind, lesson.cause, lesson.key_result, lesson.author, lesson.is_told) == (
        "Ask first.",
        "change",
        "assumption",
        goals.median,
        world.bo,
        True,
    )
    event = Event.objects.latest("id")
    assert (event.verb, event.subject_id, words_of(event)) == ("closing.lesson_written", goals.speed.pk, "Ask first.")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"text": "  "}, "empty"),
        ({"text": "x" * 4001}, "too_long"),
        ({"text": "So", "kind": "start"}, "not_a_choice"),
        ({"text": "So", "kind": "post_mortem"}, "post_mortem"),
        ({"text": "So", "cause": "weather"}, "not_a_choice"),
    ],
)
def test_write_lesson_refuses_what_makes_no_sense(
    world: World, goals: Goals, options: dict[str, Any], code: str
) -> None:
    assert code_of(write_lesson, world.mei, goals.speed, **options) == code


def test_write_lesson_refuses_another_objectives_key_result(world: World, goals: Goals) -> None:
    assert code_of(write_lesson, world.mei, goals.company, text="So", key_result=goals.median) == "other_objective"


def test_write_lesson_is_refused_to_auditors_and_to_strangers_of_a_private_goal(
    world: World, goals: Goals, secret: Objective
) -> None:
    assert code_of(write_lesson, world.aldo, goals.speed, text="So") == "reads_only"
    assert code_of(write_lesson, world.dora, secret, text="So") == "not_there"


def test_lessons_are_written_after_the_close_too(world: World, goals: Goals) -> None:
    shut(world.ada, goals.quarter)
    assert write_lesson(world.mei, goals.speed, text="Late, but true.").is_told


def test_change_lesson(world: World, goals: Goals) -> None:
    lesson = write_lesson(world.bo, goals.speed, text="Ask frist.")
    changed = change_lesson(world.bo, lesson, text="Ask first.", kind="keep")
    assert (changed.text, changed.kind, found(world.mei, "first"), found(world.mei, "frist")) == (
        "Ask first.",
        "keep",
        ["Ask first."],
        [],
    )
    assert change_lesson(world.ada, lesson, text="Ask them first.").text == "Ask them first."


def test_change_lesson_is_for_its_author(world: World, goals: Goals) -> None:
    lesson = write_lesson(world.bo, goals.speed, text="Ask first.")
    for deed, options in ((change_lesson, {"text": "No"}), (withdraw_lesson, {})):
        assert [code_of(deed, person, lesson, **options) for person in (world.mei, world.dora, world.aldo)] == [
            "not_author",
            "not_author",
            "reads_only",
        ]
    assert code_of(change_lesson, world.bo, lesson, text="So", kind="post_mortem") == "post_mortem"


def test_a_withdrawn_lesson_is_gone(world: World, goals: Goals) -> None:
    lesson = write_lesson(world.bo, goals.speed, text="Ask first.")
    withdraw_lesson(world.bo, lesson)
    assert found(world.bo) == []
    assert code_of(withdraw_lesson, world.bo, lesson) == "withdrawn"
    assert code_of(change_lesson, world.bo, lesson, text="Again") == "withdrawn"


def test_a_missed_promise_opens_a_post_mortem_once(world: World, missed: Goals) -> None:
    catch_up()
    catch_up()
    [lesson] = Lesson.objects.all()
    assert (lesson.kind, lesson.is_told, lesson.objective) == ("post_mortem", False, missed.speed)
    assert found(world.mei) == []
    told = Event.objects.get(verb="closing.post_mortem_opened")
    assert told.facts["owner"] == world.mei.pk


def test_a_promise_that_was_kept_after_all_asks_no_more(world: World, missed: Goals) -> None:
    catch_up()
    for kr in (missed.median, missed.rules):
        score_key_result(world.mei, kr, score=Decimal(1), reason="Counted anew.")
    catch_up()
    assert Lesson.objects.standing().count() == 0
    score_key_result(world.mei, missed.rules, score=Decimal(0), reason="No.")
    catch_up()
    assert Lesson.objects.waiting().count() == 1


def test_an_amendment_asks_too(world: World, goals: Goals) -> None:
    shut(world.ada, goals.quarter)
    amend_objective_score(world.ada, goals.speed, score=Decimal(0), reason="Late numbers.")
    catch_up()
    assert Lesson.objects.waiting().get().objective == goals.speed


@pytest.mark.parametrize("ambition", ["aspirational", "learning", "operational"])
def test_only_promises_have_post_mortems(world: World, goals: Goals, ambition: str) -> None:
    Objective.objects.filter(pk=goals.speed.pk).update(ambition=ambition)
    for kr in (goals.median, goals.rules):
        score_key_result(world.mei, kr)
    catch_up()
    assert Lesson.objects.count() == 0
    assert code_of(answer_post_mortem, world.mei, goals.speed, text="Why") == "not_missed"


def test_answer_post_mortem(world: World, missed: Goals) -> None:
    told = answer_post_mortem(world.mei, missed.speed, text="Two people left.", cause="capacity")
    again = answer_post_mortem(world.cem, missed.speed, text="Two people left in October.", cause="capacity")
    assert (told.pk, again.author, again.cause, Lesson.objects.count()) == (again.pk, world.cem, "capacity", 1)
    assert found(world.dora, "october") == ["Two people left in October."]
    catch_up()
    assert Lesson.objects.get().is_told
    assert open_post_mortem(world.mei, missed.speed) == again


def test_answer_post_mortem_is_refused(world: World, missed: Goals) -> None:
    people = (world.bo, world.dora, world.aldo)
    assert [code_of(answer_post_mortem, p, missed.speed, text="Why") for p in people] == [
        "not_owner",
        "not_owner",
        "reads_only",
    ]
    assert code_of(answer_post_mortem, world.mei, missed.speed, text=" ") == "empty"
    assert code_of(answer_post_mortem, world.mei, missed.speed, text="Why", cause="weather") == "not_a_choice"
    shut(world.ada, missed.quarter)
    assert answer_post_mortem(world.mei, missed.speed, text="Late, but true.").is_told


@pytest.mark.parametrize(
    ("text", "words", "is_found"),
    [
        ("Ask the customers before choosing", "CUSTOM choos", True),
        ("Ask the customers before choosing", "customers supplier", False),
        ("客户投诉太多，先问客户", "投诉", True),
        ("客户投诉太多，先问客户", "供应商", False),
        ("ลูกค้ารอนานเกินไป", "รอนาน", True),
        ("Đơn nghỉ phép gửi trễ", "nghi phep", True),
        ("أجب خلال ساعة", "اجب ساعه", True),
    ],
)
def test_lessons_are_found_by_their_words(world: World, goals: Goals, text: str, words: str, is_found: bool) -> None:
    write_lesson(world.mei, goals.speed, text=text)
    assert found(world.dora, words) == ([text] if is_found else [])


def test_lessons_are_found_by_the_titles_of_their_goals(world: World, goals: Goals) -> None:
    write_lesson(world.mei, goals.speed, text="Ask first.", key_result=goals.median, kind="keep")
    assert found(world.mei, "40% faster") == found(world.mei, "median") == ["Ask first."]
    change_objective(world.mei, goals.speed, title="Überholt", department=world.service, parent=goals.company)
    catch_up()
    assert (found(world.mei, "überholt"), found(world.mei, "faster")) == (["Ask first."], [])
    assert (found(world.mei, kind="keep"), found(world.mei, kind="stop")) == (["Ask first."], [])


def test_lessons_of_a_private_goal_are_private(world: World, secret: Objective) -> None:
    write_lesson(world.mei, secret, text="Offer less.")
    assert [found(p, "offer") for p in (world.dora, world.bo)] == [[], []]
    assert [found(p, "offer") for p in (world.mei, world.cem, world.ada, world.aldo)] == [["Offer less."]] * 4


def test_lessons_follow_the_line(world: World, goals: Goals, q1: Cycle) -> None:
    write_lesson(world.mei, goals.speed, text="Ask first.")
    goal = carry_over(world.mei, goals.speed, q1)
    assert [row.text for row in lessons_of(world.dora, goal, "en")] == ["Ask first."]
    assert lessons_of(world.dora, goals.company, "en") == []


def test_lessons_for_a_goal_being_written(world: World, goals: Goals, secret: Objective) -> None:
    write_lesson(world.mei, goals.speed, text="Customers wait for answers, not for offers.")
    write_lesson(world.mei, goals.company, text="Budgets are settled in May.")
    write_lesson(world.mei, secret, text="Customers of the rival know.")

    def rows(viewer: Person, words: str, **options: Any) -> list[str]:
        return [row.text for row in lessons_for(viewer, words=words, language="en", **options)]

    assert rows(world.dora, "Offers like the rival's") == ["Customers wait for answers, not for offers."]
    assert len(rows(world.mei, "Offers like the rival's")) == 2
    assert rows(world.dora, "Of a new") == []
    assert rows(world.dora, "", department=world.service) == ["Customers wait for answers, not for offers."]
    assert rows(world.dora, "", objective=goals.company) == ["Budgets are settled in May."]
