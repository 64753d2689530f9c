"""The resources of the API, one file for each noun."""

from denyut.gateway.resources import cycles, departments, events, key_results, me, objectives, people, rooms

ROUTERS = {
    "Me": me.router,
    "Cycles": cycles.router,
    "Objectives": objectives.router,
    "Key results": key_results.router,
    "People": people.router,
    "Departments": departments.router,
    "Rooms": rooms.router,
    "Events": events.router,
}
