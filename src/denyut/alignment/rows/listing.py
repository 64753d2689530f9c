"""A map as a list: families nested in each other, and each goal's links in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from denyut.alignment.map.blockers import Blockage
from denyut.alignment.map.forest import ALL_OPEN_UP_TO, OPEN_DEPTH, Forest, forest_of
from denyut.alignment.map.lanes import within_lanes
from denyut.alignment.map.links import Link, Tie
from denyut.alignment.rows.asked import Asked
from denyut.alignment.rows.boxes import blocked_by
from denyut.alignment.rows.lanes import Lanes
from denyut.alignment.rows.terrain import Terrain
from denyut.okr.rows import ObjectiveRow

FAMILY_ENDS = "</ul></details></li>"
FROM: dict[Tie, str | Promise] = {
    Tie.SUPPORTS: gettext_lazy("Supports"),
    Tie.CONTRIBUTES: gettext_lazy("Contributes to"),
    Tie.DEPENDS: gettext_lazy("Depends on"),
    Tie.CONFLICTS: gettext_lazy("Conflicts with"),
}
TO: dict[Tie, str | Promise] = {
    Tie.SUPPORTS: gettext_lazy("Supported by"),
    Tie.CONTRIBUTES: gettext_lazy("Receives from"),
    Tie.DEPENDS: gettext_lazy("Needed by"),
    Tie.CONFLICTS: gettext_lazy("Conflicts with"),
}


@dataclass(frozen=True)
class Section:
    """A lane of the list, its goals as nested HTML lists; its name is empty when there are no lanes."""

    name: str
    entries: SafeString


@dataclass(frozen=True)
class Listing:
    """What all entries of a list are made from."""

    rows: Mapping[int, ObjectiveRow]
    related: Mapping[int, Sequence[tuple[str | Promise, int, bool]]]
    held: Blockage
    asked: Asked
    address: str
    is_small: bool

    def entries(self, forest: Forest) -> SafeString:
        """The goals of a forest, each with the families below it; branches are open as deep as on the drawing."""
        walk = list(forest.walk())
        depths = [forest.depth[goal] for goal in walk] + [0]
        pieces = [
            f"<li>{self._line(goal)}{self._family(goal, forest)}{FAMILY_ENDS * max(0, depths[i] - depths[i + 1])}"
            for i, goal in enumerate(walk)
        ]
        return mark_safe("\n".join(pieces))

    def _family(self, goal: int, forest: Forest) -> str:
        count = len(forest.children[goal])
        if not count:
            return "</li>"
        is_open = self.is_small or forest.depth[goal] < OPEN_DEPTH - 1 or goal in self.asked.opened
        name = ngettext("%(count)d goal serves it", "%(count)d goals serve it", count) % {"count": count}
        return f"<details{' open' if is_open else ''}><summary>{name}</summary><ul>"

    def _line(self, goal: int) -> str:
        row, owner = self.rows[goal], escape(self.rows[goal].owner.name)
        blocked = blocked_by(self.held.causes.get(goal, ()), self.rows)
        words = f'<span class="map-line__words map-line__words--blocked">{escape(blocked)}</span>' if blocked else ""
        return (
            f'<div class="map-line{" map-line--middle" if goal == self.asked.around else ""}">'
            f'<span class="glyph" data-status="{row.status}"><span class="visually-hidden">{row.status_label}</span></span>'
            f'<a class="map-line__title" href="{self._href(goal)}"><bdi>{escape(row.title)}</bdi></a>'
            f'<span class="map-line__share">{row.progress}</span>'
            f'<span class="avatar avatar--small avatar--h{row.owner.hue}" role="img" title="{owner}" aria-label="{owner}">'
            f"{escape(row.owner.initials)}</span>{words}{self._relations(goal)}</div>"
        )

    def _relations(self, goal: int) -> str:
        found = []
        for name, other, is_settled in self.related.get(goal, ()):
            said = name if is_settled else _("%(relation)s (proposed)") % {"relation": name}
            link = f'<a class="link" href="{self._href(other)}"><bdi>{escape(self.rows[other].title)}</bdi></a>'
            found.append(f'<span class="map-line__words">{said}: {link}</span>')
        return "".join(found)

    def _href(self, goal: int) -> str:
        return self.address.replace("0", str(goal))


def sections_of(
    part: Terrain, links: Iterable[Link], lanes: Lanes, rows: dict[int, ObjectiveRow], held: Blockage, asked: Asked
) -> list[Section]:
    """The goals of a map as lists, one for each lane."""
    parents = {pk: part.goals[pk].parent_id for pk in lanes.order}
    kept = within_lanes(parents, lanes.of) if lanes.of else parents
    members: dict[str, list[int]] = {}
    for pk in lanes.order:
        members.setdefault(lanes.of.get(pk, ""), []).append(pk)
    is_small = len(parents) <= ALL_OPEN_UP_TO or asked.is_open
    listing = Listing(rows, _related(links, rows), held, asked, reverse("okr:objective", args=[0]), is_small)
    return [
        Section(lanes.names.get(key, ""), listing.entries(forest_of({goal: kept[goal] for goal in goals})))
        for key, goals in members.items()
    ]


def _related(
    links: Iterable[Link], rows: Mapping[int, ObjectiveRow]
) -> dict[int, list[tuple[str | Promise, int, bool]]]:
    found: dict[int, list[tuple[str | Promise, int, bool]]] = {}
    for link in links:
        if link.tie is not Tie.SERVES and link.source in rows and link.target in rows:
            found.setdefault(link.source, []).append((FROM[link.tie], link.target, link.is_settled))
            found.setdefault(link.target, []).append((TO[link.tie], link.source, link.is_settled))
    return found
