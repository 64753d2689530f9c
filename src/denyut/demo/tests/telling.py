"""What the tests of loading share: three days, and a smaller company."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from denyut.demo import shapes
from denyut.demo.load.goals import reports_of
from denyut.demo.load.scene import Scene
from denyut.demo.load.times import Almanac
from denyut.demo.proof import mentions

MIDDLE, FIRST_WEEK, LAST_DAY = date(2026, 11, 23), date(2027, 4, 6), date(2026, 12, 31)
ARTICLE = "Meningkatkan kecepatan respons pelanggan sebesar 40% pada kuartal ini"
KEPT = {"paling-dipercaya", "pelanggan-tenang", "respons-cepat", "layanan-tertata", "antrian-terlihat", "tahan-biaya"}


def scene_of(company: shapes.Company, today: date) -> Scene:
    return Scene(company, "id", Almanac(company, today))


def told(company: shapes.Company, today: date) -> int:
    """How many reports of the content have come about by `today`."""
    scene = scene_of(company, today)
    return sum(len([*reports_of(scene, o.cycle, kr)]) for o in company.objectives for kr in o.key_results)


def part_of(company: shapes.Company) -> shapes.Company:
    """A few objectives, one indicator, and the lines that speak of nothing else."""
    objectives = tuple(objective for objective in company.objectives if objective.key in KEPT)
    keys = {kr.key for objective in objectives for kr in objective.key_results}
    messages = tuple(m for m in company.messages if {*mentions(m.text), m.key_result} - {""} <= keys)
    episodes = tuple(_about(company.episodes, keys | {objective.key for objective in objectives}))
    return replace(
        company, objectives=objectives, indicators=company.indicators[:1], messages=messages, episodes=episodes
    )


def _about(episodes: Iterable[shapes.Episode], goals: set[str]) -> Iterator[shapes.Episode]:
    """Those that speak of these goals alone, of other episodes that do, and of the indicator that is left."""
    kept = {""}
    for episode in episodes:
        is_known = episode.goals <= goals and episode.options.get("on", "") in kept
        if is_known and episode.options.get("indicator", "nps") == "nps":
            kept.add(episode.key)
            yield episode


def silent(text: str, share: float) -> None:
    """Nobody looks at the progress."""
