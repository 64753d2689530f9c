"""What is exported is everything, and makes the same workspace again, on either database."""

import csv
import json
from pathlib import Path

import pytest

from denyut.site.tests.storage.house import IS_SQLITE, House, built

pytestmark = pytest.mark.server


def test_export_makes_the_same_workspace(house: House, empty: House, tmp_path: Path) -> None:
    target = tmp_path / "all.zip"
    assert house.run("export", str(target)).returncode == 0
    back = empty.run("import", "--everything", str(target))
    assert back.returncode == 0, back.stderr
    assert empty.rows(tmp_path / "b") == house.rows(tmp_path / "a")
    assert (empty.data / "files" / "logos" / "logo.svg").read_text() == "<svg/>"
    assert empty.run("doctor").returncode == 0

    again = empty.run("import", "--everything", str(target))
    assert (again.returncode, "not empty" in again.stderr) == (2, True)


def test_new_things_get_new_numbers_after_an_import(house: House, empty: House, tmp_path: Path) -> None:
    assert house.run("export", str(tmp_path / "all")).returncode == 0
    assert empty.run("import", "--everything", str(tmp_path / "all")).returncode == 0
    code = "import django; django.setup()\nfrom decimal import Decimal\nfrom denyut.okr.actions import check_in\n"
    code += "from denyut.okr.models import KeyResult\nfrom denyut.people.models import Person\n"
    code += (
        "said = check_in(Person.objects.get(email='mei@example.com'), KeyResult.objects.get(pk=1), value=Decimal(20))\n"
    )
    code += "print(said.pk)"
    before = len((tmp_path / "all" / "tables" / "okr_checkin.jsonl").read_text().splitlines())
    assert int(empty.script(code)) == before + 1
    assert empty.run("doctor").returncode == 0


@pytest.mark.skipif(IS_SQLITE, reason="moves from PostgreSQL to SQLite and back")
def test_workspace_moves_between_databases(house: House, empty: House, tmp_path: Path) -> None:
    assert house.run("export", str(tmp_path / "all.zip")).returncode == 0
    beside = built(tmp_path / "sqlite")
    beside.environment.pop("DATABASE_URL", None)
    assert beside.run("import", "--everything", str(tmp_path / "all.zip")).returncode == 0
    assert beside.rows(tmp_path / "b") == house.rows(tmp_path / "a")
    assert beside.run("export", str(tmp_path / "back.zip")).returncode == 0
    assert empty.run("import", "--everything", str(tmp_path / "back.zip")).returncode == 0
    assert empty.rows(tmp_path / "c") == house.rows(tmp_path / "d")


def test_export_reads_without_denyut(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    rows = house.rows(folder)
    schema = json.loads((folder / "schema.json").read_text())
    assert set(rows) == {f"{table}.jsonl" for table in schema}
    for table, told in schema.items():
        names = [column["name"] for column in told["columns"]]
        assert all(list(json.loads(line)) == names for line in rows[f"{table}.jsonl"].splitlines())
    assert not {"django_session.jsonl", "usersessions_usersession.jsonl"} & set(rows)
    assert not (folder / "secret.key").exists()

    sheets = {path.stem: list(csv.DictReader(path.open(encoding="utf-8-sig"))) for path in (folder / "csv").iterdir()}
    assert sheets["check_ins"][2]["value"] == "18.000001"
    assert sheets["check_ins"][0]["note"] == "'=1+1 复盘 🎯"
    assert {row["e-mail"]: row["is bot"] for row in sheets["people"]}["robo@example.com"] == "yes"
    assert [row["objective"] for row in sheets["key_results"]] == ["Answer 40% faster"] * 2
    assert sheets["objectives"][1]["serves"] == sheets["objectives"][0]["id"]


def test_export_of_nothing_and_import_of_a_backup_are_refused(house: House, empty: House, tmp_path: Path) -> None:
    assert empty.run("export", str(tmp_path / "new")).returncode == 2
    assert house.run("backup", str(tmp_path / "copy.zip")).returncode == 0
    refused = empty.run("import", "--everything", str(tmp_path / "copy.zip"))
    assert (refused.returncode, "denyut restore" in refused.stderr) == (2, True)
    missing = empty.run("import", "--everything", str(tmp_path / "none.zip"))
    assert (missing.returncode, "There is no file" in missing.stderr) == (2, True)
