"""The demo company as it is committed, and what the reader refuses."""

from collections import Counter
from datetime import time
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from denyut.demo.content import FOLDER, ContentError, numbers, read_company
from denyut.demo.load.episodes import TELLERS
from denyut.demo.proof import FED, mentions
from denyut.demo.proof_story import NEEDS
from denyut.demo.shapes import Company, KeyResult, Objective


@pytest.fixture(scope="module")
def company() -> Company:
    return read_company()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(FOLDER, tmp_path / "company")


def spoil(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")


def objective_of(company: Company, key: str) -> Objective:
    return next(objective for objective in company.objectives if objective.key == key)


def key_results_of(company: Company, cycle: str) -> list[KeyResult]:
    return [kr for objective in company.objectives_of(cycle) for kr in objective.key_results]


def test_article_objective_is_there_word_by_word(company: Company) -> None:
    objective = objective_of(company, "respons-cepat")
    assert objective.title["id"] == "Meningkatkan kecepatan respons pelanggan sebesar 40% pada kuartal ini"
    assert (objective.cycle, objective.department, objective.parent) == ("current", "layanan", "pelanggan-tenang")
    assert {"nps", "churn"} <= {*objective.indicators}
    spans = [(kr.key, kr.baseline, kr.target, kr.unit) for kr in objective.key_results]
    assert spans == [
        ("aturan-penugasan", Decimal(0), Decimal(12), "jenis"),
        ("median-respons", Decimal(30), Decimal(18), "menit"),
        ("simulasi-situasi", Decimal(0), Decimal(100), "persen"),
    ]
    assert objective.key_results[2].title["id"] == (
        "Menyelesaikan tiga sesi pelatihan simulasi situasi bagi seluruh staf"
    )


def test_every_cycle_has_its_objectives_and_key_results(company: Company) -> None:
    counts = {cycle.key: len(company.objectives_of(cycle.key)) for cycle in company.cycles}
    assert counts == {"year": 3, "earlier": 10, "previous": 10, "current": 29, "next": 5}
    results = {cycle.key: len(key_results_of(company, cycle.key)) for cycle in company.cycles}
    assert results == {"year": 9, "earlier": 28, "previous": 28, "current": 87, "next": 10}


def test_company_has_six_departments_two_zones_and_all_languages(company: Company) -> None:
    kinds = Counter(department.kind for department in company.departments)
    assert kinds == {"leadership": 1, "department": 6, "team": 6}
    assert {site.zone for site in company.sites} == {"Asia/Jakarta", "Asia/Makassar"}
    assert len(company.people) == 61
    spoken = Counter(person.language for person in company.people)
    assert spoken == {"id": 53, "en": 3, "ar": 1, "ms": 1, "th": 1, "vi": 1, "zh-hans": 1}
    assert {person.role for person in company.people} == {"member", "manager", "administrator", "auditor"}
    assert [person.key for person in company.people if not person.manager] == ["ratna"]
    assert len({person.email for person in company.people}) == 61


def test_whoever_leads_somebody_may(company: Company) -> None:
    leaders = {person.manager for person in company.people} - {""}
    roles = {person.role for person in company.people if person.key in leaders}
    assert roles == {"manager", "administrator"}


def test_every_language_writes_a_note(company: Company) -> None:
    speaks = {person.key: person.language for person in company.people}
    key_results = [kr for objective in company.objectives for kr in objective.key_results]
    assert {speaks[kr.owner] for kr in key_results if kr.notes} == {*speaks.values()}


def test_notes_are_many_and_none_is_said_twice(company: Company) -> None:
    times = Counter(
        note for objective in company.objectives for kr in objective.key_results for note in kr.notes.values()
    )
    assert len(times) >= 150
    assert {*times.values()} == {1}


def test_every_kind_of_key_result_runs(company: Company) -> None:
    kinds = {kr.kind for kr in key_results_of(company, "current")}
    assert kinds == {"metric", "at_most", "at_least", "binary", "manual", "range", "baseline", "learning", *FED}


def test_history_has_gaps_negative_numbers_and_a_setback(company: Company) -> None:
    results = {kr.key: kr for kr in key_results_of(company, "current")}
    assert sum(None in kr.values for kr in results.values()) >= 30
    assert results["data-kurir"].values[4:9] == (None,) * 5
    assert results["kas-bersih"].values[0] == Decimal("-2.35")
    east = results["tepat-waktu-timur"]
    assert east.value_after(5) < east.baseline < east.value_after(13) < east.target


def test_some_finished_results_missed_and_some_met(company: Company) -> None:
    for cycle in ("earlier", "previous"):
        spans = [kr for kr in key_results_of(company, cycle) if kr.kind == "metric"]
        met = [abs(kr.value_after(13) - kr.baseline) >= abs(kr.target - kr.baseline) for kr in spans]
        assert 5 <= sum(met) <= len(met) - 5
        assert all(objective.lesson for objective in company.objectives_of(cycle))


def test_indicators_tell_the_same_story_as_their_key_results(company: Company) -> None:
    readings = {indicator.key: indicator.readings for indicator in company.indicators}
    results = {kr.key: kr for objective in company.objectives for kr in objective.key_results}
    spans = {"dulu": slice(1, 14), "lalu": slice(14, 27), "kuartal": slice(27, 40)}
    pairs = [("nps", f"nps-{cycle}", spans[cycle]) for cycle in spans]
    pairs += [("tepat-waktu", f"tepat-waktu-{cycle}", spans[cycle]) for cycle in spans]
    pairs += [("biaya-per-pesanan", f"biaya-pesanan-{cycle}", spans[cycle]) for cycle in spans]
    pairs += [("respons-pertama", "median-respons", spans["kuartal"]), ("churn", "churn-kuartal", spans["kuartal"])]
    pairs += [("csat", "csat-kuartal", spans["kuartal"]), ("respons-pertama", "median-respons-lalu", spans["lalu"])]
    for indicator, key, span in pairs:
        told = [
            (value, reading)
            for value, reading in zip(results[key].values, readings[indicator][span], strict=True)
            if value is not None
        ]
        assert [value for value, _ in told] == [reading for _, reading in told], key


def test_weekly_revenue_adds_up(company: Company) -> None:
    weekly = next(indicator for indicator in company.indicators if indicator.key == "pendapatan").readings
    for key, start in {"pendapatan-dulu": 1, "pendapatan-lalu": 14, "pendapatan-kuartal": 27}.items():
        total = next(kr for o in company.objectives for kr in o.key_results if kr.key == key)
        assert [sum(weekly[start : start + week]) for week in range(1, 14)] == [*total.values]


def test_one_indicator_has_no_objective(company: Company) -> None:
    watched = {key for objective in company.objectives for key in objective.indicators}
    assert {indicator.key for indicator in company.indicators} - watched == {"tingkat-retur"}
    assert len(company.indicators) == 10


def test_rooms_hold_talk_and_check_ins(company: Company) -> None:
    assert Counter(room.kind for room in company.rooms) == {"department": 6, "everyone": 1, "open": 1, "closed": 1}
    assert {message.room for message in company.messages} == {room.key for room in company.rooms}
    assert len(company.messages) >= 120
    assert Counter(message.kind for message in company.messages)["command"] == 13
    assert any(mentions(message.text) for message in company.messages)


def test_value_after_is_what_was_known_then(company: Company) -> None:
    kr = objective_of(company, "respons-cepat").key_results[0]
    assert [kr.value_after(periods) for periods in (-3, 0, 1, 8, 9, 13)] == [0, 0, 0, 8, 8, 12]
    last = list(kr.check_ins(3))[-1]
    assert (last.period, last.value, last.confidence) == (3, Decimal(3), Decimal("0.7"))
    assert last.note == "Status pesanan, ganti alamat, dan faktur sudah dibagi otomatis."


def test_most_running_key_results_say_why_and_where_from(company: Company) -> None:
    running = key_results_of(company, "current")
    assert sum(bool(kr.why) for kr in running) >= len(running) * 0.7
    assert sum(bool(kr.source) for kr in running) >= len(running) * 0.7


def test_every_teller_is_proven_and_used(company: Company) -> None:
    assert {*TELLERS} == {*NEEDS} == {episode.what for episode in company.episodes}


def test_people_have_a_habit(company: Company) -> None:
    sari = next(person for person in company.people if person.key == "sari")
    assert (sari.check_in_weekday, sari.check_in_time) == (4, time(16, 30))


def test_numbers_keep_fractions_and_gaps() -> None:
    assert numbers("30 29.5 - -2") == (Decimal(30), Decimal("29.5"), None, Decimal(-2))


def test_files_stay_readable() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FOLDER.rglob("*.*")}
    assert [path for path, lines in lengths.items() if lines > 300] == []


