"""Numbers that come in by themselves: a file that is read well, one whose column changed, and Denyut's own check-ins."""

from datetime import date, timedelta
from io import BytesIO

from denyut.demo.load.scene import Scene
from denyut.metrics.actions import add_indicator, watch_indicator
from denyut.metrics.models import Indicator
from denyut.people.models import Person
from denyut.sources.actions import (
    add_source,
    allow_target,
    connect_source,
    map_source,
    note_columns,
    read_source,
    schedule_source,
    upload_file,
)
from denyut.sources.connecting import Connection
from denyut.sources.jobs import carry_out
from denyut.sources.models import Source
from denyut.sources.reading import look_at
from denyut.sources.storing import keep

DAYS = 60
NAMES = {
    "tickets": {"id": "Tiket masuk per hari", "en": "Tickets a day"},
    "returns": {"id": "Barang kembali per hari", "en": "Returned items a day"},
    "check_ins": {"id": "Check-in per hari", "en": "Check-ins a day"},
    "help_desk": {"id": "Ekspor meja bantuan", "en": "Help desk export"},
    "warehouse": {"id": "Laporan gudang", "en": "Warehouse report"},
    "own": {"id": "Check-in di Denyut", "en": "Check-ins in Denyut"},
    "reason": {"id": "Data penjualan toko", "en": "Sales of the shop"},
}


def bring_numbers(scene: Scene) -> None:
    """Three sources of the head of data and one of the chief technology officer's, read at the end of the story."""
    anisa, james = scene.people["anisa"], scene.people["james"]
    allow_target(scene.people[scene.founder.key], host="data.nusaniaga.example", reason=_said(scene, "reason"))
    today = scene.almanac.today
    tickets = _indicator(scene, anisa, "tickets", least=20)
    _read(_file_source(scene, anisa, "help_desk", tickets, _tickets(today)))
    returns = _indicator(scene, james, "returns", least=1)
    broken = _file_source(scene, james, "warehouse", returns, _returns(today))
    _read(broken)
    _give(broken, _returns(today, words=("banyak" if scene.language == "id" else "many")))
    _read(broken)
    own = add_source(james, name=_said(scene, "own"), kind="own")
    check_ins = _indicator(scene, james, "check_ins", least=1)
    _read(_ready(own, check_ins, {"dataset": "check_ins"}, "day", "number", every="day"))


def _said(scene: Scene, key: str) -> str:
    return NAMES[key][scene.language]


def _indicator(scene: Scene, owner: Person, key: str, *, least: int) -> Indicator:
    found = add_indicator(owner, name=_said(scene, key), good="higher" if key == "check_ins" else "lower", owner=owner)
    return watch_indicator(owner, found, cadence="day", least=least)


def _file_source(scene: Scene, owner: Person, key: str, indicator: Indicator, text: str) -> Source:
    source = add_source(owner, name=_said(scene, key), kind="file")
    _give(source, text)
    return _ready(source, indicator, {}, "day", "amount", every="hand")


def _ready(source: Source, indicator: Indicator, connection: Connection, day: str, value: str, *, every: str) -> Source:
    source = connect_source(source.owner, source, connection=connection)
    note_columns(source.owner, source, look_at(source).columns)
    map_source(source.owner, source, date_column=day, value_column=value, indicator=indicator)
    return schedule_source(source.owner, source, every=every)


def _give(source: Source, text: str) -> None:
    file = BytesIO(text.encode())
    upload_file(source.owner, source, keep(source.owner, source, file, "export.csv"))


def _read(source: Source) -> None:
    carry_out.call(read_source(source.owner, source).pk)


def _days(today: date) -> list[date]:
    return [today - timedelta(days=n) for n in range(DAYS, 0, -1)]


def _tickets(today: date) -> str:
    """Many rows a day, fewer on weekends; one that nobody can read."""
    rows = [
        f"{day},{1 + (day.toordinal() * 7 + n) % 3},{team}"
        for day in _days(today)
        for n, team in enumerate(("chat", "mail", "toko") * (3 if day.weekday() > 4 else 9))
    ]
    return "\n".join(["day,amount,team", *rows, f"{today - timedelta(days=3)},?,chat", ""])


def _returns(today: date, *, words: str = "") -> str:
    rows = [f"{day},{words or 12 + day.toordinal() * 5 % 9}" for day in _days(today)]
    return "\n".join(["day,amount", *rows, ""])
