from datetime import date
from decimal import Decimal

from denyut.exchange.drafts import Somebody
from denyut.exchange.tests.sheets_for_tests import drafts, reasons


def test_a_blank_objective_belongs_to_the_one_above():
    found = drafts(
        """
Objective|Key Result|Owner|Start Value|Target Value|Current Value|Quarter
Grow loyalty|NPS|dina@example.org|31|50|38|Q1 2026
|Churn|omar@example.org|5.5|3.5|4.9|Q1 2026
Answer faster|First response|mei@example.org|45|15|30|Q1 2026
"""
    )

    assert [(one.key, one.title, one.cycle) for one in found.goals.values()] == [
        ("q1 2026 / grow loyalty", "Grow loyalty", "Q1 2026"),
        ("q1 2026 / answer faster", "Answer faster", "Q1 2026"),
    ]
    churn = found.key_results["q1 2026 / grow loyalty / churn"]
    assert (churn.kind, churn.baseline, churn.target, churn.current) == (
        "metric",
        Decimal("5.5"),
        Decimal("3.5"),
        Decimal("4.9"),
    )
    assert (churn.owner, churn.row_number) == (Somebody("omar@example.org"), 3)
    assert reasons(found) == []


def test_every_refused_row_has_one_reason_also_when_all_are_refused():
    found = drafts(
        """
Objective|Key Result|Start|Target|Weight|Start Date|End Date
|NPS|31|50|1||
Grow|NPS|soon|50|1||
Grow|NPS|31|10 of 20|x||
Grow|NPS|31|50|1|2026-03-31|2026-01-01
Grow|NPS|31|50|1|someday|
Grow|NPS|31|900000000000000000|1||
||1||||
""",
        changes={"start_date": "F", "end_date": "G", "baseline": "C", "target": "D", "weight": "E"},
    )

    assert reasons(found) == [
        (2, "no_objective"),
        (3, "not_a_number"),
        (4, "not_a_number"),
        (5, "end_before_start"),
        (6, "not_a_date"),
        (7, "too_large"),
        (8, "no_title"),
    ]
    assert (found.goals, found.key_results, found.rows) == ({}, {}, 7)


def test_the_rows_below_a_refused_one_keep_its_objective():
    found = drafts("Objective|Key Result|Target\nGrow|NPS|soon\n|Churn|3\n|Visits|5")

    assert reasons(found) == [(2, "not_a_number")]
    assert [one.goal_key for one in found.key_results.values()] == ["grow", "grow"]


def test_a_repeated_row_is_refused_with_the_first_ones_number():
    found = drafts("Objective|Key Result|Target\nGrow|NPS|50\nGrow|nps |60")

    assert [str(problem) for problem in found.problems] == ["Row 3: This row repeats row 2."]


def test_the_same_title_in_two_quarters_is_two_objectives():
    found = drafts("Objective|Key Result|Target|Owner|Quarter\nGrow|NPS|50|Mei|Q1 2026\nGrow|Churn|50|Mei|Q2 2026")

    assert list(found.goals) == ["q1 2026 / grow", "q2 2026 / grow"]


def test_an_objective_without_key_results():
    found = drafts("Objective|Key Result|Target\nGrow||\n|NPS|50")

    assert (list(found.goals), list(found.key_results)) == (["grow"], ["grow / nps"])


def test_without_titles_the_ids_give_names():
    found = drafts("kr|objective_id|type|baseline|stretch|unit\n32.0|39.0|metric||14500.0|kg\n33.0|39.0|ordinal|||")

    assert [(one.key, one.title) for one in found.goals.values()] == [("39", "Objective 39")]
    first, second = found.key_results.values()
    assert (first.key, first.title, first.target, first.unit) == ("32", "Key result 32", Decimal(14500), "kg")
    assert (second.kind, second.baseline, second.target, second.unit) == ("manual", 0, 100, "%")
    assert [(note.row_number, note.code) for note in found.notes] == [
        (2, "made_title"),
        (2, "made_title"),
        (2, "start_is_zero"),
        (3, "made_title"),
    ]


