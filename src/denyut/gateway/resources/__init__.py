"""The resources of the API, one file for each noun."""

from denyut.gateway.resources import (
    absences,
    cycles,
    departments,
    events,
    indicators,
    key_results,
    me,
    objectives,
    people,
    rooms,
)

ROUTERS = {
    "Me": me.router,
    "Cycles": cycles.router,
    "Objectives": objectives.router,
    "Key results": key_results.router,
    "Indicators": indicators.router,
    "People": people.router,
    "Absences": absences.router,
    "Departments": departments.router,
    "Rooms": rooms.router,
    "Events": events.router,
}
