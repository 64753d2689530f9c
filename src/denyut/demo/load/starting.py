"""How the company began with OKR: promises in the open, a workshop with its agreement, templates, the course, the vision."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from denyut.closing.actions import count_execution, note_execution
from denyut.demo.content import FOLDER
from denyut.demo.files import read_toml
from denyut.demo.load.scene import Scene
from denyut.drafting.actions import make_template, start_from_template
from denyut.launch.actions import (
    begin_exam,
    begin_start,
    choose_sponsor,
    draft_key_result,
    draft_objective,
    end_workshop,
    finish_step,
    hand_in_exam,
    make_group,
    move_phase,
    open_workshop,
    place_card,
    plan_step,
    publish_commitment,
    take_position,
    vote_for_group,
    write_card,
    write_input,
    write_vision,
)
from denyut.launch.evidence import evidence_of
from denyut.launch.leads import leads
from denyut.launch.models import Card, Group, Phase, Position, Start, Workshop
from denyut.launch.training.report import report
from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.spine.models import Event

SEED, PASS_ABOUT = 2026, 9
FEEDBACK = {
    "id": "Bagus, setiap baris punya pemilik. Dari mana angka pertama itu? Tolong tulis sumbernya sebelum Selasa.",
    "en": "Good that each line has an owner. Where does the first number come from? Please add its source by Tuesday.",
}


def begin(scene: Scene) -> None:
    """Tell how the start went in the running quarter; nothing in a company whose people are others."""
    content = read_toml(FOLDER / "starting.toml")
    people = {content["workshop"]["by"], *(one["who"] for one in content["sponsor"])} | {content["template"]["by"]}
    if not people <= scene.people.keys():
        return
    _look_back(scene, content)
    leader = scene.people[scene.leader.key]
    words = {name: scene.words(content[name]) for name in ("vision", "mission")}
    write_vision(leader, vision=words["vision"], mission=words["mission"])
    start = begin_start(leader, scene.cycles["current"])
    _promise(scene, start, content["sponsor"])
    _hold(scene, content["workshop"], words["vision"])
    _train(scene)
    _use_templates(scene, content["template"])
    for step in start.steps.select_related("start__cycle"):
        plan_step(leader, step, owner=leader, due_on=scene.cycles["current"].ends_on)
        if evidence_of(step).is_enough:
            finish_step(leader, step)


def _look_back(scene: Scene, content: Mapping[str, Any]) -> None:
    """What the closed quarters promised and did, and a note on the newest."""
    closed_cycles = list(Cycle.objects.filter(closed_at__isnull=False).order_by("starts_on"))
    if closed_cycles:
        note_execution(scene.people[scene.leader.key], closed_cycles[-1], text=scene.words(content["note"]))
    for cycle in closed_cycles:
        closed = Event.objects.filter(verb="okr.cycle_closed", subject_id=cycle.pk).latest("pk")
        count_execution(closed.actor, cycle, event=closed.pk)


def _promise(scene: Scene, start: Start, sponsors: list[dict[str, Any]]) -> None:
    leader = scene.people[scene.leader.key]
    for words in sponsors:
        who = scene.people[words["who"]]
        publish_commitment(who, choose_sponsor(leader, start, person=who), text=scene.words(words["text"]))


def _hold(scene: Scene, words: dict[str, Any], vision: str) -> None:
    """One workshop from its first phase to its minutes."""
    host = scene.people[words["by"]]
    departments = [scene.departments[key] for key in words["departments"]]
    title, cycle = scene.words(words["title"]), scene.cycles["current"]
    workshop = open_workshop(host, cycle, title=title, departments=departments)
    write_input(host, workshop, vision=vision)
    move_phase(host, workshop, to=Phase.IDEAS)
    cards = [(one, list(_cards(scene, workshop, one["cards"]))) for one in words["group"]]
    move_phase(host, workshop, to=Phase.GROUPS)
    groups = [_grouped(scene, host, workshop, one, some) for one, some in cards]
    move_phase(host, workshop, to=Phase.VOTES)
    for one, group in zip(words["group"], groups, strict=True):
        for key in one["votes"]:
            vote_for_group(scene.people[key], group)
    move_phase(host, workshop, to=Phase.DRAFT)
    draft_objective(host, groups[0], title=scene.words(words["goal"]["title"]))
    for one in words["goal"]["key_result"]:
        _drafted(scene, host, groups[0], one)
    move_phase(host, workshop, to=Phase.AGREE)
    for one in words["goal"]["key_result"]:
        _agree(scene, workshop, one)
    end_workshop(host, workshop)


def _cards(scene: Scene, workshop: Workshop, cards: list[dict[str, str]]) -> Iterator[Card]:
    for one in cards:
        yield write_card(scene.people[one["by"]], workshop, text=one.get(scene.language, one["id"]))


def _grouped(scene: Scene, host: Person, workshop: Workshop, one: dict[str, Any], cards: list[Card]) -> Group:
    group = make_group(host, workshop, title=scene.words(one["title"]))
    for card in cards:
        place_card(host, card, group=group)
    return group


def _drafted(scene: Scene, host: Person, group: Group, one: dict[str, Any]) -> None:
    owner = scene.people[one["owner"]]
    draft_key_result(
        host,
        group,
        title=scene.words(one["title"]),
        unit=scene.unit(one["unit"], scene.language),
        baseline=Decimal(one["baseline"]),
        target=Decimal(one["target"]),
        owner=owner,
        departments=[scene.departments[key] for key in one["said"]],
    )


def _agree(scene: Scene, workshop: Workshop, one: dict[str, Any]) -> None:
    for key, stance in one["said"].items():
        department = scene.departments[key]
        found = Position.objects.filter(workshop=workshop, department=department)
        position = found.get(key_result__title=scene.words(one["title"]))
        text = scene.words(one["text"]) if stance != "agrees" else ""
        take_position(scene.people[_lead(scene, key)], position, stance=stance, text=text)


def _lead(scene: Scene, key: str) -> str:
    return next(department.lead for department in scene.company.departments if department.key == key)


def _train(scene: Scene) -> None:
    """Most of those who lead people have passed the course, each with a report of their own."""
    people = list(leads().order_by("pk"))
    for number, person in enumerate(people[: len(people) * PASS_ABOUT // 10 + 1]):
        exam = begin_exam(person, seed=SEED + number)
        found = [f"{line.number}:{line.problem}" for line in report(exam.seed) if line.problem]
        hand_in_exam(person, exam, marked=found[: 4 + number % 2], feedback=FEEDBACK[scene.language])


def _use_templates(scene: Scene, words: dict[str, Any]) -> None:
    """A template of the company's own, and a draft of the quarter that was begun from it."""
    host, department = scene.people[words["by"]], scene.departments[words["department"]]
    measure = {"kind": "metric", "unit": "hour", "baseline": words["baseline"], "target": words["target"]}
    texts = {
        language: {
            "title": words["title"][language],
            "guide": words["guide"][language],
            "key_results": [{"title": words["result"][language]}],
        }
        for language in ("id", "en")
    }
    content: Any = {"ambition": "committed", "measures": [measure], "texts": texts}
    template = make_template(host, name=scene.words(words["name"]), content=content, department=department)
    start_from_template(host, scene.cycles["current"], template.newest, department=department, language=scene.language)
