"""/lint and /lint-answers."""

import pytest

from denyut.drafting.models import LintAnswer

WRITTEN = {
    "title": "Improve quality",
    "unit": "%",
    "baseline": "91",
    "target": 97,
    "source": "audit",
    "hypothesis": "Fewer returns come back",
}


def test_lint_tells_what_a_new_key_result_lacks(rest, mei, goal):
    report = rest(mei).post("/lint", {"objective": goal.pk, **WRITTEN}).json()
    assert (report["met"], report["language"], report["reads_as"], report["told_by"]) == ("MART", "en", None, [])
    assert [(f["code"], f["letter"], f["severity"]) for f in report["findings"] if f["severity"] != "hint"] == [
        ("vague_noun", "S", "weak")
    ]
    assert report["findings"][0]["sentence"].startswith("“\u2068quality\u2069” can mean many things.")
    assert report["suggestion"] == "Share of work without a fault: from 91% to 97% by Dec 31, 2026"


def test_lint_of_a_saved_goal_needs_no_words(rest, mei, key_result, goal):
    assert rest(mei).post("/lint", {"key_result": key_result.pk}).json()["met"] == "SAT"
    told = {"goal": "objective", "objective": goal.pk}
    assert rest(mei).post("/lint", told).json()["met"] == "SMAT"


def test_lint_of_words_alone(rest, mei):
    report = rest(mei).post("/lint", {"goal": "objective", "title": "meningkatkan kepuasan pelanggan"}).json()
    assert (report["language"], report["met"]) == ("id", "")


def test_lint_changes_nothing(rest, mei, key_result):
    rest(mei).post("/lint", {"key_result": key_result.pk, "title": "Other words"})
    key_result.refresh_from_db()
    assert key_result.title == "First response"


@pytest.mark.parametrize("field", ["key_result", "objective"])
def test_lint_of_a_private_goal_finds_nothing_for_a_stranger(rest, dora, secret_goal, secret_key_result, field):
    number = {"key_result": secret_key_result.pk, "objective": secret_goal.pk}[field]
    answers = [rest(dora).post("/lint", {field: one, "title": "x"}) for one in (number, 987_654)]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(
    "body", [{"kind": "nothing"}, {"goal": "room"}, {"target": "x"}, {"colour": 1}, {"title": "x" * 601}]
)
def test_lint_refuses_what_makes_no_sense(rest, mei, body):
    assert rest(mei).post("/lint", body).status_code == 422


def test_finding_is_answered_and_stays_aside(rest, mei, goal, key_result):
    caller, asked = rest(mei), {"key_result": key_result.pk, **WRITTEN}
    [found] = [f for f in caller.post("/lint", asked).json()["findings"] if f["code"] == "vague_noun"]
    said = {"subject_kind": "key_result", "subject_id": key_result.pk, "is_accepted": False}
    made = caller.post("/lint-answers", said | {name: found[name] for name in ("code", "fingerprint")})
    assert (made.status_code, made.json()["answered_by"], made.json()["is_accepted"]) == (201, mei.pk, False)
    report = caller.post("/lint", asked).json()
    assert ([f["code"] for f in report["aside"]], "S" in report["met"]) == (["vague_noun"], True)
    assert caller.get("/lint-answers").json()["items"] == [made.json()]
    assert caller.get(f"/lint-answers/{made.json()['id']}").json() == made.json()


def test_finding_of_another_is_not_answered(rest, dora, key_result):
    said = {"subject_kind": "key_result", "subject_id": key_result.pk, "is_accepted": False}
    refused = rest(dora).post("/lint-answers", said | {"code": "no_why", "fingerprint": "0" * 64})
    assert (refused.status_code, LintAnswer.objects.count()) == (403, 0)


def test_answers_about_private_goals_are_in_no_list_of_a_stranger(rest, mei, dora, secret_key_result):
    said = {"subject_kind": "key_result", "subject_id": secret_key_result.pk, "is_accepted": False}
    made = rest(mei).post("/lint-answers", said | {"code": "no_why", "fingerprint": "0" * 64}).json()
    assert rest(dora).get("/lint-answers").json()["items"] == []
    assert rest(dora).get(f"/lint-answers/{made['id']}").status_code == 404
