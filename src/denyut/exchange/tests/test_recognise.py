from decimal import Decimal

import pytest

from denyut.exchange.fields import field_of
from denyut.exchange.formats import FORMATS, recognised
from denyut.exchange.formats.format import GUESSED
from denyut.exchange.shares import shares_of
from denyut.exchange.tests.sheets_for_tests import table


@pytest.mark.parametrize("code", FORMATS)
def test_a_format_names_only_fields_that_there_are(code):
    known = FORMATS[code]
    fields = [field for field in known.columns.values() if field not in ("", GUESSED)]

    assert [field for field in fields if field_of(known.kind, field) is None] == []
    assert known.marks <= known.columns.keys()
    assert len(known.sentence()) > 10


def test_a_sheet_of_ones_own_is_of_no_format():
    assert recognised(["Objective", "Key Result", "Owner", "Target"]) is None
    assert recognised([]) is None
    assert recognised(["id", "name", "target"], sheet="Key Results") is None


def test_the_format_that_knows_more_wins():
    names = ["id_kr", "id_obj", "texto", "meta", "responsavel", "inicial", "atual"]
    found = recognised(names)

    assert found is not None
    assert found.code == "okr_replit"


def test_what_the_person_says_the_rows_are_counts():
    names = ["Date", "Key Result", "Current Value", "Confidence", "Notes"]

    assert recognised(names, kind="goals") is None
    assert table("|".join(names) + "\n2026-10-12|NPS|5|High|", kind="goals").mapping.format == ""


def test_other_columns_of_a_known_format_are_guessed():
    found = table(
        "OKR_ID|Objective|Owner|Status|Last_Updated|Comments|Quarter|Weight of KR\n1|Grow|Mei|On Track|||Q4 2026|"
    )

    assert found.mapping.columns["cycle"] == 6
    assert found.mapping.why["objective_title"] == "OKR HealthScan writes it there"


def test_a_correction_beats_a_format():
    text = "OKR_ID|Objective|Owner|Status|Last_Updated|Comments\n1|Grow|Mei|On Track||fine"
    found = table(text, changes={"objective_description": "", "owner_name": ""})

    assert "objective_description" not in found.mapping.columns
    assert "owner_name" not in found.mapping.columns


@pytest.mark.parametrize(
    ("weights", "shares"),
    [
        ([], []),
        ([None, None], [None, None]),
        ([1, 1, 1], [None, None, None]),
        ([2, 1, 1], ["0.5", "0.25", "0.25"]),
        ([60, 40], ["0.6", "0.4"]),
        ([50, None, None], ["0.5", None, None]),
        (["0.5", None], ["0.5", None]),
        ([80, 70, None], ["0.533", "0.467", "0"]),
        ([-1, 2], [None, None]),
        ([0, 0], [None, None]),
        ([1, 2, 0], ["0.333", "0.667", "0"]),
    ],
)
def test_weights_as_shares(weights, shares):
    given = [None if weight is None else Decimal(weight) for weight in weights]

    assert shares_of(given) == [None if share is None else Decimal(share) for share in shares]
