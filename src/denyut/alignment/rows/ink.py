"""The drawing as SVG, and the list as HTML. Made without templates: those take ten times as long for a thousand goals."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from denyut.alignment.map.drawing import Line
from denyut.alignment.rows.boxes import Box, Inside
from denyut.alignment.rows.folds import Fold

TITLE_DOWN, TITLE_HEIGHT, LINE_HEIGHT, BLOCKED_DOWN = 9, 51, 17, 56
MARK_DOWN, WORDS_DOWN, FACE_DOWN, LETTERS_DOWN, BAR_DOWN = 65, 76, 72, 75.2, 88


def lines_svg(lines: Iterable[Line]) -> SafeString:
    """The lines, each with the numbers of the two goals it joins."""
    return mark_safe("".join(_line(line) for line in lines))


def boxes_svg(boxes: Iterable[Box], ink: Inside) -> SafeString:
    """The boxes, each a link; those of a tree say where they stand in it."""
    return mark_safe("\n".join(_box(box, ink) for box in boxes))


def folds_svg(folds: Iterable[Fold]) -> SafeString:
    """The buttons that open and fold branches."""
    return mark_safe("".join(_fold(fold) for fold in folds))


def _line(line: Line) -> str:
    link = line.link
    look = f"{' line--blocking' if line.is_blocking else ''}{'' if link.is_settled else ' line--proposed'}"
    look += " line--far" if line.is_far else ""
    return f'<path class="line line--{link.tie}{look}" d="{line.path}" data-ends="{link.source} {link.target}"/>'


def _box(box: Box, ink: Inside) -> str:
    row = box.row
    height = TITLE_HEIGHT - (LINE_HEIGHT if box.blocked else 0)
    blocked = f'<text class="goal__blocked" x="{ink.start}" y="{BLOCKED_DOWN}">{escape(box.blocked)}</text>'
    fill = f'<rect class="goal__fill" x="{box.fill_x}" y="{BAR_DOWN}" width="{box.fill}" height="4" rx="2"/>'
    return (
        f'<a class="goal{_looks(box)}" id="goal-{box.id}" href="{box.href}" transform="translate({box.x} {box.y})"'
        f' data-status="{row.status}"{_ways(box)}{_standing(box)} aria-label="{escape(box.label)}">'
        f"<title>{escape(box.hint)}</title>"
        f'<rect class="goal__box" width="{ink.width}" height="{ink.height}" rx="12"/>'
        f'<use class="goal__mark" href="#mark-{box.mark}" x="{ink.mark}" y="{MARK_DOWN}"/>'
        f'<foreignObject x="{ink.title}" y="{TITLE_DOWN}" width="{ink.title_width}" height="{height}">'
        f'<div class="goal__title" dir="auto">{escape(box.title)}</div></foreignObject>{blocked if box.blocked else ""}'
        f'<text class="goal__words" x="{ink.words}" y="{WORDS_DOWN}">{escape(box.words)}</text>'
        f'<text class="goal__share" x="{ink.share}" y="{WORDS_DOWN}">{row.progress}</text>'
        f'<g class="goal__face avatar--h{row.owner.hue}"><circle cx="{ink.face}" cy="{FACE_DOWN}" r="10"/>'
        f'<text x="{ink.face}" y="{LETTERS_DOWN}">{escape(row.owner.initials)}</text></g>'
        f'<rect class="goal__track" x="{ink.bar}" y="{BAR_DOWN}" width="{ink.bar_width}" height="4" rx="2"/>'
        f"{fill if box.fill else ''}</a>"
    )


def _looks(box: Box) -> str:
    looks = {" goal--blocked": bool(box.blocked), " goal--beyond": box.is_beyond, " goal--middle": box.is_middle}
    return "".join(look for look, is_so in looks.items() if is_so)


def _ways(box: Box) -> str:
    ways = {"up": box.ways.up, "down": box.ways.down, "back": box.ways.back, "on": box.ways.on}
    return "".join(f' data-{way}="{goal}"' for way, goal in ways.items() if goal)


def _standing(box: Box) -> str:
    if not box.level:
        return ""
    expanded = "" if box.is_open is None else f' aria-expanded="{"true" if box.is_open else "false"}"'
    return f' role="treeitem" aria-level="{box.level}" aria-posinset="{box.place}" aria-setsize="{box.among}"{expanded}'


def _fold(fold: Fold) -> str:
    looks = f"{' fold--shut' if fold.is_shut else ''}{' fold--hiding' if fold.is_hiding else ''}"
    sign = f'<text y="4">{fold.below}</text>' if fold.is_shut else '<path d="M-4 0H4"/>'
    return (
        f'<a class="fold{looks}" id="fold-{fold.goal}" href="{escape(fold.address)}" data-fold="{fold.goal}"'
        f' transform="translate({fold.x} {fold.y})" aria-label="{escape(fold.label)}">'
        f'<rect x="{fold.start}" y="-10" width="{fold.size}" height="20" rx="10"/>{sign}</a>'
    )
