"""Looking ahead, week by week: forecasts, early warnings, what owners did about them, and what came of it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from zlib import crc32

from denyut.demo.load.scene import Happening, Scene
from denyut.demo.load.times import DAY, WEEK, span_of
from denyut.foresight.actions import intervene
from denyut.foresight.effects import measure_effects
from denyut.foresight.jobs import note_outcomes, open_due
from denyut.foresight.looking import look_at_all
from denyut.foresight.models import EarlyWarning
from denyut.foresight.playbook import PLAYS
from denyut.spine.access import may

DAWN, MORNING = time(5, 30), time(9, 40)
QUARTERS_BACK = 1
# Every fifth warning nobody acts upon, as it is in life; on one day nobody writes about many.
LEFT, A_DAY = 5, 4
# What was saved last quarter: whoever looks around finds it told from its warning to its end.
SAVED, SAVED_BY = "kirim-hari-sama-lalu", "hands"
SAVED_NOTE = {
    "id": "Dua orang dari gudang retur membantu mengemas antara jam 13 dan 17 sampai rak baru berdiri.",
    "en": "Two people from the returns warehouse help with packing from 1 to 5 pm until the new racks stand.",
}
NOTES = {
    "help": {"id": "Minta satu orang dari tim malam mendampingi.", "en": "One of the night team sits with us."},
    "action": {"id": "Cara ini tidak jalan; kami coba jalan lain.", "en": "This way leads nowhere; we try another."},
    "scope": {"id": "Kami kerjakan bagian terpenting dulu.", "en": "We do the part that matters most first."},
    "hands": {"id": "Dua orang membantu sampai akhir bulan.", "en": "Two people help until the month ends."},
    "unblock": {"id": "Saya telepon mereka hari ini.", "en": "I call them today."},
}


def foresight(scene: Scene) -> Iterator[Happening]:
    """A look each week of the last quarter and of this one, and acts two days later; the last look is of the last day."""
    quarters = [one for one in scene.company.cycles if one.kind != "year" and 0 <= one.back <= QUARTERS_BACK]
    if not quarters:
        return
    day = min(span_of(one, scene.almanac.today).starts_on for one in quarters) + 2 * WEEK
    while scene.almanac.at(day, DAWN) < scene.almanac.until:
        yield Happening(scene.almanac.at(day, DAWN), _look)
        yield from _later(scene, scene.almanac.at(day + 2 * DAY, MORNING))
        day += WEEK
    yield Happening(scene.almanac.until - timedelta(minutes=2), _look)


def _later(scene: Scene, at: datetime) -> Iterator[Happening]:
    if at < scene.almanac.until:
        yield Happening(at, partial(_act, scene))


def _look() -> None:
    look_at_all()
    open_due()
    measure_effects()
    note_outcomes()


def _act(scene: Scene) -> None:
    """Owners act upon what they were warned of and have not acted upon."""
    open_due()
    _save(scene)
    running = EarlyWarning.objects.standing().filter(interventions=None, key_result__objective__cycle__closed_at=None)
    for warning in running.exclude(kind="stale").with_goals().order_by("raised_at", "pk")[:A_DAY]:
        chance = crc32(f"{warning.kind} {warning.key_result.title}".encode())
        if chance % LEFT and may(warning.key_result.owner, "foresight.intervene", warning):
            kind = PLAYS[warning.kind][chance % 3]
            note = scene.words(NOTES[kind]) if kind in NOTES else ""
            intervene(warning.key_result.owner, warning, kind=kind, note=note)


def _save(scene: Scene) -> None:
    """The one warning of which the whole story is told."""
    kr = scene.key_results.get(SAVED)
    warning = (
        EarlyWarning.objects.standing().filter(interventions=None, kind="miss", key_result=kr).with_goals().first()
    )
    if kr is not None and warning is not None:
        intervene(warning.key_result.owner, warning, kind=SAVED_BY, note=scene.words(SAVED_NOTE))