def test_how_key_results_are_measured():
    found = drafts(
        """
Objective|Key Result|Type|Start|Target|Current|Progress|Unit
Grow|same|number|5|5|5|40|
|hollow||||||
|valued||||7||
|judged|percent||||30|
|worked out||10|20||50|
|kept|at least||95|96||%
|done|binary|0|1|1||
|ticked|yes/no||||100|
|dollars|currency|$0|$3.5M|||
|unknown yet|measure baseline|||||min
|opinion|percent|||30||
"""
    )
    measures = [(one.kind, one.baseline, one.target, one.current, one.unit) for one in found.key_results.values()]

    assert measures == [
        ("manual", 0, 100, 40, "%"),
        ("manual", 0, 100, None, "%"),
        ("manual", 0, 100, None, "%"),
        ("manual", 0, 100, 30, "%"),
        ("metric", 10, 20, 15, ""),
        ("at_least", 95, 95, 96, "%"),
        ("binary", 0, 1, 1, ""),
        ("binary", 0, 1, 1, ""),
        ("metric", 0, 3_500_000, None, "USD"),
        ("baseline", 0, 1, None, "min"),
        ("manual", 0, 100, 30, "%"),
    ]
    assert [(note.row_number, note.code) for note in found.notes] == [
        (2, "target_is_start"),
        (3, "no_target"),
        (4, "value_without_target"),
        (6, "current_from_progress"),
    ]


def test_typed_rows_follow_their_objective():
    found = drafts(
        """
name|type|progress|start_date|end_date|owner_email
NPS|milestone|37|2026-01-05|2026-03-31|dina@example.org
Grow|goal||2026-01-05|2026-03-31|dina@example.org
NPS|milestone|37|2026-01-05|2026-03-31|dina@example.org
Faster|goal||2026-03-31|2026-01-05|dina@example.org
Response|milestone|50|2026-01-05|2026-03-31|mei@example.org
Dream|wish||||
"""
    )

    assert [(one.title, one.starts_on) for one in found.goals.values()] == [("Grow", date(2026, 1, 5))]
    assert [(one.title, one.current, one.unit) for one in found.key_results.values()] == [("NPS", 37, "%")]
    assert reasons(found) == [(2, "no_objective"), (5, "end_before_start"), (6, "no_objective"), (7, "unknown_type")]


TREE = """
Row ID|Parent Row IDs|Action|Goal Title|Owner Emails|Goal Cycle|Goal Type|Starting Value|Target Value|Current Value
1|||Company|mei@example.org|Quarterly|Default Progress|||
2|1||Grow|mei@example.org|Quarterly|Default Progress|||
3|2||NPS|bo@example.org; cem@example.org|Quarterly|Number|31|50|38
4|9||Lost|||Number|1|2|
5|6||Hen|||Number|||
6|5||Egg|||Number|||
7||Delete|Old|||Number|||
8|||Alone|||Number|0|5|1
"""


def test_a_tree_of_rows():
    found = drafts(TREE)

    assert [(one.title, one.parent_key) for one in found.goals.values()] == [
        ("Company", ""),
        ("Grow", "company"),
        ("Alone", ""),
    ]
    assert [(one.title, one.goal_key, one.current) for one in found.key_results.values()] == [
        ("Alone", "alone", 1),
        ("NPS", "grow", 38),
    ]
    assert found.key_results["grow / nps"].owner == Somebody("bo@example.org")
    assert reasons(found) == [
        (5, "no_parent"),
        (6, "parent_circle"),
        (7, "parent_circle"),
        (8, "asks_for_deletion"),
    ]


