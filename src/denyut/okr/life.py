"""The life of an objective: from which state it goes to which."""

from denyut.okr.models import State

ENDS = (State.CANCELLED,)
STEPS: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.PROPOSED, State.ACTIVE, *ENDS),
    State.PROPOSED: (State.AGREED, State.DRAFT, State.ACTIVE, *ENDS),
    State.AGREED: (State.ACTIVE, State.DRAFT, *ENDS),
    State.ACTIVE: (State.PAUSED, State.POSTPONED, State.CLOSED, *ENDS),
    State.PAUSED: (State.ACTIVE, State.POSTPONED, State.CLOSED, *ENDS),
    State.POSTPONED: (State.ACTIVE, State.CLOSED, *ENDS),
    State.CLOSED: (State.ACTIVE, State.GRADED),
    State.GRADED: (State.CLOSED, State.ARCHIVED),
    State.ARCHIVED: (State.GRADED,),
    State.CANCELLED: (State.DRAFT, State.ACTIVE),
}


def moves_from(state: State) -> tuple[State, ...]:
    """The states that follow this one."""
    return STEPS[state]
