"""The story as a whole: everything that happened, merged by its moment and told in that order."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from denyut.demo import shapes
from denyut.demo.content import FOLDER, read_company
from denyut.demo.files import read_toml
from denyut.demo.load.benefits import measure_benefits
from denyut.demo.load.boards import build_board
from denyut.demo.load.episodes import episodes
from denyut.demo.load.foresight import foresight
from denyut.demo.load.frame import foundation, rooms_on_the_way
from denyut.demo.load.goals import closings, planning, reports
from denyut.demo.load.indicators import indicators
from denyut.demo.load.living import liven
from denyut.demo.load.matters import matters
from denyut.demo.load.numbers import bring_numbers
from denyut.demo.load.reviews import reviews
from denyut.demo.load.scene import Happening, Scene
from denyut.demo.load.starting import begin
from denyut.demo.load.talk import leave_unread, talk
from denyut.demo.load.times import Almanac
from denyut.demo.load.weeks import weeks
from denyut.lib.dates import format_day
from denyut.people.models import Person, Workspace
from denyut.spine import clock, writer
from denyut.spine.access import Conflict, Invalid
from denyut.spine.outlets import catch_up, skip_to_end

type Say = Callable[[str, float], None]

LANGUAGES = ("id", "en")
FRESH_DAYS = 10
STEPS = 40
LAST_MINUTE = timedelta(minutes=1)


def is_loaded() -> bool:
    """Whether the demo company lives in this workspace."""
    domain: str = read_toml(FOLDER / "company.toml")["domain"]
    return bool(Person.objects.filter(email__endswith=f"@{domain}").exists())


def load(today: date, *, language: str = "id", say: Say, company: shapes.Company | None = None) -> Person:
    """Put the demo company into an empty workspace, its history ending as `today` begins; returns the administrator.

    All of it or, when something fails, nothing. `say` hears how far it is: a line for the terminal and a share
    from 0 to 1. `company` is another one to tell of. Raises Conflict where somebody lives already, Invalid for a
    language other than id and en.
    """
    _check_language(language)
    _check_is_empty()
    content = company or read_company()
    scene = Scene(content, language, Almanac(content, today))
    writer.run(lambda: _tell(scene, say))
    return scene.people[scene.founder.key]


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        reason = "The demo company speaks Indonesian (id) or English (en)."
        raise Invalid(reason, code="unknown_language", field="language")


def _check_is_empty() -> None:
    if Workspace.objects.exists() or Person.objects.exists():
        reason = "Somebody lives in this workspace already. The demo company needs an empty one: choose another place."
        raise Conflict(reason, code="not_empty")


def _tell(scene: Scene, say: Say) -> None:
    happenings = _all_in_order(scene)
    loud_from = scene.almanac.at(scene.almanac.common.before(scene.almanac.today, FRESH_DAYS), time())
    was_heard = False
    for place, happening in enumerate(happenings):
        if place % (len(happenings) // STEPS + 1) == 0:
            say(_telling_of(happening.at), place / len(happenings))
        is_heard = happening.is_heard or happening.at >= loud_from
        was_heard = _play(happening, is_heard=is_heard, was_heard=was_heard)
    with clock.at(scene.almanac.until - LAST_MINUTE):
        liven(scene)
        begin(scene)
        build_board(scene)
        measure_benefits(scene)
        bring_numbers(scene)
    with clock.at(scene.almanac.until):
        leave_unread(scene)
        skip_to_end()
    say("The demo company is ready.", 1.0)


def _all_in_order(scene: Scene) -> list[Happening]:
    parts = (
        foundation,
        indicators,
        planning,
        closings,
        reports,
        rooms_on_the_way,
        talk,
        episodes,
        matters,
        weeks,
        foresight,
        reviews,
    )
    return sorted((happening for part in parts for happening in part(scene)), key=lambda happening: happening.at)


def _play(happening: Happening, *, is_heard: bool, was_heard: bool) -> bool:
    """Tell one happening. Rooms and others hear of it in its own minute, or not at all: old news would flood them."""
    with clock.at(happening.at):
        if is_heard and not was_heard:
            skip_to_end()
        happening.tell()
        if is_heard:
            catch_up()
    return is_heard


def _telling_of(moment: datetime) -> str:
    return f"Telling what happened on {format_day(moment.date(), 'en')}"