def test_a_tree_without_figures_has_only_objectives():
    found = drafts(
        "goal_id|parent_goal_id|name|status\ng1||Company|on_track\ng2|g1|Sales|at_risk\ng3|g0|Elsewhere|done"
    )

    assert [(one.key, one.parent_key, one.status) for one in found.goals.values()] == [
        ("g1", "", "on_track"),
        ("g2", "g1", "at_risk"),
        ("g3", "g0", "achieved"),
    ]
    assert found.key_results == {}


def test_parents_named_by_title():
    found = drafts("Objective|Aligned to|Owner\nCompany||Mei\nSales|company|Bo\nOther|Elsewhere|Bo")

    assert [one.parent_key for one in found.goals.values()] == ["", "company", "Elsewhere"]


def test_repeated_columns():
    found = drafts(
        """
email|name|status|key_result_1_title|key_result_1_completion|key_result_2_title|key_result_2_completion
mei@example.org|Grow|ongoing|NPS|0.35|Churn|0.3
mei@example.org|Faster|ongoing|Response|1||
mei@example.org|Faster|ongoing|Response|0.5||
bo@example.org|Wrong|ongoing|Fine|0.5|Bad|much
bo@example.org||ongoing|Fine|0.5||
"""
    )

    assert [(one.title, one.goal_key, one.current) for one in found.key_results.values()] == [
        ("NPS", "grow", 35),
        ("Churn", "grow", 30),
        ("Response", "faster", 100),
    ]
    assert [one.status for one in found.goals.values()] == ["on_track", "on_track"]
    assert reasons(found) == [(4, "repeated_row"), (5, "not_a_number"), (6, "no_title")]


SERIES = """
fiscal_yr|fiscal_qtr|related_goal_id|related_goal|target|indicator|indicator_type|value_start|value_target|value_current
2022|2|G1|Compete|Double clients|Clients|Measurable increase|0|76000|25421
2022|1|G1|Compete|Double clients|Clients|Measurable increase|0|76000|12905
2022|3|G1|Compete|Double clients|Clients|Measurable increase|0|80000|
2022|1|G1|Compete|Pay fast|Rate|Measurable increase|96|97|96.1
2022|1|G1|Compete|Pay fast|Rate|Measurable increase|96|98|96.2
2022|1|G1|Compete|Pay fast|Rate|Measurable increase|96|98|96.2
2022|1|G1|Compete|Pay fast|Rate|Measurable increase|96|98|99
2022|1|G1|Compete|House all|Rate|Target undefined|||84
2022|9|G1|Compete|House all|Rate|Target undefined|||84
2022|1|G1|Compete|||Target undefined|||84
2022|1|G1|Compete|Enough said||Measurable increase||10|4
"""


def test_a_series_becomes_key_results_with_check_ins():
    found = drafts(SERIES)

    assert [(one.key, one.title, one.cycle) for one in found.goals.values()] == [("G1", "Compete", "2022")]
    assert [(one.key, one.title, one.baseline, one.target, one.kind) for one in found.key_results.values()] == [
        ("G1 / clients / double clients", "Clients", 0, 80000, "metric"),
        ("G1 / rate / pay fast / 96 → 97", "Rate", 96, 97, "metric"),
        ("G1 / rate / pay fast / 96 → 98", "Rate", 96, 98, "metric"),
        ("G1 / rate / house all", "Rate", 0, 100, "manual"),
        ("G1 / enough said", "Enough said", 4, 10, "metric"),
    ]
    assert [(one.key_result_key, one.at, one.value) for one in found.check_ins.values()] == [
        ("G1 / clients / double clients", date(2022, 3, 31), 12905),
        ("G1 / clients / double clients", date(2022, 6, 30), 25421),
        ("G1 / rate / pay fast / 96 → 97", date(2022, 3, 31), Decimal("96.1")),
        ("G1 / rate / pay fast / 96 → 98", date(2022, 3, 31), Decimal("96.2")),
        ("G1 / enough said", date(2022, 3, 31), 4),
    ]
    assert reasons(found) == [(7, "repeated_row"), (8, "contradicting_row"), (10, "no_period"), (11, "no_title")]
    assert {note.code for note in found.notes} == {"target_changed", "value_without_target", "start_is_first_value"}


