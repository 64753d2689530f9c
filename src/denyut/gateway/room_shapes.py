"""How what belongs to a room looks from outside."""

from datetime import datetime

from ninja import Field, Schema


class SeatShape(Schema):
    """Somebody's place in a room. What they want of it is theirs alone."""

    id: int
    room: int = Field(alias="room_id")
    person: int = Field(alias="person_id")
    taken_at: datetime