LAYANAN = "objectives/current/layanan.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (LAYANAN, 'owner = "dewi"', 'owner = "siapa"', "no person siapa"),
        (LAYANAN, 'owner = "bagus"\ndelegate', 'owner = "siapa"\ndelegate', "no such owner or delegate"),
        (LAYANAN, 'parent = "pelanggan-tenang"', 'parent = "layanan-tertata"', "no parent layanan-tertata"),
        (LAYANAN, 'parent = "pelanggan-tenang"', 'parent = "sekali-kontak"', "do not end at one"),
        (LAYANAN, 'indicators = ["nps"', 'indicators = ["npz"', "an indicator does not exist"),
        (LAYANAN, "weight = 0.4", "weight = 0.5", "the weights make 1.1"),
        (LAYANAN, '"29.5 28 ', '"29.5 ', "12 values and 13 confidences for 13 periods"),
        (LAYANAN, '"29.5 28 ', '"29.5 -  ', "different gaps"),
        (LAYANAN, '".5   .5 ', '".6   .5 ', "not one of the five"),
        (LAYANAN, "notes.13 =", "notes.14 =", "the note of period 14"),
        (LAYANAN, "baseline = 30\ntarget = 18", "baseline = 18\ntarget = 18", "starts at its target"),
        (LAYANAN, 'unit = "menit"', 'unit = "menet"', "no such unit or kind"),
        (LAYANAN, 'title.ar = "خدمة', 'title.fr = "خدمة', "no text in ar"),
        (LAYANAN, '"0  0  0  0  1 ', '"0  0  0  0  2 ', "done or not"),
        (LAYANAN, '"10 20 25', '"10 20 250', "between 0 and 100"),
        (LAYANAN, 'key = "median-respons"', 'key = "aturan-penugasan"', "is used 2 times"),
        (LAYANAN, 'language = "id"', 'language = "en"', "not its owner's"),
        (LAYANAN, 'kind = "committed"', 'kind = "promised"', "no such level or kind"),
        ("objectives/next/layanan.toml", 'state = "draft"', 'state = "dreamt"', "no such state"),
        ("story/edges.toml", 'what = "propose_edge"', 'what = "wish_edge"', "nobody can wish_edge"),
        ("story/edges.toml", 'kind = "depends"\n', "", "without kind"),
        ("story/edges.toml", 'from = "eskalasi-lama"', 'from = "eskalasi-lana"', "no goal eskalasi-lana"),
        ("story/edges.toml", 'on = "eskalasi-butuh-data"', 'on = "eskalasi"', "nothing called eskalasi happened"),
        ("story/edges.toml", 'key = "kirim-butuh-stok"', 'key = "eskalasi-butuh-data"', "the key is used twice"),
        ("story/edges.toml", 'who = "maruli"', 'who = "siapa"', "no person siapa"),
        ("story/edges.toml", "day = 6", "day = 67", "has no day 67"),
        ("story/edges.toml", "day = 6", "ago = 0", "has not happened yet"),
        ("story/edges.toml", "day = 6", "day = 6\nago = 1", "one of the two"),
        ("story/edges.toml", "text.en = ", "text.ar = ", "not told in both languages"),
        ("story/closing.toml", 'cycle = "earlier"', 'cycle = "latest"', "no such cycle"),
        ("story/talks.toml", 'department = "pemasaran"', 'department = "pasar"', "no department pasar"),
        ("story/talks.toml", 'indicator = "csat"', 'indicator = "cest"', "no such indicator"),
        ("company.toml", 'zone = "Asia/Makassar"', 'zone = "Asia/Makasar"', "no time zone"),
        ("company.toml", 'parent = "layanan"', 'parent = ""', "has a parent"),
        ("people.csv", "layanan,jakarta,id,manager,hendra", "layanan,jakarta,id,manager,bagus", "to one person"),
        ("people.csv", "sari.wulandari@nusaniaga.example", "sari@example.com", "not of this company"),
        ("people.csv", "layanan-chat,jakarta,id", "layanan-chat,jakarta,jv", "no such language or role"),
        ("indicators.toml", "\n31.0 ", "\n", "39 readings"),
        ("indicators.toml", 'good = "higher"', 'good = "up"', "no such direction"),
        ("rooms/umum.toml", 'kind = "everyone"', 'kind = "department"', "names a department"),
        ("rooms/direksi.toml", '"ratna", "hendra"', '"ratna"', "hendra is not in the room"),
        ("rooms/umum.toml", "{nps-kuartal}", "{nps-lalu}", "does not run"),
        ("rooms/umum.toml", "ago = 3", "ago = 0", "not yet said"),
        ("rooms/umum.toml", '"16:31", "linda"', '"16:31", "togar"', "only reads"),
        ("rooms/layanan.toml", '"14:12", "fitri"', '"14:12", "rizky"', "rizky cannot report"),
    ],
)
def test_reading_is_refused_when_files_contradict(folder: Path, file: str, old: str, new: str, fault: str) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(ContentError) as refusal:
        read_company(folder)
    assert fault in str(refusal.value)


def test_reading_is_refused_when_a_field_is_missing(folder: Path) -> None:
    spoil(folder / "objectives/year/direksi.toml", "target = 48\n", "")
    with pytest.raises(KeyError):
        read_company(folder)
