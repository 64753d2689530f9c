"""Goals in the talk: chips inside sentences and cards in rooms, drawn for everybody alike; and what a key result took out of the talk."""

from collections.abc import Iterator, Sequence

from django.template.loader import render_to_string

from denyut.assistant.goals import KEY_RESULT, OBJECTIVE, open_heads, open_key_results, open_objectives
from denyut.assistant.kept import drawn_sections
from denyut.assistant.kept_chips import key_result_chips, objective_chips
from denyut.assistant.verbs import SECTION
from denyut.spine.fragments import fragment
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, touching
from denyut.talk.beside import pieces

CHIPS = {KEY_RESULT: "assistant.key_result_chip", OBJECTIVE: "assistant.objective_chip"}
CARDS = {KEY_RESULT: "assistant.key_result_card", OBJECTIVE: "assistant.objective_card"}


@fragment(CHIPS[KEY_RESULT], target=".ref-key_result-%d")
def draw_key_result_chips(ids: Sequence[int]) -> dict[int, str]:
    """Key results as they stand in a sentence."""
    return key_result_chips(ids, _key_result_chips)


@fragment(CHIPS[OBJECTIVE], target=".ref-objective-%d")
def draw_objective_chips(ids: Sequence[int]) -> dict[int, str]:
    """Objectives as they stand in a sentence."""
    return objective_chips(ids, _objective_chips)


@fragment(CARDS[KEY_RESULT], target=".card-key_result-%d")
def draw_key_result_cards(ids: Sequence[int]) -> dict[int, str]:
    """Key results as cards, with the way to check in."""
    rows = open_key_results(ids)
    said = pieces(KEY_RESULT, list(rows))
    return {
        pk: render_to_string("assistant/_key_result_card.html", {"kr": row, "beside": said[pk]})
        for pk, row in rows.items()
    }


@fragment(CARDS[OBJECTIVE], target=".card-objective-%d")
def draw_objective_cards(ids: Sequence[int]) -> dict[int, str]:
    """Objectives as cards, with their key results."""
    rows = open_objectives(ids)
    return {pk: render_to_string("assistant/_objective_card.html", {"goal": row}) for pk, row in rows.items()}


@fragment(SECTION, target="#takeaways-%d")
def draw_takeaways(ids: Sequence[int]) -> dict[int, str]:
    """What key results took out of the talk, as their pages show it."""
    return drawn_sections(ids)


def _key_result_chips(ids: Sequence[int]) -> dict[int, str]:
    rows = open_key_results(ids)
    return {pk: render_to_string("assistant/_key_result_chip.html", {"kr": row}) for pk, row in rows.items()}


def _objective_chips(ids: Sequence[int]) -> dict[int, str]:
    rows = open_heads(ids)
    return {pk: render_to_string("assistant/_objective_chip.html", {"goal": row}) for pk, row in rows.items()}


@touching(
    "okr.checked_in",
    "okr.check_in_undone",
    "okr.key_result_changed",
    "okr.key_result_moved",
    "okr.key_result_declared",
)
def _goal_moved(event: Event) -> Iterator[Touch]:
    if event.facts["open"]:
        yield Touch("okr", CHIPS[KEY_RESULT], event.facts["key_result"])
        yield Touch("okr", CARDS[KEY_RESULT], event.facts["key_result"])
        yield from _objectives(event)


@touching("okr.objective_changed", "okr.objective_moved", "okr.objective_cancelled", "okr.objective_declared")
def _objective_moved(event: Event) -> Iterator[Touch]:
    # One that turned private or was given up goes from the talk, too.
    yield from _objectives(event)


def _objectives(event: Event) -> Iterator[Touch]:
    own = [event.facts["objective"], *(pk for pk, is_open in event.facts.get("moved", []) if is_open)]
    for objective in dict.fromkeys(own):
        yield Touch("okr", CHIPS[OBJECTIVE], objective)
        yield Touch("okr", CARDS[OBJECTIVE], objective)
