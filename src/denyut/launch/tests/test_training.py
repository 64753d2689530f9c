from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from denyut.launch.actions import begin_exam, hand_in_exam
from denyut.launch.models import Exam
from denyut.launch.training.problems import Problem
from denyut.launch.training.report import LARGEST_SEED, PLANTED, SOUND_LINES, report
from denyut.launch.training.scoring import Score, marks, score
from denyut.people.models import Person
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from tests.world import World

type Browser = Callable[[Person], Client]
FEEDBACK = "Good that each line has an owner. Where does the first number come from? Ask by Tuesday."


@settings(max_examples=40)
@given(st.integers(min_value=0, max_value=LARGEST_SEED))
def test_a_report_has_five_problems_of_different_kinds(seed: int) -> None:
    lines = report(seed)
    assert lines == report(seed)
    planted = [line.problem for line in lines if line.problem is not None]
    assert (len(lines), len(planted), len(set(planted))) == (PLANTED + SOUND_LINES, PLANTED, PLANTED)
    assert all("%(" not in line.text and "%%" not in line.text for line in lines)


@settings(max_examples=40)
@given(st.integers(min_value=0, max_value=LARGEST_SEED), st.integers(0, PLANTED), st.integers(0, SOUND_LINES))
def test_scores_count_what_was_found_and_false_alarms(seed: int, found: int, alarms: int) -> None:
    lines = report(seed)
    wrong = [line for line in lines if line.problem][:found]
    sound = [line for line in lines if line.problem is None][:alarms]
    marked = {line.number: str(line.problem) for line in wrong} | {line.number: "stale" for line in sound}
    result = score(lines, marked)
    assert result == Score(found, PLANTED - found, alarms)
    assert result.points == max(0, 20 * found - 10 * alarms)


def test_a_right_line_under_a_wrong_name_is_missed() -> None:
    lines = report(7)
    [first, *_rest] = [line for line in lines if line.problem]
    other = next(kind for kind in Problem if kind is not first.problem)
    assert score(lines, {first.number: other}) == Score(0, PLANTED, 0)
    assert Score(4, 1, 0).is_passed
    assert not Score(4, 1, 1).is_passed


def test_marks_are_read() -> None:
    assert marks(["3:stale", "11:unit"]) == {3: "stale", 11: "unit"}
    for wrong in ("stale", "x:stale", "3:wrong"):
        with pytest.raises(ValueError, match=r".+"):
            marks([wrong])


def right(exam: Exam) -> list[str]:
    return [f"{line.number}:{line.problem}" for line in report(exam.seed) if line.problem]


@pytest.mark.django_db
def test_an_exam_is_handed_in_once_and_repeated_with_another_seed(world: World) -> None:
    exam = begin_exam(world.cem, seed=7)
    assert begin_exam(world.cem, seed=8) == exam
    with pytest.raises(NotThere):
        hand_in_exam(world.mei, exam, feedback=FEEDBACK)
    for marked, feedback, code in (([], "Good.", "feedback"), (["1:nothing"], FEEDBACK, "marks")):
        with pytest.raises(Invalid) as wrong:
            hand_in_exam(world.cem, exam, marked=marked, feedback=feedback)
        assert wrong.value.code == code
    failed = hand_in_exam(world.cem, exam, marked=right(exam)[:3], feedback=FEEDBACK)
    assert (failed.found, failed.false_alarms, failed.score, failed.has_passed) == (3, 0, 60, False)
    with pytest.raises(Conflict):
        hand_in_exam(world.cem, exam, feedback=FEEDBACK)
    again = begin_exam(world.cem, seed=8)
    assert hand_in_exam(world.cem, again, marked=right(again), feedback=FEEDBACK).score == 100
    with pytest.raises(Refused):
        begin_exam(world.aldo)
    with pytest.raises(Invalid):
        begin_exam(world.cem, seed=-1)


@pytest.mark.django_db
def test_the_course_from_its_page(world: World, signed_in: Browser) -> None:
    cem, mei = signed_in(world.cem), signed_in(world.mei)
    assert "0 / 1" in cem.get("/launch/course/").content.decode()
    address = cem.post("/launch/course/new/", {"key": "a"})["Location"]
    exam = Exam.objects.get()
    page = cem.get(address).content.decode()
    assert (report(exam.seed)[0].text in page.replace("&#x27;", "'"), "Found:" in page) == (True, False)
    assert [mei.get(f"{address}{more}").status_code for more in ("", "certificate/")] == [404, 404]
    assert cem.get(f"{address}certificate/").status_code == 404
    assert cem.post(address, {"key": "b", "feedback": "Short"}).status_code == 422
    body = dict(
        zip(
            [f"line_{one.partition(':')[0]}" for one in right(exam)],
            [r.partition(":")[2] for r in right(exam)],
            strict=True,
        )
    )
    assert cem.post(address, {"key": "c", "feedback": FEEDBACK, **body}).status_code == 302
    assert "Found: 5 of 5. False alarms: 0." in cem.get(address).content.decode()
    assert "100 of 100 points" in cem.get(f"{address}certificate/").content.decode()
    assert "1 / 1" in mei.get("/launch/course/").content.decode()
