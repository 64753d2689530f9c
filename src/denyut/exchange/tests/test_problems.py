import re

from denyut.exchange.problems import NOTES, REFUSALS, RowProblem, RowRefused


def test_every_sentence_can_be_filled():
    for code, sentence in {**REFUSALS, **NOTES}.items():
        params = dict.fromkeys(re.findall(r"%\((\w+)\)s", str(sentence)), "x")
        assert "%(" not in RowProblem(1, "Target", code, params).sentence()


def test_a_problem_says_its_row():
    refusal = RowRefused("not_a_number", column="Target", text="soon")

    assert str(refusal.problem(7)) == "Row 7: “soon” in the column “Target” is not a number."
    assert str(RowProblem(0, "", "no_rows")) == "There are no rows below the column names."
