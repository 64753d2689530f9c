"""Files of real organisations and of other programs, kept beside the repository and never in it."""

import os
from collections import Counter
from pathlib import Path

import pytest

from denyut.exchange.reading import read_drafts, table_of
from denyut.lib.sheets import read_sheets

REAL = Path(os.environ.get("DENYUT_REAL_DATA") or Path(__file__).parents[4].parent / "shared" / "data" / "real")
pytestmark = [pytest.mark.real_data, pytest.mark.skipif(not REAL.exists(), reason="the real files are not here")]

# Rows, objectives, key results, check-ins.
COUNTS = {
    "importer_samples/betterworks.csv": [(5, 2, 3, 0)],
    "importer_samples/cultureamp.csv": [(1, 1, 2, 0)],
    "importer_samples/hr_suite.csv": [(3, 2, 3, 0)],
    "importer_samples/peoplebox_v2.csv": [(5, 2, 3, 0)],
    "importer_samples/semicolon_decimal_comma_cp1252.csv": [(3, 2, 3, 0)],
    "importer_samples/two_tabs_template.xlsx": [(3, 2, 3, 0), (4, 0, 0, 4)],
    "okr_pitc_key_results.csv": [(220, 76, 220, 0)],
    "okr_pitc_check_ins.csv": [(860, 0, 0, 860)],
    "us_apg_goals.csv": [(460, 460, 0, 0)],
    "us_apg_fy2022_indicators.csv": [(756, 71, 230, 535)],
}
REFUSED = {"us_apg_fy2022_indicators.csv": {"repeated_row": 20}}


@pytest.mark.parametrize("name", COUNTS)
def test_real_file(name):
    found = [read_drafts(table_of(sheet.rows)) for sheet in read_sheets(REAL / name)]

    assert [(one.rows, len(one.goals), len(one.key_results), len(one.check_ins)) for one in found] == COUNTS[name]
    assert Counter(problem.code for one in found for problem in one.problems) == REFUSED.get(name, {})


def test_every_real_check_in_finds_its_key_result():
    goals, check_ins = (
        read_drafts(table_of(read_sheets(REAL / name)[0].rows))
        for name in ("okr_pitc_key_results.csv", "okr_pitc_check_ins.csv")
    )

    assert {one.key_result_key for one in check_ins.check_ins.values()} <= goals.key_results.keys()
