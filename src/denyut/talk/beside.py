"""What features say beside a thing where its card stands in a room: drawn for everybody, so nothing of what is not open to all."""

from collections.abc import Callable, Mapping, Sequence

type Draw = Callable[[Sequence[int]], Mapping[int, str]]
DRAWN: dict[str, dict[str, Draw]] = {}


def beside(kind: str, name: str) -> Callable[[Draw], Draw]:
    """Declare a piece `name` beside the cards of a kind of thing. It gets ids of open things and gives safe HTML for some of them."""

    def declare(draw: Draw) -> Draw:
        DRAWN.setdefault(kind, {})[name] = draw
        return draw

    return declare


def pieces(kind: str, ids: Sequence[int]) -> dict[int, list[str]]:
    """What is said beside these things, by id, in the order of the pieces' names."""
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for _name, draw in sorted(DRAWN.get(kind, {}).items()) if ids else ():
        for pk, html in draw(ids).items():
            found[pk].append(html)
    return found
