"""Boards that are sent by the clock."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.tasks import task

from denyut.boards.actions import send_now
from denyut.boards.letters import board_letter
from denyut.boards.models import Board, Sending
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.jobs.cron import schedule
from denyut.spine.jobs.retrying import retrying


def due(now: datetime) -> list[int]:
    """The ids of what goes out at this moment of the company's clock: today's day, an hour that has come, not sent today."""
    days = Q(weekday=None) | Q(weekday=now.weekday())
    waiting = Sending.objects.standing().filter(days, at__lte=now.time()).exclude(sent_on=now.date())
    # What was asked for after its hour begins tomorrow.
    fresh = Q(made_at__gte=now.replace(hour=0, minute=0, second=0, microsecond=0))
    late = [
        pk
        for pk, at, made in waiting.filter(fresh).values_list("pk", "at", "made_at")
        if at < made.astimezone(now.tzinfo).time()
    ]
    return list(waiting.exclude(pk__in=late).values_list("pk", flat=True))


@task()
def send_boards() -> None:
    """Send what is due. A task of its own each: one that fails stops no other."""
    for number in due(company_now()):
        send_one.enqueue(number)


@retrying(max_attempts=3, backoff=120.0)
def send_one(number: int) -> None:
    """One board into its room, or to its reader as a letter."""
    found = Sending.objects.standing().select_related("board__scope", "board__owner", "room", "person", "made_by")
    one = found.filter(pk=number).first()
    if one is None or one.sent_on == company_now().date():
        return
    if one.person is not None and _reads(one.person, one.board):
        board_letter(one.board, one.person).send()
    send_now(None, one)


def _reads(person: Person, board: Board) -> bool:
    return person.is_active and Board.objects.visible_to(person).filter(pk=board.pk).exists()


schedule(send_boards, every=timedelta(minutes=15))
