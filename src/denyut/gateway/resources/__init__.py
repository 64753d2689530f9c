"""The resources of the API, one file for each noun."""

from denyut.gateway.resources import (
    absences,
    cycles,
    departments,
    drafts,
    events,
    evidence,
    goal_templates,
    indicators,
    key_results,
    linting,
    me,
    objectives,
    people,
    rituals,
    rooms,
)

ROUTERS = {
    "Me": me.router,
    "Cycles": cycles.router,
    "Rituals": rituals.router,
    "Objectives": objectives.router,
    "Key results": key_results.router,
    "What key results are made of": evidence.router,
    "Drafts": drafts.router,
    "Goal templates": goal_templates.router,
    "Linting": linting.router,
    "Indicators": indicators.router,
    "People": people.router,
    "Absences": absences.router,
    "Departments": departments.router,
    "Rooms": rooms.router,
    "Events": events.router,
}
