"""The meter beside the forms: what it says, to whom, and what stays set aside."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from denyut.drafting.actions import answer_finding
from denyut.drafting.meter import Meter, meter_of
from denyut.drafting.models import LintAnswer
from denyut.drafting.surroundings import Sort, Written, place_of, saved
from denyut.drafting.widgets import draw_smart_meter, draw_smart_objective
from denyut.okr.actions import add_key_result, add_objective, change_objective, check_in
from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere, Refused
from denyut.spine.models import Event
from tests.goals import TODAY, Goals

pytestmark = pytest.mark.django_db
D = Decimal

type SignedIn = Callable[[Person], Client]

GOOD = Written(
    title="Median first response",
    unit="min",
    baseline=D(30),
    target=D(18),
    source="help desk",
    hypothesis="Shorter waits keep customers",
)
VAGUE = Written(title="Improve quality", unit="%", baseline=D(1), target=D(2), source="audit")


def meter(viewer: Person, written: Written, sort: Sort = "key_result", **numbers: int) -> Meter:
    return meter_of(viewer, place_of(viewer, sort, **numbers), written)


def met(found: Meter) -> str:
    return "".join(letter.letter for letter in found.letters if letter.is_met)


def codes(found: Meter) -> list[str]:
    return [note.code for letter in found.letters for note in letter.notes] + [note.code for note in found.limits]


def post(client: Client, query: dict[str, Any], name: str = "lint", **fields: Any) -> HttpResponse:
    answer: Any = client.post(f"{reverse(f'drafting:{name}')}?{urlencode(query)}", fields)
    return answer


def test_a_new_key_result_takes_end_owner_and_link_from_its_objective(mei: Person, goals: Goals) -> None:
    assert met(meter(mei, GOOD, objective=goals.speed.pk)) == "MART"
    assert codes(meter(mei, GOOD, objective=goals.speed.pk)) == ["duplicate"]
    assert met(meter(mei, Written(title="Share of calls answered"), objective=goals.speed.pk)) == "SART"


def test_a_saved_key_result_is_no_twin_of_itself(mei: Person, goals: Goals) -> None:
    assert met(meter(mei, GOOD, key_result=goals.median.pk)) == "SMART"


def test_nothing_around_it_leaves_it_alone(mei: Person, goals: Goals) -> None:
    assert met(meter(mei, GOOD)) == "SMR"


def test_the_past_of_a_key_result_bounds_its_target(mei: Person, goals: Goals) -> None:
    with time_machine.travel(TODAY, tick=False):
        for value in (30, 29, 30, 28):
            check_in(mei, goals.median, value=D(value))
    found = meter(mei, GOOD, key_result=goals.median.pk)
    assert (met(found), codes(found)) == ("SMRT", ["beyond_history"])


def test_an_objective_of_the_company_serves_what_the_company_is_for(ada: Person, goals: Goals) -> None:
    written = Written(title="Refunds fall by half", owner=ada.pk)
    assert met(meter(ada, written, "objective", cycle=goals.quarter.pk)) == "SMART"
    of_a_team = Written(title="Calls answered within 2 minutes", owner=ada.pk, department=1)
    assert met(meter(ada, of_a_team, "objective", cycle=goals.quarter.pk)) == "SMAT"


def test_an_objective_with_key_results_is_measured_by_them(mei: Person, goals: Goals) -> None:
    found = meter(
        mei, saved(place_of(mei, "objective", objective=goals.speed.pk)), "objective", objective=goals.speed.pk
    )
    assert met(found) == "SMART"


def test_the_sixth_key_result_and_the_sixth_objective_warn(mei: Person, cem: Person, goals: Goals) -> None:
    for number in range(4):
        add_key_result(mei, goals.speed, title=f"Share of calls {'abcdef'[number] * 5}")
        add_objective(cem, goals.quarter, title=f"Goal {'abcdef'[number] * 5}", department=goals.speed.department)
    assert [note.code for note in meter(mei, GOOD, objective=goals.speed.pk).limits] == ["too_many_key_results"]
    add_objective(cem, goals.quarter, title="Goal number five", department=goals.speed.department)
    sixth = meter(cem, Written(title="Halve refunds", owner=cem.pk), "objective", cycle=goals.quarter.pk)
    assert [note.code for note in sixth.limits] == ["too_many_objectives"]


def test_a_finding_set_aside_stays_away_until_its_input_changes(mei: Person, goals: Goals) -> None:
    before = meter(mei, VAGUE, key_result=goals.median.pk)
    [note] = before.letters[0].notes
    assert (note.code, note.subject, met(before)) == ("vague_noun", ("key_result", goals.median.pk), "MART")
    answer(mei, note.subject, note.code, note.fingerprint)
    after = meter(mei, VAGUE, key_result=goals.median.pk)
    assert (met(after), [note.code for note in after.aside], after.suggestion) == ("SMART", ["vague_noun"], "")
    other_date = Written(**{**fields(VAGUE), "due_on": goals.quarter.ends_on, "hypothesis": "Fewer returns come back"})
    assert met(meter(mei, other_date, key_result=goals.median.pk)) == "SMART"
    other_words = Written(**{**fields(VAGUE), "title": "Improve the quality"})
    assert met(meter(mei, other_words, key_result=goals.median.pk)) == "MART"


def test_taking_the_advice_after_all_shows_the_finding_again(mei: Person, goals: Goals) -> None:
    [note] = meter(mei, VAGUE, key_result=goals.median.pk).letters[0].notes
    answer(mei, note.subject, note.code, note.fingerprint)
    answer(mei, note.subject, note.code, note.fingerprint, is_accepted=True)
    assert LintAnswer.objects.count() == 1
    assert met(meter(mei, VAGUE, key_result=goals.median.pk)) == "MART"


def test_a_warning_about_too_many_asks_for_a_reason(mei: Person, goals: Goals) -> None:
    for number in range(4):
        add_key_result(mei, goals.speed, title=f"Share of calls {'abcdef'[number] * 5}")
    [note] = meter(mei, GOOD, objective=goals.speed.pk).limits
    with pytest.raises(Invalid) as refusal:
        answer(mei, note.subject, note.code, note.fingerprint)
    assert (refusal.value.code, refusal.value.field) == ("no_reason", "reason")
    made = answer(mei, note.subject, note.code, note.fingerprint, reason=" It ends  in May ")
    assert (made.subject_kind, made.subject_id, made.reason) == ("objective", goals.speed.pk, "It ends in May")
    assert meter(mei, GOOD, objective=goals.speed.pk).limits == []


def test_an_answer_is_recorded_with_its_reason_apart(mei: Person, goals: Goals) -> None:
    made = answer(mei, ("key_result", goals.median.pk), "no_why", "0" * 64, reason="We know")
    event = Event.objects.latest("pk")
    assert (event.verb, event.subject_id, event.facts["code"]) == ("drafting.finding_answered", made.pk, "no_why")
    assert "We know" not in str(event.facts)


@pytest.mark.parametrize(
    ("code", "mark", "reason", "refused"),
    [
        ("nonsense", "0" * 64, "", "code"),
        ("no_why", "0", "", "fingerprint"),
        ("no_why", "0" * 64, "x" * 301, "too_long"),
    ],
)
def test_answer_finding_refuses_nonsense(
    mei: Person, goals: Goals, code: str, mark: str, reason: str, refused: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        answer(mei, ("key_result", goals.median.pk), code, mark, reason=reason)
    assert refusal.value.code == refused


def test_answer_finding_refuses_another_kind_of_thing(mei: Person, goals: Goals) -> None:
    with pytest.raises(Invalid):
        answer(mei, ("room", 1), "no_why", "0" * 64)


def test_answer_finding_is_refused_to_whoever_may_not_change_the_goal(dora: Person, goals: Goals) -> None:
    with pytest.raises(Refused) as refusal:
        answer(dora, ("key_result", goals.median.pk), "no_why", "0" * 64)
    assert refusal.value.code == "not_owner"
    assert meter(dora, VAGUE, key_result=goals.median.pk).letters[0].notes[0].subject is None


def test_a_private_goal_is_not_there_for_a_stranger(mei: Person, dora: Person, goals: Goals) -> None:
    answer(mei, ("key_result", goals.median.pk), "no_why", "0" * 64)
    hide(goals)
    for numbers in ({"key_result": goals.median.pk}, {"objective": goals.speed.pk}):
        with pytest.raises(NotThere):
            place_of(dora, "key_result", **numbers)
    for subject in (("key_result", goals.median.pk), ("objective", goals.speed.pk)):
        with pytest.raises(NotThere):
            answer(dora, subject, "no_why", "0" * 64)
    assert (LintAnswer.objects.visible_to(dora).count(), LintAnswer.objects.visible_to(mei).count()) == (0, 1)


def test_the_owner_of_one_key_result_does_not_learn_the_private_words_around_it(bo: Person, goals: Goals) -> None:
    hide(goals)
    for title in (goals.speed.title, goals.median.title):
        found = meter(bo, Written(title=title), key_result=goals.rules.pk)
        assert "duplicate" not in codes(found)


def test_the_meter_takes_the_same_number_of_queries_at_one_and_three(
    mei: Person, goals: Goals, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def asked() -> None:
        meter(mei, GOOD, key_result=goals.median.pk)

    with django_assert_num_queries(4):
        asked()
    add_key_result(mei, goals.speed, title="Share of calls answered")
    with django_assert_num_queries(4):
        asked()


def test_the_page_shows_five_letters_their_reasons_and_another_wording(
    mei: Person, goals: Goals, signed_in: SignedIn
) -> None:
    page = post(
        signed_in(mei), {"goal": "key_result", "objective": goals.speed.pk}, title="Improve quality"
    ).content.decode()
    assert page.count('class="smart__mark"') == 5
    assert page.count('data-status="at_risk"') == 2
    assert "Share of work without a fault: from … to … by Dec 31, 2026" in page
    assert "Set aside" not in page


def test_the_form_is_read_as_people_write_it(mei: Person, goals: Goals, signed_in: SignedIn) -> None:
    mei.language = "id"
    mei.save()
    sent = {
        "title": "Waktu respons",
        "kind": "metric",
        "unit": "mnt",
        "baseline": "30,5",
        "change": "-40",
        "means": "time",
    }
    told = {"source": "tiket", "due_on": "2026-12-01", "hypothesis": "Pelanggan tetap tinggal bersama kita"}
    page = post(signed_in(mei), {"objective": goals.speed.pk}, **sent, **told).content.decode()
    assert page.count('data-status="on_track"') == 5


@pytest.mark.parametrize(
    "sent", [{}, {"target": "x", "due_on": "soon", "kind": "y", "owner": "²", "title": "\x00" * 900}]
)
def test_nonsense_in_the_form_is_not_yet_written(
    mei: Person, goals: Goals, signed_in: SignedIn, sent: dict[str, str]
) -> None:
    assert post(signed_in(mei), {"objective": goals.speed.pk}, **sent).status_code == 200


def test_a_note_is_set_aside_and_shown_again_on_the_page(mei: Person, goals: Goals, signed_in: SignedIn) -> None:
    browser, query = signed_in(mei), {"goal": "key_result", "key_result": goals.median.pk}
    [note] = meter(mei, Written(title="Improve quality"), key_result=goals.median.pk).letters[0].notes
    said = {
        "subject_kind": "key_result",
        "subject_id": goals.median.pk,
        "code": note.code,
        "fingerprint": note.fingerprint,
    }
    aside = post(browser, query, "lint_answers", title="Improve quality", is_accepted="0", key="of the form", **said)
    assert "1 note was set aside" in aside.content.decode()
    again = post(browser, query, "lint_answers", title="Improve quality", is_accepted="1", key="of the form", **said)
    assert "was set aside" not in again.content.decode()


def test_another_wording_is_kept_as_advice_taken_where_the_goal_is_there_already(mei: Person, goals: Goals) -> None:
    for numbers, subject in (({"key_result": goals.median.pk}, ("key_result", goals.median.pk)), ({}, None)):
        note = meter(mei, VAGUE, **numbers).advised
        assert (note.subject if note else None) == subject


def test_a_refused_answer_is_told_in_the_meter(mei: Person, goals: Goals, signed_in: SignedIn) -> None:
    said = {"subject_kind": "objective", "subject_id": goals.speed.pk, "code": "too_many_key_results"}
    page = post(signed_in(mei), {"objective": goals.speed.pk}, "lint_answers", fingerprint="0" * 64, **said)
    assert "Say in a few words why" in page.content.decode()


@pytest.mark.parametrize(
    "query", [{"goal": "room"}, {"objective": 987_654}, {"cycle": 987_654}, {"key_result": 987_654}]
)
def test_a_goal_that_is_not_there_is_not_found(
    mei: Person, goals: Goals, signed_in: SignedIn, query: dict[str, Any]
) -> None:
    assert post(signed_in(mei), query, title="x").status_code == 404


def test_the_meter_is_put_beside_both_forms(mei: Person, goals: Goals, signed_in: SignedIn) -> None:
    key_result = draw_smart_meter(mei, {"kr": goals.median, "objective": goals.speed})
    objective = draw_smart_objective(mei, {"cycle": goals.quarter})
    assert f"?goal=key_result&amp;key_result={goals.median.pk}&amp;objective={goals.speed.pk}" in key_result
    assert f"?goal=objective&amp;cycle={goals.quarter.pk}" in objective
    page = signed_in(mei).get(reverse("okr:key_result_edit", args=[goals.median.pk])).content.decode()
    assert page.count("<smart-meter") == 1


def test_sentences_are_in_the_readers_language_and_wording_in_the_goals(mei: Person, goals: Goals) -> None:
    with translation.override("en"):
        found = meter(mei, Written(title="提升客户满意度"), objective=goals.speed.pk)
    assert found.letters[0].notes[0].text.startswith("“\u2068客户满意度\u2069” can mean many things.")
    assert (found.language, found.suggestion[:11]) == ("zh-hans", "客户满意度评分（CSA")


def answer(
    actor: Person, subject: tuple[str, int] | None, code: str, mark: str, *, is_accepted: bool = False, reason: str = ""
) -> LintAnswer:
    kind, number = subject or ("", 0)
    return answer_finding(
        actor,
        subject_kind=kind,
        subject_id=number,
        code=code,
        fingerprint=mark,
        is_accepted=is_accepted,
        reason=reason,
    )


def fields(written: Written) -> dict[str, Any]:
    return {name: getattr(written, name) for name in Written.__slots__}


def hide(goals: Goals) -> None:
    speed = goals.speed
    change_objective(speed.owner, speed, title=speed.title, department=speed.department, visibility="private")