def test_the_year_of_a_series_may_begin_in_october():
    found = drafts(SERIES, changes={"year_start": "10"})

    assert next(iter(found.check_ins.values())).at == date(2021, 12, 31)


def test_check_ins():
    found = drafts(
        """
Date|Key Result|Owner|Current Value|Confidence|Notes
12/01/2026|NPS|Dina|31|Medium|baseline
26/01/2026|Churn|Omar|4,9%|Low|two at risk
26/01/2026|Churn|Omar|5,1%|Low|
26/01/2026|Churn|Omar|5,1%|Low|
|NPS|Dina|31||
12/01/2026||Dina|31||
12/01/2026|NPS|Dina|||
31/02/2026|NPS|Dina|31||
12/01/2026|NPS|Dina|31|Perhaps|
"""
    )

    assert [(one.key, one.value, one.confidence) for one in found.check_ins.values()] == [
        ("nps / 2026-01-12", 31, Decimal("0.5")),
        ("churn / 2026-01-26", Decimal("4.9"), Decimal("0.2")),
        ("churn / 2026-01-26 (2)", Decimal("5.1"), Decimal("0.2")),
    ]
    assert reasons(found) == [
        (5, "repeated_row"),
        (6, "no_date"),
        (7, "no_key_result"),
        (8, "no_value"),
        (9, "not_a_date"),
        (10, "not_a_confidence"),
    ]


def test_zones_and_ids_of_check_ins():
    found = drafts(
        "id|kr|created_on|value|zone|confidence\n1.0|32.0|2024-04-04 06:34:40||COMMIT|7.0\n"
        "2.0|32.0|2024-04-05 06:34:40||FAIL|0.0\n"
        "2.0|32.0|2024-04-06 06:34:40|5||0.0\n"
        "3.0|32.0|2024-04-06 06:34:40||NEARLY|0.0"
    )

    assert [(one.key, one.key_result_key, one.value, one.is_percent) for one in found.check_ins.values()] == [
        ("1", "32", 30, True),
        ("2", "32", 0, True),
    ]
    assert reasons(found) == [(4, "repeated_row"), (5, "not_a_zone")]


def test_a_progress_beyond_all_measure_is_refused():
    found = drafts("Objective|Key Result|Start|Target|Progress\nGrow|NPS|0|219624|4553236440461881\nGrow|Churn|0|5|50")

    assert reasons(found) == [(2, "too_large")]
    assert [one.title for one in found.key_results.values()] == ["Churn"]


def test_a_flat_sheet_with_parents_is_no_tree():
    found = drafts(
        "Objective ID|Objective|Aligned to|Key Result|Target\na|Company||Income|5\nb|Grow|a|NPS|50\nb|Grow|a|Churn|3"
    )

    assert [(one.key, one.parent_key) for one in found.goals.values()] == [("a", ""), ("b", "a")]
    assert [(one.title, one.goal_key) for one in found.key_results.values()] == [
        ("Income", "a"),
        ("NPS", "b"),
        ("Churn", "b"),
    ]


def test_a_tree_that_says_its_types():
    found = drafts(
        """
ID|Title|Object type|Parent ID|Start|Target
1|Company|Objective|||100
2|Grow|Objective|1||
3|NPS|Key result|2|31|50
|Churn|Key result||5|3
4|Guide|Task|2||
5|Dream|Wish|2||
""",
        changes={"row_type": "Object type", "objective_key": "ID", "objective_title": "Title", "key_result_title": ""},
    )

    assert [(one.title, one.parent_key) for one in found.goals.values()] == [("Company", ""), ("Grow", "1")]
    assert [(one.title, one.goal_key) for one in found.key_results.values()] == [("NPS", "2"), ("Churn", "2")]
    assert reasons(found) == [(6, "is_work"), (7, "unknown_type")]
