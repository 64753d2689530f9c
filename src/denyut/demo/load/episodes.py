"""The story deed by deed: when each episode happens, and who tells it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from denyut.demo import shapes
from denyut.demo.load import changes, evidence, looking_back, meetings, ties
from denyut.demo.load.scene import Happening, Scene
from denyut.demo.load.times import DAY, span_of

type Teller = Callable[[Scene, shapes.Episode], object]

TELLERS: Mapping[str, Teller] = {
    "propose_edge": ties.propose,
    "answer_edge": ties.answer,
    "counter_edge": ties.counter,
    "ask": ties.ask,
    "respond": ties.respond_to,
    "challenge": ties.challenge,
    "answer_challenge": ties.answer_to_challenge,
    "influence": ties.influence,
    "retarget": changes.retarget,
    "retype": changes.retype,
    "declare": changes.declare,
    "move": changes.move,
    "report": changes.report,
    "score": looking_back.score,
    "write_lesson": looking_back.learn,
    "answer_post_mortem": looking_back.answer,
    "carry_over": looking_back.carry,
    "use_calendar": meetings.use_calendar,
    "sit": meetings.sit,
    "be_away": meetings.be_away,
    "add_work": evidence.add_work,
    "finish_work": evidence.finish_work,
    "add_milestone": evidence.add_step,
    "reach_milestone": evidence.reach_step,
    "hold_session": evidence.hold,
    "exempt": evidence.leave_out,
    "observe": evidence.measure,
}


def episodes(scene: Scene) -> list[Happening]:
    """Every episode whose moment has come."""
    return [
        Happening(at, partial(TELLERS[one.what], scene, one))
        for one in scene.company.episodes
        if (at := moment_of(scene, one)) < scene.almanac.until
    ]


def moment_of(scene: Scene, episode: shapes.Episode) -> datetime:
    """When an episode happens, by the clock of whoever acts."""
    almanac, days = scene.almanac, scene.almanac.common
    person = scene.colleague(episode.who)
    if episode.ago is not None:
        return almanac.at(days.before(almanac.today, episode.ago), episode.at, person)
    cycle = next(cycle for cycle in scene.company.cycles if cycle.key == episode.cycle)
    span = span_of(cycle, almanac.today)
    day = days.number(span.starts_on, episode.day) if episode.day else span.ends_on + DAY
    return almanac.at(day, episode.at, person)
