"""Proves that the story holds together: every deed has what its kind needs, and speaks of what is there."""

from collections.abc import Iterator, Mapping

from denyut.demo.shapes import Company, Episode

NEEDS: Mapping[str, frozenset[str]] = {
    "propose_edge": frozenset({"from", "to", "kind", "text"}),
    "answer_edge": frozenset({"on", "answer"}),
    "counter_edge": frozenset({"on", "kind", "text"}),
    "retarget": frozenset({"goal", "title"}),
    "retype": frozenset({"goal", "kind", "baseline", "target", "reason", "text"}),
    "declare": frozenset({"goal", "status", "text"}),
    "move": frozenset({"goal", "state", "text"}),
    "score": frozenset({"goal", "score", "text"}),
    "write_lesson": frozenset({"goal", "kind", "text"}),
    "answer_post_mortem": frozenset({"goal", "cause", "text"}),
    "carry_over": frozenset({"goal", "into"}),
    "report": frozenset({"goal", "value", "confidence", "text"}),
    "ask": frozenset({"goal", "department", "due", "text"}),
    "respond": frozenset({"on", "department"}),
    "challenge": frozenset({"goal", "text"}),
    "answer_challenge": frozenset({"on", "answer", "text"}),
    "influence": frozenset({"goal", "indicator", "direction", "delay", "text"}),
    "use_calendar": frozenset({"department"}),
    "sit": frozenset({"ritual", "department", "people", "text"}),
    "be_away": frozenset({"first", "last", "stand_in", "text"}),
    "add_work": frozenset({"goal", "kind", "owner", "due", "text"}),
    "finish_work": frozenset({"on"}),
    "add_milestone": frozenset({"goal", "due", "text"}),
    "reach_milestone": frozenset({"on"}),
    "hold_session": frozenset({"goal", "session", "people"}),
    "exempt": frozenset({"goal", "person", "text"}),
    "observe": frozenset({"goal", "values"}),
}
DAYS_IN_A_QUARTER = 66


def faults_of_story(company: Company) -> Iterator[str]:
    """Whatever is wrong with the company's episodes, one sentence each."""
    earlier: set[str] = set()
    for episode in company.episodes:
        here = f"Episode {episode.key}"
        if episode.key in earlier:
            yield f"{here}: the key is used twice."
        earlier.add(episode.key)
        yield from _faults_of_fields(here, episode)
        yield from _faults_of_time(here, episode, company)
        yield from _faults_of_names(here, episode, company)
        if "on" in episode.options and episode.options["on"] not in earlier:
            yield f"{here}: nothing called {episode.options['on']} happened before."


def _faults_of_fields(here: str, episode: Episode) -> Iterator[str]:
    needs = NEEDS.get(episode.what)
    if needs is None:
        yield f"{here}: nobody can {episode.what}."
        return
    missing = needs - {*episode.options} - ({"text"} if episode.text else set())
    if missing:
        yield f"{here}: without {', '.join(sorted(missing))}."
    if episode.text and not {"id", "en"} <= {*episode.text}:
        yield f"{here}: not told in both languages."


def _faults_of_time(here: str, episode: Episode, company: Company) -> Iterator[str]:
    if (episode.day is None) == (episode.ago is None):
        yield f"{here}: happens on a day of its cycle or some days ago, one of the two."
    if episode.day is not None and not 0 <= episode.day <= DAYS_IN_A_QUARTER:
        yield f"{here}: its cycle has no day {episode.day}."
    if episode.ago is not None and episode.ago < 1:
        yield f"{here}: has not happened yet."
    if episode.cycle not in {cycle.key for cycle in company.cycles}:
        yield f"{here}: no such cycle."


def _faults_of_names(here: str, episode: Episode, company: Company) -> Iterator[str]:
    people = {person.key for person in company.people}
    named = {episode.who, *episode.options.get("people", ())}
    named |= {episode.options[field] for field in ("owner", "person", "stand_in") if field in episode.options}
    for name in sorted(named - people):
        yield f"{here}: no person {name}."
    goals = goals_of(company)
    for goal in sorted(episode.goals - goals):
        yield f"{here}: no goal {goal}."
    departments = {department.key for department in company.departments} | {""}
    if episode.options.get("department", "") not in departments:
        yield f"{here}: no department {episode.options['department']}."
    indicators = {indicator.key for indicator in company.indicators}
    if episode.what == "influence" and episode.options.get("indicator") not in indicators:
        yield f"{here}: no such indicator."


def goals_of(company: Company) -> set[str]:
    """The keys of all goals; what was carried over is called like its episode, its key results with `:1`, `:2` behind it."""
    own = {objective.key for objective in company.objectives}
    own |= {kr.key for objective in company.objectives for kr in objective.key_results}
    carried = {episode.key for episode in company.episodes if episode.what == "carry_over"}
    return own | carried | {f"{key}:{place}" for key in carried for place in (1, 2, 3, 4)}
